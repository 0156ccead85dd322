import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Log } from './log.ts'
import type { RunAs } from './user.ts'

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
      symlinkSync(basename(source), join(dirname(native), target))
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
 * A copy of the package that the server's user can read and that has its links; made once per version, 0.3 to 1 s.
 * Root keeps it in /var/cache, where everyone may look and only root may write; anyone else beside his data.
 */
export function readable(
  native: string,
  version: string,
  where: { readonly keep: string; readonly runAs: RunAs | undefined; readonly log: Log },
): string | undefined {
  const parent = where.runAs ? cacheOfRoot() : where.keep
  const copy = join(parent, `postgres-${version}`)
  if (existsSync(copy)) return copy
  where.log.info({ from: native, to: copy }, 'copying PostgreSQL to where its user can read it')
  mkdirSync(parent, { recursive: true, mode: 0o755 })
  const unfinished = mkdtempSync(join(parent, 'unfinished-'))
  cpSync(native, join(unfinished, 'native'), { recursive: true, filter: (path) => !forCompilersOnly.test(path) })
  letEveryoneRead(unfinished)
  if (!linked(join(unfinished, 'native'))) return undefined
  try {
    renameSync(join(unfinished, 'native'), copy)
  } catch (error) {
    // Another process was faster.
    if (!existsSync(copy)) throw error
  }
  rmSync(unfinished, { recursive: true })
  return copy
}

function cacheOfRoot(): string {
  const cache = '/var/cache/luoshi'
  try {
    mkdirSync(cache, { recursive: true })
    chmodSync(cache, 0o755)
    return cache
  } catch {
    // A read-only /var: a fresh private folder each time, because a name that others can guess could be theirs.
    const fresh = mkdtempSync(join(tmpdir(), 'luoshi-postgres-'))
    chmodSync(fresh, 0o755)
    return fresh
  }
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
