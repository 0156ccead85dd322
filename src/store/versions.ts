import type { Binding } from '../kernel/bind.ts'
import type { Declaration } from '../kernel/procedure.ts'
import type { Queryable } from './read.ts'

/** A version of a procedure as it was published here; never changed, so that a case is judged by the rules it was opened under. */
export interface PublishedVersion {
  readonly id: string
  readonly version: string
  readonly declaration: Declaration
  readonly binding: Binding
}

export async function publishedVersions(db: Queryable): Promise<readonly PublishedVersion[]> {
  const { rows } = await db.query<PublishedVersion>('select id, version, declaration, binding from procedure_version')
  return rows
}

export async function publishVersions(db: Queryable, versions: readonly PublishedVersion[]): Promise<void> {
  await db.query(
    `insert into procedure_version (id, version, declaration, binding)
     select x.id, x.version, x.declaration, x.binding
       from jsonb_to_recordset($1::jsonb) as x (id text, version text, declaration jsonb, binding jsonb)
     on conflict do nothing`,
    [JSON.stringify(versions)],
  )
}
