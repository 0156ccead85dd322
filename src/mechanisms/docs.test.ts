import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { documents, root } from '../../scripts/docs/all.ts'
import { staleAmong } from '../../scripts/docs.ts'
import { declarations } from './all.ts'

let all: ReadonlyMap<string, string>
beforeAll(async () => {
  all = await documents()
})

const textOf = (path: string) => all.get(path) ?? ''

test('docs/procedures, openapi.json, COVERAGE.md and GLOSSARY.md are what ./luoshi docs writes', () => {
  expect(staleAmong(all)).toEqual([])
})

describe.each(declarations.map((d) => [d.id, d] as const))('the page of %s', (id, d) => {
  test.each([
    ['Chinese', 0, `docs/procedures/${id}.md`],
    ['English', 1, `docs/procedures/${id}.en.md`],
  ] as const)('in %s names every state, move, limit, party, field and law', (_, language, path) => {
    const text = textOf(path)
    const titles = [d.states, d.transitions, d.clocks, d.parties, d.record, ...Object.values(d.forms)].flatMap((of) =>
      Object.values<{ readonly title: readonly [string, string] }>(of).map(({ title }) => title[language]),
    )
    const sentences = [...d.laws, ...Object.values(d.guards)].map(({ says }) => says[language])

    expect([...titles, ...sentences].filter((words) => !text.includes(words))).toEqual([])
  })
})

describe('COVERAGE.md', () => {
  test('has a row for each of the 103 sentences, and none without a verdict', () => {
    const rows = textOf('docs/COVERAGE.md').match(/^\| `[NPSG][\w.]*\.s\d+` \|.*$/gm) ?? []
    const verdicts = rows.map((row) => row.split(' | ')[3] ?? '')

    expect(rows).toHaveLength(103)
    expect(verdicts.filter((verdict) => !/served|partly|not done yet|orientation|demands nothing/.test(verdict))).toEqual([])
  })

  test('names no page that is not served', () => {
    const web = join(root, 'src/web')
    const source = readdirSync(web, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
      .map((path) => readFileSync(join(web, path), 'utf8'))
      .join('\n')
    const pages = [...textOf('docs/COVERAGE.md').matchAll(/`(\/[^`]*)`/g)].map(([, page]) => page ?? '')

    expect(pages.length).toBeGreaterThan(10)
    expect([...new Set(pages)].filter((page) => !source.includes(`'${page}'`) && !source.includes(`\`${page}\``))).toEqual([])
  })

  test('calls what the programme says is missing missing, and what is declared served', () => {
    const text = textOf('docs/COVERAGE.md')

    expect(text).toMatch(/^\| `S3\.1\.s1` .* \| 有 served \| .*supervised-task\.scenarios\.ts/m)
    expect(text).toMatch(/^\| `S1\.1\.s1` .* \| 导向句，展示，不打分 orientation: shown, never scored \|/m)
  })
})

test('GLOSSARY.md has each name of each declaration with both its titles', () => {
  const text = textOf('docs/GLOSSARY.md')
  const rows = declarations.flatMap((d) =>
    [d.states, d.transitions, d.clocks, d.parties].flatMap((of) =>
      Object.entries<{ readonly title: readonly [string, string] }>(of).map(([name, { title }]) => `| \`${name}\` | ${title[0]} | ${title[1]} |`),
    ),
  )

  expect(rows.length).toBeGreaterThan(100)
  expect(rows.filter((row) => !text.includes(row))).toEqual([])
})
