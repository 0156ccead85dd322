import type { Day } from '../kernel/calendar.ts'
import type { Queryable } from './read.ts'

/** A draw and how far its case is written into the log. */
export interface DrawRow {
  /** Example: 'CC-2018/3'. */
  readonly id: string
  readonly series: string
  readonly n: number
  /** Number of its case. */
  readonly no: string
  /** The last move that was recorded, -1 before the first. */
  readonly seq: number
  readonly steps: number
}

const columns = 'd.id, d.series, d.n, d.no, d.seq, d.steps'

/** Only one process records at a time: a step never overtakes another. Held until the transaction ends. */
export async function lockDraws(db: Queryable): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtext('luoshi-draws'))`)
}

/** Cases with moves that are not recorded yet, in the order in which they were opened. */
export async function unrecordedCases(
  db: Queryable,
  region: string,
  procedure: string,
): Promise<readonly { readonly no: string; readonly id: string }[]> {
  const { rows } = await db.query<{ no: string; id: string }>({
    name: 'unrecorded-draws',
    text: `select c.no, c.id from case_file c left join draw d on d.region = c.region and d.no = c.no
            where c.region = $1 and c.procedure = $2 and (d.seq is null or d.seq < c.seq)
            order by c.opened_at, c.id`,
    values: [region, procedure],
  })
  return rows
}

export async function drawOfCase(db: Queryable, region: string, no: string): Promise<DrawRow | null> {
  const { rows } = await db.query<DrawRow>({
    name: 'draw-of-case',
    text: `select ${columns} from draw d where d.region = $1 and d.no = $2`,
    values: [region, no],
  })
  return rows[0] ?? null
}

/** All draws of a region, the newest first. */
export async function allDraws(db: Queryable, region: string): Promise<readonly DrawRow[]> {
  const { rows } = await db.query<DrawRow>({
    name: 'all-draws',
    text: `select ${columns} from draw d join case_file c on c.region = d.region and c.no = d.no
            where d.region = $1 order by c.opened_at desc, d.n desc`,
    values: [region],
  })
  return rows
}

export async function addDraw(db: Queryable, region: string, draw: DrawRow): Promise<void> {
  await db.query('insert into draw (region, id, series, n, no, seq, steps) values ($1, $2, $3, $4, $5, $6, $7)', [
    region,
    draw.id,
    draw.series,
    draw.n,
    draw.no,
    draw.seq,
    draw.steps,
  ])
}

/** The draw is recorded up to this move of its case. */
export async function moveDrawOn(db: Queryable, region: string, id: string, seq: number, steps: number): Promise<void> {
  await db.query('update draw set seq = $3, steps = $4 where region = $1 and id = $2', [region, id, seq, steps])
}

export async function addDrawFile(
  db: Queryable,
  region: string,
  draw: string,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  await db.query('insert into draw_file (region, draw, name, bytes) values ($1, $2, $3, $4)', [
    region,
    draw,
    name,
    bytes,
  ])
}

export async function addDrawStep(
  db: Queryable,
  region: string,
  draw: string,
  step: { readonly n: number; readonly type: string; readonly statement: string },
): Promise<void> {
  await db.query('insert into draw_step (region, draw, n, type, statement) values ($1, $2, $3, $4, $5)', [
    region,
    draw,
    step.n,
    step.type,
    step.statement,
  ])
}

/** The files of a draw by name; empty before its list was frozen. */
export async function drawFiles(db: Queryable, region: string, draw: string): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await db.query<{ name: string; bytes: Buffer }>({
    name: 'draw-files',
    text: 'select name, bytes from draw_file where region = $1 and draw = $2 order by name',
    values: [region, draw],
  })
  return new Map(rows.map(({ name, bytes }) => [name, bytes]))
}

/** A step of a draw in the log: its type, its entry's number once it has one, and the time that the entry claims. */
export interface StepRow {
  readonly type: string
  readonly index: number | null
  readonly entry: Buffer
}

export async function drawSteps(db: Queryable, region: string, draw: string): Promise<readonly StepRow[]> {
  const { rows } = await db.query<{ type: string; idx: string | null; entry: Buffer }>({
    name: 'draw-steps',
    text: `select s.type, l.idx, t.entry
             from draw_step s
             join log_statement t on t.id = s.statement
             left join log_leaf l on l.region = s.region and l.case_id = s.statement and l.seq = 0
            where s.region = $1 and s.draw = $2
            order by s.n`,
    values: [region, draw],
  })
  return rows.map(({ type, idx, entry }) => ({ type, entry, index: idx === null ? null : Number(idx) }))
}

/** Those of these statements that stand in the log: where, and their bytes. */
export async function loggedStatements(
  db: Queryable,
  region: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly index: number; readonly entry: Buffer }[]> {
  const { rows } = await db.query<{ id: string; idx: string; entry: Buffer }>({
    name: 'logged-statements',
    text: `select t.id, l.idx, t.entry
             from log_statement t
             join log_leaf l on l.region = $1 and l.case_id = t.id and l.seq = 0
            where t.id = any($2)`,
    values: [region, ids],
  })
  return rows.map(({ id, idx, entry }) => ({ id, index: Number(idx), entry }))
}

/** The end of a checkpoint that covers everybody's commitment: signed, and where this log has witnesses, cosigned. */
export async function isClosedAndSigned(db: Queryable, region: string, draw: string): Promise<boolean> {
  const { rows } = await db.query<{ covered: boolean }>({
    name: 'draw-close-covered',
    text: `select exists (
             select from draw_step s
               join log_leaf l on l.region = s.region and l.case_id = s.statement and l.seq = 0
               join log_checkpoint c on c.size > l.idx
              where s.region = $1 and s.draw = $2 and s.type = 'draw.close'
                and (not exists (select from log_cosignature)
                     or exists (select from log_cosignature w where w.size = c.size))) as covered`,
    values: [region, draw],
  })
  return rows[0]?.covered === true
}

/** How many cases of a procedure are in one of these states. */
export async function casesIn(
  db: Queryable,
  region: string,
  procedure: string,
  states: readonly string[],
): Promise<number> {
  const { rows } = await db.query<{ n: number }>({
    name: 'draws-under-way',
    text: 'select count(*)::int as n from case_file where region = $1 and procedure = $2 and state = any($3)',
    values: [region, procedure, states],
  })
  return rows[0]?.n ?? 0
}

/** What an inspector declared; `endedOn` once it no longer holds. */
export interface Conflict {
  readonly post: string
  readonly unit: string
  readonly ground: string
  readonly declaredOn: Day
  readonly endedOn: Day | null
}

export async function readConflicts(db: Queryable, region: string): Promise<readonly Conflict[]> {
  const { rows } = await db.query<Conflict>({
    name: 'draw-conflicts',
    text: `select post, unit, ground, to_char(declared_on, 'YYYY-MM-DD') as "declaredOn",
                  to_char(ended_on, 'YYYY-MM-DD') as "endedOn"
             from draw_conflict where region = $1 order by post, unit, declared_on`,
    values: [region],
  })
  return rows
}

/** Declares a conflict; false when the same was declared on that day already. */
export async function addConflict(
  db: Queryable,
  region: string,
  conflict: Omit<Conflict, 'endedOn'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into draw_conflict (region, post, unit, ground, declared_on) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [region, conflict.post, conflict.unit, conflict.ground, conflict.declaredOn],
  )
  return rowCount === 1
}

/** The declaration holds no longer from this day on. */
export async function endConflict(db: Queryable, region: string, post: string, unit: string, on: Day): Promise<void> {
  await db.query(
    'update draw_conflict set ended_on = $4 where region = $1 and post = $2 and unit = $3 and ended_on is null',
    [region, post, unit, on],
  )
}
