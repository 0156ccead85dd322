import type { Queryable } from './read.ts'

/** A list that somebody named for himself. */
export interface SavedFilter {
  readonly name: string
  /** The query of the list. Example: 'procedure=supervised-task&overdue=1'. */
  readonly query: string
}

export async function savedFilters(db: Queryable, account: string): Promise<readonly SavedFilter[]> {
  const { rows } = await db.query<SavedFilter>(
    'select name, query from saved_filter where account = $1 order by created_at, name',
    [account],
  )
  return rows
}

/** Keeps a list under a name; the same name again replaces it. At most `most` for one account: false beyond. */
export async function saveFilter(db: Queryable, account: string, filter: SavedFilter, most: number): Promise<boolean> {
  await db.query('delete from saved_filter where account = $1 and name = $2', [account, filter.name])
  const { rowCount } = await db.query(
    `insert into saved_filter (account, name, query)
     select $1, $2, $3 where (select count(*) from saved_filter where account = $1) < $4`,
    [account, filter.name, filter.query, most],
  )
  return rowCount === 1
}

export async function removeFilter(db: Queryable, account: string, name: string): Promise<void> {
  await db.query('delete from saved_filter where account = $1 and name = $2', [account, name])
}
