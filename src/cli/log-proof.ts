import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { type Checkpoint, openCheckpoint, parseCheckpoint } from '../kernel/log/checkpoint.ts'
import { HASH_BYTES, type Hash, leafHash } from '../kernel/log/hash.ts'
import type { Verifier } from '../kernel/log/key.ts'
import { parseNote } from '../kernel/log/note.ts'
import { inclusionProof, inclusionTiles } from '../kernel/log/proof.ts'
import { formatReceipt } from '../kernel/log/receipt.ts'
import { bundlePath, entriesOf, TILE_WIDTH, type Tile, tilePath, widthAt } from '../kernel/log/tile.ts'
import { verifyInclusion } from '../kernel/log/verify.ts'
import type { LogSource } from './log-source.ts'

/** Which entry is to be proved, in which tree. */
export interface Question {
  readonly index: number
  /** Null for the newest checkpoint. */
  readonly size: number | null
  /** Keys that the checkpoint must be signed with, or null to leave that to whoever checks the receipt. */
  readonly logs: readonly Verifier[] | null
}

/**
 * The receipt of one entry, as the text of a `.tlog-proof` file. Reads only the tiles on its way to the root, and
 * answers nothing that does not verify: the entry's own bytes are hashed and led to the root first.
 */
export async function receiptOf(source: LogSource, { index, size, logs }: Question): Promise<Checked<string>> {
  const name = size === null ? 'checkpoint' : `checkpoint.${size}`
  const note = await source.read(name)
  if (!note) return failed(`there is no ${name}`)
  const checkpoint = checkpointIn(note, logs)
  if (!checkpoint.ok) return failed(`${name}: ${checkpoint.why}`)
  const { size: entries, root } = checkpoint.value
  if (index >= entries) return failed(`there is no entry ${index}: the log has ${entries}`)
  const leaf = await leafOf(source, index, entries)
  if (!leaf.ok) return leaf
  const needed = inclusionTiles(index, entries)
  const tiles = new Map<string, Uint8Array>()
  for (const tile of needed) {
    const bytes = await tileBytes(source, tile)
    if (!bytes) return failed(`${tilePath(tile)} is missing or has not ${tile.width} hashes`)
    tiles.set(tilePath(tile), bytes)
  }
  const proof = inclusionProof(index, entries, (tile) => tiles.get(tilePath(tile)) ?? new Uint8Array())
  const verified = verifyInclusion({ index, size: entries, leaf: leaf.value, root, proof })
  if (!verified.ok)
    return failed(`entry ${index} does not lead to the signed root: its bundle or its tiles were changed`)
  return passed(formatReceipt({ index, proof, checkpoint: Buffer.from(note).toString(), disclosures: [] }))
}

function checkpointIn(note: Uint8Array, logs: readonly Verifier[] | null): Checked<Checkpoint> {
  if (logs) {
    const opened = openCheckpoint(note, logs)
    return opened.ok ? passed(opened.value.checkpoint) : opened
  }
  const parsed = parseNote(note)
  return parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
}

async function leafOf(source: LogSource, index: number, size: number): Promise<Checked<Hash>> {
  const bundle = Math.floor(index / TILE_WIDTH)
  const width = widthAt(0, bundle, size)
  const exact = await source.read(bundlePath(bundle, width))
  const bytes = exact ?? (await source.read(bundlePath(bundle, TILE_WIDTH)))
  const entries = bytes
    ? entriesOf(bytes, exact ? width : TILE_WIDTH)
    : failed(`${bundlePath(bundle, width)} is missing`)
  if (!entries.ok) return entries
  const entry = entries.value[index % TILE_WIDTH]
  return entry ? passed(leafHash(entry)) : failed(`there is no entry ${index} in its bundle`)
}

/** The bytes of a tile; of a partial one that has gone, the beginning of the full one. */
async function tileBytes(source: LogSource, tile: Tile): Promise<Uint8Array | null> {
  const exact = await source.read(tilePath(tile))
  const bytes = exact ?? (await source.read(tilePath({ ...tile, width: TILE_WIDTH })))
  const length = tile.width * HASH_BYTES
  return bytes && (exact ? bytes.length === length : bytes.length >= length) ? bytes.subarray(0, length) : null
}
