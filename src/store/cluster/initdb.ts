import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { chown, open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { endFault } from './fault.ts'
import { type Program, startProgram } from './program.ts'
import type { Listen } from './settings.ts'

/** How a cluster is made; the product uses neither. */
export interface InitOptions {
  /** Sorts as many servers do, not as ours: tests must not depend on it. */
  readonly icuLocale?: string
  /** False leaves files unsynced: only for folders that are thrown away. */
  readonly durable: boolean
}

interface Making extends InitOptions, Program {
  readonly listen: Listen
  /** Private folder of the server's user, through which the superuser's password passes. */
  readonly runFolder: string
}

/**
 * Names for LC_CTYPE, best first. The builtin provider sorts and folds, but pg_trgm finds no Chinese letters unless the
 * C library's idea of a letter is UTF-8's, too. macOS may lack C.UTF-8.
 */
const ctypes = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8'] as const

/**
 * Makes a cluster at `path`: beside it first, then renamed, so that a crash leaves either none or a whole one. About
 * 0.6 s. Throws StoreFault `disk-full` or `cluster-failed`.
 */
export async function initialise(path: string, making: Making): Promise<void> {
  removeUnfinished(path)
  let complaint = ''
  for (const ctype of ctypes) {
    const unfinished = mkdtempSync(unfinishedPrefix(path))
    complaint = await initdb(unfinished, making, ctype)
    if (complaint === '') return settle(unfinished, path)
    rmSync(unfinished, { recursive: true, force: true })
    if (!/invalid locale/.test(complaint)) break
  }
  throw endFault(path, complaint)
}

/** A name of its own each time: an initdb that was left behind may still be at work in the last one. */
function unfinishedPrefix(path: string): string {
  return `${path}.unfinished-`
}

function removeUnfinished(path: string): void {
  const prefix = basename(unfinishedPrefix(path))
  for (const name of readdirSync(dirname(path)).filter((each) => each.startsWith(prefix))) {
    rmSync(join(dirname(path), name), { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Without the sync of the parent a power cut could undo the rename, though not the commits made after it. */
async function settle(unfinished: string, path: string): Promise<void> {
  if (existsSync(path)) rmSync(path, { recursive: true })
  renameSync(unfinished, path)
  if (process.platform === 'win32') return
  const parent = await open(dirname(path))
  await parent.sync()
  await parent.close()
}

/** Runs initdb in an empty folder; answers what it complained of, or '' when it made the cluster. */
async function initdb(path: string, making: Making, ctype: string): Promise<string> {
  const { runAs, runFolder, listen } = making
  if (runAs) await chown(path, runAs.uid, runAs.gid)
  const passwordFile = join(runFolder, 'password')
  if (listen.on === 'tcp') writeFileSync(passwordFile, listen.password, { mode: 0o644 })
  const access = listen.on === 'tcp' ? ['--auth=scram-sha-256', `--pwfile=${passwordFile}`] : ['--auth=trust']
  const args = ['--username=postgres', ...access, ...localeArguments(making, ctype)]
  const child = startProgram(making, 'initdb', path, args, { output: 'pipe', detached: false })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const complaint = await new Promise<string>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 ? '' : said))
  })
  rmSync(passwordFile, { force: true })
  return complaint
}

/** Code-point order on every platform. Before 17 there is no builtin provider; the C library's "C" sorts the same. */
function localeArguments({ binaries, icuLocale, durable }: Making, ctype: string): readonly string[] {
  const builtin = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  return [
    '--encoding=UTF8',
    ...(icuLocale === undefined ? builtin : ['--locale-provider=icu', `--icu-locale=${icuLocale}`]),
    '--locale=C',
    `--lc-ctype=${ctype}`,
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ]
}
