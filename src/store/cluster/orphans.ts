import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StoreFault } from './fault.ts'
import type { Log } from './log.ts'

/** The process id in a cluster folder's postmaster.pid; undefined when there is no such file. */
export function postmasterPid(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/**
 * Asks a PostgreSQL process to end: INT ends sessions and writes a checkpoint, QUIT ends at once and leaves recovery to
 * the next start. A process that is already gone is no error. Windows has no signals: pg_ctl sends PostgreSQL's own.
 */
export function signal(pid: number, name: 'INT' | 'QUIT', bin: string): void {
  if (process.platform === 'win32') {
    spawnSync(join(bin, 'pg_ctl.exe'), ['kill', name, String(pid)])
    return
  }
  try {
    process.kill(pid, `SIG${name}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** A clean end writes a checkpoint of at most shared_buffers; a slow disk gets a minute for it. */
const CLEAN_END = 60_000 // ms
const QUICK_END = 10_000 // ms

/**
 * Empties a cluster folder of the servers of dead masters. The caller holds the folder's lock, so whatever PostgreSQL
 * still works there was left behind by a process that was killed: it is stopped cleanly (nothing that it acknowledged is
 * lost either way). A postmaster.pid whose number now belongs to some other program is removed, or PostgreSQL would refuse.
 */
export async function clearOrphans(folder: string, bin: string, log: Log): Promise<void> {
  const pid = postmasterPid(folder)
  if (pid === undefined) return
  const orphans = serversIn(folder, pid)
  if (orphans.length === 0) {
    rmSync(join(folder, 'postmaster.pid'), { force: true })
    return
  }
  log.warn({ folder, pids: orphans }, 'stopping a PostgreSQL that an earlier process left behind')
  // Without its postmaster a backend has nobody to answer to: only QUIT ends it.
  if (orphans.includes(pid)) {
    signal(pid, 'INT', bin)
    if (await emptied(folder, pid, CLEAN_END)) return
  }
  for (const orphan of serversIn(folder, pid)) signal(orphan, 'QUIT', bin)
  if (await emptied(folder, pid, QUICK_END)) return
  throw new StoreFault('folder-in-use', [
    `数据文件夹 ${folder} 中遗留的 PostgreSQL 进程（${serversIn(folder, pid).join('、')}）无法停止。请手动结束它们后再启动。`,
    `PostgreSQL processes left in ${folder} (${serversIn(folder, pid).join(', ')}) do not stop. End them by hand, then start again.`,
  ])
}

async function emptied(folder: string, pid: number, limit: number): Promise<boolean> {
  for (const end = performance.now() + limit; performance.now() < end; await pause(10)) {
    if (serversIn(folder, pid).length === 0) return true
  }
  return false
}

/** The PostgreSQL processes at work in the folder. Linux shows each one's folder; elsewhere the one named in postmaster.pid. */
function serversIn(folder: string, pid: number): readonly number[] {
  if (process.platform !== 'linux') return isPostgres(pid) ? [pid] : []
  const { dev, ino } = statSync(folder)
  const worksHere = (candidate: number) => {
    try {
      const place = statSync(`/proc/${candidate}/cwd`)
      const program = readlinkSync(`/proc/${candidate}/exe`)
      return place.dev === dev && place.ino === ino && /\/postgres( \(deleted\))?$/.test(program)
    } catch {
      // Gone meanwhile, a zombie, or another user's: none of them a server of ours.
      return false
    }
  }
  return readdirSync('/proc').map(Number).filter(Number.isInteger).filter(worksHere)
}

function isPostgres(pid: number): boolean {
  const [command, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/fi', `pid eq ${pid}`, '/nh']]
      : ['ps', ['-o', 'stat=,command=', '-p', String(pid)]]
  const { stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return /postgres/.test(stdout ?? '') && !/^Z/.test(stdout)
}
