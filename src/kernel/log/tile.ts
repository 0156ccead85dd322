import { type Checked, failed, passed } from './checked.ts'

/** Hashes in a full tile, entries in a full bundle: a tile is a subtree of height 8 (C2SP tlog-tiles). */
export const TILE_WIDTH = 256

/**
 * Where a tile lies: hash i of tile (level, index) is the root of the perfect subtree over the 256^level entries from
 * (index·256 + i)·256^level. Width 256 is a full tile; a narrower one is a prefix of the full tile that comes later.
 */
export interface Tile {
  readonly level: number
  readonly index: number
  readonly width: number
}

/** The path of a tile below the log's prefix. Example: (0, 1234067, 256) → 'tile/0/x001/x234/067'. */
export function tilePath(tile: Tile): string {
  return `tile/${tile.level}/${numbered(tile.index, tile.width)}`
}

/** The path of a bundle of entries. Example: (4, 99) → 'tile/entries/004.p/99'. */
export function bundlePath(index: number, width: number): string {
  return `tile/entries/${numbered(index, width)}`
}

function numbered(index: number, width: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  const path = groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/')
  return width === TILE_WIDTH ? path : `${path}.p/${width}`
}

/** The tile or bundle at a path, or null when the path is neither. A bundle has level 'entries'. */
export function tileAt(path: string): (Omit<Tile, 'level'> & { readonly level: number | 'entries' }) | null {
  const match = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!match) return null
  const [, level = '', groups = '', width] = match
  const tile = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  const same = tile.level === 'entries' ? bundlePath(tile.index, tile.width) : tilePath({ ...tile, level: tile.level })
  return same === path && Number.isSafeInteger(tile.index) ? tile : null
}

/** Subtrees of height 8·level that are complete in a tree of this size: the number of hashes at that tile level. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The width that a tile has in a tree of this size: 256, less at the right edge, 0 beyond it. */
export function widthAt(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH))
}

/** All tiles of a tree of this size, level by level from the leaves, the last of each level perhaps partial. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; hashesAt(level, size) > 0; level++) yield* rowOf(level, size)
}

/** All bundles of a log of this size, the last perhaps partial. */
export function* bundlesOf(size: number): Generator<Omit<Tile, 'level'>> {
  for (const { index, width } of rowOf(0, size)) yield { index, width }
}

function* rowOf(level: number, size: number): Generator<Tile> {
  for (let index = 0; widthAt(level, index, size) > 0; index++)
    yield { level, index, width: widthAt(level, index, size) }
}

/** A bundle: each entry after its length as two bytes, big-endian. Throws RangeError above 65,535 bytes an entry. */
export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = Buffer.allocUnsafe(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    at = bundle.writeUInt16BE(entry.length, at)
    bundle.set(entry, at)
    at += entry.length
  }
  return bundle
}

/** The entries of a bundle of this width. Refuses a bundle that is cut off, too long or of another width. */
export function entriesOf(bundle: Uint8Array, width: number): Checked<readonly Uint8Array[]> {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length; ) {
    const [high, low] = bundle.subarray(at, at + 2)
    if (high === undefined || low === undefined) return failed('the bundle is cut off inside a length')
    const end = at + 2 + high * 256 + low
    if (end > bundle.length) return failed('the bundle is cut off inside an entry')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries.length === width ? passed(entries) : failed(`the bundle holds ${entries.length} entries, not ${width}`)
}
