import type { DailySeed } from '../kernel/seed.ts'
import type { Queryable } from './read.ts'

interface SeedRow {
  readonly day: string
  readonly purpose: DailySeed['purpose']
  readonly secret: string
  readonly commitment: string
}

const columns = "to_char(day, 'YYYY-MM-DD') as day, purpose, secret, commitment"

export async function readSeeds(db: Queryable, from: string, to: string): Promise<readonly DailySeed[]> {
  const { rows } = await db.query<SeedRow>(`select ${columns} from daily_seed where day between $1 and $2`, [from, to])
  return rows
}

/** Adds seeds of days that have none; answers those that were added. */
export async function addSeeds(db: Queryable, seeds: readonly DailySeed[]): Promise<readonly DailySeed[]> {
  const { rows } = await db.query<SeedRow>(
    `insert into daily_seed (day, purpose, secret, commitment)
     select * from unnest($1::date[], $2::text[], $3::text[], $4::text[])
     on conflict do nothing
     returning ${columns}`,
    [seeds.map((s) => s.day), seeds.map((s) => s.purpose), seeds.map((s) => s.secret), seeds.map((s) => s.commitment)],
  )
  return rows
}

/** Marks seeds as opened that lie before their day; answers them, so that their secrets are published. */
export async function openSeeds(
  db: Queryable,
  purpose: DailySeed['purpose'],
  before: string,
  at: Date,
): Promise<readonly DailySeed[]> {
  const { rows } = await db.query<SeedRow>(
    `update daily_seed set opened_at = $3 where purpose = $1 and day < $2 and opened_at is null returning ${columns}`,
    [purpose, before, at],
  )
  return rows
}
