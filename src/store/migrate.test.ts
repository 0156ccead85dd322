import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { describeOnBothDatabases, emptyDatabase } from '../../test/support/database.ts'
import { type Database, withClient } from './cluster/database.ts'
import { migrate, schemaFault } from './migrate.ts'
import { migrationFolder, migrationsIn, parseMigration } from './migration-files.ts'

const bookkeeping = '0000_roles_and_bookkeeping.sql'
const colours = '-- Colours are listed so that a test can see them.\ncreate table colour (name text primary key);\n'
const shades =
  '-- A colour has shades because a test wants a second step.\ncreate table shade (name text primary key);\n'

/** A folder of migrations: our bookkeeping and the files given. */
function migrationsOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-migrations-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(join(migrationFolder, bookkeeping), join(folder, bookkeeping))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

async function empty(kind: Database['kind'] = 'embedded'): Promise<Database> {
  const database = await emptyDatabase(kind)
  onTestFinished(() => database.close())
  return database
}

function query<Row>(database: Database, role: Parameters<Database['as']>[0], sql: string): Promise<Row[]> {
  return withClient(database.as(role), async (client) => (await client.query(sql)).rows as Row[])
}

describeOnBothDatabases('the migrated database', (database) => {
  test('has every migration of the product, and running them again runs none', async () => {
    const again = await migrate(database())

    const rows = await query<{ name: string }>(database(), 'reader', 'select name from migration order by number')
    expect(again.ran).toEqual([])
    expect(rows.map(({ name }) => name)).toEqual(migrationsIn(migrationFolder).map(({ name }) => name))
  })

  test('lets the reader read and never write', async () => {
    await expect(query(database(), 'reader', 'create table x (n int)')).rejects.toThrow(/read-only/)
    await expect(query(database(), 'reader', 'set transaction read write; delete from migration')).rejects.toThrow(
      /permission denied/,
    )
  })

  test('lets the app change neither the schema nor its record', async () => {
    await expect(query(database(), 'app', 'create table x (n int)')).rejects.toThrow(/permission denied/)
    await expect(query(database(), 'app', 'delete from migration')).rejects.toThrow(/permission denied/)
  })

  test('lets nobody but the vault role into the vault', async () => {
    await query(database(), 'owner', 'create table vault.probe (n int); grant select on vault.probe to luoshi_vault')

    await expect(query(database(), 'app', 'select from vault.probe')).rejects.toThrow(/permission denied/)
    await expect(query(database(), 'reader', 'select from vault.probe')).rejects.toThrow(/permission denied/)
    expect(await query(database(), 'vault', 'select from vault.probe')).toEqual([])
    await query(database(), 'owner', 'drop table vault.probe')
  })

  test('keeps time in UTC in every role', async () => {
    for (const role of ['owner', 'app', 'reader', 'vault'] as const) {
      expect(await query(database(), role, 'show timezone')).toEqual([{ TimeZone: 'UTC' }])
    }
  })
})

test('migrations run in the order of their numbers, once each', async () => {
  const database = await empty()

  const first = await migrate(database, { folder: migrationsOf({ '0001_colours.sql': colours }) })
  const second = await migrate(database, {
    folder: migrationsOf({ '0001_colours.sql': colours, '0002_shades.sql': shades }),
  })

  expect(first).toEqual({ version: 1, ran: [bookkeeping, '0001_colours.sql'] })
  expect(second).toEqual({ version: 2, ran: ['0002_shades.sql'] })
})

test('two processes that start at once run each migration once', async () => {
  const database = await empty()
  const folder = migrationsOf({ '0001_colours.sql': colours, '0002_shades.sql': shades })

  const done = await Promise.all([1, 2, 3].map(() => migrate(database, { folder })))

  expect(done.flatMap(({ ran }) => ran).sort()).toEqual([bookkeeping, '0001_colours.sql', '0002_shades.sql'])
})

