import type pg from 'pg'

/** A table as a backup sees it: its columns in their order, without those that PostgreSQL computes itself. */
export interface BackupTable {
  /** Quoted where it must be: `public.event`, `vault.identity`. */
  readonly name: string
  readonly columns: readonly string[]
}

/** A table and those that its rows may refer to. */
interface Reference {
  readonly name: string
  readonly needs: readonly string[]
}

/**
 * Schemas that a backup leaves out: PostgreSQL's own, and the job queue's, whose jobs are made anew from the outbox and
 * from what is due.
 */
const leftOut = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') and n.nspname not like 'pg\\_%'`

/** The record of migrations is written by the migrations themselves. */
const BOOKKEEPING = 'migration'

/** All tables of ours, each after those that it refers to: the order in which they can be filled. */
export async function tablesOf(client: pg.Client): Promise<readonly BackupTable[]> {
  const { rows } = await client.query<BackupTable & Reference>(
    `select quote_ident(n.nspname) || '.' || quote_ident(t.relname) as name,
            array(select quote_ident(a.attname)
                    from pg_attribute a
                   where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                   order by a.attnum) as columns,
            array(select distinct quote_ident(fn.nspname) || '.' || quote_ident(f.relname)
                    from pg_constraint c
                    join pg_class f on f.oid = c.confrelid
                    join pg_namespace fn on fn.oid = f.relnamespace
                   where c.conrelid = t.oid and c.contype = 'f' and c.confrelid <> t.oid) as needs
       from pg_class t
       join pg_namespace n on n.oid = t.relnamespace
      where t.relkind in ('r', 'p') and not t.relispartition and t.relpersistence = 'p'
        and ${leftOut} and not (n.nspname = 'public' and t.relname = $1)
      order by name`,
    [BOOKKEEPING],
  )
  return inOrderOfNeed(rows).map(({ name, columns }) => ({ name, columns }))
}

/** The given tables, each after those it needs; otherwise in their own order. Throws TypeError when they need each other in a circle. */
export function inOrderOfNeed<T extends Reference>(tables: readonly T[]): readonly T[] {
  const ordered: T[] = []
  const names = new Set<string>()
  while (ordered.length < tables.length) {
    const next = tables.find(({ name, needs }) => !names.has(name) && needs.every((need) => names.has(need)))
    if (!next) throw new TypeError(`tables refer to each other in a circle: ${unordered(tables, names).join(', ')}`)
    ordered.push(next)
    names.add(next.name)
  }
  return ordered
}

function unordered(tables: readonly Reference[], names: ReadonlySet<string>): readonly string[] {
  return tables.filter(({ name }) => !names.has(name)).map(({ name }) => name)
}

/** Where each sequence of ours stands; null for one that was never used. */
export async function sequencesOf(client: pg.Client): Promise<Readonly<Record<string, string | null>>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
            pg_sequence_last_value(c.oid)::text as last
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and ${leftOut}
      order by name`,
  )
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}
