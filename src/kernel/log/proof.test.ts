import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { leaves, paths, tilesIn } from '../testing/tree.ts'
import type { TileReader } from './edge.ts'
import { appended, emptyFrontier, rootOf } from './frontier.ts'
import { emptyRoot, type Hash, hex, leafHash, nodeHash } from './hash.ts'
import {
  consistencyProof,
  consistencyTiles,
  inclusionProof,
  inclusionTiles,
  rootFromTiles,
  rootTiles,
} from './proof.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

const inTree = fc
  .integer({ min: 1, max: 700 })
  .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n - 1 })))

function inclusionOf(n: number, index: number) {
  const root = rootOf(appended(emptyFrontier, leaves.slice(0, n)))
  const proof = inclusionProof(index, n, tilesIn(leaves.slice(0, n)).read)
  return { index, size: n, leaf: leaves[index] ?? emptyRoot, root, proof }
}

function consistencyOf(n: number, older: number) {
  const root = rootOf(appended(emptyFrontier, leaves.slice(0, n)))
  const olderRoot = rootOf(appended(emptyFrontier, leaves.slice(0, older)))
  return { older, size: n, olderRoot, root, proof: consistencyProof(older, n, tilesIn(leaves.slice(0, n)).read) }
}

/** The same bytes with one bit turned over. */
function flipped(hash: Hash, bit: number): Hash {
  const copy = Uint8Array.from(hash)
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}

