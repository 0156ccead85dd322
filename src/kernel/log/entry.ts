import { canonical, isObject, type Json, readCanonical } from './canonical.ts'
import { type Checked, failed, passed } from './checked.ts'

/** Domain separation of the payload: the `v` of every entry. */
export const LEAF_VERSION = 'luoshi-leaf/1'

/** Bytes of the longest entry. C2SP tlog-tiles allows 65,535; ours is lower so that a bundle stays below 4 MiB. */
export const ENTRY_BYTES_MAX = 16_384

/** The place of an entry in its case: 0, 1, 2 …, and the hash of the entry before it (64 hex digits, null for the first). */
export interface Link {
  readonly case: string
  readonly seq: number
  readonly prev: string | null
}

/** What an entry says in public: codes, dates, whole numbers, ids and hashes. Never free text, never personal data. */
export interface Statement {
  /** `case.transition`, `draw.frame`, `log.heartbeat` … */
  readonly type: string
  /** The time the operator claims, UTC, `2026-09-01T00:00:42.156Z`. Witnesses bound it from outside. */
  readonly at: string
  /** Absent for entries that belong to no case, such as `log.heartbeat`. */
  readonly link?: Link
  /** Id of a unit or a post, never a person's name. */
  readonly actor: string
  /** The authority of the step: `plan@version#clause`. */
  readonly rule: string
  readonly body: { readonly [key: string]: Json }
  /** Digests from `disclosuresOf`, or absent when nothing is concealed. */
  readonly sd?: readonly string[]
}

/** An entry as its bytes hold it. */
export type Entry = { readonly v: typeof LEAF_VERSION } & { readonly [key: string]: Json }

const TYPE = /^[a-z]+\.[a-z-]+$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const DIGEST = /^[A-Za-z0-9_-]{43}$/
const HEX = /^[0-9a-f]{64}$/

/**
 * The bytes of an entry: written once, hashed, stored and never written again. Throws TypeError for what an entry may
 * not hold and RangeError above 16,384 bytes: both are mistakes of the caller, never of a person.
 */
export function entryBytes(statement: Statement): Uint8Array {
  const { type, at, link, actor, rule, body, sd } = statement
  const entry = {
    v: LEAF_VERSION,
    type,
    at,
    actor,
    rule,
    body,
    ...(link && { case: link.case, seq: link.seq, prev: link.prev }),
    ...(sd && { _sd: sd, _sd_alg: 'sha-256' }),
  }
  const fault = entryFault(entry)
  if (fault) throw new TypeError(`an entry cannot be written: ${fault}`)
  const bytes = Buffer.from(canonical(entry))
  if (bytes.length > ENTRY_BYTES_MAX)
    throw new RangeError(`an entry of ${bytes.length} bytes; at most ${ENTRY_BYTES_MAX}`)
  return bytes
}

/** The entry that stored bytes hold. Refuses what is not canonical, too long, or of another version. */
export function readEntry(bytes: Uint8Array): Checked<Entry> {
  if (bytes.length > ENTRY_BYTES_MAX) return failed(`${bytes.length} bytes; an entry has at most ${ENTRY_BYTES_MAX}`)
  const read = readCanonical(bytes)
  if (!read.ok) return read
  return isEntry(read.value) ? passed(read.value) : failed(`not an object with "v":"${LEAF_VERSION}"`)
}

function isEntry(value: Json): value is Entry {
  return isObject(value) && value.v === LEAF_VERSION
}

/** What is wrong with the members of an entry, or null. Members of other names are not judged (docs/FORMAT.md §1). */
export function entryFault(entry: { readonly [key: string]: unknown }): string | null {
  const { type, at, actor, rule, body } = entry
  if (typeof type !== 'string' || !TYPE.test(type)) return '"type" must match [a-z]+.[a-z-]+'
  if (typeof at !== 'string' || !INSTANT.test(at)) return '"at" must be UTC as YYYY-MM-DDTHH:MM:SS.sssZ'
  if (typeof actor !== 'string' || actor === '') return '"actor" must be the id of a unit or post'
  if (typeof rule !== 'string' || rule === '') return '"rule" must cite a procedure or a clause'
  if (!isObject(body)) return '"body" must be an object'
  return linkFault(entry) ?? concealedFault(entry)
}

function linkFault(entry: { readonly [key: string]: unknown }): string | null {
  const present = ['case', 'seq', 'prev'].filter((key) => key in entry).length
  if (present === 0) return null
  const { case: id, seq, prev } = entry
  if (present < 3) return '"case", "seq" and "prev" stand together or not at all'
  if (typeof id !== 'string' || id === '') return '"case" must be the public id of a case'
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) return '"seq" must count 0, 1, 2 …'
  if (prev !== null && !(typeof prev === 'string' && HEX.test(prev)))
    return '"prev" must be a leaf hash in hex, or null'
  return (seq === 0) === (prev === null) ? null : '"prev" is null exactly in the first entry of a case'
}

function concealedFault(entry: { readonly [key: string]: unknown }): string | null {
  if (!('_sd' in entry) && !('_sd_alg' in entry)) return null
  const { _sd: sd } = entry
  if (entry._sd_alg !== 'sha-256') return '"_sd_alg" must be "sha-256"'
  if (!Array.isArray(sd) || sd.length === 0) return '"_sd" must be a list of digests'
  if (!sd.every((digest) => typeof digest === 'string' && DIGEST.test(digest)))
    return '"_sd" holds 43-character digests'
  return sd.every((digest, i) => i === 0 || sd[i - 1] < digest) ? null : '"_sd" must be sorted and without repeats'
}
