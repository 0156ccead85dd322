import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { StoreFault } from '../cluster/fault.ts'
import { type BackupHead, type BackupManifest, evidenceName, FORMAT, names } from './contents.ts'

/** One entry of the tar file; `chunks` must be read to the end before the next entry comes. */
export interface Entry {
  readonly name: string
  readonly chunks: AsyncIterable<Buffer>
}

/** A backup of which every byte was found as its manifest says. */
export interface VerifiedBackup {
  readonly head: BackupHead
  readonly manifest: BackupManifest
}

/**
 * The entries of a backup, in their order; each must be read to its end before the next. Throws StoreFault
 * `backup-unreadable` for a file that is no tar file or is not there, `backup-damaged` for one that breaks off.
 */
export async function* entriesOf(file: string): AsyncGenerator<Entry> {
  const archive = extract()
  const reading = pipeline(createReadStream(file), archive)
  reading.catch(() => {})
  let last = ''
  try {
    for await (const entry of archive) {
      last = entry.header.name
      yield { name: last, chunks: chunksOf(entry, last, file) }
    }
    await reading
  } catch (error) {
    if (error instanceof StoreFault) throw error
    throw last === '' ? unreadable(file, error) : damaged(file, `cut off or broken at or after ${last}`, error)
  }
}

async function* chunksOf(entry: AsyncIterable<unknown>, name: string, file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of entry) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('a tar entry consists of bytes')
      yield chunk
    }
  } catch (error) {
    throw damaged(file, `cut off or broken within ${name}`, error)
  }
}

/** All of an entry that is small: head, manifest, seal, one piece of a table. */
export async function bytesOf(entry: Entry): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of entry.chunks) all.push(chunk)
  return Buffer.concat(all)
}

interface Seen {
  head: BackupHead | undefined
  manifest: Buffer | undefined
  seal: string | undefined
  readonly entries: Map<string, { readonly size: number; readonly sha256: string }>
  /** Evidence whose content is not what its name says: entry name → hash. */
  readonly misnamed: Map<string, string>
  readonly evidence: { count: number; bytes: number }
}

/**
 * Reads a whole backup and compares it with its manifest; writes nothing. Throws StoreFault `backup-unreadable` when it is
 * no backup of ours, `backup-damaged` with the name of the part that is damaged, missing or foreign.
 */
export async function verifyBackup(file: string): Promise<VerifiedBackup> {
  const listed = createHash('sha256')
  const seen: Seen = {
    head: undefined,
    manifest: undefined,
    seal: undefined,
    entries: new Map(),
    misnamed: new Map(),
    evidence: { count: 0, bytes: 0 },
  }
  for await (const entry of entriesOf(file)) {
    if (!seen.head && entry.name !== names.head) throw unreadable(file, `it begins with ${entry.name}`)
    if (entry.name.startsWith('evidence/')) listed.update(`${entry.name}\n`)
    await see(seen, entry, file)
  }
  const { head, manifest } = sealed(seen, file)
  for (const fault of differences(seen, manifest, listed.digest('hex'))) throw damaged(file, fault)
  return { head, manifest }
}

async function see(seen: Seen, entry: Entry, file: string): Promise<void> {
  const { name } = entry
  if (name === names.head) {
    const bytes = await bytesOf(entry)
    seen.head = parseHead(bytes, file)
    seen.entries.set(name, { size: bytes.length, sha256: sha256Of(bytes) })
  } else if (name === names.manifest) {
    seen.manifest = await bytesOf(entry)
  } else if (name === names.seal) {
    seen.seal = (await bytesOf(entry)).toString('utf8').trim()
  } else {
    const { size, sha256 } = await measured(entry)
    if (!name.startsWith('evidence/')) {
      seen.entries.set(name, { size, sha256 })
      return
    }
    seen.evidence.count += 1
    seen.evidence.bytes += size
    if (sha256 !== evidenceName.exec(name)?.[1]) seen.misnamed.set(name, sha256)
  }
}

async function measured(entry: Entry): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of entry.chunks) {
    hash.update(chunk)
    size += chunk.length
  }
  return { size, sha256: hash.digest('hex') }
}

function parseHead(bytes: Buffer, file: string): BackupHead {
  const head = parsed<BackupHead>(bytes)
  if (!head) throw damaged(file, names.head)
  if (head.format !== FORMAT) throw unreadable(file, `its format is ${String(head.format)}, not ${FORMAT}`)
  return head
}

/** What the bytes say, or undefined when they are no JSON. Whether they are what was written is for the hashes to say. */
function parsed<T>(bytes: Buffer): T | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as T
  } catch {
    return undefined
  }
}

function sealed({ head, manifest, seal }: Seen, file: string): VerifiedBackup {
  if (!head) throw unreadable(file, 'it is empty')
  if (!manifest || seal === undefined) throw damaged(file, 'cut off before its end: the manifest is missing')
  const listing = sha256Of(manifest) === seal ? parsed<BackupManifest>(manifest) : undefined
  if (!listing) throw damaged(file, names.manifest)
  return { head, manifest: listing }
}

function* differences(seen: Seen, manifest: BackupManifest, evidenceNames: string): Generator<string> {
  for (const { name, size, sha256 } of manifest.entries) {
    const found = seen.entries.get(name)
    if (!found) yield `${name} (missing)`
    else if (found.size !== size || found.sha256 !== sha256) yield name
  }
  const listed = new Set(manifest.entries.map(({ name }) => name))
  for (const name of seen.entries.keys()) if (!listed.has(name)) yield `${name} (not in the manifest)`
  for (const [name, sha256] of seen.misnamed) if (manifest.evidence.damaged[name] !== sha256) yield name
  const { count, bytes } = manifest.evidence
  if (seen.evidence.count !== count || seen.evidence.bytes !== bytes || evidenceNames !== manifest.evidence.names) {
    yield `evidence (${seen.evidence.count} of ${count} files)`
  }
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function unreadable(file: string, why: unknown): StoreFault {
  const reason = why instanceof Error ? why.message : String(why)
  return new StoreFault('backup-unreadable', [
    `${file} 不是落实的备份文件，或无法读取：${reason}`,
    `${file} is not a backup of Luoshi, or cannot be read: ${reason}`,
  ])
}

/** A backup whose part `what` is not as it was written. */
export function damaged(file: string, what: string, cause?: unknown): StoreFault {
  return new StoreFault(
    'backup-damaged',
    [
      `备份文件 ${file} 已损坏：${what}。没有恢复任何数据。`,
      `The backup ${file} is damaged: ${what}. Nothing was restored.`,
    ],
    cause,
  )
}
