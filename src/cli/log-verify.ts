import { type Audit, startAudit } from '../kernel/log/audit.ts'
import { type Checkpoint, cosignaturesOf, openCheckpoint } from '../kernel/log/checkpoint.ts'
import { partialTiles, type WrittenTile } from '../kernel/log/edge.ts'
import { HASH_BYTES, hex, sameBytes } from '../kernel/log/hash.ts'
import type { Verifier } from '../kernel/log/key.ts'
import { parseNote } from '../kernel/log/note.ts'
import type { Policy } from '../kernel/log/policy.ts'
import { bundlePath, bundlesOf, entriesOf, TILE_WIDTH, tileAt, tilePath } from '../kernel/log/tile.ts'
import type { LogSource } from './log-source.ts'

/** What a log is checked against: all of it comes from the reader, none from the log. */
export interface Trust {
  readonly logs: readonly Verifier[]
  /** Whose cosignatures the newest checkpoint needs; null when the reader names no witnesses. */
  readonly policy: Policy | null
  /** Checkpoints that the reader kept from earlier: the log must still begin with them. */
  readonly kept: readonly NamedFile[]
}

/** A file and where it came from. */
export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What was found. No faults means that everything that was checked is right. */
export interface Findings {
  /** Sentences about what was checked. */
  readonly checked: readonly string[]
  /** Sentences about what is wrong, and where. */
  readonly faults: readonly string[]
}

/** A signed checkpoint and the file it came from. */
interface Signed extends Checkpoint {
  readonly name: string
}

/** Faults after which reading stops: one forged bundle would otherwise print a page. */
const FAULTS_MAX = 20

/** Files of a log that are tiles or bundles, by level and index: each with the width that its path says. */
type Listing = ReadonlyMap<string, readonly { readonly path: string; readonly width: number }[]>

/**
 * Checks a published log whole: reads and hashes every entry again, follows the chain of every case, recomputes every
 * tile and the root at every checkpoint there is, and checks signatures and witnesses.
 */
export async function verifyLog(source: LogSource, trust: Trust): Promise<Findings> {
  const newest = await source.read('checkpoint')
  if (!newest) return { checked: [], faults: ['there is no checkpoint'] }
  const paths = await source.list()
  const files = await checkpointFiles(source, paths ?? [])
  const named = [{ name: 'checkpoint', bytes: newest }, ...files, ...trust.kept]
  const opened = named.map(({ name, bytes }) => ({ name, opened: openCheckpoint(bytes, trust.logs) }))
  const faults = opened.flatMap(({ name, opened: one }) => (one.ok ? [] : [`${name}: ${one.why}`]))
  const signed: Signed[] = opened.flatMap(({ name, opened: one }) =>
    one.ok ? [{ name, ...one.value.checkpoint }] : [],
  )
  const [current] = signed
  if (current?.name !== 'checkpoint') return { checked: [], faults }
  faults.push(...signed.filter(({ size }) => size > current.size).map((one) => rolledBack(one, current)))
  const checked = [`${current.origin}: ${current.size} entries, root ${hex(current.root)}`]
  const witnessed = trust.policy ? witnessesOf(newest, trust.policy) : null
  checked.push(...(witnessed?.checked ?? []))
  faults.push(...(witnessed?.faults ?? []))
  const audit = startAudit(signed.map(({ size }) => size))
  const read = await auditEntries(source, audit, current.size, paths ? listingOf(paths) : null)
  faults.push(...read.faults)
  if (audit.edge().size === current.size) {
    faults.push(...signed.flatMap((one) => rootFault(one, audit) ?? []))
    checked.push(...read.checked, `${signed.length} checkpoints: signatures valid, each the beginning of the next`)
  }
  return faults.length > 0 ? { checked: [], faults: capped(faults) } : { checked, faults }
}

async function checkpointFiles(source: LogSource, paths: readonly string[]): Promise<readonly NamedFile[]> {
  const names = paths.filter((path) => /^checkpoint\.[^/]+$/.test(path) && !path.endsWith('.new')).sort()
  return Promise.all(names.map(async (name) => ({ name, bytes: (await source.read(name)) ?? new Uint8Array() })))
}

function rolledBack({ name, size }: Signed, current: Signed): string {
  return `${name} was signed at size ${size}, but checkpoint says ${current.size}: the log has been rolled back`
}

function rootFault({ name, size, root }: Signed, audit: Audit): string | null {
  const found = audit.roots.get(size)
  if (!found || sameBytes(found, root)) return null
  return `${name}: the first ${size} entries have the root ${hex(found)}, not the signed ${hex(root)}: history differs from what was signed`
}

function witnessesOf(note: Uint8Array, policy: Policy): Findings {
  const parsed = parseNote(note)
  const cosigned = parsed.ok ? cosignaturesOf(parsed.value, policy.witnesses) : parsed
  if (!cosigned.ok) return { checked: [], faults: [`checkpoint: ${cosigned.why}`] }
  const count = `${new Set(cosigned.value.map(({ witness }) => witness)).size} of ${policy.witnesses.length} witnesses`
  return policy.isSatisfiedBy(cosigned.value)
    ? { checked: [`witnessed by ${count}; the policy wants ${policy.rule}`], faults: [] }
    : { checked: [], faults: [`checkpoint: witnessed by ${count} only; the policy wants ${policy.rule}`] }
}

