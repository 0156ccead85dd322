import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { examples } from '../test/support/examples.ts'
import { core, coreOf, own, page, source, verifier } from '../test/support/verifier.ts'

describe('the verifiers', () => {
  test('share their core, line for line', () => {
    expect(coreOf(page)).toBe(coreOf(source))
    expect(coreOf(source)).toContain('function checkDraw')
  })

  test('import nothing but two modules of Node itself', () => {
    expect([...source.matchAll(/(?:from|import\(|require\()\s*'([^']+)'/g)].map(([, name]) => name)).toEqual([
      'node:crypto',
      'node:fs',
    ])
    expect([...page.matchAll(/(?:from|import\(|require\()\s*'([^']+)'/g)]).toEqual([])
  })

  test('load nothing from anywhere: the page has no address, no image, no font, no frame', () => {
    expect(page).not.toMatch(/https?:|src=|@import|[^4]url\(|fetch\(|XMLHttpRequest|<link|<iframe/)
  })

  test('the committed examples are those that the product writes', () => {
    const files = readdirSync(own(), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name).slice(own().length + 1))
    const ours = examples()

    expect(files.sort()).toEqual([...ours.keys()].sort())
    expect(files.filter((path) => !readFileSync(own(path)).equals(Buffer.from(ours.get(path) ?? '')))).toEqual([])
  })
})

test('64 levels of nesting are read, 65 are refused', () => {
  const nested = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels))

  expect(core.readCanonical(nested(64), 'x')).toBeInstanceOf(Array)
  expect(() => core.readCanonical(nested(65), 'x')).toThrow('64')
})

test.each([
  ['nothing', []],
  ['an unknown action', ['prove', 'x']],
  ['a log without trust', ['log', 'x']],
  ['a receipt without its entry', ['receipt', 'x', '--trust', 'y']],
  ['an unknown option', ['draw', 'x', '--fast', 'yes']],
])('%s is misuse: exit code 2', async (_, args) => {
  expect(await verifier(...args)).toMatchObject({ code: 2, out: expect.stringContaining('usage') })
})

test('a folder that is not there is a failed check, not a crash', async () => {
  expect(await verifier('draw', '/nowhere')).toMatchObject({ code: 1, out: expect.stringContaining('核对不通过') })
})
