import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A published log: a folder as a web server would serve it, or the address of one. */
export interface LogSource {
  /** The bytes at a path below the log's prefix, or null where there is nothing. Throws when the log cannot be reached. */
  readonly read: (path: string) => Promise<Uint8Array | null>
  /** All paths, where they can be listed; null for an address. */
  readonly list: () => Promise<readonly string[] | null>
}

/** Milliseconds to wait for one file of a log over the network. */
const PATIENCE = 30_000

/** The log at an address (http:// or https://) or in a folder. */
export function logSource(place: string): LogSource {
  return /^https?:\/\//.test(place) ? addressSource(place.replace(/\/+$/, '')) : folderSource(place)
}

function folderSource(folder: string): LogSource {
  return {
    read: async (path) => {
      try {
        return await readFile(join(folder, path))
      } catch (error) {
        if (isAbsence(error)) return null
        throw error
      }
    },
    list: async () => {
      const files = await readdir(folder, { recursive: true, withFileTypes: true })
      return files
        .filter((file) => file.isFile())
        .map((file) => join(file.parentPath, file.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    },
  }
}

function addressSource(address: string): LogSource {
  return {
    read: async (path) => {
      const response = await fetch(`${address}/${path}`, { signal: AbortSignal.timeout(PATIENCE) })
      if (response.status === 404) return null
      if (!response.ok)
        throw Object.assign(new Error(`${address}/${path} answers ${response.status}`), { code: 'HTTP' })
      return new Uint8Array(await response.arrayBuffer())
    },
    list: async () => null,
  }
}

/**
 * Why a file or an address could not be read or written: the person can mend it, and the sentence names it. Null for
 * any other error, which is a programmer's.
 */
export function whyUnreadable(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (error.cause instanceof Error) return `${error.message}: ${error.cause.message}`
  return 'code' in error || error.name === 'TimeoutError' ? error.message : null
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
