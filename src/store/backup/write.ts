import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Pack, pack } from 'tar-stream'
import { type Database, withClient } from '../cluster/database.ts'
import { StoreFault, writeFault } from '../cluster/fault.ts'
import { programVersion, ranMigrations } from '../migrate.ts'
import {
  type BackupHead,
  type BackupManifest,
  type BackupSummary,
  evidenceName,
  FORMAT,
  names,
  PIECE,
  summaryOf,
} from './contents.ts'
import { type BackupTable, sequencesOf, tablesOf } from './tables.ts'

const compress = promisify(zstdCompress)

/** Level 3 packs text to a sixth at the speed of a disk; the checksum finds damage while unpacking, too. */
const zstd = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } }

/**
 * Writes a backup of the whole database, as it was at one instant, and of the evidence into `file`, readable by its owner
 * alone. Others may go on writing meanwhile. The file gets its name only when it is complete and on the disk. Throws
 * StoreFault `backup-exists` when it is there already, `disk-full` or `folder-not-writable`. A piece of evidence that has
 * rotted does not stop it: it is kept as it is and named in the answer.
 */
export async function backup(database: Database, evidenceFolder: string, file: string): Promise<BackupSummary> {
  if (existsSync(file)) throw alreadyThere(file)
  const unfinished = `${file}.unfinished`
  const output = await open(unfinished, 'w', 0o600).catch((error: unknown) => {
    throw writeFault(file, error) ?? error
  })
  const archive = pack()
  const written = pipeline(archive, output.createWriteStream({ flush: true }))
  // Told below; until then nobody waits for it.
  written.catch(() => {})
  try {
    const summary = await filled(archive, database, evidenceFolder)
    archive.finalize()
    await written
    await rename(unfinished, file)
    return summary
  } catch (error) {
    archive.destroy()
    const broken: unknown = await written.catch((reason: unknown) => reason)
    await rm(unfinished, { force: true })
    throw writeFault(file, broken) ?? error
  }
}

async function filled(archive: Pack, database: Database, evidenceFolder: string): Promise<BackupSummary> {
  const entries: BackupManifest['entries'][number][] = []
  const add = async (name: string, bytes: Buffer, listed = true) => {
    if (listed) entries.push({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    await addBytes(archive, name, bytes)
  }
  const { head, rows } = await withClient(database.as('owner'), (client) =>
    inSnapshot(client, async (tables) => {
      const described = await headOf(client, tables)
      await add(names.head, Buffer.from(JSON.stringify(described, null, 2)))
      const counts: Record<string, number> = {}
      for (const table of tables) counts[table.name] = await addTable(client, table, add)
      return { head: described, rows: counts }
    }),
  )
  const evidence = await addEvidence(archive, evidenceFolder)
  const manifest: BackupManifest = { entries, rows, evidence }
  const bytes = Buffer.from(JSON.stringify(manifest, null, 2))
  await add(names.manifest, bytes, false)
  await add(names.seal, Buffer.from(`${createHash('sha256').update(bytes).digest('hex')}\n`), false)
  return summaryOf(head, manifest)
}

/**
 * Runs `read` on one view of the database. The tables are locked against changes of their form before the view is taken:
 * a migration waits; a writer does not. Row security is an error instead of a silent filter.
 */
async function inSnapshot<T>(client: pg.Client, read: (tables: readonly BackupTable[]) => Promise<T>): Promise<T> {
  const before = await tablesOf(client)
  await client.query('begin isolation level repeatable read read only')
  await client.query('set local row_security = off; set local statement_timeout = 0')
  if (before.length > 0)
    await client.query(`lock table ${before.map(({ name }) => name).join(', ')} in access share mode`)
  const result = await read(await tablesOf(client))
  await client.query('commit')
  return result
}

async function headOf(client: pg.Client, tables: readonly BackupTable[]): Promise<BackupHead> {
  const { rows } = await client.query<{ now: Date }>('select now() as now')
  const schema = await ranMigrations(client)
  return {
    format: FORMAT,
    program: programVersion(),
    takenAt: (rows[0]?.now ?? new Date(Number.NaN)).toISOString(),
    schema: schema.map(({ number, name, sha256 }) => ({ number, name, sha256 })),
    tables,
    sequences: await sequencesOf(client),
  }
}

const NEWLINE = 10

/** Adds a table's rows as COPY writes them, in compressed pieces; answers their number (every row ends in a newline, and no other is written as one). */
async function addTable(
  client: pg.Client,
  { name, columns }: BackupTable,
  add: (name: string, bytes: Buffer) => Promise<void>,
): Promise<number> {
  const stream = client.query(copyTo(`copy (select ${columns.join(', ')} from ${name}) to stdout`))
  let rows = 0
  let piece = 0
  for await (const bytes of inPieces(stream)) {
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) rows += 1
    piece += 1
    await add(`tables/${name}/${String(piece).padStart(6, '0')}.copy.zst`, await compress(bytes, zstd))
  }
  return rows
}

/** The same bytes in pieces of PIECE bytes; the last may be shorter. */
async function* inPieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    held.push(chunk)
    size += chunk.length
    if (size < PIECE) continue
    const all = Buffer.concat(held)
    let from = 0
    for (; from + PIECE <= all.length; from += PIECE) yield all.subarray(from, from + PIECE)
    held = [all.subarray(from)]
    size = all.length - from
  }
  if (size > 0) yield Buffer.concat(held)
}

/** Adds every file that is named by its hash, and no other: what is still being uploaded has another name. */
async function addEvidence(archive: Pack, folder: string): Promise<BackupManifest['evidence']> {
  const listed = createHash('sha256')
  let count = 0
  let bytes = 0
  const damaged: Record<string, string> = {}
  for await (const path of filesIn(folder, '')) {
    const expected = evidenceName.exec(path)?.[1]
    if (expected === undefined) continue
    const name = `evidence/${path}`
    const { size } = await stat(join(folder, path))
    const sha256 = await addFile(archive, name, join(folder, path), size)
    if (sha256 !== expected) damaged[name] = sha256
    listed.update(`${name}\n`)
    count += 1
    bytes += size
  }
  return { count, bytes, names: listed.digest('hex'), damaged }
}

/** Relative paths with `/`, folder by folder, in the order of their names; links are not followed. */
async function* filesIn(folder: string, below: string): AsyncGenerator<string> {
  if (!existsSync(join(folder, below))) return
  const entries = await readdir(join(folder, below), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) yield* filesIn(folder, path)
    else if (entry.isFile()) yield path
  }
}

function addBytes(archive: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name, size: bytes.length }, bytes, (error) => (error ? reject(error) : resolve()))
  })
}

/** Adds a file and answers the SHA-256 of what was added. */
async function addFile(archive: Pack, name: string, path: string, size: number): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(
    createReadStream(path),
    async function* hashed(source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk)
        yield chunk
      }
    },
    archive.entry({ name, size }),
  )
  return hash.digest('hex')
}

function alreadyThere(file: string): StoreFault {
  return new StoreFault('backup-exists', [
    `文件 ${file} 已经存在，未作改动。请换一个文件名。`,
    `The file ${file} exists already and was left alone. Choose another name.`,
  ])
}
