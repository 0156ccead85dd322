import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import type pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { type Database, type DatabaseSettings, openDatabase, withClient } from '../cluster/database.ts'
import { StoreFault, writeFault } from '../cluster/fault.ts'
import { migrate, programVersion } from '../migrate.ts'
import { migrationFolder, migrationsIn } from '../migration-files.ts'
import { type BackupHead, type BackupSummary, evidenceName, PIECE, summaryOf } from './contents.ts'
import { type BackupTable, tablesOf } from './tables.ts'
import { bytesOf, damaged, type Entry, entriesOf, type VerifiedBackup, verifyBackup } from './verify.ts'

const decompress = promisify(zstdDecompress)

/** Where evidence lies in a data folder. */
const EVIDENCE = 'evidence'

/** Where the cluster lies in a data folder. */
const CLUSTER = 'postgres'

/**
 * Restores a backup into an empty place, the one that `openDatabase` would open by the same settings: the data folder, or
 * a server's database with the evidence in the data folder. The whole file is verified before anything is written. Keys
 * are not in a backup: the caller brings them. Throws StoreFault `folder-not-empty`, `schema-not-empty`,
 * `backup-unreadable`, `-damaged`, `-newer`, `-differs`, and whatever opening a database throws.
 */
export async function restore(file: string, settings: DatabaseSettings): Promise<BackupSummary> {
  const { data, url } = settings
  try {
    return await (url === undefined || url === '' ? intoFolder(file, settings) : ontoServer(file, settings))
  } catch (error) {
    throw writeFault(data, error) ?? error
  }
}

/**
 * A new cluster with the backup's schema, its rows, its evidence, and then the migrations that are new since. The work is
 * done in a folder inside and moved up when it is complete, so that any failure leaves the data folder empty.
 */
async function intoFolder(file: string, { data, log }: DatabaseSettings): Promise<BackupSummary> {
  if (existsSync(data) && readdirSync(data).length > 0) throw notEmpty(data)
  const verified = await known(file)
  mkdirSync(data, { recursive: true, mode: 0o711 })
  const working = mkdtempSync(join(data, 'restoring-'))
  try {
    const database = await openDatabase({ data: working, log })
    const summary = await filledFrom(file, verified, database, join(working, EVIDENCE)).finally(database.close)
    moveUp(working, data)
    return summary
  } catch (error) {
    rmSync(working, { recursive: true, force: true })
    throw error
  }
}

/** The data folder may hold keys already, and evidence: what has the same name is the same file. */
async function ontoServer(file: string, settings: DatabaseSettings): Promise<BackupSummary> {
  const verified = await known(file)
  const database = await openDatabase(settings)
  mkdirSync(settings.data, { recursive: true, mode: 0o711 })
  return filledFrom(file, verified, database, join(settings.data, EVIDENCE)).finally(database.close)
}

/** The cluster last: without it the folder is no database. */
function moveUp(working: string, data: string): void {
  const moved = readdirSync(working).filter((name) => !['lock', 'lock.json', CLUSTER].includes(name))
  for (const name of [...moved, CLUSTER]) renameSync(join(working, name), join(data, name))
  rmSync(working, { recursive: true })
}

/**
 * Restores a backup into an empty database that is open, of our own or on a server, and its evidence into
 * `evidenceFolder`. This is also the way from one major version of PostgreSQL to the next, and between the embedded
 * database and a server. Throws StoreFault `schema-not-empty` when it holds a table.
 */
export async function restoreInto(database: Database, evidenceFolder: string, file: string): Promise<BackupSummary> {
  return filledFrom(file, await known(file), database, evidenceFolder)
}

/** A backup that is whole and of a schema that this program knows. */
async function known(file: string): Promise<VerifiedBackup> {
  const verified = await verifyBackup(file)
  mustKnow(verified.head)
  return verified
}

async function filledFrom(
  file: string,
  { head, manifest }: VerifiedBackup,
  database: Database,
  evidenceFolder: string,
): Promise<BackupSummary> {
  await withClient(database.as('owner'), mustBeEmpty)
  const { ran } = await migrate(database, { upTo: head.schema.at(-1)?.number ?? -1 })
  // Somebody else has just begun to use it: nothing here is ours to replace.
  if (ran.length < head.schema.length) throw schemaNotEmpty('public.migration')
  try {
    await withClient(database.as('owner'), async (client) => {
      await mustMatch(client, head)
      await client.query('begin')
      await emptied(client, head)
      const rows = await loaded(client, file, head, evidenceFolder)
      for (const { name } of head.tables) {
        const { rows: counted } = await client.query<{ n: string }>(`select count(*) as n from ${name}`)
        const expected = manifest.rows[name]
        if (Number(counted[0]?.n) !== expected || (rows.get(name) ?? 0) !== expected) {
          throw damaged(file, `table ${name} (${counted[0]?.n} of ${expected} rows)`)
        }
      }
      await client.query('commit')
      await client.query('analyze')
    })
  } catch (error) {
    // What failed is told; a server that cannot be reached any more keeps tables without rows.
    await withClient(database.as('owner'), dropped).catch(() => {})
    throw error
  }
  await migrate(database)
  return summaryOf(head, manifest)
}

