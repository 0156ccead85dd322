import { createPublicKey } from 'node:crypto'
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js'
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { chains } from './chain.ts'
import { cosign, signCheckpoint } from './checkpoint.ts'
import { disclosuresOf } from './disclosure.ts'
import { emptyEdge, extended, partialTiles } from './edge.ts'
import { type Entry, entryBytes, readEntry } from './entry.ts'
import { appended, emptyFrontier, rootOf } from './frontier.ts'
import { hex, leafHash, sha256 } from './hash.ts'
import { formatVkey, signerOf } from './key.ts'
import { formatNote, parseNote, withSignatures } from './note.ts'
import { type Policy, parsePolicy } from './policy.ts'
import { inclusionProof } from './proof.ts'
import { formatReceipt, parseReceipt, type Receipt, verifyReceipt } from './receipt.ts'
import { tilePath } from './tile.ts'

const origin = 'luoshi.example/log/test'
const log = signerOf(origin, 'note', sha256('log seed of the tests'))
const [w1, w2, w3] = ['w1', 'w2', 'w3'].map((name) =>
  signerOf(`luoshi.example/witness/${name}`, 'witness', sha256(name)),
)
let calls = 0
const concealed = disclosuresOf({ phone: '13800000000' }, (bytes) => sha256(`salt ${calls++}`).subarray(0, bytes))
const entries = Array.from({ length: 300 }, (_, i) =>
  entryBytes({
    type: 'promise.made',
    at: '2026-09-01T00:00:42.156Z',
    actor: 'post-7',
    rule: 'demo-2026@1#S1.1',
    body: { number: i },
    ...(i === 200 && { sd: concealed.sd }),
  }),
)

function policyOf(...lines: readonly string[]) {
  return parsePolicy([`log ${formatVkey(log.verifier)}`, ...lines, ''].join('\n'))
}

const witnessLines = [w1, w2, w3].map((w, i) => `witness w${i + 1} ${w ? formatVkey(w.verifier) : ''}`)

function policy(...lines: readonly string[]): Policy {
  const read = policyOf(...lines)
  return read.ok ? read.value : { logs: [], witnesses: [], contacts: [], rule: read.why, isSatisfiedBy: () => false }
}

const both = policy(...witnessLines, 'group outside all w1 w2', 'quorum outside')
const noWitness = policy('quorum none')

function receiptFor(index: number): Receipt {
  const leaves = entries.map(leafHash)
  const { edge, full } = extended(emptyEdge, leaves)
  const tiles = new Map([...full, ...partialTiles(edge)].map((tile) => [tilePath(tile), tile.bytes]))
  const proof = inclusionProof(index, 300, (tile) => tiles.get(tilePath(tile)) ?? new Uint8Array())
  const text = signCheckpoint({ origin, size: 300, root: rootOf(appended(emptyFrontier, leaves)) }, log)
  const note = parseNote(Buffer.from(text))
  const lines = [w1, w2].flatMap((w) => (note.ok && w ? [cosign(note.value, w, 1_790_000_000)] : []))
  const checkpoint = note.ok ? formatNote(withSignatures(note.value, lines)) : ''
  return { index, proof, checkpoint, disclosures: concealed.disclosures.map(({ text: kept }) => kept) }
}

const receipt = receiptFor(200)
const entry = entries[200] ?? new Uint8Array()

/** What a receipt file shows about an entry, or why it is refused. */
function checked(file: Uint8Array, about: Uint8Array, trusted: Policy) {
  const read = parseReceipt(file)
  return read.ok ? verifyReceipt(read.value, about, trusted) : read
}

