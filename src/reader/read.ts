import { readFile, stat } from 'node:fs/promises'
import { decoded } from './encoding.ts'
import { cannotRead, type Format, type ReadResult } from './unreadable.ts'

export type { Format, ReadResult, UnreadableCode } from './unreadable.ts'

/** Larger files are refused: an official document with pictures stays far below. */
const mostBytes = 50 * 1024 * 1024

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte)

const binary: readonly (readonly [kind: 'zip' | 'ole' | 'pdf' | 'other', magic: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['other', [0x7b, 0x5c, 0x72, 0x74, 0x66]], // {\rtf
  ['other', [0x89, 0x50, 0x4e, 0x47]],
  ['other', [0xff, 0xd8, 0xff]],
  ['other', [0x47, 0x49, 0x46, 0x38]],
  ['other', [0x52, 0x61, 0x72, 0x21]],
  ['other', [0x37, 0x7a, 0xbc, 0xaf]],
  ['other', [0x1f, 0x8b]],
  ['other', [0x7f, 0x45, 0x4c, 0x46]],
  ['other', [0x4d, 0x5a]],
]

/** Some writers put a few bytes before the header; readers look in the first kilobyte (ISO 32000-1, annex H.3.4.1). */
const holdsPdfHeader = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

function kindOf(bytes: Uint8Array): 'zip' | 'ole' | 'pdf' | 'other' | 'text' {
  const found = binary.find(([, magic]) => startsWith(bytes, magic))
  if (found) return found[0]
  return holdsPdfHeader(bytes) ? 'pdf' : 'text'
}

/** What stands before the first mark that is neither a blank nor a comment is no reason to take a text for a page. */
function pageStart(text: string): string {
  const start = text.trimStart()
  const end = start.startsWith('<!--') ? start.indexOf('-->') : -1
  return end < 0 ? start : start.slice(end + 3).trimStart()
}

/** A page, or a piece of one, begins with a tag. Text with some tags in it stays text, so that its offsets stay true; the compiler blanks them. */
const looksLikeHtml = (text: string) =>
  /^<(?:!doctype|[?%]|[a-z][a-z0-9]*[\s/>])/i.test(pageStart(text.slice(0, 4000))) ||
  /<(?:!doctype html|html|body)[\s>]/i.test(text.slice(0, 4000))

/** A file whose bytes are mostly no characters of any encoding. */
function isGarbage(text: string): boolean {
  const sample = text.slice(0, 20_000)
  const bad = sample.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0
  return bad > sample.length * 0.02
}

/** The text of a file that must be text already: nothing in it is taken for a page, so that offsets into it stay true. */
export function readCanonical(bytes: Uint8Array): ReadResult {
  if (bytes.length === 0) return cannotRead('empty')
  if (bytes.length > mostBytes) return cannotRead('too-large')
  const text = decoded(bytes)
  if (isGarbage(text)) return cannotRead('unknown-format')
  return text.trim() === '' ? cannotRead('no-text') : { ok: true, format: 'txt', text }
}

async function readText(bytes: Uint8Array): Promise<ReadResult> {
  const read = readCanonical(bytes)
  if (!read.ok || !looksLikeHtml(read.text)) return read
  const { readHtml } = await import('./html.ts')
  return readHtml(bytes)
}

async function readZip(bytes: Uint8Array): Promise<ReadResult> {
  const { formatOfZip } = await import('./zip.ts')
  const format = await formatOfZip(bytes)
  switch (format) {
    case 'docx': {
      const { readDocx } = await import('./docx.ts')
      return readDocx(bytes)
    }
    case 'odt': {
      const { readOdt } = await import('./odt.ts')
      return readOdt(bytes)
    }
    default:
      return cannotRead(format)
  }
}

/** The canonical text of a file's bytes, by what they are and not by the file's name. Executes nothing, fetches nothing. */
export async function readBytes(bytes: Uint8Array): Promise<ReadResult> {
  if (bytes.length === 0) return cannotRead('empty')
  if (bytes.length > mostBytes) return cannotRead('too-large')
  switch (kindOf(bytes)) {
    case 'zip':
      return readZip(bytes)
    case 'ole': {
      const { readDoc } = await import('./doc.ts')
      return readDoc(bytes)
    }
    case 'pdf': {
      const { readPdf } = await import('./pdf.ts')
      return readPdf(bytes)
    }
    case 'other':
      return cannotRead('unknown-format')
    default:
      return readText(bytes)
  }
}

async function bytesAt(path: string): Promise<Uint8Array | ReadResult> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return cannotRead('missing')
  return found.size > mostBytes ? cannotRead('too-large') : readFile(path)
}

/** The canonical text of a file on disk. */
export async function readDocument(path: string): Promise<ReadResult> {
  const bytes = await bytesAt(path)
  return bytes instanceof Uint8Array ? readBytes(bytes) : bytes
}

/** The text of a file on disk that holds canonical text already. */
export async function readTextFile(path: string): Promise<ReadResult> {
  const bytes = await bytesAt(path)
  return bytes instanceof Uint8Array ? readCanonical(bytes) : bytes
}

/** The formats that can be read, for messages and forms. */
export const readableFormats: readonly Format[] = ['txt', 'html', 'docx', 'odt', 'doc', 'pdf']
