import type { TileReader } from './edge.ts'
import { type Frontier, rootOf } from './frontier.ts'
import { emptyRoot, HASH_BYTES, type Hash, nodeHash } from './hash.ts'
import { TILE_WIDTH, type Tile, widthAt } from './tile.ts'

/** Entries from `from` up to but not including `to`, whose subtree hash stands in a proof. */
interface Range {
  readonly from: number
  readonly to: number
}

/** A perfect subtree: the 2^height entries from index·2^height. */
interface Node {
  readonly height: number
  readonly index: number
}

/** Log2 of the tile width: a tile holds the nodes of eight heights. */
const TILE_HEIGHT = 8

/** The proof that entry `index` is in the tree of `size`: sibling hashes from the leaf upward (RFC 6962 §2.1.1). */
export function inclusionProof(index: number, size: number, read: TileReader): readonly Hash[] {
  return inclusionRanges(index, size).map((range) => hashOf(range, size, read))
}

/** The proof that the tree of `older` entries is the beginning of the tree of `size` (RFC 6962 §2.1.2). */
export function consistencyProof(older: number, size: number, read: TileReader): readonly Hash[] {
  return consistencyRanges(older, size).map((range) => hashOf(range, size, read))
}

/** The root of the tree of `size`, read from the tiles at its right edge. The tiles are trusted, not checked. */
export function rootFromTiles(size: number, read: TileReader): Hash {
  return size === 0 ? emptyRoot : hashOf({ from: 0, to: size }, size, read)
}

/** The tiles that `inclusionProof` will read, each once: for readers that must fetch first. */
export function inclusionTiles(index: number, size: number): readonly Tile[] {
  return tilesUnder(inclusionRanges(index, size), size)
}

/** The tiles that `consistencyProof` will read, each once. */
export function consistencyTiles(older: number, size: number): readonly Tile[] {
  return tilesUnder(consistencyRanges(older, size), size)
}

/** The tiles that `rootFromTiles` will read, each once. */
export function rootTiles(size: number): readonly Tile[] {
  return size === 0 ? [] : tilesUnder([{ from: 0, to: size }], size)
}

function inclusionRanges(index: number, size: number): Range[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError(`no entry ${index} in a tree of ${size}`)
  const ranges: Range[] = []
  let { from, to } = { from: 0, to: size }
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    ranges.push(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return ranges.reverse()
}

function consistencyRanges(older: number, size: number): Range[] {
  if (!isSize(older) || !isSize(size) || older === 0 || older > size)
    throw new RangeError(`no consistency proof from ${older} to ${size}`)
  const ranges: Range[] = []
  let { from, to } = { from: 0, to: size }
  while (to !== older) {
    const middle = from + splitOf(to - from)
    ranges.push(older <= middle ? { from: middle, to } : { from, to: middle })
    if (older <= middle) to = middle
    else from = middle
  }
  // The verifier knows the older root itself; it needs the last subtree only where that is not the whole older tree.
  if (from > 0) ranges.push({ from, to })
  return ranges.reverse()
}

/** The largest power of two below `count`, which is at least 2: where RFC 6962 splits a tree. */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function hashOf(range: Range, size: number, read: TileReader): Hash {
  const frontier: Frontier = {
    size: range.to - range.from,
    roots: nodesOf(range).map((node) => hashOfNode(node, size, read)),
  }
  return rootOf(frontier)
}

/** The perfect subtrees of a range, largest first. A range of a proof always starts at a multiple of their sizes. */
function nodesOf({ from, to }: Range): Node[] {
  const nodes: Node[] = []
  let start = from
  while (start < to) {
    let height = 0
    while (2 ** (height + 1) <= to - start) height++
    nodes.push({ height, index: start / 2 ** height })
    start += 2 ** height
  }
  return nodes
}

/** The tile in which a node stands or from whose hashes it is computed. */
function tileOf({ height, index }: Node, size: number): Tile {
  const level = Math.floor(height / TILE_HEIGHT)
  const tile = Math.floor((index * 2 ** (height % TILE_HEIGHT)) / TILE_WIDTH)
  return { level, index: tile, width: widthAt(level, tile, size) }
}

function hashOfNode(node: Node, size: number, read: TileReader): Hash {
  const tile = tileOf(node, size)
  const span = 2 ** (node.height % TILE_HEIGHT)
  const from = (node.index * span) % TILE_WIDTH
  const bytes = read(tile)
  if (bytes.length !== tile.width * HASH_BYTES) throw new RangeError(`a tile of ${bytes.length} bytes`)
  return nodeIn(bytes, from, span)
}

/** The inner nodes of a tile: that over `span` hashes from `from` has the place 256/span + from/span, as in a heap. */
interface Inner {
  readonly hashes: Uint8Array
  readonly isKnown: Uint8Array
}

/** Inner nodes that were computed before, by the bytes of their tile. */
const known = new WeakMap<Uint8Array, Inner>()

function innerOf(bytes: Uint8Array): Inner {
  const before = known.get(bytes)
  if (before) return before
  const inner = { hashes: new Uint8Array(TILE_WIDTH * HASH_BYTES), isKnown: new Uint8Array(TILE_WIDTH) }
  known.set(bytes, inner)
  return inner
}

/**
 * The node over `span` hashes of a tile, a power of two. What was computed is kept as long as the reader keeps the tile and
 * hands out the same bytes, which nobody changes: a proof takes some 500 hashes, half of them in tiles on the way of every proof.
 */
function nodeIn(bytes: Uint8Array, from: number, span: number): Hash {
  if (span === 1) return bytes.subarray(from * HASH_BYTES, (from + 1) * HASH_BYTES)
  const { hashes, isKnown } = innerOf(bytes)
  const place = (TILE_WIDTH + from) / span
  const node = hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES)
  if (isKnown[place] === 1) return node
  node.set(nodeHash(nodeIn(bytes, from, span / 2), nodeIn(bytes, from + span / 2, span / 2)))
  isKnown[place] = 1
  return node
}

function tilesUnder(ranges: readonly Range[], size: number): readonly Tile[] {
  const tiles = ranges.flatMap(nodesOf).map((node) => tileOf(node, size))
  return [...new Map(tiles.map((tile) => [`${tile.level}/${tile.index}`, tile])).values()]
}
