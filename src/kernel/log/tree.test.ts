import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import {
  type Edge,
  edgeOf,
  emptyEdge,
  extended,
  frontierAt,
  partialTiles,
  type TileReader,
  type WrittenTile,
} from './edge.ts'
import { appended, emptyFrontier, frontierBytes, frontierOf, rootOf } from './frontier.ts'
import { emptyRoot, type Hash, hex, leafHash, nodeHash } from './hash.ts'
import {
  consistencyProof,
  consistencyTiles,
  inclusionProof,
  inclusionTiles,
  rootFromTiles,
  rootTiles,
} from './proof.ts'
import { bundleOf, bundlePath, bundlesOf, entriesOf, type Tile, tileAt, tilePath, tilesOf } from './tile.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

const leavesOf = (count: number) => Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)))
const size = fc.integer({ min: 0, max: 700 })
const leaves = leavesOf(700)

/** RFC 6962 §2.1, word for word: the slow definition that everything else is compared with. */
function treeHash(hashes: readonly Hash[]): Hash {
  const [first = emptyRoot] = hashes
  let split = 1
  while (split * 2 < hashes.length) split *= 2
  return hashes.length < 2 ? first : nodeHash(treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split)))
}

/** A reader over the tiles of a tree, which counts what it reads. */
function tilesIn(hashes: readonly Hash[]): { read: TileReader; asked: string[] } {
  const { edge, full } = extended(emptyEdge, hashes)
  const bytes = new Map([...full, ...partialTiles(edge)].map((tile) => [tilePath(tile), tile.bytes]))
  const asked: string[] = []
  return {
    asked,
    read: (tile) => {
      asked.push(tilePath(tile))
      return bytes.get(tilePath(tile)) ?? new Uint8Array()
    },
  }
}

const paths = (tiles: Iterable<Tile>) => [...tiles].map(tilePath)

describe('appending', () => {
  test('the root of a frontier is the tree hash of RFC 6962, at every size', () => {
    const wrong = Array.from({ length: 300 }, (_, n) => n).filter(
      (n) => hex(rootOf(appended(emptyFrontier, leaves.slice(0, n)))) !== hex(treeHash(leaves.slice(0, n))),
    )

    expect(wrong).toEqual([])
  })

  test('it does not matter in how many batches entries come, for frontier, edge and tiles', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 4 }), (batches) => {
        let [frontier, edge, from]: [typeof emptyFrontier, Edge, number] = [emptyFrontier, emptyEdge, 0]
        const full: WrittenTile[] = []
        for (const count of batches) {
          const batch = leaves.slice(from, from + count)
          frontier = appended(frontier, batch)
          const grown = extended(edge, batch)
          edge = grown.edge
          full.push(...grown.full)
          from += batch.length
        }
        const whole = extended(emptyEdge, leaves.slice(0, from))

        expect(frontier).toEqual(frontierAt(whole.edge))
        expect(edge).toEqual(whole.edge)
        expect(full).toEqual(whole.full)
      }),
      { numRuns: 50 },
    )
  })

  test('a frontier and an edge come back from storage as they were', () => {
    fc.assert(
      fc.property(size, (n) => {
        const { edge } = extended(emptyEdge, leaves.slice(0, n))
        const frontier = frontierAt(edge)

        expect(frontierOf(n, frontierBytes(frontier))).toEqual(frontier)
        expect(edgeOf(n, tilesIn(leaves.slice(0, n)).read)).toEqual(edge)
      }),
      { numRuns: 50 },
    )
  })

  test('a frontier of the wrong length for its size is refused', () => {
    expect(() => frontierOf(5, new Uint8Array(96))).toThrow(RangeError)
  })
})

