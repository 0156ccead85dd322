import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { UnreadableCode } from './unreadable.ts'

/** Bounds of an office document: a plan with pictures stays far below, a bomb far above. */
const mostEntries = 5000
const mostExpanded = 256 * 1024 * 1024
const mostOfOne = 64 * 1024 * 1024
/** Deflate cannot exceed 1032 to 1; text of documents reaches 30. Counted for entries above a megabyte. */
const mostRatio = 200

export type Unzipped =
  | { readonly ok: true; readonly names: readonly string[]; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly ok: false; readonly code: UnreadableCode }

const isBomb = (entry: Entry) =>
  entry.uncompressedSize > mostOfOne ||
  (entry.uncompressedSize > 1024 * 1024 && entry.uncompressedSize > entry.compressedSize * mostRatio)

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    entries.push(entry)
    if (entries.length > mostEntries) break
  }
  return entries
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > mostOfOne) throw new RangeError('the entry is larger than its directory says')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** The wanted entries of an archive, unpacked in memory; refuses encrypted, damaged and abnormally large ones. Writes nothing. */
export async function unzipped(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<Unzipped> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
    })
    const entries = await entriesOf(zip)
    const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
    if (
      entries.length > mostEntries ||
      total > mostExpanded ||
      entries.some((entry) => wanted(entry.fileName) && isBomb(entry))
    )
      return { ok: false, code: 'bomb' }
    if (entries.some((entry) => entry.isEncrypted())) return { ok: false, code: 'encrypted' }
    const files = new Map<string, Uint8Array>()
    for (const entry of entries.filter((found) => wanted(found.fileName)))
      files.set(entry.fileName, await contentOf(zip, entry))
    return { ok: true, names: entries.map((entry) => entry.fileName), files }
  } catch {
    return { ok: false, code: 'damaged' }
  }
}

/** Whether an archive is a Word or an OpenDocument text; else why it cannot be read. */
export async function formatOfZip(bytes: Uint8Array): Promise<'docx' | 'odt' | UnreadableCode> {
  const zip = await unzipped(bytes, () => false)
  if (!zip.ok) return zip.code
  if (zip.names.some((name) => /^word\/document\d*\.xml$/.test(name))) return 'docx'
  return zip.names.includes('content.xml') ? 'odt' : 'unknown-format'
}
