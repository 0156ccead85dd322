import type { Queryable } from './read.ts'

/** One value of this instance that outlives a restart. */
export async function readSetting<T>(db: Queryable, name: string): Promise<T | null> {
  const { rows } = await db.query<{ value: T }>('select value from setting where name = $1', [name])
  return rows[0]?.value ?? null
}

export async function writeSetting(db: Queryable, name: string, value: unknown): Promise<void> {
  await db.query(
    'insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, JSON.stringify(value)],
  )
}
