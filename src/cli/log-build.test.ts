import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  entriesOf,
  file,
  keyFile,
  ndjson,
  origin,
  published,
  root,
  seed,
  verify,
  witness,
} from '../../test/support/built-log.ts'
import { luoshiLog } from '../../test/support/log.ts'
import { cosign } from '../kernel/log/checkpoint.ts'
import { hex } from '../kernel/log/hash.ts'
import { formatVkey, signerOf } from '../kernel/log/key.ts'
import { formatNote, parseNote, withSignatures } from '../kernel/log/note.ts'

describe('log build', () => {
  test('writes the tree of files that a web server serves, and nothing secret', async () => {
    const out = await published()
    const files = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name).slice(out.length + 1))

    expect(files.sort()).toEqual([
      'checkpoint',
      'checkpoint.300',
      'checkpoint.600',
      'log.vkey',
      'tile/0/000',
      'tile/0/001',
      'tile/0/001.p/44',
      'tile/0/002.p/88',
      'tile/1/000.p/1',
      'tile/1/000.p/2',
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/001.p/44',
      'tile/entries/002.p/88',
    ])
    expect(await verify(out)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/3 checkpoints.*\nOK\n$/) })
  })

  test('keeps the cosignatures of earlier checkpoints when the log grows', async () => {
    const out = await published()
    const note = parseNote(readFileSync(join(out, 'checkpoint.600')))
    const cosigned = note.ok ? formatNote(withSignatures(note.value, [cosign(note.value, witness, 1)])) : ''
    writeFileSync(join(out, 'checkpoint.600'), cosigned)

    await luoshiLog('build', ndjson(entriesOf(700)), out, '--key', keyFile)

    expect(readFileSync(join(out, 'checkpoint.600'), 'utf8')).toBe(cosigned)
    expect(await verify(out)).toMatchObject({ code: 0 })
  })

  test('refuses to sign a log that does not begin with what the folder holds', async () => {
    const out = await published()

    expect(await luoshiLog('build', ndjson(entriesOf(700, 5)), out, '--key', keyFile)).toMatchObject({
      code: 1,
      err: expect.stringContaining('would fork the log'),
    })
    expect(await luoshiLog('build', ndjson(entriesOf(500)), out, '--key', keyFile)).toMatchObject({
      code: 1,
      err: expect.stringContaining('would roll the log back'),
    })
    expect(await verify(out)).toMatchObject({ code: 0 })
  })

  test('never overwrites a tile of another log', async () => {
    const out = await published()
    rmSync(join(out, 'checkpoint'))
    rmSync(join(out, 'checkpoint.300'))
    rmSync(join(out, 'checkpoint.600'))

    expect(await luoshiLog('build', ndjson(entriesOf(600, 5)), out, '--key', keyFile)).toMatchObject({
      code: 1,
      err: expect.stringContaining('the folder holds another log'),
    })
  })

  test('builds the empty log too', async () => {
    const out = join(mkdtempSync(join(root, 'log-')), 'out')

    expect(await luoshiLog('build', file('entries.ndjson', ''), out, '--key', keyFile)).toMatchObject({ code: 0 })
    expect(await verify(out)).toMatchObject({ code: 0 })
  })

  test.each([
    ['is not canonical', '{"v": "luoshi-leaf/1"}'],
    ['is of another version', '{"v":"luoshi-leaf/2"}'],
    ['is empty', ''],
    ['is too long', `{"v":"luoshi-leaf/1","x":"${'x'.repeat(16_384)}"}`],
  ])('refuses a line that %s, and says which', async (_, line) => {
    const [first = ''] = entriesOf(1)
    const answer = await luoshiLog('build', ndjson([first, line, first]), join(root, 'nowhere'), '--key', keyFile)

    expect(answer).toMatchObject({ code: 1, err: expect.stringContaining('entries.ndjson line 2: ') })
  })

  test('takes the name of the log from the option, the key file or a log.vkey beside it, in that order', async () => {
    const entries = ndjson(entriesOf(1))
    const nameless = file('KEYS.json', JSON.stringify({ log: hex(seed) }))
    const beside = file('KEYS.json', JSON.stringify({ log: hex(seed) }))
    writeFileSync(
      join(dirname(beside), 'log.vkey'),
      formatVkey(signerOf('luoshi.example/beside', 'note', seed).verifier),
    )
    const named = async (...more: readonly string[]) => {
      const built = await luoshiLog('build', entries, join(mkdtempSync(join(root, 'log-')), 'out'), ...more)
      return built.out.split('\n')[1]?.split('+')[0]
    }

    expect(await named('--key', keyFile, '--origin', 'luoshi.example/option')).toBe('luoshi.example/option')
    expect(await named('--key', keyFile)).toBe(origin)
    expect(await named('--key', beside)).toBe('luoshi.example/beside')
    expect(await named('--key', nameless)).toBe('luoshi.example/log')
  })

  test('warns of a broken chain, which verify then refuses', async () => {
    const out = join(mkdtempSync(join(root, 'log-')), 'out')
    const lines = entriesOf(9)
    const built = await luoshiLog('build', ndjson([...lines.slice(0, 3), ...lines.slice(4)]), out, '--key', keyFile)

    expect(built).toMatchObject({ code: 0, err: expect.stringContaining('warning: entry 5: case c-0: seq 2 where 1') })
    expect(await verify(out)).toMatchObject({
      code: 1,
      err: expect.stringContaining('entry 5: case c-0: seq 2 where 1'),
    })
  })
})
