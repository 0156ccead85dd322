import WordExtractor from 'word-extractor'
import { cannotRead, type ReadResult } from './unreadable.ts'

/** A stream name in the directory of a compound file, which is UTF-16. */
const named = (bytes: Uint8Array, name: string) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))

/** The encryption flag in the file information block ([MS-DOC] §2.5.1: fEncrypted), which starts a sector. */
function isEncryptedDoc(bytes: Uint8Array): boolean {
  for (let at = 512; at + 12 < bytes.length; at += 512) {
    if (bytes[at] === 0xec && bytes[at + 1] === 0xa5) return ((bytes[at + 11] ?? 0) & 0x01) !== 0
  }
  return false
}

/** The library's types leave out the option that keeps typographic quotation marks as they are. */
interface WithOptions {
  getBody(options: { readonly filterUnicode: boolean }): string
}

/** The text of a Word 97–2003 document. Tables come as rows parted by tabs; automatic numbers are not in the file's text. */
export async function readDoc(bytes: Uint8Array): Promise<ReadResult> {
  if (named(bytes, 'EncryptedPackage') || isEncryptedDoc(bytes)) return cannotRead('encrypted')
  if (!named(bytes, 'WordDocument')) return cannotRead('unknown-format')
  try {
    const document = await new WordExtractor().extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    const text = (document as WithOptions)
      .getBody({ filterUnicode: false })
      .replace(/\r\n?|\u000b|\u000c/g, '\n')
      .replace(/\u0007/g, '\t')
    return text.trim() === '' ? cannotRead('no-text') : { ok: true, format: 'doc', text }
  } catch {
    return cannotRead('damaged')
  }
}
