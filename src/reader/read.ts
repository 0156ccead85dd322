import { readFile, stat } from 'node:fs/promises'
import { decoded } from './encoding.ts'
import { cannotRead, type ReadResult } from './unreadable.ts'

/** Larger files are refused: an official document with pictures stays far below. */
const mostBytes = 50 * 1024 * 1024

/** The canonical text of a file's bytes. Executes nothing, fetches nothing. */
export async function readBytes(bytes: Uint8Array): Promise<ReadResult> {
  if (bytes.length === 0) return cannotRead('empty')
  if (bytes.length > mostBytes) return cannotRead('too-large')
  const text = decoded(bytes)
  return text.trim() === '' ? cannotRead('no-text') : { ok: true, format: 'txt', text }
}

/** The canonical text of a file on disk. */
export async function readDocument(path: string): Promise<ReadResult> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return cannotRead('missing')
  if (found.size > mostBytes) return cannotRead('too-large')
  return readBytes(await readFile(path))
}
