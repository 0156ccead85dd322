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

const looksLikeHtml = (text: string) =>
  /<(?:!doctype html|html|head|body|table|div|meta)[\s>]/i.test(text.slice(0, 4000))

/** A file whose bytes are mostly no characters of any encoding. */
function isGarbage(text: string): boolean {
  const sample = text.slice(0, 20_000)
  const bad = sample.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0
  return bad > sample.length * 0.02
}

async function readText(bytes: Uint8Array): Promise<ReadResult> {
  const text = decoded(bytes)
  if (isGarbage(text)) return cannotRead('unknown-format')
  if (looksLikeHtml(text)) {
    const { readHtml } = await import('./html.ts')
    return readHtml(bytes)
  }
  return text.trim() === '' ? cannotRead('no-text') : { ok: true, format: 'txt', text }
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

/** The canonical text of a file on disk. */
export async function readDocument(path: string): Promise<ReadResult> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return cannotRead('missing')
  if (found.size > mostBytes) return cannotRead('too-large')
  return readBytes(await readFile(path))
}

/** The formats that can be read, for messages and forms. */
export const readableFormats: readonly Format[] = ['txt', 'html', 'docx', 'odt', 'doc', 'pdf']
