import type { Queryable } from './read.ts'

/** What an administrator did, as the audit administrator reads it. */
export interface AdminEvent {
  readonly id: string
  readonly at: Date
  /** Null where the command line did it. */
  readonly account: string | null
  readonly act: string
  readonly about: Readonly<Record<string, unknown>>
}

/** The latest first; `before` is the id of the last row of the page before. Ids grow with time. */
export async function adminEvents(
  db: Queryable,
  region: string,
  before: string | null,
  limit: number,
): Promise<readonly AdminEvent[]> {
  const { rows } = await db.query<AdminEvent>(
    `select id, at, account, act, about
       from admin_event
      where region = $1 and ($2::uuid is null or id < $2::uuid)
      order by id desc
      limit $3`,
    [region, before, limit],
  )
  return rows
}
