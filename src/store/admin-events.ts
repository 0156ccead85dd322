import { ownRegions } from './editions.ts'
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

/** What is looked for in the audit: an act of whoever is called so, or about what is called so; all where it is empty. */
const found = `($3 = '' or strpos(about::text, $3) > 0
  or exists (select from account a
              where (strpos(a.name, $3) > 0 or a.login = $3)
                and (a.id = admin_event.account or strpos(about::text, a.id::text) > 0)))`

/** The latest first; `before` is the id of the last row of the page before. Ids grow with time. */
export async function adminEvents(
  db: Queryable,
  region: string,
  before: string | null,
  find: string,
  limit: number,
): Promise<readonly AdminEvent[]> {
  const { rows } = await db.query<AdminEvent>(
    `select id, at, account, act, about
       from admin_event
      where region in (${ownRegions}) and ($2::uuid is null or id < $2::uuid)
        and ${found}
      order by id desc
      limit $4`,
    [region, before, find, limit],
  )
  return rows
}
