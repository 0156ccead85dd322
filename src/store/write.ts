import type pg from 'pg'
import { instantText } from '../kernel/calendar.ts'
import type { Case, Event } from '../kernel/case.ts'
import type { JsonRecord } from '../kernel/text.ts'
import type { Disclosures, EventBody } from './row.ts'
import { moveStatement, oneMoveStatement, writeStatement } from './write-statement.ts'

/** One event as it is written: its public part, its concealed part, and its final log entry. */
export interface EventWrite {
  readonly event: Event
  readonly body: EventBody
  readonly concealed: Disclosures
  /** The bytes of the log entry, which are text (canonical JSON). */
  readonly entry: string
  readonly leafHash: Uint8Array
  /** The command that made it; null for an automatic move after it. */
  readonly command: CommandWrite | null
}

/** What a command adds to one case. */
export interface CaseWrite {
  readonly after: Case
  /** Sequence number of the row as it was read; -1 to open the case. */
  readonly expected: number
  readonly title: string
  readonly unit: string | null
  readonly clause: string | null
  readonly isPublic: boolean
  readonly again: boolean
  readonly final: boolean
  readonly events: readonly EventWrite[]
  readonly outbox: readonly { readonly id: string; readonly kind: string; readonly body: JsonRecord }[]
  readonly evidence: readonly { readonly sha256: string; readonly seq: number }[]
  /** Counted one less under `left`, one more under `entered`. */
  readonly counted: { readonly left: CountKey | null; readonly entered: CountKey }
  readonly counter: { readonly prefix: string; readonly year: number; readonly number: number } | null
  readonly codes: readonly { readonly hash: Uint8Array; readonly token: string }[]
  /** Who the person is, encrypted for the vault. */
  readonly identities: readonly {
    readonly token: string
    readonly sealed: Uint8Array
    readonly wrappedKey: Uint8Array
  }[]
  readonly search: SearchWrite | null
}

export interface CommandWrite {
  readonly actor: string
  readonly key: string
  /** 64 hex digits. */
  readonly hash: string
}

export interface CountKey {
  readonly clause: string
  readonly unit: string
  readonly state: string
  readonly isPublic: boolean
}

export interface SearchWrite {
  readonly publicText: string
  readonly publicWords: string
  readonly staffText: string
  readonly staffWords: string
}