/** Tables of anybody's: those of the job queue, which a backup leaves out, would run old jobs on the restored rows. */
async function mustBeEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(n.nspname) || '.' || quote_ident(t.relname) as name
       from pg_class t
       join pg_namespace n on n.oid = t.relnamespace
      where t.relkind in ('r', 'p') and t.relpersistence <> 't'
        and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
      order by name
      limit 1`,
  )
  if (rows[0]) throw schemaNotEmpty(rows[0].name)
}

/** Takes back what the migrations made in a database that was empty. */
async function dropped(client: pg.Client): Promise<void> {
  const ours = [...(await tablesOf(client)).map(({ name }) => name), 'migration']
  await client.query(`drop table if exists ${ours.join(', ')} cascade`)
  await client.query('drop schema if exists vault cascade')
}

/** Every migration of the backup must be one of ours, unchanged. */
function mustKnow(head: BackupHead): void {
  const known = new Map(migrationsIn(migrationFolder).map((file) => [file.number, file]))
  const newest = Math.max(...known.keys())
  for (const { number, name, sha256 } of head.schema) {
    if (number > newest) throw newer(head, name)
    if (known.get(number)?.sha256 !== sha256) throw differs(name)
  }
}

/** The tables that the migrations made must be those that were backed up, column for column. */
async function mustMatch(client: pg.Client, head: BackupHead): Promise<void> {
  const shape = (tables: BackupHead['tables']) =>
    new Map(tables.map(({ name, columns }) => [name, [...columns].sort().join(', ')]))
  const here = shape(await tablesOf(client))
  const there = shape(head.tables)
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    if (here.get(name) !== there.get(name)) throw differs(name)
  }
}

/** Migrations may have put rows into tables; the backup has its own. */
async function emptied(client: pg.Client, head: BackupHead): Promise<void> {
  if (head.tables.length > 0) await client.query(`truncate ${head.tables.map(({ name }) => name).join(', ')}`)
  for (const [name, last] of Object.entries(head.sequences)) {
    if (last !== null) await client.query('select setval($1::regclass, $2)', [name, last])
  }
}

/** Reads the file once more, rows into tables and evidence into its folder; answers how many rows each table took. */
async function loaded(
  client: pg.Client,
  file: string,
  head: BackupHead,
  evidenceFolder: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = new Map<string, number>()
  let open: Filling | undefined
  for await (const entry of entriesOf(file)) {
    const { name } = entry
    const table = head.tables.find((each) => name.startsWith(`tables/${each.name}/`))
    if (open && open.table !== table) open = await complete(open, rows)
    if (table) {
      open ??= fill(client, table)
      await write(open.stream, await decompress(await bytesOf(entry), { maxOutputLength: PIECE }))
    } else if (name.startsWith('evidence/')) await keep(entry, evidenceFolder)
    else await bytesOf(entry)
  }
  if (open) await complete(open, rows)
  return rows
}

/** A table into which rows are being copied. */
interface Filling {
  readonly table: BackupTable
  readonly stream: CopyStreamQuery
}

function fill(client: pg.Client, table: BackupTable): Filling {
  const stream = client.query(copyFrom(`copy ${table.name} (${table.columns.join(', ')}) from stdin`))
  // An error reaches whoever waits for the next write or for the end.
  stream.on('error', () => {})
  return { table, stream }
}

async function complete({ table, stream }: Filling, rows: Map<string, number>): Promise<undefined> {
  const ending = finished(stream)
  stream.end()
  await ending
  rows.set(table.name, stream.rowCount)
}

function write(stream: CopyStreamQuery, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? reject(stream.errored ?? error) : resolve()))
  })
}

/**
 * Writes one piece of evidence and waits until it is on the disk; its name was checked, so it cannot lead outside. One that
 * is there already, and whole, is left alone.
 */
async function keep({ name, chunks }: Entry, folder: string): Promise<void> {
  const sha256 = evidenceName.exec(name)?.[1]
  if (sha256 === undefined) throw new TypeError(`${name} is no name for evidence`)
  const path = join(folder, name.slice('evidence/'.length))
  const partial = `${path}.restoring`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await pipeline(chunks, createWriteStream(partial, { mode: 0o600, flush: true }))
  if (existsSync(path) && (await hashOf(path)) === sha256) await rm(partial)
  else await rename(partial, path)
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function notEmpty(data: string): StoreFault {
  return new StoreFault('folder-not-empty', [
    `恢复需要空的数据文件夹，而 ${data} 里已有文件。请移走它们，或用 LUOSHI_DATA 指定别的文件夹。`,
    `A restore needs an empty data folder, and ${data} holds files. Move them away, or name another folder with LUOSHI_DATA.`,
  ])
}

function schemaNotEmpty(table: string): StoreFault {
  return new StoreFault('schema-not-empty', [
    `恢复需要空的数据库，而这个数据库里已有表（${table}），未作改动。请另建一个空库。`,
    `A restore needs an empty database, and this one holds tables already (${table}); nothing was changed. Create another.`,
  ])
}

function newer({ program }: BackupHead, name: string): StoreFault {
  return new StoreFault('backup-newer', [
    `备份由落实 ${program} 制作，含有本程序（${programVersion()}）没有的升级 ${name}。请用落实 ${program} 或更新版本恢复。`,
    `The backup was taken by Luoshi ${program} and has the migration ${name}, which this program (${programVersion()}) lacks. Restore with Luoshi ${program} or newer.`,
  ])
}

function differs(what: string): StoreFault {
  return new StoreFault('backup-differs', [
    `备份的数据库结构与本程序不同（${what}）。请用制作备份的那个程序恢复。`,
    `The schema of the backup is not this program's (${what}). Restore with the program that took it.`,
  ])
}
