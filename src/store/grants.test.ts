import { expect, test } from 'vitest'
import { describeOnBothDatabases } from '../../test/support/database.ts'
import { type Database, withClient } from './cluster/database.ts'

/** Tables of the log that are states, not records. */
const states = ['log_pending', 'log_head']

/** What a role may do with each table of a schema, `column:` marking what it may do with some columns only. */
async function rightsOf(database: Database, role: string, schema: string): Promise<Readonly<Record<string, string[]>>> {
  const { rows } = await withClient(database.as('owner'), (client) =>
    client.query<{ name: string; rights: string[] }>(
      `select t.relname::text as name,
              array(select r from unnest('{select,insert,update,delete,truncate}'::text[]) r
                     where has_table_privilege($1, t.oid, r)
                        or r in ('insert', 'update') and has_any_column_privilege($1, t.oid, r)) as rights
         from pg_class t
        where t.relkind in ('r', 'p') and t.relnamespace = $2::regnamespace`,
      [role, schema],
    ),
  )
  return Object.fromEntries(rows.map(({ name, rights }) => [name, rights]))
}

describeOnBothDatabases('the grants', (database) => {
  test('let the app add to the journal and the log and change nothing in them', async () => {
    const rights = await rightsOf(database(), 'luoshi_app', 'public')
    const records = Object.keys(rights).filter(
      (name) => /^(event|command|log_.*)$/.test(name) && !states.includes(name),
    )

    expect(records.length).toBeGreaterThan(4)
    expect(records.filter((name) => `${rights[name]}` !== 'select,insert')).toEqual([])
  })

  test('let the app truncate nothing', async () => {
    const rights = await rightsOf(database(), 'luoshi_app', 'public')

    expect(Object.keys(rights).filter((name) => rights[name]?.includes('truncate'))).toEqual([])
  })

  test('let the reader read, and never what opens a door', async () => {
    const rights = await rightsOf(database(), 'luoshi_reader', 'public')
    const readable = Object.keys(rights).filter((name) => rights[name]?.length)

    expect(readable).toContain('event')
    expect(readable.filter((name) => `${rights[name]}` !== 'select')).toEqual([])
    expect(
      readable.filter((name) => ['account', 'session', 'token', 'case_code', 'daily_seed'].includes(name)),
    ).toEqual([])
  })

  test('let neither app nor reader read the vault', async () => {
    for (const role of ['luoshi_app', 'luoshi_reader']) {
      const rights = await rightsOf(database(), role, 'vault')

      expect(Object.keys(rights).length).toBeGreaterThan(0)
      expect(Object.keys(rights).filter((name) => rights[name]?.some((right) => right !== 'insert'))).toEqual([])
    }
  })
})
