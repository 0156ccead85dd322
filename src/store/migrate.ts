import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, withClient } from './cluster/database.ts'
import { StoreFault } from './cluster/fault.ts'
import { type Migration, migrationFolder, migrationsIn } from './migration-files.ts'

/** What a run of the migrations did. */
export interface Migrated {
  /** The highest migration that the schema has, by its number. */
  readonly version: number
  /** Names of the files that ran just now. */
  readonly ran: readonly string[]
}

/** A row of the table `migration`. */
export interface RanMigration {
  readonly number: number
  readonly name: string
  readonly sha256: string
  readonly breaking: boolean
  readonly program: string
}

/** Two processes that start at once take turns by this key; any number that nobody else uses. */
const LOCK_KEY = '7239412018'

/** How long a statement of a migration may wait for others' locks; longer, and everybody would wait behind it. */
const LOCK_TIMEOUT = '30s'

/** The version of this program, as package.json says. */
export function programVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/**
 * Brings the schema up to this program: runs the files that have not run, each in a transaction. Nothing to do takes two
 * queries. Throws StoreFault `schema-newer`, `migration-changed`, `-missing`, `-late`, `-failed` or `-blocked`.
 * `upTo` leaves out later ones: a backup is restored into the schema it was taken from.
 */
export async function migrate(
  database: Pick<Database, 'as'>,
  { folder = migrationFolder, upTo = Number.POSITIVE_INFINITY }: { folder?: string; upTo?: number } = {},
): Promise<Migrated> {
  const files = migrationsIn(folder).filter(({ number }) => number <= upTo)
  return withClient(database.as('owner'), async (client) => {
    if (pending(files, await ranMigrations(client)).length === 0) return migrated(files, [])
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
    // Read again: another process may have run them while this one waited.
    const missing = pending(files, await ranMigrations(client))
    await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`)
    for (const file of missing) await run(client, file)
    return migrated(files, missing)
  })
}

function migrated(files: readonly Migration[], ran: readonly Migration[]): Migrated {
  return { version: files.at(-1)?.number ?? -1, ran: ran.map(({ name }) => name) }
}

/** What has run in this database, in order; nothing in an empty one. */
export async function ranMigrations(client: pg.Client): Promise<readonly RanMigration[]> {
  const { rows } = await client.query<{ found: boolean }>("select to_regclass('public.migration') is not null as found")
  if (!rows[0]?.found) return []
  const ran = await client.query<RanMigration>(
    'select number, name, sha256, breaking, program from migration order by number',
  )
  return ran.rows
}

/**
 * Why this program must not run on a schema in which `ran` have run; undefined when it may. Later migrations are no
 * hindrance unless one of them is breaking: that is how an old process keeps running while a new one starts beside it.
 */
export function faultOf(files: readonly Migration[], ran: readonly RanMigration[]): StoreFault | undefined {
  const known = new Map(files.map((file) => [file.number, file]))
  const newest = files.at(-1)?.number ?? -1
  const breaking = ran.findLast((each) => each.number > newest && each.breaking)
  if (breaking) return newerSchema(breaking)
  for (const each of ran.filter(({ number }) => number <= newest)) {
    const file = known.get(each.number)
    if (!file) return missingFile(each)
    if (file.sha256 !== each.sha256) return changedFile(each)
  }
  const last = ran.at(-1)?.number ?? -1
  const late = files.find((file) => file.number < last && !ran.some(({ number }) => number === file.number))
  return late ? lateFile(late, last) : undefined
}

function pending(files: readonly Migration[], ran: readonly RanMigration[]): readonly Migration[] {
  const fault = faultOf(files, ran)
  if (fault) throw fault
  const last = ran.at(-1)?.number ?? -1
  return files.filter(({ number }) => number > last)
}

/**
 * Why a process that is already running must stop: a newer one has changed the schema under it. To be asked whenever a
 * connection is new; one query of 0.2 ms.
 */
export async function schemaFault(client: pg.Client, folder = migrationFolder): Promise<StoreFault | undefined> {
  return faultOf(migrationsIn(folder), await ranMigrations(client))
}

async function run(client: pg.Client, file: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(file.sql)
    await client.query('insert into migration (number, name, sha256, breaking, program) values ($1, $2, $3, $4, $5)', [
      file.number,
      file.name,
      file.sha256,
      file.breaking,
      programVersion(),
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    if (!(error instanceof pg.DatabaseError)) throw error
    throw failedFile(file, error)
  }
}

/** PostgreSQL's code for a lock that was not to be had in time, and for a right that the account lacks. */
const LOCK_NOT_AVAILABLE = '55P03'
const INSUFFICIENT_PRIVILEGE = '42501'

function failedFile(file: Migration, error: pg.DatabaseError): StoreFault {
  const line = file.sql.slice(0, Number(error.position ?? 1) - 1).split('\n').length
  const place = `${file.name}:${line}`
  if (error.code === LOCK_NOT_AVAILABLE) {
    return new StoreFault('migration-blocked', [
      `数据库升级 ${place} 等待其他连接超过 ${LOCK_TIMEOUT}，已撤回。请停止正在使用数据库的其他进程后重试。`,
      `The migration ${place} waited more than ${LOCK_TIMEOUT} for other connections and was undone. Stop what else uses the database and try again.`,
    ])
  }
  if (error.code === INSUFFICIENT_PRIVILEGE) {
    return new StoreFault('schema-behind', [
      `数据库结构需要升级（${place}），但当前账号无权（${error.message}）。请用 LUOSHI_OWNER_URL 指定数据库的所有者。`,
      `The schema must be brought up to date (${place}) but this account may not (${error.message}). Name the database's owner with LUOSHI_OWNER_URL.`,
    ])
  }
  return new StoreFault(
    'migration-failed',
    [
      `数据库升级 ${place} 失败，已撤回：${error.message}`,
      `The migration ${place} failed and was undone: ${error.message}`,
    ],
    error,
  )
}

function newerSchema({ name, program }: RanMigration): StoreFault {
  return new StoreFault('schema-newer', [
    `数据库结构（${name}）比本程序（${programVersion()}）新，需要落实 ${program} 或更新版本。没有改动任何数据。`,
    `The schema (${name}) is newer than this program (${programVersion()}): Luoshi ${program} or newer is needed. Nothing was changed.`,
  ])
}

function missingFile({ name }: RanMigration): StoreFault {
  return new StoreFault('migration-missing', [
    `数据库执行过升级文件 ${name}，但程序中没有它。请检查程序是否完整。`,
    `The database has run the migration ${name}, which this program lacks. Check that the program is complete.`,
  ])
}

function changedFile({ name }: RanMigration): StoreFault {
  return new StoreFault('migration-changed', [
    `升级文件 ${name} 在执行之后被改动。已执行的文件不得修改，请恢复原文，另写新文件。`,
    `The migration ${name} was changed after it had run. A file that has run is never edited: restore it and write a new one.`,
  ])
}

function lateFile({ name }: Migration, last: number): StoreFault {
  return new StoreFault('migration-late', [
    `升级文件 ${name} 的编号小于已执行的 ${last}。请给它一个更大的编号。`,
    `The migration ${name} has a smaller number than ${last}, which has already run. Give it a greater one.`,
  ])
}
