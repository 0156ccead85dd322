import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bpmnOf } from '../../src/derive/bpmn/bpmn.ts'
import { chartOf } from '../../src/derive/chart/chart.ts'
import { openapiOf } from '../../src/derive/openapi/openapi.ts'
import { loadProgramme } from '../../src/engine/programme.ts'
import type { Procedure } from '../../src/kernel/bind.ts'
import { coverage, type Mechanisms, type TestFiles } from './coverage.ts'
import { glossary } from './glossary.ts'
import { procedureIndex, procedurePage } from './procedure.ts'

export const root = join(import.meta.dirname, '../..')

/** The plan that the generated pages speak of. */
const plan = 'jiujiang-2018'

/** Tests and scenarios, by path from the checkout. */
function testFiles(): TestFiles {
  const paths = ['src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path}`)
      .filter((path) => /\.(test|scenarios)\.tsx?$/.test(path)),
  )
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** The API document as `npm start` serves it. */
function apiDocument(procedures: readonly Procedure[]): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return `${JSON.stringify(openapiOf(procedures, { origin: 'http://127.0.0.1:8420', version }), null, 1)}\n`
}

/** Every generated document: path from the checkout → text. The same sources give the same bytes. */
export async function documents(): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, 'programmes', plan)
  const programme = loadProgramme(folder)
  const { mechanisms } = JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8')) as { mechanisms: Mechanisms }
  const procedures = [...programme.procedures.values()]
  const pages = await Promise.all(
    procedures.map(
      async (p): Promise<readonly (readonly [string, string])[]> => [
        [`docs/procedures/${p.id}.md`, procedurePage(p, 'zh')],
        [`docs/procedures/${p.id}.en.md`, procedurePage(p, 'en')],
        [`docs/procedures/${p.id}.svg`, chartOf(p, { language: 'zh', alone: true })],
        [`docs/procedures/${p.id}.en.svg`, chartOf(p, { language: 'en', alone: true })],
        [`docs/procedures/${p.id}.bpmn`, await bpmnOf(p)],
      ],
    ),
  )
  return new Map([
    ['docs/procedures/README.md', procedureIndex(procedures)],
    ...pages.flat(),
    ['docs/openapi.json', apiDocument(procedures)],
    ['docs/COVERAGE.md', coverage({ programme, mechanisms, tests: testFiles() })],
    ['docs/GLOSSARY.md', glossary(procedures)],
  ])
}
