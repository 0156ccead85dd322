import type pg from 'pg'
import type { Case, Event } from '../kernel/case.ts'
import type { JsonRecord } from '../kernel/text.ts'
import type { Disclosures, EventBody } from './row.ts'
import { writeStatement } from './write-statement.ts'

/** One event as it is written: its public part, its concealed part, and its final log entry. */
export interface EventWrite {
  readonly event: Event
  readonly body: EventBody
  readonly concealed: Disclosures
  /** The bytes of the log entry, which are text (canonical JSON). */
  readonly entry: string
  readonly leafHash: Uint8Array
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
  readonly final: boolean
  readonly events: readonly EventWrite[]
  readonly commands: readonly CommandWrite[]
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
  readonly hash: Uint8Array
  readonly seq: number
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

function caseRow(write: CaseWrite): unknown {
  const { after, counter } = write
  const { data, clocks, holders, acted, tallies, been } = after
  const last = write.events.at(-1)
  if (!last) throw new TypeError(`${after.no} is written without an event`)
  return {
    region: after.region,
    id: after.id,
    no: after.no,
    procedure: after.procedure,
    version: after.version,
    expected: write.expected,
    seq: after.seq,
    state: after.state,
    final: write.final,
    public: write.isPublic,
    title: write.title,
    unit: write.unit,
    clause: write.clause,
    parent: after.parent,
    opened: after.openedAt,
    changed: after.changedAt,
    due: after.due,
    fires: after.fires,
    leaf: hex(last.leafHash),
    body: { data, clocks, holders, acted, tallies, been },
    ...counter,
  }
}

function eventRow(write: CaseWrite, { event, body, concealed, entry, leafHash }: EventWrite): unknown {
  return {
    region: write.after.region,
    id: write.after.id,
    seq: event.seq,
    at: event.at,
    transition: event.transition,
    from: event.from,
    to: event.to,
    basis: event.basis,
    mover: event.by,
    body,
    entry,
    leaf: hex(leafHash),
    concealed: Object.keys(concealed).length > 0 ? concealed : null,
  }
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
  const keyOf = (write: CaseWrite) => ({ region: write.after.region, id: write.after.id })
  const batch = {
    cases: writes.map(caseRow),
    events: writes.flatMap((write) => write.events.map((event) => eventRow(write, event))),
    commands: writes.flatMap((write) =>
      write.commands.map(({ actor, key, hash, seq }) => ({ ...keyOf(write), actor, key, hash: hex(hash), seq })),
    ),
    outbox: writes.flatMap((write) =>
      write.outbox.map(({ id, kind, body }) => ({ ...keyOf(write), key: id, kind, body })),
    ),
    evidence: writes.flatMap((write) => write.evidence.map((use) => ({ ...keyOf(write), ...use }))),
    codes: writes.flatMap((write) =>
      write.codes.map(({ hash, token }) => ({ ...keyOf(write), hash: hex(hash), token, no: write.after.no })),
    ),
    identities: writes.flatMap((write) =>
      write.identities.map(({ token, sealed, wrappedKey }) => ({
        ...keyOf(write),
        token,
        sealed: hex(sealed),
        wrapped: hex(wrappedKey),
      })),
    ),
    search: writes.flatMap(({ search, after }) =>
      search
        ? [
            {
              region: after.region,
              id: after.id,
              pt: search.publicText,
              pw: search.publicWords,
              st: search.staffText,
              sw: search.staffWords,
            },
          ]
        : [],
    ),
    counts: writes.flatMap(countRows),
  }
  const { rows } = await client.query<{ id: string }>({
    name: 'write-batch',
    text: writeStatement,
    values: [JSON.stringify(batch), slot],
  })
  return new Set(rows.map((row) => row.id))
}