test('a migration that fails is undone as a whole and named with its line', async () => {
  const database = await empty()
  const folder = migrationsOf({
    '0001_colours.sql': colours,
    '0002_shades.sql': `${shades}insert into shade (name) values ('red');\ninsert into shade (nome) values ('blue');\n`,
  })

  await expect(migrate(database, { folder })).rejects.toMatchObject({
    code: 'migration-failed',
    message: expect.stringMatching(/0002_shades\.sql:4 .*column "nome"/),
  })

  expect(
    await query(database, 'owner', "select to_regclass('colour') as colour, to_regclass('shade') as shade"),
  ).toEqual([{ colour: 'colour', shade: null }])
})

test('a migration that cannot be recorded is undone, too', async () => {
  const database = await empty()
  const unrecordable = `${colours}alter table migration add check (number <> 1);\n`

  await expect(migrate(database, { folder: migrationsOf({ '0001_colours.sql': unrecordable }) })).rejects.toMatchObject(
    { code: 'migration-failed' },
  )

  expect(await query(database, 'owner', "select to_regclass('colour') as colour")).toEqual([{ colour: null }])
})

test('a migration that was edited after it had run is refused', async () => {
  const database = await empty()
  await migrate(database, { folder: migrationsOf({ '0001_colours.sql': colours }) })

  const edited = migrationsOf({ '0001_colours.sql': colours.replace('name text', 'name varchar(9)') })

  await expect(migrate(database, { folder: edited })).rejects.toMatchObject({ code: 'migration-changed' })
})

test('a migration that has run but is missing, or comes late, is refused', async () => {
  const database = await empty()
  await migrate(database, { folder: migrationsOf({ '0002_colours.sql': colours, '0003_shades.sql': shades }) })

  await expect(migrate(database, { folder: migrationsOf({ '0003_shades.sql': shades }) })).rejects.toMatchObject({
    code: 'migration-missing',
  })
  await expect(
    migrate(database, {
      folder: migrationsOf({
        '0001_early.sql': colours.replace('colour ', 'early '),
        '0002_colours.sql': colours,
        '0003_shades.sql': shades,
      }),
    }),
  ).rejects.toMatchObject({ code: 'migration-late' })
})

test('an older program runs on a newer schema, but not after a breaking migration', async () => {
  const database = await empty()
  const older = migrationsOf({})
  await migrate(database, { folder: migrationsOf({ '0001_colours.sql': colours }) })
  const tolerated = await migrate(database, { folder: older })

  const breaking = `-- breaking: ${shades.slice(3)}`
  await migrate(database, { folder: migrationsOf({ '0001_colours.sql': colours, '0002_shades.sql': breaking }) })

  expect(tolerated.ran).toEqual([])
  await expect(migrate(database, { folder: older })).rejects.toMatchObject({ code: 'schema-newer' })
  const running = await withClient(database.as('app'), (client) => schemaFault(client, older))
  expect(running?.says[0]).toContain('0002_shades.sql')
})

test('an account that does not own the database is told to name the owner', async () => {
  const database = await empty('server')

  await expect(migrate({ as: () => database.as('app') })).rejects.toMatchObject({
    code: 'schema-behind',
    message: expect.stringContaining('LUOSHI_OWNER_URL'),
  })
})

test('a migration is named NNNN_name.sql, says why in its first line and leaves the transaction alone', () => {
  expect(() => parseMigration('1_x.sql', colours)).toThrow(/named NNNN_name/)
  expect(() => parseMigration('0001_x.sql', 'create table x ();\n')).toThrow(/says why/)
  expect(() => parseMigration('0001_x.sql', `${colours}\ncommit;\n`)).toThrow(/transaction/)
})

test('the hash of a migration does not depend on how the checkout ends its lines', () => {
  const unix = parseMigration('0001_x.sql', colours)
  const windows = parseMigration('0001_x.sql', colours.replaceAll('\n', '\r\n'))

  expect(windows.sha256).toBe(unix.sha256)
})
