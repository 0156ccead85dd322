import { emptyEdge, extended, partialTiles, type TileReader } from '../log/edge.ts'
import { emptyRoot, type Hash, leafHash, nodeHash } from '../log/hash.ts'
import { type Tile, tilePath } from '../log/tile.ts'

/** As many leaf hashes, each of another entry. */
export const leavesOf = (count: number): Hash[] =>
  Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)))

export const leaves = leavesOf(700)

/** RFC 6962 §2.1, word for word: the slow definition that everything else is compared with. */
export function treeHash(hashes: readonly Hash[]): Hash {
  const [first = emptyRoot] = hashes
  let split = 1
  while (split * 2 < hashes.length) split *= 2
  return hashes.length < 2 ? first : nodeHash(treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split)))
}

/** A reader over the tiles of a tree, which counts what it reads. */
export function tilesIn(hashes: readonly Hash[]): { read: TileReader; asked: string[] } {
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

export const paths = (tiles: Iterable<Tile>) => [...tiles].map(tilePath)
