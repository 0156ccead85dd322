import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import type pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { type Database, openDatabase, withClient } from '../cluster/database.ts'
import { StoreFault, writeFault } from '../cluster/fault.ts'
import type { Log } from '../cluster/log.ts'
import { migrate, programVersion, ranMigrations } from '../migrate.ts'
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
 * Restores a backup into an empty data folder: a new cluster with the backup's schema, its rows, its evidence, and then
 * the migrations that are new since. The whole file is verified before anything is written; the work is done in a folder
 * inside and moved up when it is complete, so that any failure leaves the data folder empty. Keys are not in a backup: the
 * caller brings them. Throws StoreFault `folder-not-empty`, `backup-unreadable`, `-damaged`, `-newer`, `-differs`, and
 * whatever opening a database throws.
 */
export async function restore(file: string, data: string, log: Log): Promise<BackupSummary> {
  if (existsSync(data) && readdirSync(data).length > 0) throw notEmpty(data)
  const verified = await verifyBackup(file)
  mustKnow(verified.head)
  mkdirSync(data, { recursive: true, mode: 0o711 })
  const working = mkdtempSync(join(data, 'restoring-'))
  try {
    const database = await openDatabase({ data: working, log })
    const summary = await filledFrom(file, verified, database, join(working, EVIDENCE)).finally(database.close)
    moveUp(working, data)
    return summary
  } catch (error) {
    rmSync(working, { recursive: true, force: true })
    throw writeFault(data, error) ?? error
  }
}

/** The cluster last: without it the folder is no database. */
function moveUp(working: string, data: string): void {
  const moved = readdirSync(working).filter((name) => !['lock', 'lock.json', CLUSTER].includes(name))
  for (const name of [...moved, CLUSTER]) renameSync(join(working, name), join(data, name))
  rmSync(working, { recursive: true })
}

/**
 * Restores a backup into an empty database, of our own or on a server, and its evidence into `evidenceFolder`. This is also
 * the way from one major version of PostgreSQL to the next, and from the embedded database to a server. Throws StoreFault
 * `schema-not-empty` when migrations have run there.
 */
export async function restoreInto(database: Database, evidenceFolder: string, file: string): Promise<BackupSummary> {
  const verified = await verifyBackup(file)
  mustKnow(verified.head)
  return filledFrom(file, verified, database, evidenceFolder)
}

async function filledFrom(
  file: string,
  { head, manifest }: VerifiedBackup,
  database: Database,
  evidenceFolder: string,
): Promise<BackupSummary> {
  await withClient(database.as('owner'), async (client) => {
    if ((await ranMigrations(client)).length > 0) throw schemaNotEmpty()
  })
  await migrate(database, { upTo: head.schema.at(-1)?.number ?? -1 })
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
  await migrate(database)
  return summaryOf(head, manifest)
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

/** Writes one piece of evidence and waits until it is on the disk; its name was checked, so it cannot lead outside. */
async function keep({ name, chunks }: Entry, folder: string): Promise<void> {
  if (!evidenceName.test(name)) throw new TypeError(`${name} is no name for evidence`)
  const path = join(folder, name.slice('evidence/'.length))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await pipeline(chunks, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
}

function notEmpty(data: string): StoreFault {
  return new StoreFault('folder-not-empty', [
    `恢复需要空的数据文件夹，而 ${data} 里已有文件。请移走它们，或用 LUOSHI_DATA 指定别的文件夹。`,
    `A restore needs an empty data folder, and ${data} holds files. Move them away, or name another folder with LUOSHI_DATA.`,
  ])
}

function schemaNotEmpty(): StoreFault {
  return new StoreFault('schema-not-empty', [
    '恢复需要空的数据库，而这个数据库里已有落实的表。请另建一个空库。',
    'A restore needs an empty database, and this one holds tables of Luoshi already. Create another.',
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