describe('proofs', () => {
  test('an inclusion proof built from tiles leads from its entry to the root, and reads only the tiles it names', () => {
    fc.assert(
      fc.property(inTree, ([n, index]) => {
        const tiles = tilesIn(leaves.slice(0, n))
        const root = rootFromTiles(n, tiles.read)
        const forRoot = [...new Set(tiles.asked.splice(0))].sort()
        const proof = inclusionProof(index, n, tiles.read)

        expect(verifyInclusion({ index, size: n, leaf: leaves[index] ?? emptyRoot, root, proof })).toMatchObject({
          ok: true,
        })
        expect([...new Set(tiles.asked)].sort()).toEqual(paths(inclusionTiles(index, n)).sort())
        expect(forRoot).toEqual(paths(rootTiles(n)).sort())
      }),
    )
  })

  test('a consistency proof built from tiles joins both roots, and reads only the tiles it names', () => {
    fc.assert(
      fc.property(inTree, ([n, index]) => {
        const tiles = tilesIn(leaves.slice(0, n))
        const proof = consistencyProof(index + 1, n, tiles.read)
        const asked = [...new Set(tiles.asked)].sort()

        expect(verifyConsistency({ ...consistencyOf(n, index + 1), proof })).toEqual({ ok: true, value: true })
        expect(asked).toEqual(paths(consistencyTiles(index + 1, n)).sort())
      }),
    )
  })

  test('a proof from tiles that were seen before is the one from tiles that were not', () => {
    fc.assert(
      fc.property(inTree, ([n, index]) => {
        const { read } = tilesIn(leaves.slice(0, n))
        const copies: TileReader = (tile) => Uint8Array.from(read(tile))
        const first = inclusionProof(index, n, read)

        expect(inclusionProof(index, n, read)).toEqual(first)
        expect(inclusionProof(index, n, copies).map(hex)).toEqual(first.map(hex))
        expect(consistencyProof(index + 1, n, read).map(hex)).toEqual(consistencyProof(index + 1, n, copies).map(hex))
      }),
    )
  })

  test('turning any bit of an inclusion proof, of its leaf or of its root makes it refused', () => {
    fc.assert(
      fc.property(inTree, fc.nat(), fc.integer({ min: 0, max: 255 }), ([n, index], which, bit) => {
        const right = inclusionOf(n, index)
        const hashes = [right.leaf, right.root, ...right.proof]
        const [leaf = emptyRoot, root = emptyRoot, ...proof] = hashes.map((hash, i) =>
          i === which % hashes.length ? flipped(hash, bit) : hash,
        )

        expect(verifyInclusion({ ...right, leaf, root, proof })).toMatchObject({ ok: false })
      }),
    )
  })

  test('turning any bit of a consistency proof or of its roots makes it refused', () => {
    fc.assert(
      fc.property(inTree, fc.nat(), fc.integer({ min: 0, max: 255 }), ([n, index], which, bit) => {
        const right = consistencyOf(n, index + 1)
        const hashes = [right.olderRoot, right.root, ...right.proof]
        const [olderRoot = emptyRoot, root = emptyRoot, ...proof] = hashes.map((hash, i) =>
          i === which % hashes.length ? flipped(hash, bit) : hash,
        )

        expect(verifyConsistency({ ...right, olderRoot, root, proof })).toMatchObject({ ok: false })
      }),
    )
  })

  test('no entry is proved at another index', () => {
    fc.assert(
      fc.property(inTree, fc.nat({ max: 700 }), ([n, index], other) => {
        fc.pre(other !== index)

        expect(verifyInclusion({ ...inclusionOf(n, index), index: other })).toMatchObject({ ok: false })
      }),
    )
  })

  test('a proof that is one hash shorter or longer is refused', () => {
    fc.assert(
      fc.property(inTree, ([n, index]) => {
        fc.pre(n > 1)
        const inclusion = inclusionOf(n, index)
        const consistency = consistencyOf(n, index + 1)
        const longer = (proof: readonly Hash[]) => [...proof, inclusion.root]

        const [short, long] = [inclusion.proof.slice(0, -1), longer(inclusion.proof)]

        expect(verifyInclusion({ ...inclusion, proof: short })).toMatchObject({
          why: 'the inclusion proof is too short',
        })
        expect(verifyInclusion({ ...inclusion, proof: long })).toMatchObject({ why: 'the inclusion proof is too long' })
        expect(verifyConsistency({ ...consistency, proof: longer(consistency.proof) })).toMatchObject({ ok: false })
      }),
    )
  })

  test.each([
    ['an index at the size', { index: 3 }],
    ['an index below zero', { index: -1 }],
    ['an index that is not whole', { index: 0.5 }],
    ['a leaf of 31 bytes', { leaf: new Uint8Array(31) }],
    ['a root of 33 bytes', { root: new Uint8Array(33) }],
    ['an empty tree', { index: 0, size: 0 }],
  ])('%s is refused', (_, part) => {
    expect(verifyInclusion({ ...inclusionOf(3, 1), ...part })).toMatchObject({ ok: false })
  })

  test.each([
    ['an older tree that is larger', { older: 4 }],
    ['a hash of 31 bytes', { proof: [new Uint8Array(31)] }],
    ['no proof', { proof: [] }],
  ])('%s is refused', (_, part) => {
    expect(verifyConsistency({ ...consistencyOf(3, 2), ...part })).toMatchObject({ ok: false })
  })

  test('the empty tree begins no other, not even as a claim', () => {
    expect(verifyConsistency({ ...consistencyOf(3, 2), older: 0 })).toMatchObject({
      why: 'a tree of 0 cannot be shown to begin a tree of 3',
    })
  })

  test('two trees of one size are consistent only when they are the same, without any proof', () => {
    const [a, b] = [leaves[0] ?? emptyRoot, leaves[1] ?? emptyRoot]
    const same = { older: 5, size: 5, olderRoot: a, root: a, proof: [] }

    expect(verifyConsistency(same)).toMatchObject({ ok: true })
    expect(verifyConsistency({ ...same, root: b })).toMatchObject({
      ok: false,
      why: expect.stringContaining('split view'),
    })
    expect(verifyConsistency({ ...same, proof: [a] })).toMatchObject({ ok: false })
  })

  test('sizes beyond 32 bits are counted without losing a bit: a tree of 2^40 + 12,345 equal leaves proves itself', () => {
    const leaf = leafHash(Buffer.from('the same entry again and again'))
    const perfect = (height: number): Hash => (height === 0 ? leaf : nodeHash(perfect(height - 1), perfect(height - 1)))
    const rows = [leaf]
    while (rows.length < 6) rows.push(perfectOver(rows.at(-1) ?? leaf))
    const read: TileReader = ({ level, width }) =>
      Buffer.concat(Array.from({ length: width }, () => rows[level] ?? leaf))
    const [older, index, n] = [2 ** 39 + 77, 2 ** 40 + 3, 2 ** 40 + 12_345]
    const [olderRoot, root] = [rootFromTiles(older, read), rootFromTiles(n, read)]

    expect(perfect(8)).toEqual(rows[1])
    expect(verifyInclusion({ index, size: n, leaf, root, proof: inclusionProof(index, n, read) })).toMatchObject({
      ok: true,
    })
    expect(
      verifyConsistency({ older, size: n, olderRoot, root, proof: consistencyProof(older, n, read) }),
    ).toMatchObject({ ok: true })
  })
})

