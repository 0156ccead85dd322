import type pg from 'pg'
import type { Event } from '../kernel/case.ts'
import { type CaseRow, caseColumns, caseOf, type EventRow, eventColumns, eventOf, type StoredCase } from './row.ts'

/** Anything that answers a query: a pool, a client. */
export type Queryable = Pick<pg.Pool, 'query'>

/** Cases by number, in any order; numbers that do not exist are simply missing. */
export async function casesByNo(
  db: Queryable,
  region: string,
  numbers: readonly string[],
): Promise<readonly StoredCase[]> {
  const { rows } = await db.query<CaseRow>({
    name: 'cases-by-no',
    text: `select ${caseColumns} from case_file where region = $1 and no = any($2)`,
    values: [region, numbers],
  })
  return rows.map(caseOf)
}

/** A command that was accepted before under the same key. */
export interface KnownCommand {
  readonly actor: string
  readonly key: string
  /** 64 hex digits. */
  readonly hash: string
  readonly no: string
  readonly seq: number
}

/** Of these commands, those that were accepted before. Each is named by actor and key. */
export async function knownCommands(
  db: Queryable,
  region: string,
  commands: readonly { readonly actor: string; readonly key: string }[],
): Promise<readonly KnownCommand[]> {
  const { rows } = await db.query<KnownCommand>({
    name: 'known-commands',
    text: `select e.actor, e.command as key, encode(e.command_hash, 'hex') as hash, f.no, e.seq
             from unnest($2::text[], $3::uuid[]) as asked (actor, key)
             join event e on e.region = $1 and e.actor = asked.actor and e.command = asked.key
             join case_file f on f.region = e.region and f.id = e.case_id`,
    values: [region, commands.map((command) => command.actor), commands.map((command) => command.key)],
  })
  return rows
}

/** All events of a case, oldest first, concealed fields put back. */
export async function eventsOf(db: Queryable, region: string, caseId: string): Promise<readonly Event[]> {
  const { rows } = await db.query<EventRow>({
    name: 'events-of',
    text: `select ${eventColumns}
             from event e
             left join disclosure d on d.region = e.region and d.case_id = e.case_id and d.seq = e.seq
            where e.region = $1 and e.case_id = $2
            order by e.seq`,
    values: [region, caseId],
  })
  return rows.map(eventOf)
}

/** How many cases a case opened, and how many of them ended in each state. */
export interface ChildCount {
  readonly parent: string
  readonly count: number
  readonly closed: number
  readonly open: number
}

/** Which states mean that a case was confirmed, and which that it does not count. */
export interface Endings {
  readonly verified: readonly string[]
  readonly dropped: readonly string[]
}

/** Children that count, those that are final and confirmed, and those still open. */
export async function childCounts(
  db: Queryable,
  region: string,
  parents: readonly string[],
  endings: Endings,
): Promise<readonly ChildCount[]> {
  const { rows } = await db.query<ChildCount>({
    name: 'child-counts',
    text: `select parent,
                  count(*)::int as count,
                  count(*) filter (where final and state = any($3))::int as closed,
                  count(*) filter (where not final)::int as open
             from case_file
            where region = $1 and parent = any($2) and not (state = any($4))
            group by parent`,
    values: [region, parents, endings.verified, endings.dropped],
  })
  return rows
}

/** Pairs of evidence and case where the evidence serves some other case already. */
export async function evidenceElsewhere(
  db: Queryable,
  region: string,
  hashes: readonly string[],
): Promise<readonly { readonly sha256: string; readonly no: string }[]> {
  const { rows } = await db.query<{ sha256: string; no: string }>({
    name: 'evidence-elsewhere',
    text: `select distinct encode(u.sha256, 'hex') as sha256, f.no
             from evidence_use u join case_file f on f.region = u.region and f.id = u.case_id
            where u.region = $1 and u.sha256 = any($2)`,
    values: [region, hashes.map((hash) => Buffer.from(hash, 'hex'))],
  })
  return rows
}

/** Highest numbers given so far, by prefix and year. */
export async function counters(
  db: Queryable,
  region: string,
): Promise<readonly { prefix: string; year: number; last: number }[]> {
  const { rows } = await db.query<{ prefix: string; year: number; last: number }>(
    'select prefix, year, last from case_counter where region = $1',
    [region],
  )
  return rows
}

/** Which of these pieces of evidence have been uploaded. */
export async function knownEvidence(db: Queryable, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ sha256: string }>({
    name: 'known-evidence',
    text: `select encode(sha256, 'hex') as sha256 from evidence where sha256 = any($1)`,
    values: [hashes.map((hash) => Buffer.from(hash, 'hex'))],
  })
  return new Set(rows.map((row) => row.sha256))
}

/** Cases whose clock has breached at `now`, earliest first. */
export async function breachedCases(
  db: Queryable,
  now: Date,
  limit: number,
): Promise<readonly { region: string; no: string }[]> {
  const { rows } = await db.query<{ region: string; no: string }>({
    name: 'breached-cases',
    text: 'select region, no from case_file where fires <= $1 order by fires limit $2',
    values: [now, limit],
  })
  return rows
}