describe('tiles', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 2, index: 1000, width: 7 }, 'tile/2/x001/000.p/7'],
  ])('the tile %o lies at %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(tileAt(path)).toEqual(tile)
  })

  test.each([
    'tile/0/00',
    'tile/00/000',
    'tile/0/x000/001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/entries/0000',
    'tile/0/001/002',
    'checkpoint',
  ])('%s is no path of a tile', (path) => {
    expect(tileAt(path)).toBeNull()
  })

  test('a tree of 70,000 entries has the tiles that C2SP tlog-tiles counts for it', () => {
    const tiles = [...tilesOf(70_000)]

    expect(tiles.filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273)
    expect(tiles.filter(({ level, width }) => level > 0 || width < 256)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 0, width: 256 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ])
    expect([...bundlesOf(70_000)].at(-1)).toEqual({ index: 273, width: 112 })
  })

  test('the tiles written while growing are those of the tree, and each partial one begins its later full one', () => {
    fc.assert(
      fc.property(size, (n) => {
        const { edge, full } = extended(emptyEdge, leaves.slice(0, n))
        const partial = partialTiles(edge)
        const later = extended(emptyEdge, leavesOf(1024)).full

        expect([...full, ...partial].map(tilePath).sort()).toEqual(paths(tilesOf(n)).sort())
        expect(
          partial.filter(({ level }) => level === 0).map(({ bytes, width, index }) => ({ bytes, index, width })),
        ).toEqual(
          later
            .filter(
              ({ level, index }) => level === 0 && partial.some((tile) => tile.level === 0 && tile.index === index),
            )
            .map(({ bytes, index }) => ({ bytes: bytes.subarray(0, (n % 256) * 32), index, width: n % 256 })),
        )
      }),
      { numRuns: 50 },
    )
  })

  test('a bundle gives back its entries, and none when it is cut, longer or of another width', () => {
    const bundle = bundleOf([Buffer.from('a'), Buffer.from(''), Buffer.from('x'.repeat(65_535))])

    expect(entriesOf(bundle, 3)).toMatchObject({ value: { 0: Buffer.from('a'), 1: Buffer.from('') } })
    expect(entriesOf(bundle, 2)).toMatchObject({ ok: false })
    expect(entriesOf(bundle.subarray(0, -1), 3)).toMatchObject({ ok: false })
    expect(entriesOf(Buffer.concat([bundle, Buffer.from([0])]), 3)).toMatchObject({ ok: false })
    expect(() => bundleOf([new Uint8Array(65_536)])).toThrow(RangeError)
  })

  test('bundles lie beside the tiles', () => {
    expect(bundlePath(4, 99)).toBe('tile/entries/004.p/99')
    expect(tileAt('tile/entries/004.p/99')).toEqual({ level: 'entries', index: 4, width: 99 })
  })
})

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

  test('the roots of the synthetic log, up to 100,000 entries, are the published ones', () => {
    const { prefix, roots } = vectors.json('synthetic-roots.json') as { prefix: string; roots: Record<string, string> }
    const hashes = Array.from({ length: 100_000 }, (_, i) => leafHash(Buffer.from(`${prefix}${i}`)))
    const sizes = Object.keys(roots).map(Number)

    expect(sizes.map((n) => hex(rootOf(appended(emptyFrontier, hashes.slice(0, n)))))).toEqual(Object.values(roots))
    expect(sizes.map((n) => hex(rootOf(frontierAt(extended(emptyEdge, hashes.slice(0, n)).edge))))).toEqual(
      Object.values(roots),
    )
  })

  test('the tiles and bundles of the published log are the ones we write, byte for byte', () => {
    const entries = vectors.lines('entries.ndjson').map((line) => Buffer.from(line))
    const { edge, full } = extended(emptyEdge, entries.map(leafHash))
    const tiles = [...full, ...partialTiles(edge)].map((tile) => [tilePath(tile), tile.bytes] as const)
    const bundles = [...bundlesOf(entries.length)].map(
      ({ index, width }) =>
        [bundlePath(index, width), bundleOf(entries.slice(index * 256, index * 256 + width))] as const,
    )

    expect(
      [...tiles, ...bundles].filter(([path, ours]) => !vectors.bytes('tree', path).every((b, i) => b === ours[i])),
    ).toEqual([])
    expect([...tiles, ...bundles].map(([path, ours]) => vectors.bytes('tree', path).length - ours.length)).toEqual(
      [...tiles, ...bundles].map(() => 0),
    )
  })
})
