import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { cosign, cosignaturesOf, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { hex, sha256 } from './hash.ts'
import { formatVkey, parseVkey, readKeyFile, signerOf, type Verifier, verifierOf } from './key.ts'
import { formatNote, type Note, parseNote, withSignatures } from './note.ts'

const origin = 'luoshi.example/log/test'
const log = signerOf(origin, 'note', sha256('log seed of the tests'))
const witness = signerOf('luoshi.example/witness/a', 'witness', sha256('witness seed of the tests'))
const checkpoint = { origin, size: 3, root: sha256('a root') }
const signed = signCheckpoint(checkpoint, log)
const bytes = (text: string) => Buffer.from(text)

/** The note in a text that is known to be one. */
function noteOf(text: string): Note {
  const note = parseNote(bytes(text))
  return note.ok ? note.value : { text: '', signatures: [] }
}

const cosigned = withSignatures(noteOf(signed), [cosign(noteOf(signed), witness, 1_790_000_000)])

describe('keys', () => {
  test('a vkey line is read back as it was written', () => {
    const line = formatVkey(log.verifier)

    expect(line).toMatch(/^luoshi\.example\/log\/test\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/)
    expect(parseVkey(line)).toMatchObject({ ok: true, value: { name: origin, kind: 'note', id: log.verifier.id } })
  })

  test('the example of C2SP signed-note verifies its note', () => {
    const key = parseVkey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
    const note = noteOf(
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    )

    expect(key.ok && key.value.verifies(bytes(note.text), note.signatures[0]?.signature ?? new Uint8Array())).toBe(true)
  })

  test('the same secret has another id as a log and as a witness', () => {
    expect(signerOf('a', 'note', sha256('x')).verifier.id).not.toBe(signerOf('a', 'witness', sha256('x')).verifier.id)
  })

  test.each([
    ['another id', formatVkey({ ...log.verifier, id: '00000000' })],
    ['a name with a space', 'a b+00000000+AAAA'],
    ['no name', '+00000000+AAAA'],
    ['an unknown type', `a+00000000+${Buffer.alloc(33, 9).toString('base64')}`],
    ['a key that is too short', `a+00000000+${Buffer.from([1, 2, 3]).toString('base64')}`],
    ['base64 with padding bits set', `${formatVkey(log.verifier).slice(0, -1)}b`],
    ['nothing', ''],
  ])('a vkey with %s is refused', (_, line) => {
    expect(parseVkey(line)).toMatchObject({ ok: false })
  })

  test('a signature of the wrong length is false and does not throw', () => {
    expect(log.verifier.verifies(bytes('x'), new Uint8Array(63))).toBe(false)
    expect(log.verifier.verifies(bytes('x'), new Uint8Array())).toBe(false)
  })

  test('a public key that is no point of the curve verifies nothing and does not throw', () => {
    const nowhere = verifierOf('a', 'note', new Uint8Array(32).fill(0xff))

    expect(nowhere.verifies(bytes('x'), new Uint8Array(64))).toBe(false)
  })

  test.each([
    ['no JSON', '{'],
    ['no log seed', '{}'],
    ['a seed of another length', '{"log":"00"}'],
    ['an origin with a space', `{"log":"${'0'.repeat(64)}","origin":"a b"}`],
    ['a witness without a seed', `{"log":"${'0'.repeat(64)}","witnesses":{"w":1}}`],
  ])('a key file with %s is refused', (_, text) => {
    expect(readKeyFile(text)).toMatchObject({ ok: false })
  })

  test('a key file gives the seeds of the log and of its witnesses', () => {
    const file = readKeyFile(`{"log":"${'1'.repeat(64)}","origin":"a/log","witnesses":{"a/w":"${'2'.repeat(64)}"}}`)

    expect(file).toEqual({
      ok: true,
      value: {
        log: new Uint8Array(32).fill(0x11),
        origin: 'a/log',
        witnesses: new Map([['a/w', new Uint8Array(32).fill(0x22)]]),
      },
    })
  })
})

describe('notes', () => {
  test('a note is read back as it was written, signature lines of other people included', () => {
    expect(formatNote(noteOf(signed))).toBe(signed)
    expect(formatNote(noteOf(formatNote(cosigned)))).toBe(formatNote(cosigned))
  })

  test('the last empty line divides text and signatures, so that a text may hold empty lines', () => {
    expect(noteOf('a\n\nb\n\n— n AAAAAAA=\n')).toMatchObject({
      text: 'a\n\nb\n',
      signatures: [{ name: 'n', id: '00000000' }],
    })
  })

  test.each([
    ['no signature', 'a\n\n'],
    ['no empty line', 'a\n— n AAAAAAA=\n'],
    ['no newline at its end', 'a\n\n— n AAAAAAA='],
    ['a carriage return', 'a\r\n\n— n AAAAAAA=\n'],
    ['a tab', 'a\tb\n\n— n AAAAAAA=\n'],
    ['a hyphen for the dash', 'a\n\n- n AAAAAAA=\n'],
    ['a name with a plus', 'a\n\n— n+m AAAAAAA=\n'],
    ['a name with a wide space', 'a\n\n— n\u3000m AAAAAAA=\n'],
    ['base64 without padding', 'a\n\n— n AAAAAAA\n'],
    ['a signature of no bytes', 'a\n\n— n AAAAAA==\n'],
    ['a fourth word', 'a\n\n— n AAAAAAA= x\n'],
    ['101 signatures', `a\n\n${'— n AAAAAAA=\n'.repeat(101)}`],
  ])('a note with %s is refused', (_, text) => {
    expect(parseNote(bytes(text))).toMatchObject({ ok: false })
  })

  test('a note that is not UTF-8 is refused', () => {
    expect(parseNote(Buffer.concat([Buffer.from([0xff]), bytes(signed)]))).toMatchObject({ ok: false })
  })
})

describe('checkpoints', () => {
  test('a signed checkpoint opens with the key of its log', () => {
    expect(openCheckpoint(bytes(signed), [log.verifier])).toMatchObject({
      ok: true,
      value: { checkpoint: { size: 3 } },
    })
  })

  test.each([
    ['no size', `${origin}\n\nAAAA\n`],
    ['a size with a leading zero', `${origin}\n03\n${'A'.repeat(43)}=\n`],
    ['a negative size', `${origin}\n-3\n${'A'.repeat(43)}=\n`],
    ['a size that JavaScript cannot count', `${origin}\n9007199254740993\n${'A'.repeat(43)}=\n`],
    ['a root of 31 bytes', `${origin}\n3\n${Buffer.alloc(31).toString('base64')}\n`],
    ['an extension line', `${origin}\n3\n${'A'.repeat(43)}=\nmore\n`],
    ['no origin', `\n3\n${'A'.repeat(43)}=\n`],
  ])('a checkpoint with %s is refused', (_, text) => {
    expect(parseCheckpoint(text)).toMatchObject({ ok: false })
  })

  test('the key of another log opens nothing, nor does another key of the same name', () => {
    const other = signerOf('luoshi.example/log/other', 'note', sha256('other')).verifier
    const impostor = signerOf(origin, 'note', sha256('impostor')).verifier

    expect(openCheckpoint(bytes(signed), [other])).toMatchObject({
      ok: false,
      why: expect.stringContaining('not the one'),
    })
    expect(openCheckpoint(bytes(signed), [impostor])).toMatchObject({ ok: false })
    expect(openCheckpoint(bytes(signed), [])).toMatchObject({ ok: false })
  })

  test('a false signature of the log is refused even beside a true one', () => {
    const [line] = noteOf(signed).signatures
    const twice = { text: noteOf(signed).text, signatures: [line, { ...line, signature: new Uint8Array(64) }] } as Note

    expect(openCheckpoint(bytes(formatNote(twice)), [log.verifier])).toMatchObject({ ok: false })
  })

  test('changing any byte of a signed checkpoint makes it refused', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes(signed).length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = bytes(signed)
        changed[at] = (changed[at] ?? 0) ^ change

        expect(openCheckpoint(changed, [log.verifier])).toMatchObject({ ok: false })
      }),
      { numRuns: 500 },
    )
  })

  test('a key signs checkpoints of its own name only', () => {
    expect(() => signCheckpoint({ ...checkpoint, origin: 'another' }, log)).toThrow(TypeError)
  })
})

