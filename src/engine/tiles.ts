import { type Edge, edgeOf, type TileReader } from '../kernel/log/edge.ts'
import { HASH_BYTES } from '../kernel/log/hash.ts'
import { hashesAt, TILE_WIDTH, type Tile } from '../kernel/log/tile.ts'
import { type LogHead, readTiles } from '../store/log.ts'
import type { Queryable } from '../store/read.ts'

/** The bytes of the tile at this level that is not full yet: the head holds them one after another, from the leaves upward. */
function partialBytes({ size, edge }: Pick<LogHead, 'size' | 'edge'>, level: number): Uint8Array {
  const lengthAt = (at: number) => (hashesAt(at, size) % TILE_WIDTH) * HASH_BYTES
  let start = 0
  for (let below = 0; below < level; below += 1) start += lengthAt(below)
  return edge.subarray(start, start + lengthAt(level))
}

/** The edge out of the head's bytes. */
export function edgeFrom(head: Pick<LogHead, 'size' | 'edge'>): Edge {
  return edgeOf(head.size, ({ level }) => partialBytes(head, level))
}

/**
 * Full tiles that are remembered for each database, which are all of a log of a million entries: 32 MB, and as much again for
 * their inner nodes. The upper ones are on the way of every proof.
 */
const mostRemembered = 4096

const remembered = new WeakMap<Queryable, Map<string, Uint8Array>>()

/** Full tiles by their keys: they never change, so that each is read from the database once as long as it is remembered. */
async function fullTiles(db: Queryable, places: readonly Tile[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const memory = remembered.get(db) ?? new Map<string, Uint8Array>()
  remembered.set(db, memory)
  const known = new Map(places.flatMap((place) => entryOf(place, memory.get(keyOf(place)))))
  const missing = places.filter((place) => !known.has(keyOf(place)))
  const rows = await readTiles(
    db,
    missing.map(({ level, index }) => ({ level, n: index })),
  )
  const found = new Map([...known, ...missing.flatMap((place, i) => entryOf(place, rows[i]))])
  for (const [key, bytes] of found) {
    // What was asked for last is forgotten last.
    memory.delete(key)
    memory.set(key, bytes)
  }
  for (const key of memory.keys()) {
    if (memory.size <= mostRemembered) break
    memory.delete(key)
  }
  return found
}

const entryOf = (place: Tile, bytes: Uint8Array | null | undefined): readonly (readonly [string, Uint8Array])[] =>
  bytes ? [[keyOf(place), bytes]] : []

const keyOf = ({ level, index }: Tile) => `${level}/${index}`

/** The tiles at the right edge of a head, by their level: as long as the head is kept, so is what was computed from them. */
const edges = new WeakMap<LogHead, Map<number, Uint8Array>>()

function edgeTile(head: LogHead, level: number): Uint8Array {
  const tiles = edges.get(head) ?? new Map<number, Uint8Array>()
  edges.set(head, tiles)
  const bytes = tiles.get(level) ?? partialBytes(head, level)
  tiles.set(level, bytes)
  return bytes
}

/**
 * A reader for these tiles, fetched in at most one query. A tile that is full by now serves its earlier partial widths as its
 * prefix; one that is not full yet comes from the head. Throws RangeError for a tile that the log does not have.
 */
export async function tileReader(db: Queryable, head: LogHead, wanted: readonly Tile[]): Promise<TileReader> {
  const isFull = ({ level, index }: Tile) => (index + 1) * TILE_WIDTH <= hashesAt(level, head.size)
  const full = await fullTiles(db, wanted.filter(isFull))
  const narrowed = new Map<string, Uint8Array>()
  // The same bytes each time: what was computed from a tile is known by them.
  return (tile) => {
    const key = keyOf(tile)
    const length = tile.width * HASH_BYTES
    const bytes = isFull(tile) ? full.get(key) : edgeTile(head, tile.level)
    if (!bytes || bytes.length < length) throw new RangeError(`the log has no tile ${key}`)
    if (bytes.length === length) return bytes
    const narrow = narrowed.get(key) ?? bytes.subarray(0, length)
    narrowed.set(key, narrow)
    return narrow
  }
}