/** Reads every bundle, feeds its entries to the audit and compares every tile on the way. */
async function auditEntries(source: LogSource, audit: Audit, size: number, listing: Listing | null): Promise<Findings> {
  const faults: string[] = []
  let tiles = 0
  for (const { index, width } of bundlesOf(size)) {
    const bundle = await bundleAt(source, index, width)
    if (typeof bundle === 'string') return { checked: [], faults: [...faults, bundle] }
    const { full, faults: wrong } = audit.take(bundle)
    faults.push(...wrong, ...(await bundleFaults(source, index, bundle, listing)))
    for (const tile of full) faults.push(...(await tileFaults(source, tile, listing)))
    tiles += full.length
    if (faults.length >= FAULTS_MAX) return { checked: [], faults }
  }
  const partial = partialTiles(audit.edge())
  for (const tile of partial) faults.push(...(await tileFaults(source, tile, listing)))
  return {
    checked: [
      `${size} entries hashed again, all canonical, and no case misses a step`,
      `${tiles + partial.length} tiles recomputed from the entries, all equal`,
    ],
    faults,
  }
}

/** The entries of a bundle, or why they cannot be had. A partial bundle may have been replaced by the later full one. */
async function bundleAt(source: LogSource, index: number, width: number): Promise<readonly Uint8Array[] | string> {
  const path = bundlePath(index, width)
  const exact = await source.read(path)
  if (exact) {
    const entries = entriesOf(exact, width)
    return entries.ok ? entries.value : `${path}: ${entries.why}`
  }
  const later = width < TILE_WIDTH ? await source.read(bundlePath(index, TILE_WIDTH)) : null
  const entries = later ? entriesOf(later, TILE_WIDTH) : null
  return entries?.ok ? entries.value.slice(0, width) : `${path} is missing`
}

/** Compares all other bundles of this index with the one that was hashed: each must be its beginning, or go beyond it. */
async function bundleFaults(
  source: LogSource,
  index: number,
  entries: readonly Uint8Array[],
  listing: Listing | null,
): Promise<readonly string[]> {
  const others = (listing?.get(`entries/${index}`) ?? []).filter(({ width }) => width !== entries.length)
  const faults: string[] = []
  for (const { path, width } of others) {
    const read = entriesOf((await source.read(path)) ?? new Uint8Array(), width)
    const same = read.ok && read.value.every((entry, i) => i >= entries.length || sameBytes(entry, entries[i] ?? entry))
    if (!same) faults.push(`${path} differs from the entries that were hashed`)
  }
  return faults
}

/** Compares the served tiles of this place with the recomputed one: each must be its beginning, or go beyond it. */
async function tileFaults(source: LogSource, tile: WrittenTile, listing: Listing | null): Promise<readonly string[]> {
  const needed = { path: tilePath(tile), width: tile.width }
  const later = { path: tilePath({ ...tile, width: TILE_WIDTH }), width: TILE_WIDTH }
  const others = (listing?.get(`${tile.level}/${tile.index}`) ?? []).filter(({ width }) => width !== tile.width)
  const exact = await source.read(needed.path)
  const faults = exact ? faultsIn(exact, needed, tile) : []
  let isThere = exact !== null
  for (const other of listing ? others : isThere ? [] : [later]) {
    const bytes = await source.read(other.path)
    if (bytes) faults.push(...faultsIn(bytes, other, tile))
    isThere ||= bytes !== null && other.width === TILE_WIDTH
  }
  return isThere ? faults : [...faults, `${needed.path} is missing`]
}

function faultsIn(
  bytes: Uint8Array,
  { path, width }: { readonly path: string; readonly width: number },
  tile: WrittenTile,
): string[] {
  return agrees(bytes, width, tile) ? [] : [`${path} differs from the tile recomputed from the entries`]
}

function agrees(bytes: Uint8Array, width: number, tile: WrittenTile): boolean {
  const common = Math.min(width, tile.width) * HASH_BYTES
  return bytes.length === width * HASH_BYTES && sameBytes(bytes.subarray(0, common), tile.bytes.subarray(0, common))
}

function listingOf(paths: readonly string[]): Listing {
  const listing = new Map<string, { path: string; width: number }[]>()
  for (const path of paths) {
    const tile = tileAt(path)
    if (!tile) continue
    const key = `${tile.level}/${tile.index}`
    listing.set(key, [...(listing.get(key) ?? []), { path, width: tile.width }])
  }
  return listing
}

function capped(faults: readonly string[]): readonly string[] {
  return faults.length > FAULTS_MAX
    ? [...faults.slice(0, FAULTS_MAX), `and ${faults.length - FAULTS_MAX} more`]
    : faults
}