describe('cosignatures', () => {
  test('a cosignature tells when the witness saw the checkpoint', () => {
    expect(cosignaturesOf(cosigned, [witness.verifier])).toMatchObject({ ok: true, value: [{ time: 1_790_000_000 }] })
    expect(cosigned.signatures.at(-1)?.signature).toHaveLength(72)
  })

  test('lines of unknown witnesses are ignored', () => {
    expect(cosignaturesOf(cosigned, [])).toEqual({ ok: true, value: [] })
    expect(openCheckpoint(bytes(formatNote(cosigned)), [log.verifier])).toMatchObject({ ok: true })
  })

  test('a cosignature whose time or text was changed makes the checkpoint refused', () => {
    const [first, last] = cosigned.signatures
    const later = Uint8Array.from(last?.signature ?? [])
    later[7] = (later[7] ?? 0) + 1
    const text = cosigned.text.replace('\n3\n', '\n4\n')

    expect(
      cosignaturesOf({ ...cosigned, signatures: [first, { ...last, signature: later }] } as Note, [witness.verifier]),
    ).toMatchObject({ ok: false })
    expect(cosignaturesOf({ ...cosigned, text }, [witness.verifier])).toMatchObject({ ok: false })
  })

  test('the key of a log cannot cosign', () => {
    expect(() => cosign(noteOf(signed), log, 1)).toThrow(TypeError)
  })
})

