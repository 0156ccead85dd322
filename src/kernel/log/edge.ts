import { emptyFrontier, type Frontier } from './frontier.ts'
import { HASH_BYTES, type Hash, nodeHash } from './hash.ts'
import { hashesAt, TILE_WIDTH, type Tile } from './tile.ts'

/** The right edge of a tree: at each tile level the hashes of the tile that is not yet full. What a log's writer keeps. */
export interface Edge {
  readonly size: number
  readonly rows: readonly (readonly Hash[])[]
}

/** A tile with its bytes: its hashes one after another. */
export interface WrittenTile extends Tile {
  readonly bytes: Uint8Array
}

/** Gives the bytes of a tile, exactly `width` hashes. Where tiles lie (file, table, web) is the caller's business. */
export type TileReader = (tile: Tile) => Uint8Array

/** The edge of the tree without entries. */
export const emptyEdge: Edge = { size: 0, rows: [] }

/** The edge after these leaf hashes, and the tiles that became full on the way, in the order in which they did. */
export function extended(
  edge: Edge,
  leaves: readonly Hash[],
): { readonly edge: Edge; readonly full: readonly WrittenTile[] } {
  const rows = edge.rows.map((row) => [...row])
  const full: WrittenTile[] = []
  let size = edge.size
  for (const leaf of leaves) {
    size++
    push(rows, 0, leaf, size, full)
  }
  return { edge: { size, rows }, full }
}

function push(rows: Hash[][], level: number, hash: Hash, size: number, full: WrittenTile[]): void {
  const row = rows[level] ?? []
  rows[level] = row
  row.push(hash)
  if (row.length < TILE_WIDTH) return
  full.push({ level, index: hashesAt(level + 1, size) - 1, width: TILE_WIDTH, bytes: Buffer.concat(row) })
  rows[level] = []
  push(rows, level + 1, perfectRoot(row), size, full)
}

/** The partial tiles of the edge, from the leaves upward; levels whose last tile is full have none. */
export function partialTiles(edge: Edge): readonly WrittenTile[] {
  return edge.rows.flatMap((row, level) =>
    row.length === 0
      ? []
      : [{ level, index: hashesAt(level + 1, edge.size), width: row.length, bytes: Buffer.concat(row) }],
  )
}

/** The edge of a tree of this size, read back from its partial tiles. */
export function edgeOf(size: number, read: TileReader): Edge {
  const rows: Hash[][] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const width = hashesAt(level, size) % TILE_WIDTH
    rows.push(width === 0 ? [] : hashesIn(read({ level, index: hashesAt(level + 1, size), width }), width))
  }
  return { size, rows }
}

/** The frontier of the same tree: what its root is computed from. */
export function frontierAt(edge: Edge): Frontier {
  if (edge.size === 0) return emptyFrontier
  const roots = edge.rows.toReversed().flatMap((row) => perfectRoots(row))
  return { size: edge.size, roots }
}

/** The hashes of a tile's bytes. Throws RangeError unless there are exactly `width` of them: a broken reader. */
export function hashesIn(bytes: Uint8Array, width: number): Hash[] {
  if (bytes.length !== width * HASH_BYTES) throw new RangeError(`a tile of ${bytes.length} bytes, not ${width} hashes`)
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))
}

/** The root over 1, 2, 4 … hashes. Throws RangeError for another number of them. */
function perfectRoot(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(at(row, 2 * i), at(row, 2 * i + 1)))
  return at(row, 0)
}

/** The roots of the perfect subtrees over a row of up to 255 hashes, largest first. */
function perfectRoots(row: readonly Hash[]): Hash[] {
  const roots: Hash[] = []
  let from = 0
  for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    if (from + width > row.length) continue
    roots.push(perfectRoot(row.slice(from, from + width)))
    from += width
  }
  return roots
}

function at(row: readonly Hash[], i: number): Hash {
  const hash = row[i]
  if (hash === undefined) throw new RangeError('the number of hashes is no power of two')
  return hash
}
