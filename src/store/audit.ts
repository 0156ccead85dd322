import type pg from 'pg'
import type { Event } from '../kernel/case.ts'
import type { Queryable } from './read.ts'
import { type CaseRow, caseColumns, caseOf, type EventRow, eventColumns, eventOf, type StoredCase } from './row.ts'

/** A case with its whole journal, as fsck compares them. */
export interface AuditedCase {
  readonly stored: StoredCase
  readonly row: {
    readonly title: string
    readonly unit: string | null
    readonly clause: string | null
    readonly final: boolean
    readonly isPublic: boolean
    readonly again: boolean
  }
  readonly events: readonly AuditedEvent[]
}

export interface AuditedEvent {
  readonly event: Event
  readonly entry: Uint8Array
  readonly leafHash: Uint8Array
}

/** Cases read at once; a case has some dozen events. */
const pageSize = 200

const columns = caseColumns
  .split(',')
  .map((column) => `f.${column.trim()}`)
  .join(', ')

interface Row extends CaseRow {
  readonly title: string
  readonly unit: string | null
  readonly clause: string | null
  readonly final: boolean
  readonly is_public: boolean
  readonly again: boolean
}

type JournalRow = EventRow & { readonly case_id: string; readonly entry: Uint8Array; readonly leaf_hash: Uint8Array }

/** Every case with its journal, in order of region and id, a page at a time: memory does not grow with the register. */
export async function* auditedCases(client: pg.ClientBase): AsyncGenerator<AuditedCase> {
  let after: { readonly region: string; readonly id: string } = {
    region: '',
    id: '00000000-0000-0000-0000-000000000000',
  }
  for (;;) {
    const { rows } = await client.query<Row>(
      `select ${columns}, f.title, f.unit, f.clause, f.final, f.is_public, f.again
         from case_file f where (f.region, f.id) > ($1, $2::uuid) order by f.region, f.id limit ${pageSize}`,
      [after.region, after.id],
    )
    const last = rows.at(-1)
    if (!last) return
    const journal = await client.query<JournalRow>(
      `select e.case_id, e.entry, e.leaf_hash, ${eventColumns}
         from event e left join disclosure d on d.region = e.region and d.case_id = e.case_id and d.seq = e.seq
        where e.region = any($1) and e.case_id = any($2)
        order by e.case_id, e.seq`,
      [[...new Set(rows.map((row) => row.region))], rows.map((row) => row.id)],
    )
    const events = Map.groupBy(journal.rows, (row) => row.case_id)
    for (const row of rows) {
      yield {
        stored: caseOf(row),
        row: {
          title: row.title,
          unit: row.unit,
          clause: row.clause,
          final: row.final,
          isPublic: row.is_public,
          again: row.again,
        },
        events: (events.get(row.id) ?? []).map((one) => ({
          event: eventOf(one),
          entry: one.entry,
          leafHash: one.leaf_hash,
        })),
      }
    }
    after = last
  }
}

/** Counts that must be nothing: rows that belong to no case, entries without a place in the queue or the log. */
export async function strays(db: Queryable): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.query<Record<string, string>>(`
    select
      (select count(*) from event e where not exists (
        select from case_file f where f.region = e.region and f.id = e.case_id)) as "events without a case",
      (select count(*) from disclosure d where not exists (
        select from event e where e.region = d.region and e.case_id = d.case_id and e.seq = d.seq)) as "disclosures without an event",
      (select count(*) from event e where not exists (
        select from log_leaf l where l.region = e.region and l.case_id = e.case_id and l.seq = e.seq) and not exists (
        select from log_pending p where p.region = e.region and p.case_id = e.case_id and p.seq = e.seq)) as "events neither logged nor waiting",
      (select count(*) from log_pending p join log_leaf l on l.region = p.region and l.case_id = p.case_id and l.seq = p.seq)
        as "entries logged and still waiting",
      (select count(*) from evidence_use u where not exists (
        select from evidence e where e.sha256 = u.sha256)) as "evidence used but never stored",
      (select count(*) from (
        select f.region, f.procedure, coalesce(f.clause, '') as clause, coalesce(f.unit, '') as unit, f.state, f.is_public, count(*) as n
          from case_file f group by 1, 2, 3, 4, 5, 6) as true_count
        full join (
        select region, procedure, clause, unit, state, is_public, sum(n) as n
          from case_count group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0) as kept
        using (region, procedure, clause, unit, state, is_public)
        where true_count.n is distinct from kept.n) as "counts that differ"`)
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, n]) => [name, Number(n)]))
}

export interface LeafRow {
  readonly idx: number
  readonly entry: Uint8Array | null
  readonly leafHash: Uint8Array
}

/** The log's leaves with the entries they stand for, in order. */
export async function* leaves(client: pg.ClientBase, size: number): AsyncGenerator<LeafRow> {
  for (let from = 0; from < size; from += 2000) {
    const { rows } = await client.query<{ idx: string; entry: Uint8Array | null; leaf_hash: Uint8Array }>(
      `select l.idx, coalesce(e.entry, s.entry) as entry, l.leaf_hash
         from log_leaf l
         left join event e on e.region = l.region and e.case_id = l.case_id and e.seq = l.seq
         left join log_statement s on s.id = l.case_id
        where l.idx >= $1 and l.idx < $2 order by l.idx`,
      [from, from + 2000],
    )
    for (const row of rows) yield { idx: Number(row.idx), entry: row.entry, leafHash: row.leaf_hash }
  }
}