function countRows(write: CaseWrite): readonly unknown[] {
  const { region, id, procedure } = write.after
  const { left, entered } = write.counted
  const same =
    left !== null &&
    left.state === entered.state &&
    left.unit === entered.unit &&
    left.clause === entered.clause &&
    left.isPublic === entered.isPublic
  if (same) return []
  const row = (key: CountKey, n: number) => ({
    region,
    id,
    procedure,
    clause: key.clause,
    unit: key.unit,
    state: key.state,
    public: key.isPublic,
    n,
  })
  return [...(left === null ? [] : [row(left, -1)]), row(entered, 1)]
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
const time = (instant: number | null) => (instant === null ? null : instantText(instant))

function leafOf(write: CaseWrite): Uint8Array {
  const last = write.events.at(-1)
  if (!last) throw new TypeError(`${write.after.no} is written without an event`)
  return last.leafHash
}

function bodyOf({ after }: CaseWrite) {
  const { data, clocks, holders, acted, tallies, been } = after
  return { data, clocks, holders, acted, tallies, been }
}

/** Values of a column lie between these; `\u001b` alone stands for nothing. No text that passed the kernel holds either. */
const separator = '\u001e'
const nothing = '\u001b'

/** One list for each column: `select(row)` gives a row's values in the order of the columns. */
function columns<T>(rows: readonly T[], width: number, select: (row: T) => readonly Value[]): string[] {
  const lists: string[] = new Array<string>(width).fill('')
  for (let r = 0; r < rows.length; r += 1) {
    const values = select(rows[r] as T)
    for (let i = 0; i < width; i += 1) {
      const value = values[i]
      const text = value === null || value === undefined ? nothing : String(value)
      if (typeof value === 'string' && (value.includes(separator) || value === nothing)) {
        throw new TypeError('a text holds a control character that the kernel refuses')
      }
      lists[i] = r === 0 ? text : `${lists[i]}${separator}${text}`
    }
  }
  return lists
}

type Value = string | number | boolean | null

function moveValues(write: CaseWrite): readonly Value[] {
  return [
    write.after.region,
    write.after.id,
    write.expected,
    write.after.seq,
    write.after.state,
    write.final,
    write.isPublic,
    write.again,
    write.title,
    write.unit,
    write.clause,
    time(write.after.changedAt),
    time(write.after.due),
    time(write.after.fires),
    hex(leafOf(write)),
    JSON.stringify(bodyOf(write)),
  ]
}

function openingRow(write: CaseWrite): unknown {
  const { after } = write
  return {
    region: after.region,
    id: after.id,
    no: after.no,
    procedure: after.procedure,
    version: after.version,
    seq: after.seq,
    state: after.state,
    final: write.final,
    public: write.isPublic,
    again: write.again,
    title: write.title,
    unit: write.unit,
    clause: write.clause,
    parent: after.parent,
    opened: time(after.openedAt),
    changed: time(after.changedAt),
    due: time(after.due),
    fires: time(after.fires),
    leaf: hex(leafOf(write)),
    body: bodyOf(write),
    ...write.counter,
  }
}

function eventValues({ after }: CaseWrite, { event, body, command, concealed, entry, leafHash }: EventWrite): Value[] {
  return [
    after.region,
    after.id,
    event.seq,
    time(event.at),
    event.transition,
    event.from,
    event.to,
    event.basis,
    JSON.stringify(event.by),
    JSON.stringify(body),
    command?.actor ?? null,
    command?.key ?? null,
    command?.hash ?? null,
    entry,
    hex(leafHash),
    Object.keys(concealed).length > 0 ? JSON.stringify(concealed) : null,
  ]
}

/** What only some moves have, as JSON. */
function rareRows(writes: readonly CaseWrite[]): readonly string[] {
  const keyOf = (write: CaseWrite) => ({ region: write.after.region, id: write.after.id })
  const lists = [
    writes.flatMap((write) => write.outbox.map(({ id, kind, body }) => ({ ...keyOf(write), key: id, kind, body }))),
    writes.flatMap((write) => write.evidence.map((use) => ({ ...keyOf(write), ...use }))),
    writes.flatMap((write) =>
      write.codes.map(({ hash, token }) => ({ ...keyOf(write), hash: hex(hash), token, no: write.after.no })),
    ),
    writes.flatMap((write) =>
      write.identities.map(({ token, sealed, wrappedKey }) => ({
        ...keyOf(write),
        token,
        sealed: hex(sealed),
        wrapped: hex(wrappedKey),
      })),
    ),
    writes.flatMap((write) => {
      const { search } = write
      if (!search) return []
      return [
        {
          ...keyOf(write),
          pt: search.publicText,
          pw: search.publicWords,
          st: search.staffText,
          sw: search.staffWords,
        },
      ]
    }),
    writes.flatMap(countRows),
  ]
  return lists.map((list) => JSON.stringify(list))
}

/** The shortest statement that writes all of this. */
function queryFor(writes: readonly CaseWrite[], slot: number): pg.QueryConfig {
  const moves = writes.filter((write) => write.expected >= 0)
  const rare = rareRows(writes)
  const isPlain = moves.length === writes.length && rare.every((list) => list === '[]')
  const [only] = writes
  const [event] = only?.events ?? []
  if (isPlain && only && event && writes.length === 1 && only.events.length === 1) {
    const values = [...eventValues(only, event), ...moveValues(only).slice(2)]
    return { name: 'write-move', text: oneMoveStatement, values }
  }
  const events = writes.flatMap((write) => write.events.map((one) => eventValues(write, one)))
  const common = [...columns(events, 16, (values) => values), ...columns(moves, 16, moveValues)]
  if (isPlain) return { name: 'write-moves', text: moveStatement, values: common }
  const openings = writes.filter((write) => write.expected < 0).map(openingRow)
  return { name: 'write-batch', text: writeStatement, values: [...common, JSON.stringify(openings), ...rare, slot] }
}

/** Batches after which a connection plans anew: soon at first, when its tables may have been empty. */
const mostPerPlan = 512
const batchesOf = new WeakMap<pg.ClientBase, number>()

/** A kept plan is the plan for the tables as they were: for empty ones the planner does not care which index it takes. */
async function planAnew(client: pg.ClientBase): Promise<void> {
  const batches = (batchesOf.get(client) ?? 0) + 1
  batchesOf.set(client, batches)
  const isPowerOfTwo = (batches & (batches - 1)) === 0
  if (isPowerOfTwo || batches % mostPerPlan === 0) await client.query('discard plans')
}

/**
 * Writes a batch; answers the ids of the cases that were written, after commit. Throws what PostgreSQL throws: then nothing
 * was written. `slot` separates the counts of concurrent writers.
 */
export async function writeBatch(
  client: pg.ClientBase,
  writes: readonly CaseWrite[],
  slot: number,
): Promise<ReadonlySet<string>> {
  await planAnew(client)
  const { rows } = await client.query<{ id: string }>(queryFor(writes, slot))
  return new Set(rows.map((row) => row.id))
}
