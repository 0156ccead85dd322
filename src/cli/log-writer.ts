import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { emptyEdge, extended, frontierAt, partialTiles, type WrittenTile } from '../kernel/log/edge.ts'
import { rootOf } from '../kernel/log/frontier.ts'
import { type Hash, leafHash } from '../kernel/log/hash.ts'
import { bundleOf, bundlePath, TILE_WIDTH, tilePath } from '../kernel/log/tile.ts'

/** A log that is to be written as files. */
export interface Publication {
  /** All entries, in order, read once. */
  readonly entries: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  /** Sizes at which checkpoints were or are to be signed, ascending; the last is the size of the log. */
  readonly sizes: readonly number[]
  /** The signed checkpoint at one of these sizes, or why this root has none: the writer recomputes every root. */
  readonly noteAt: (size: number, root: Hash) => Checked<string>
  /**
   * At which sizes the partial tiles and bundles are written too. A log that grows by itself has a checkpoint each half
   * second, and nobody needs the partial tiles of a size that is past: they are prefixes of those that came later.
   */
  readonly partials: 'every-size' | 'newest-size'
}

/**
 * Writes a log as the tree of files that any web server can serve (C2SP tlog-tiles; docs/FORMAT.md §4): bundles, tiles,
 * every checkpoint as `checkpoint.<size>`, and last of all `checkpoint`. The folder may hold the beginning of the same
 * log; a file there that differs is never overwritten but makes the writing fail, because published tiles are immutable.
 */
export async function writeLog(
  folder: string,
  { entries, sizes, noteAt, partials }: Publication,
): Promise<Checked<number>> {
  const wanted = new Set(sizes)
  const notes: { readonly path: string; readonly note: string }[] = []
  let edge = emptyEdge
  let open: Uint8Array[] = []

  /** Grows the tree up to the entries read so far, keeping what became full. */
  async function faultGrowing(): Promise<string | null> {
    const grown = extended(edge, open.slice(edge.size % TILE_WIDTH).map(leafHash))
    edge = grown.edge
    const isFull = open.length === TILE_WIDTH
    const fault = (await keepTiles(folder, grown.full)) ?? (isFull ? await keepBundle(folder, edge.size, open) : null)
    if (isFull) open = []
    return fault
  }

  /** What only this size needs: its checkpoint, and the partial tiles and bundle at its right edge. */
  async function faultPublishing(size: number): Promise<string | null> {
    const note = noteAt(size, rootOf(frontierAt(edge)))
    if (!note.ok) return note.why
    notes.push({ path: `checkpoint.${size}`, note: note.value })
    if (partials === 'newest-size' && size !== sizes.at(-1)) return null
    return (await keepTiles(folder, partialTiles(edge))) ?? (await keepBundle(folder, size, open))
  }

  const before = wanted.has(0) ? await faultPublishing(0) : null
  if (before) return failed(before)
  let size = 0
  for await (const entry of entries) {
    size++
    open.push(entry)
    const isWanted = wanted.has(size)
    if (open.length < TILE_WIDTH && !isWanted) continue
    const fault = (await faultGrowing()) ?? (isWanted ? await faultPublishing(size) : null)
    if (fault) return failed(fault)
  }
  if (notes.length < wanted.size) return failed(`the log ends at ${size} entries, before its largest checkpoint`)
  for (const { path, note } of notes) await replace(folder, path, Buffer.from(note))
  const newest = notes.at(-1)
  if (newest) await replace(folder, 'checkpoint', Buffer.from(newest.note))
  return passed(size)
}

async function keepTiles(folder: string, tiles: readonly WrittenTile[]): Promise<string | null> {
  for (const tile of tiles) {
    const fault = await keep(folder, tilePath(tile), tile.bytes)
    if (fault) return fault
  }
  return null
}

/** Keeps the bundle that ends at this size. */
async function keepBundle(folder: string, size: number, entries: readonly Uint8Array[]): Promise<string | null> {
  if (entries.length === 0) return null
  const index = Math.ceil(size / TILE_WIDTH) - 1
  return keep(folder, bundlePath(index, entries.length), bundleOf(entries))
}

/** Writes a file that must never change; answers what stands in the way. */
async function keep(folder: string, path: string, bytes: Uint8Array): Promise<string | null> {
  const present = await readFile(join(folder, path)).catch(() => null)
  if (present?.equals(bytes)) return null
  if (present) return `${path} is there already with other bytes: the folder holds another log`
  await replace(folder, path, bytes)
  return null
}

/** Puts a file in place at once, so that no reader ever sees half of it. */
async function replace(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(`${target}.new`, bytes)
  await rename(`${target}.new`, target)
}
