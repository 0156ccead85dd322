import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { Log } from './log.ts'

/** One line of the package's pg-symlinks.json; both paths start with `native/`. */
interface SharedLibraryLink {
  readonly source: string
  readonly target: string
}

const readOnlyCodes: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS']

/**
 * Makes the links between shared libraries that npm's tarballs cannot hold and that the package's install script would
 * make; false when the folder cannot be written. Several processes may do so at once.
 */
export function linked(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as SharedLibraryLink[]) {
    try {
      symlinkSync(basename(source), join(native, target.replace(/^native\//, '')))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (readOnlyCodes.includes(code)) return false
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}

/** Needed only to compile against the package: a third of its files. */
const forCompilersOnly = /\.a$|[\\/]pkgconfig$/

/**
 * A copy of the package in `keep` that the server's user can read and that has its links; made once per version, 0.3 to
 * 1 s. Undefined where it cannot be made.
 */
export function readableCopy(
  native: string,
  version: string,
  { keep, log }: { readonly keep: string; readonly log: Log },
): string | undefined {
  const copy = join(keep, `postgres-${version}`)
  if (existsSync(copy)) return copy
  log.info({ from: native, to: copy }, 'copying PostgreSQL to where its user can read it')
  try {
    mkdirSync(keep, { recursive: true })
    const unfinished = mkdtempSync(`${copy}.unfinished-`)
    const filter = (path: string) => !forCompilersOnly.test(path)
    // Otherwise Node makes relative links absolute, back into the folder that nobody can read.
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter })
    chmodSync(keep, statSync(keep).mode | 0o111)
    letEveryoneRead(unfinished)
    linked(unfinished)
    renameSync(unfinished, copy)
  } catch (error) {
    // Another process may have been faster; a folder that cannot be written leaves the machine's own PostgreSQL.
    log.warn({ to: copy, error: String(error) }, 'PostgreSQL could not be copied')
  }
  return existsSync(copy) ? copy : undefined
}

/** npm under umask 077 leaves files that only their owner may read. */
function letEveryoneRead(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) letEveryoneRead(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}
