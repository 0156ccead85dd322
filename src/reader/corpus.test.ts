import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../compiler/compile.ts'
import { fold } from '../compiler/source.ts'
import { readDocument } from './read.ts'

const corpus = join(import.meta.dirname, '../../../shared/corpus')
const isThere = existsSync(corpus)

if (!isThere && process.env.CI === 'true') throw new Error('../shared/corpus is missing')

async function treeOf(path: string): Promise<readonly string[]> {
  const read = await readDocument(path)
  if (!read.ok) return [read.code]
  return compile(read.text).clauses.map(
    (clause) => `${clause.level} ${fold(clause.number ?? '')} ${fold(clause.heading ?? '')}`,
  )
}

const variants = isThere
  ? readdirSync(join(corpus, 'originals')).flatMap((id) =>
      readdirSync(join(corpus, 'originals', id)).map((file) => ({ id, file })),
    )
  : []

describe.runIf(isThere)('the originals of the corpus', () => {
  test.each(variants)('$id as $file gives the tree of its text', async ({ id, file }) => {
    expect(await treeOf(join(corpus, 'originals', id, file))).toEqual(
      await treeOf(join(corpus, 'dev', id, 'source.txt')),
    )
  })

  test('pages and PDFs that are kept beside their texts give the same trees, annexes of a PDF apart', async () => {
    const kept = readdirSync(join(corpus, 'dev')).flatMap((id) =>
      ['source.html', 'original.pdf']
        .filter((file) => existsSync(join(corpus, 'dev', id, file)))
        .map((file) => ({ id, file })),
    )

    for (const { id, file } of kept) {
      const wanted = await treeOf(join(corpus, 'dev', id, 'source.txt'))
      const got = await treeOf(join(corpus, 'dev', id, file))
      expect({ id, tree: got.slice(0, wanted.length) }).toEqual({ id, tree: wanted })
    }
  })
})
