import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { leaves, leavesOf, paths, tilesIn, treeHash } from '../testing/tree.ts'
import { type Edge, edgeOf, emptyEdge, extended, frontierAt, partialTiles, type WrittenTile } from './edge.ts'
import { appended, emptyFrontier, frontierBytes, frontierOf, rootOf } from './frontier.ts'
import { hex, leafHash } from './hash.ts'
import { bundleOf, bundlePath, bundlesOf, entriesOf, tileAt, tilePath, tilesOf } from './tile.ts'

const size = fc.integer({ min: 0, max: 700 })

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

withVectors('verify/vectors/log', (vectors) => {
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
