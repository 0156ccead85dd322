import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  entriesOf,
  file,
  flip,
  keyFile,
  log,
  ndjson,
  origin,
  published,
  tampered,
  verify,
  witness,
} from '../../test/support/built-log.ts'
import { luoshiLog } from '../../test/support/log.ts'
import { cosign, signCheckpoint } from '../kernel/log/checkpoint.ts'
import { leafHash, sha256 } from '../kernel/log/hash.ts'
import { formatVkey, signerOf } from '../kernel/log/key.ts'
import { formatNote, parseNote, withSignatures } from '../kernel/log/note.ts'

describe('log verify', () => {
  test.each<[string, (folder: string) => void, string]>([
    ['an entry was changed', (f) => flip(join(f, 'tile/entries/000'), 300), 'entry '],
    ['a leaf hash was changed', (f) => flip(join(f, 'tile/0/001'), 0), 'tile/0/001 differs'],
    ['a hash of a partial tile was changed', (f) => flip(join(f, 'tile/1/000.p/2'), 40), 'tile/1/000.p/2 differs'],
    ['an old partial tile was changed', (f) => flip(join(f, 'tile/0/001.p/44'), 0), 'tile/0/001.p/44 differs'],
    [
      'an old partial bundle was changed',
      (f) => flip(join(f, 'tile/entries/001.p/44'), 60),
      'tile/entries/001.p/44 differs',
    ],
    ['the last partial tile is missing', (f) => rmSync(join(f, 'tile/1/000.p/2')), 'tile/1/000.p/2 is missing'],
    ['a tile is too long', (f) => appendFileSync(join(f, 'tile/0/000'), Buffer.alloc(32)), 'tile/0/000 differs'],
    ['a tile is missing', (f) => rmSync(join(f, 'tile/0/000')), 'tile/0/000 is missing'],
    ['a bundle is missing', (f) => rmSync(join(f, 'tile/entries/001')), 'tile/entries/001 is missing'],
    ['there is no checkpoint', (f) => rmSync(join(f, 'checkpoint')), 'there is no checkpoint'],
    ['the checkpoint was rolled back', (f) => cpSync(join(f, 'checkpoint.300'), join(f, 'checkpoint')), 'rolled back'],
    ['the signature is false', (f) => flip(join(f, 'checkpoint'), 120), 'checkpoint: '],
    [
      'an earlier checkpoint signs another history',
      (f) =>
        writeFileSync(join(f, 'checkpoint.fork'), signCheckpoint({ origin, size: 300, root: sha256('fork') }, log)),
      'checkpoint.fork: the first 300 entries have the root',
    ],
    [
      'an entry and its tile were forged together',
      (f) => {
        const [bundle, tile] = [readFileSync(join(f, 'tile/entries/001')), readFileSync(join(f, 'tile/0/001'))]
        flip(join(f, 'tile/entries/001'), bundle.indexOf('"number":256') + '"number":25'.length)
        const forged = readFileSync(join(f, 'tile/entries/001'))
        tile.set(leafHash(forged.subarray(2, 2 + forged.readUInt16BE())), 0)
        writeFileSync(join(f, 'tile/0/001'), tile)
      },
      'tile/1/000.p/2 differs',
    ],
  ])('refuses a log where %s', async (_, change, why) => {
    const answer = await verify(await tampered(change))

    expect(answer).toMatchObject({ code: 1, out: '' })
    expect(answer.err).toContain(why)
  })

  test('accepts a log whose old partial files have gone: later full ones begin with them', async () => {
    const folder = await tampered((f) => {
      rmSync(join(f, 'tile/0/001.p'), { recursive: true })
      rmSync(join(f, 'tile/entries/001.p'), { recursive: true })
    })

    expect(await verify(folder)).toMatchObject({ code: 0 })
  })

  test('accepts files beyond the checkpoint, which nobody has signed yet', async () => {
    const longer = await published()
    const folder = await published()
    await luoshiLog('build', ndjson(entriesOf(800)), longer, '--key', keyFile)
    cpSync(join(longer, 'tile'), join(folder, 'tile'), { recursive: true })

    expect(await verify(folder)).toMatchObject({ code: 0 })
  })

  test('refuses a log that no longer begins with the checkpoint a reader kept', async () => {
    const kept = file('kept', signCheckpoint({ origin, size: 100, root: sha256('another history') }, log))

    expect(await verify(await published(), '--old', kept)).toMatchObject({
      code: 1,
      err: expect.stringContaining('kept'),
    })
  })

  test('refuses the log of another key', async () => {
    const other = file('log.vkey', formatVkey(signerOf(origin, 'note', sha256('other')).verifier))

    expect(await luoshiLog('verify', await published(), '--vkey', other)).toMatchObject({ code: 1 })
  })

  test('wants the witnesses of the policy it is given', async () => {
    const folder = await published()
    const policy = file('policy.txt', `witness w ${formatVkey(witness.verifier)}\nquorum w\n`)
    const alone = await verify(folder, '--policy', policy)
    const note = parseNote(readFileSync(join(folder, 'checkpoint')))
    writeFileSync(
      join(folder, 'checkpoint'),
      note.ok ? formatNote(withSignatures(note.value, [cosign(note.value, witness, 1)])) : '',
    )

    expect(alone).toMatchObject({ code: 1, err: expect.stringContaining('witnessed by 0 of 1 witnesses only') })
    expect(await verify(folder, '--policy', policy)).toMatchObject({ code: 0 })
  })

  test('tells at most twenty faults', async () => {
    const folder = await tampered((f) => {
      const bundle = readFileSync(join(f, 'tile/entries/000'))
      writeFileSync(
        join(f, 'tile/entries/000'),
        Buffer.from(bundle.toString('latin1').replaceAll('luoshi-leaf/1', 'luoshi-leaf/2'), 'latin1'),
      )
    })

    expect((await verify(folder)).err.trim().split('\n')).toHaveLength(21)
  })
})
