import { type Edge, edgeOf, type TileReader } from '../kernel/log/edge.ts'
import { HASH_BYTES } from '../kernel/log/hash.ts'
import { hashesAt, TILE_WIDTH, type Tile } from '../kernel/log/tile.ts'
import { type LogHead, readTiles } from '../store/log.ts'
import type { Queryable } from '../store/read.ts'

/** The edge out of the head's bytes: the partial tiles one after another, from the leaves upward. */
export function edgeFrom(head: Pick<LogHead, 'size' | 'edge'>): Edge {
  const starts: number[] = []
  let at = 0
  for (let level = 0; hashesAt(level, head.size) > 0; level += 1) {
    starts.push(at)
    at += (hashesAt(level, head.size) % TILE_WIDTH) * HASH_BYTES
  }
  return edgeOf(head.size, ({ level, width }) => {
    const start = starts[level] ?? 0
    return head.edge.subarray(start, start + width * HASH_BYTES)
  })
}

/**
 * A reader for these tiles, fetched in one query. A tile that is full by now serves its earlier partial widths as its
 * prefix; one that is not full yet comes from the head. Throws RangeError for a tile that the log does not have.
 */
export async function tileReader(db: Queryable, head: LogHead, wanted: readonly Tile[]): Promise<TileReader> {
  const key = (level: number, index: number) => `${level}/${index}`
  const isFull = ({ level, index }: Tile) => (index + 1) * TILE_WIDTH <= hashesAt(level, head.size)
  const full = wanted.filter(isFull)
  const rows = await readTiles(
    db,
    full.map(({ level, index }) => ({ level, n: index })),
  )
  const known = new Map(full.map(({ level, index }, i) => [key(level, index), rows[i] ?? null]))
  const edge = edgeFrom(head)
  return (tile) => {
    const stored = known.get(key(tile.level, tile.index))
    const bytes = stored ?? (isFull(tile) ? null : Buffer.concat(edge.rows[tile.level] ?? []))
    if (!bytes || bytes.length < tile.width * HASH_BYTES)
      throw new RangeError(`the log has no tile ${tile.level}/${tile.index}`)
    return bytes.subarray(0, tile.width * HASH_BYTES)
  }
}
