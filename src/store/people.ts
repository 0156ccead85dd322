import { dayOf } from '../kernel/calendar.ts'
import type { Holding, OrgData, Post, Unit } from '../kernel/org.ts'
import type { Queryable } from './read.ts'

const dayColumn = (name: string) => `to_char(${name}, 'YYYY-MM-DD') as ${name}`

/** The whole register of units, posts and holders, with its history. */
export async function readOrg(db: Queryable): Promise<OrgData> {
  const [units, posts, holdings] = await Promise.all([
    db.query<{ body: Unit }>('select body from org_unit order by region, id'),
    db.query<{ body: Post }>('select body from org_post order by region, id'),
    db.query<{ post: string; person: string; from_day: string; to_day: string | null }>(
      `select post, person, ${dayColumn('from_day')}, ${dayColumn('to_day')} from org_holding order by region, post, from_day`,
    ),
  ])
  return {
    units: units.rows.map((row) => row.body),
    posts: posts.rows.map((row) => row.body),
    holdings: holdings.rows.map(
      (row): Holding => ({ post: row.post, person: row.person, from: row.from_day, to: row.to_day }),
    ),
  }
}

/** Adds or changes units and posts. Their history is inside them; nothing is deleted. */
export async function saveOrg(
  db: Queryable,
  region: string,
  units: readonly Unit[],
  posts: readonly Post[],
): Promise<void> {
  await db.query(
    `insert into org_unit (region, id, body) select $1, x.body ->> 'id', x.body from jsonb_array_elements($2::jsonb) as x (body)
     on conflict (region, id) do update set body = excluded.body`,
    [region, JSON.stringify(units)],
  )
  await db.query(
    `insert into org_post (region, id, body) select $1, x.body ->> 'id', x.body from jsonb_array_elements($2::jsonb) as x (body)
     on conflict (region, id) do update set body = excluded.body`,
    [region, JSON.stringify(posts)],
  )
}

export async function addHoldings(db: Queryable, region: string, holdings: readonly Holding[]): Promise<void> {
  await db.query(
    `insert into org_holding (region, post, person, from_day, to_day)
     select $1, x.post, x.person, x.from_day, x.to_day
       from jsonb_to_recordset($2::jsonb) as x (post text, person uuid, from_day date, to_day date)
     on conflict (region, post, person, from_day) do update set to_day = excluded.to_day`,
    [
      region,
      JSON.stringify(holdings.map(({ post, person, from, to }) => ({ post, person, from_day: from, to_day: to }))),
    ],
  )
}

/** A person leaves a post: the last day on which he holds it. */
export async function endHolding(
  db: Queryable,
  region: string,
  post: string,
  person: string,
  lastDay: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update org_holding set to_day = $4 where region = $1 and post = $2 and person = $3 and to_day is null',
    [region, post, person, dayOf(lastDay)],
  )
  return (rowCount ?? 0) > 0
}
