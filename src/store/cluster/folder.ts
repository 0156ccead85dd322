import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { StoreFault } from './fault.ts'
import { hostRules, type Listen, tunable } from './settings.ts'
import type { RunAs } from './user.ts'

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
