import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { logCommand } from '../src/cli/log.ts'
import { flip, own, root, tampered, verifier } from '../test/support/verifier.ts'

describe('a log', () => {
  const trust = own('log/policy.txt')

  test('of the examples is accepted, and what was not proved is said', async () => {
    const { code, out } = await verifier('log', own('log/tree'), '--trust', trust)

    expect(code).toBe(0)
    expect(out).toContain('all 300 entries were hashed again')
    expect(out).toContain('没有证明')
  })

  test.each<[string, (folder: string) => void, string]>([
    ['an entry was changed', (f) => flip(join(f, 'tile/entries/000'), 60), ''],
    ['a tile was changed', (f) => flip(join(f, 'tile/0/001.p/44'), 5), 'tile/0/001.p/44 differs'],
    [
      'a tile is longer than it says',
      (f) =>
        writeFileSync(
          join(f, 'tile/1/000.p/1'),
          Buffer.concat([readFileSync(join(f, 'tile/1/000.p/1')), Buffer.alloc(32)]),
        ),
      'tile/1/000.p/1 differs',
    ],
    ['a bundle is missing', (f) => rmSync(join(f, 'tile/entries/001.p/44')), 'tile/entries/001.p/44 is missing'],
    [
      'an earlier checkpoint signs another history',
      (f) => cpSync(own('log/checkpoint.fork'), join(f, 'checkpoint.fork')),
      'history was changed',
    ],
    [
      'the newest checkpoint was put back',
      (f) => cpSync(join(f, 'checkpoint.7'), join(f, 'checkpoint')),
      'rolled back',
    ],
    ['a signature is false', (f) => flip(join(f, 'checkpoint'), 130), ''],
    ['there is no checkpoint', (f) => rmSync(join(f, 'checkpoint')), 'there is no checkpoint'],
  ])('where %s is refused', async (_, change, why) => {
    const { code, out } = await verifier('log', tampered(own('log/tree'), change), '--trust', trust)

    expect(code).toBe(1)
    expect(out).toContain('核对不通过 / FAILED')
    expect(out).toContain(why)
  })
})

test.each<[string, (entry: string) => string]>([
  ['a wrong predecessor', (entry) => entry.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${'0'.repeat(64)}"`)],
  ['a number left out', (entry) => entry.replace('"seq":1,', '"seq":2,')],
])('a log in which a case has %s is refused, although it is well signed', async (_, change) => {
  const folder = mkdtempSync(join(root, 'chain-'))
  const lines = readFileSync(own('log/entries.ndjson'), 'utf8').split('\n').slice(0, 8)
  const path = join(folder, 'entries.ndjson')
  writeFileSync(path, `${[...lines.slice(0, 7), change(lines[7] ?? '')].join('\n')}\n`)
  const quiet = { out: () => {}, err: () => {} }
  const built = await logCommand(['build', path, join(folder, 'out'), '--key', own('log/KEYS.json')], quiet)

  expect(built).toBe(0)
  expect(await verifier('log', join(folder, 'out'), '--trust', own('log/log.vkey'))).toMatchObject({
    code: 1,
    out: expect.stringContaining('entry 7: a step of c-0 is missing'),
  })
})
