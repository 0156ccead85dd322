import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreFault, writeFault } from './fault.ts'

/** A data folder that this process alone may use, until it calls `release` or dies. */
export interface FolderLock {
  readonly release: () => void
}

/** SQLite's result code for "another connection holds the lock". */
const SQLITE_BUSY = 5

/**
 * The lock of a data folder. It is a lock of the operating system, taken through SQLite because Node itself offers none:
 * the kernel lets go of it at the very moment the process dies, also by kill -9, so there is no stale lock to guess about
 * and no race between two who find one (docs/decisions/0041). `lock.json` beside it only names the holder.
 * Throws StoreFault `folder-locked` when another process, or this one, holds it. Never open the file `lock` otherwise in
 * this process: closing it would let go of the lock.
 */
export function lockFolder(data: string): FolderLock {
  const holder = join(data, 'lock.json')
  const file = join(data, 'lock')
  try {
    mkdirSync(data, { recursive: true, mode: 0o711 })
    closeSync(openSync(file, 'a', 0o600))
  } catch (error) {
    throw writeFault(data, error) ?? error
  }
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error
    throw lockedBy(data, holder)
  }
  writeFileSync(holder, `${JSON.stringify({ pid: process.pid })}\n`)
  return { release: () => database.close() }
}

function lockedBy(data: string, holder: string): StoreFault {
  const pid = pidIn(holder)
  return new StoreFault('folder-locked', [
    `数据文件夹 ${data} 正被另一个落实进程（进程号 ${pid}）使用。请先停止它，或用 LUOSHI_DATA 指定别的文件夹。`,
    `The data folder ${data} is in use by another Luoshi process (pid ${pid}). Stop it first, or name another folder with LUOSHI_DATA.`,
  ])
}

function pidIn(holder: string): string {
  try {
    const { pid } = JSON.parse(readFileSync(holder, 'utf8')) as { pid?: unknown }
    return String(pid ?? '?')
  } catch {
    // The holder has locked but not yet written its name, or is on a machine that shares the folder.
    return '?'
  }
}