withVectors('verify/vectors/log', (vectors) => {
  const keyOf = (line: string): Verifier => {
    const key = parseVkey(line)
    return key.ok ? key.value : log.verifier
  }
  const theLog = keyOf(vectors.text('log.vkey'))
  const witnesses = vectors.lines('witness.vkeys').map(keyOf)
  const sizes = [1, 2, 3, 4, 7, 8, 255, 256, 257, 511, 512, 513, 1010, 1122, 1123]

  test('all 15 published checkpoints open', () => {
    expect(sizes.map((size) => openCheckpoint(vectors.bytes(`checkpoint.${size}`), [theLog]))).toMatchObject(
      sizes.map((size) => ({ ok: true, value: { checkpoint: { size } } })),
    )
  })

  test('our signature under the published root, made with the published seed, is the published one', () => {
    const file = readKeyFile(vectors.text('KEYS-throwaway.json'))
    const signer = signerOf(theLog.name, 'note', file.ok ? file.value.log : new Uint8Array())
    const opened = openCheckpoint(vectors.bytes('checkpoint.8'), [theLog])

    expect(formatVkey(signer.verifier)).toBe(vectors.text('log.vkey').trim())
    expect(opened.ok && signCheckpoint(opened.value.checkpoint, signer)).toBe(vectors.text('checkpoint.8'))
  })

  test('our cosignature with a published witness seed is the published one', () => {
    const file = readKeyFile(vectors.text('KEYS-throwaway.json'))
    const seed = file.ok ? file.value.witnesses.get('luoshi.example/witness/w1') : undefined
    const note = noteOf(vectors.text('checkpoint.1123'))
    const line = cosign(note, signerOf('luoshi.example/witness/w1', 'witness', seed ?? new Uint8Array()), 0x6b0cc0e3)

    expect(hex(line.signature)).toBe(hex(note.signatures[1]?.signature ?? new Uint8Array()))
  })

  test('two of the three witnesses have cosigned the last checkpoint', () => {
    expect(cosignaturesOf(noteOf(vectors.text('checkpoint.1123')), witnesses)).toMatchObject({
      ok: true,
      value: [{ witness: { name: 'luoshi.example/witness/w1' } }, { witness: { name: 'luoshi.example/witness/w2' } }],
    })
  })

  test('an ML-DSA-44 cosignature is verified where its key is known, and ignored where it is not', () => {
    const note = noteOf(vectors.text('checkpoint.MLDSA'))
    const quantum = keyOf(vectors.text('witness-mldsa.vkey'))

    expect(cosignaturesOf(note, [quantum])).toMatchObject({ ok: true, value: [{ witness: { kind: 'witness-mldsa' } }] })
    expect(cosignaturesOf({ ...note, text: note.text.replace('1123', '1124') }, [quantum])).toMatchObject({ ok: false })
    expect(cosignaturesOf(note, witnesses)).toMatchObject({ ok: true, value: { length: 2 } })
  })

  test('the checkpoint with a false signature is refused', () => {
    expect(openCheckpoint(vectors.bytes('checkpoint.BADSIG'), [theLog])).toMatchObject({
      ok: false,
      why: expect.stringContaining('is false'),
    })
  })

  test('the fork is validly signed: only its root betrays it', () => {
    const fork = openCheckpoint(vectors.bytes('checkpoint.FORK'), [theLog])
    const published = openCheckpoint(vectors.bytes('checkpoint.1123'), [theLog])

    expect([fork.ok && fork.value.checkpoint.size, published.ok && published.value.checkpoint.size]).toEqual([
      1123, 1123,
    ])
    expect(fork.ok && hex(fork.value.checkpoint.root)).not.toBe(published.ok && hex(published.value.checkpoint.root))
  })
})
