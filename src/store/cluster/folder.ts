import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { chown, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { StoreFault } from './fault.ts'
import { hostRules, type Listen, tunable } from './settings.ts'
import { canEnter, type RunAs } from './user.ts'

/** A cluster folder and how its user names it. */
export interface ClusterFolder {
  readonly path: string
  /** What to give as -D, with `path` as the working directory. */
  readonly argument: string
}

/** 18 for a folder made by PostgreSQL 18; undefined when there is none yet. */
export function majorOf(path: string): number | undefined {
  const file = join(path, 'PG_VERSION')
  if (existsSync(file)) return Number(readFileSync(file, 'utf8'))
  if (!existsSync(path) || readdirSync(path).length === 0) return undefined
  throw new StoreFault('folder-not-a-cluster', [
    `文件夹 ${path} 里有文件，但不是数据库。请移走它们，或用 LUOSHI_DATA 指定别的文件夹。`,
    `The folder ${path} holds files but no database. Move them away, or name another folder with LUOSHI_DATA.`,
  ])
}

/** Throws `folder-not-yours` when the cluster belongs to another user and we are not root. */
export function mustBeOurs(path: string): void {
  const owner = statSync(path, { throwIfNoEntry: false })?.uid
  const us = process.getuid?.()
  if (owner === undefined || us === undefined || us === 0 || owner === us) return
  throw new StoreFault('folder-not-yours', [
    `数据文件夹 ${path} 属于另一个用户（uid ${owner}）。请用那个用户启动，或改变文件夹的所有者。`,
    `The data folder ${path} belongs to another user (uid ${owner}). Start as that user, or change the folder's owner.`,
  ])
}

/**
 * The folder as its user can name it. Under a parent that he may not enter (/root), Linux still lets him in by the
 * working directory that he was started in, which PostgreSQL accepts as a path (docs/decisions/0042).
 */
export function seenBy(path: string, runAs: RunAs | undefined): ClusterFolder {
  if (canEnter(path, runAs)) return { path, argument: path }
  if (process.platform === 'linux') return { path, argument: '/proc/self/cwd' }
  throw new StoreFault('folder-not-yours', [
    `运行数据库的用户（uid ${runAs?.uid}）进不了数据文件夹 ${path}。请用 LUOSHI_DATA 指定一个它能进入的文件夹。`,
    `The user who runs the database (uid ${runAs?.uid}) may not enter ${path}. Name a folder that he may enter with LUOSHI_DATA.`,
  ])
}

/**
 * Names for LC_CTYPE, best first. The builtin provider sorts and folds, but pg_trgm finds no Chinese letters unless the
 * C library's idea of a letter is UTF-8's, too. macOS has no C.UTF-8.
 */
const ctypes = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8'] as const

/** Test clusters may be in the way of other people's habits: sorted by ICU, as many servers are. */
export interface InitOptions {
  readonly icuLocale?: string
  /** False leaves the files unsynced: only for folders that are thrown away. */
  readonly durable: boolean
}

/**
 * Makes a cluster at `path`: beside it first, then renamed, so that a crash leaves either none or a whole one.
 * `runFolder` is a private folder of the server's user; the superuser's password passes through it. Takes about 0.6 s.
 */
export async function initialise(
  path: string,
  binaries: Binaries,
  runAs: RunAs | undefined,
  options: InitOptions & { readonly listen: Listen; readonly runFolder: string },
): Promise<void> {
  const unfinished = `${path}.new`
  let last = ''
  for (const ctype of ctypes) {
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { mode: 0o700 })
    if (runAs) await chown(unfinished, runAs.uid, runAs.gid)
    last = await initdb(seenBy(unfinished, runAs), binaries, runAs, initArguments(binaries, ctype, options))
    if (last === '') {
      if (existsSync(path)) rmSync(path, { recursive: true })
      renameSync(unfinished, path)
      return
    }
    if (!/locale/.test(last)) break
  }
  rmSync(unfinished, { recursive: true, force: true })
  throw initFault(path, last)
}

function initArguments(
  { major }: Binaries,
  ctype: string,
  { icuLocale, durable, listen, runFolder }: InitOptions & { readonly listen: Listen; readonly runFolder: string },
): readonly string[] {
  // Before 17 there is no builtin provider; the C library's "C" sorts in the same order.
  const builtin = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const access = ['--username=postgres', '--auth=trust']
  if (listen.on === 'tcp') {
    const file = join(runFolder, 'password')
    writeFileSync(file, listen.password, { mode: 0o644 })
    access.splice(1, 1, '--auth=scram-sha-256', `--pwfile=${file}`)
  }
  return [
    '--encoding=UTF8',
    ...(icuLocale === undefined ? builtin : ['--locale-provider=icu', `--icu-locale=${icuLocale}`]),
    '--locale=C',
    `--lc-ctype=${ctype}`,
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
    ...access,
  ]
}

/** Runs initdb in the folder; answers what it complained of, or '' when it made the cluster. */
function initdb(
  folder: ClusterFolder,
  { bin }: Binaries,
  runAs: RunAs | undefined,
  args: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, 'initdb'), ['-D', folder.argument, ...args], {
      ...runAs,
      cwd: folder.path,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 ? '' : complaint || `initdb ended with code ${code}`))
  })
}

function initFault(path: string, complaint: string): StoreFault {
  return /No space left on device/.test(complaint) ? diskFull(path) : clusterFailed(path, complaint)
}

/** The disk that holds `path` has no room left. */
export function diskFull(path: string): StoreFault {
  return new StoreFault('disk-full', [
    `磁盘已满，数据库无法写入 ${path}。请腾出空间后重新启动；已确认的数据不会丢失。`,
    `The disk is full: the database cannot write to ${path}. Make room and start again; nothing that was acknowledged is lost.`,
  ])
}

/** PostgreSQL ended and said `complaint`. */
export function clusterFailed(path: string, complaint: string): StoreFault {
  const said = complaint.trim().split('\n').slice(-3).join(' ')
  return new StoreFault('cluster-failed', [
    `数据库无法在 ${path} 启动：${said}`,
    `The database cannot start in ${path}: ${said}`,
  ])
}

/**
 * Writes our settings and access rules into the cluster. The folder belongs to the server's user, so a file there is
 * never read or written through: a fresh one replaces it, and a link that he may have laid is replaced, not followed.
 */
export async function writeSettings(
  folder: string,
  binaries: Binaries,
  listen: Listen,
  runAs: RunAs | undefined,
  extra: Readonly<Record<string, string>> = {},
): Promise<void> {
  const settings = Object.entries({ ...tunable(binaries.major), ...extra }).map(
    ([name, value]) => `${name} = ${value}\n`,
  )
  const head = '# Written anew at every start. To change a setting: alter system set …, which outranks this file.\n'
  await replaceFile(join(folder, 'postgresql.conf'), head + settings.join(''), runAs)
  await replaceFile(join(folder, 'pg_hba.conf'), hostRules(listen), runAs)
}

async function replaceFile(path: string, text: string, runAs: RunAs | undefined): Promise<void> {
  const fresh = `${path}.${process.pid}`
  rmSync(fresh, { force: true })
  const file = await open(fresh, 'wx', 0o600)
  await file.writeFile(text)
  if (runAs) await file.chown(runAs.uid, runAs.gid)
  await file.close()
  await rename(fresh, path)
}