/** The root over 256 equal hashes. */
function perfectOver(hash: Hash): Hash {
  return Array.from({ length: 8 }).reduce<Hash>((below) => nodeHash(below, below), hash)
}

interface InclusionVector {
  index: number
  size: number
  leafHash: string
  root: string
  proof: string[]
}
interface ConsistencyVector {
  m: number
  n: number
  rootM: string
  rootN: string
  proof: string[]
}

withVectors('verify/vectors/log', (vectors) => {
  const bytes = (text: string) => Buffer.from(text, 'hex')
  const known = vectors.lines('leafhashes.txt').map(bytes)
  const inclusion = ({ index, size: n, leafHash: leaf, root, proof }: InclusionVector) =>
    ({ index, size: n, leaf: bytes(leaf), root: bytes(root), proof: proof.map(bytes) }) as const
  const consistency = ({ m, n, rootM, rootN, proof }: ConsistencyVector) =>
    ({ older: m, size: n, olderRoot: bytes(rootM), root: bytes(rootN), proof: proof.map(bytes) }) as const
  const inclusions = (vectors.json('inclusion.json') as InclusionVector[]).map(inclusion)
  const consistencies = (vectors.json('consistency.json') as ConsistencyVector[]).map(consistency)
  const negative = vectors.json('negative.json') as readonly ({ kind: string } & InclusionVector & ConsistencyVector)[]

  test('all published inclusion proofs are accepted and are the ones built from tiles', () => {
    const built = inclusions.map(({ index, size: n }) => inclusionProof(index, n, tilesIn(known.slice(0, n)).read))

    expect(inclusions).toHaveLength(114)
    expect(inclusions.filter((claim) => !verifyInclusion(claim).ok)).toEqual([])
    expect(built.map((proof) => proof.map(hex))).toEqual(inclusions.map(({ proof }) => proof.map(hex)))
  })

  test('all published consistency proofs are accepted and are the ones built from tiles', () => {
    const built = consistencies.map(({ older, size: n }) => consistencyProof(older, n, tilesIn(known.slice(0, n)).read))

    expect(consistencies).toHaveLength(120)
    expect(consistencies.filter((claim) => !verifyConsistency(claim).ok)).toEqual([])
    expect(built.map((proof) => proof.map(hex))).toEqual(consistencies.map(({ proof }) => proof.map(hex)))
  })

  test('all published false proofs are refused', () => {
    const falseInclusions = negative.filter(({ kind }) => kind === 'inclusion').map(inclusion)
    const falseConsistencies = negative.filter(({ kind }) => kind === 'consistency').map(consistency)

    expect([falseInclusions.length, falseConsistencies.length]).toEqual([6, 4])
    expect(falseInclusions.filter((claim) => verifyInclusion(claim).ok)).toEqual([])
    expect(falseConsistencies.filter((claim) => verifyConsistency(claim).ok)).toEqual([])
  })
})
