import { isUtf8 } from 'node:buffer'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import type pg from 'pg'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Bilingual } from '../kernel/text.ts'
import { addEvidence, evidenceType } from '../store/evidence.ts'

/** Bytes of the largest file; photos of phones are below 10 MB. */
export const evidenceBytesMax = 20 * 1024 * 1024

/** What may be handed in: pictures, documents, recordings. Nothing that a browser would run. */
const accepted: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'audio/mpeg',
  'audio/mp4',
  'video/mp4',
  'text/plain',
])

export interface StoredEvidence {
  readonly sha256: string
  /** Media type as recognised from the bytes, whatever the sender said. */
  readonly type: string
  readonly size: number
}

export type EvidenceResult =
  | { readonly ok: true; readonly value: StoredEvidence }
  | { readonly ok: false; readonly code: 'empty' | 'too-large' | 'not-accepted'; readonly says: Bilingual }

export interface EvidenceStore {
  readonly put: (bytes: Buffer) => Promise<EvidenceResult>
  /** Null when there is no such file, or its bytes no longer have its fingerprint. */
  readonly get: (sha256: string) => Promise<{ readonly type: string; readonly bytes: Buffer } | null>
}

async function typeOf(bytes: Buffer): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  return isUtf8(bytes) && !bytes.includes(0) ? 'text/plain' : null
}

/** Files by their fingerprint, in `<data>/evidence`: the same photo twice is one file, and nobody can change one unseen. */
export function openEvidence(db: pg.Pool, data: string): EvidenceStore {
  const folder = join(data, 'evidence')
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    put: async (bytes) => {
      if (bytes.length === 0) return { ok: false, code: 'empty', says: ['文件是空的', 'The file is empty'] }
      if (bytes.length > evidenceBytesMax) {
        return {
          ok: false,
          code: 'too-large',
          says: ['文件超过 20 MB，请压缩后再传', 'The file is larger than 20 MB; compress it first'],
        }
      }
      const type = await typeOf(bytes)
      if (type === null || !accepted.has(type)) {
        return {
          ok: false,
          code: 'not-accepted',
          says: [
            '只收照片、PDF、Word、Excel、录音录像和纯文本',
            'Only pictures, PDF, Word, Excel, recordings and plain text are accepted',
          ],
        }
      }
      const sha256 = sha256Hex(bytes)
      const path = pathOf(sha256)
      if (!existsSync(path)) {
        await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true })
        const partial = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}`
        const file = await open(partial, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(partial, path).catch(async (error: unknown) => {
          await rm(partial, { force: true })
          throw error
        })
      }
      await addEvidence(db, sha256, type, bytes.length)
      return { ok: true, value: { sha256, type, size: bytes.length } }
    },
    get: async (sha256) => {
      const type = await evidenceType(db, sha256)
      if (type === null) return null
      const bytes = await readFile(pathOf(sha256)).catch(() => null)
      return bytes && sha256Hex(bytes) === sha256 ? { type, bytes } : null
    },
  }
}