describe('receipts', () => {
  test('a receipt shows the entry, its place, who saw it and what its holder may read', () => {
    const shown = checked(Buffer.from(formatReceipt(receipt)), entry, both)

    expect(shown).toMatchObject({
      ok: true,
      value: {
        index: 200,
        checkpoint: { origin, size: 300 },
        entry: { type: 'promise.made', body: { number: 200 } },
        cosignatures: [{ time: 1_790_000_000 }, { time: 1_790_000_000 }],
        fields: new Map([['phone', '13800000000']]),
      },
    })
    expect(shown.ok && hex(shown.value.steps.at(-1)?.result ?? new Uint8Array())).toBe(
      shown.ok && hex(shown.value.checkpoint.root),
    )
  })

  test('changing any byte of a receipt makes it refused', () => {
    const file = Buffer.from(formatReceipt(receipt))
    fc.assert(
      fc.property(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(file)
        changed[at] = (changed[at] ?? 0) ^ change

        expect(checked(changed, entry, both)).toMatchObject({ ok: false })
      }),
      { numRuns: 1500 },
    )
  })

  test('changing any byte of the entry makes its receipt refused', () => {
    fc.assert(
      fc.property(fc.nat({ max: entry.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(entry)
        changed[at] = (changed[at] ?? 0) ^ change

        expect(checked(Buffer.from(formatReceipt(receipt)), changed, both)).toMatchObject({ ok: false })
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['a line between the hashes and the empty line', formatReceipt(receipt).replace('\n\n', '\nx\n\n')],
    ['an index with a leading zero', formatReceipt(receipt).replace('index 200', 'index 0200')],
    ['no index', formatReceipt(receipt).replace('index 200\n', '')],
    ['another version', formatReceipt(receipt).replace('@v1', '@v2')],
    ['two extra lines', formatReceipt(receipt).replace('\nindex', '\nextra AAAA\nindex')],
    ['nothing', ''],
  ])('a receipt file with %s is refused', (_, text) => {
    expect(checked(Buffer.from(text), entry, both)).toMatchObject({ ok: false })
  })

  test('a receipt of a log that the reader does not trust is refused', () => {
    const other = signerOf('luoshi.example/log/other', 'note', sha256('other'))
    const trusted = { ...noWitness, logs: [other.verifier] }

    expect(verifyReceipt(receipt, entry, trusted)).toMatchObject({ ok: false })
  })

  test('a receipt with fewer witnesses than the policy wants is refused', () => {
    const three = policy(...witnessLines, 'group outside 3 w1 w2 w3', 'quorum outside')

    expect(verifyReceipt(receipt, entry, three)).toMatchObject({
      ok: false,
      why: 'too few witnesses: 2 cosigned, the policy wants 3 of (w1 w2 w3)',
    })
  })
})

describe('policies', () => {
  test('groups of groups are counted as they are nested', () => {
    const nested = policy(
      ...witnessLines,
      'group inside any w3',
      'group outside 2 w1 w2',
      'group all-of all inside outside',
      'quorum all-of',
    )

    expect(nested.rule).toBe('2 of (1 of (w3) 2 of (w1 w2))')
    expect(verifyReceipt(receipt, entry, nested)).toMatchObject({ ok: false })
  })

  test('comments, blank lines, tabs and addresses are allowed', () => {
    expect(policyOf('# a comment', '', `\t${witnessLines[0]}   https://w1.example/`, 'quorum w1')).toMatchObject({
      ok: true,
    })
  })

  test.each([
    ['no quorum', []],
    ['two quorums', ['quorum none', 'quorum none']],
    ['a quorum that is not defined', ['quorum w9']],
    ['a group before its member', ['group g any w1', ...witnessLines, 'quorum g']],
    ['a group of nobody', ['group g all', 'quorum g']],
    ['more members wanted than there are', [...witnessLines, 'group g 4 w1 w2 w3', 'quorum g']],
    ['zero members wanted', [...witnessLines, 'group g 0 w1 w2 w3', 'quorum g']],
    ['a witness that counts twice', [...witnessLines, 'group g any w1 w2', 'group h any w1 w3', 'quorum g']],
    [
      'a name given twice',
      [...witnessLines, `witness w1 ${formatVkey(signerOf('x', 'witness', sha256('x')).verifier)}`, 'quorum w1'],
    ],
    ['the same key twice', [witnessLines[0] ?? '', witnessLines[0]?.replace('w1', 'w4') ?? '', 'quorum w1']],
    ['the same log twice', [`log ${formatVkey(log.verifier)}`, 'quorum none']],
    ['a witness called none', [witnessLines[0]?.replace('w1', 'none') ?? '', 'quorum none']],
    ['a log key for a witness', [`witness w ${formatVkey(log.verifier)}`, 'quorum w']],
    ['none in a group', ['group g any none', 'quorum g']],
    ['an unknown word', ['quota none']],
  ])('a policy with %s is refused', (_, lines) => {
    expect(policyOf(...lines)).toMatchObject({ ok: false })
  })
})

describe('the chain of a case', () => {
  const linked = (id: string, seq: number, prev: string | null) =>
    entryBytes({
      type: 'case.transition',
      at: '2026-09-01T00:00:42.156Z',
      link: { case: id, seq, prev },
      actor: 'post-7',
      rule: 'demo-2026@1#S1.1',
      body: {},
    })
  const first = linked('c-1', 0, null)
  const second = linked('c-1', 1, hex(leafHash(first)))
  const third = linked('c-1', 2, hex(leafHash(second)))

  /** The faults of these entries, in their order. */
  function faultsOf(...log: readonly Uint8Array[]) {
    const chain = chains()
    return log.flatMap((bytes) => {
      const read = readEntry(bytes)
      return read.ok ? (chain.faultOf(read.value, leafHash(bytes)) ?? []) : read.why
    })
  }

  test('entries that follow each other have no fault, also between entries of other cases and of none', () => {
    expect(faultsOf(first, linked('c-2', 0, null), second, entries[0] ?? entry, third)).toEqual([])
  })

  test.each([
    ['a step left out', [first, third]],
    ['a case that does not begin', [second]],
    ['a step with the right predecessor and a wrong number', [first, linked('c-1', 2, hex(leafHash(first)))]],
    ['a step told twice', [first, second, second]],
    ['a beginning told twice', [first, first]],
    ['a predecessor that was changed', [linked('c-1', 0, null), linked('c-1', 1, 'a'.repeat(64))]],
    ['steps in another order', [first, third, second]],
  ])('%s is a fault', (_, log) => {
    expect(faultsOf(...log)[0]).toMatch(/^case c-1: /)
  })
})

withVectors('verify/vectors/log', (vectors) => {
  const lines = vectors.lines('entries.ndjson')
  const theirs = parsePolicy(vectors.text('policy.txt'))
  const trusted = theirs.ok ? theirs.value : noWitness
  const names = vectors
    .lines('../MANIFEST.sha256')
    .flatMap((line) => /log\/proofs\/(\d+)\.tlog-proof$/.exec(line)?.[1] ?? [])
  const proofs = names.map((index) => ({
    file: vectors.bytes('proofs', `${index}.tlog-proof`),
    entry: Buffer.from(lines[Number(index)] ?? ''),
  }))

  /** The inclusion proof and the checkpoint as @sigstore/verify takes them. */
  function sigstore({ file, entry: about }: { file: Uint8Array; entry: Uint8Array }) {
    const read = parseReceipt(file)
    const given = read.ok ? read.value : receipt
    const inclusion = {
      logIndex: String(given.index),
      hashes: given.proof.map((hash) => Buffer.from(hash)),
      checkpoint: { envelope: given.checkpoint },
    }
    return { inclusionProof: inclusion, canonicalizedBody: Buffer.from(about) } as never
  }

  const [key] = trusted.logs
  const authority = {
    baseURL: key?.name ?? '',
    logID: Buffer.from(key?.id ?? '', 'hex'),
    publicKey: createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key?.publicKey ?? []).toString('base64url') },
      format: 'jwk',
    }),
  } as never

  test('all 40 published receipts are accepted, and written by us they are the same bytes', () => {
    const shown = proofs.map(({ file, entry: about }) => checked(file, about, trusted))
    const written = proofs.map(({ file }) => {
      const read = parseReceipt(file)
      return read.ok ? formatReceipt(read.value) : read.why
    })

    expect(shown).toHaveLength(40)
    expect(shown.filter(({ ok }) => !ok)).toEqual([])
    expect(written).toEqual(proofs.map(({ file }) => Buffer.from(file).toString()))
  })

  test('npm @sigstore/verify accepts the same receipts and, like us, none of them for another entry', () => {
    const others = proofs.map(({ file }, i) => ({ file, entry: proofs.at(i - 1)?.entry ?? entry }))
    const verdict = (proof: { file: Uint8Array; entry: Uint8Array }) => {
      const given = sigstore(proof)
      verifyMerkleInclusion(given, verifyCheckpoint(given, [authority]))
    }

    proofs.forEach(verdict)
    for (const other of others) expect(() => verdict(other)).toThrow()
    expect(others.filter((other) => checked(other.file, other.entry, trusted).ok)).toEqual([])
  })

  test('npm @sigstore/verify accepts the receipts that we write', () => {
    const ours = sigstore({ file: Buffer.from(formatReceipt(receipt)), entry })
    const us = {
      baseURL: origin,
      logID: Buffer.from(log.verifier.id, 'hex'),
      publicKey: createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(log.verifier.publicKey).toString('base64url') },
        format: 'jwk',
      }),
    } as never

    expect(() => verifyMerkleInclusion(ours, verifyCheckpoint(ours, [us]))).not.toThrow()
  })

  test('the policy that wants three of three witnesses refuses every receipt', () => {
    const unsatisfied = parsePolicy(vectors.text('policy-UNSATISFIED.txt'))

    expect(
      proofs.filter(({ file, entry: about }) => unsatisfied.ok && checked(file, about, unsatisfied.value).ok),
    ).toEqual([])
  })

  test('the chains of all cases of the published log are whole', () => {
    const chain = chains()
    const faults = lines.flatMap((line) => chain.faultOf(JSON.parse(line) as Entry, leafHash(Buffer.from(line))) ?? [])

    expect(faults).toEqual([])
  })
})
