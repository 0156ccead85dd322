import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { endsCleanly, signal } from './ending.ts'
import { StoreFault } from './fault.ts'
import type { Log } from './log.ts'

/** The process id in a cluster folder's postmaster.pid; undefined when there is no such file. */
export function postmasterPid(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** Somebody waits for the next start: a checkpoint that takes longer is left to its recovery. */
const CLEAN_END = 5_000 // ms

/** A postmaster that was told to end at once kills, after 5 s, those of its children that do not. */
const QUICK_END = 10_000 // ms

/**
 * Empties a cluster folder of the servers of dead masters. The caller holds the folder's lock, so whatever PostgreSQL
 * still works there was left behind by a process that was killed: it is stopped, cleanly where that is quick. Nothing that
 * it acknowledged is lost either way. A postmaster is never killed: its backends would outlive it. A postmaster.pid whose
 * number now belongs to some other program is removed, or PostgreSQL would refuse.
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
  const isGone = () => serversIn(folder, pid).length === 0
  // Without its postmaster a backend has nobody to answer to: only QUIT ends it.
  if (orphans.includes(pid) && (await endsCleanly(pid, { folder, bin, limit: CLEAN_END, isGone }))) return
  for (const orphan of serversIn(folder, pid)) signal(orphan, 'QUIT', bin)
  for (const end = performance.now() + QUICK_END; performance.now() < end; await pause(10)) if (isGone()) return
  throw new StoreFault('folder-in-use', [
    `数据文件夹 ${folder} 中遗留的 PostgreSQL 进程（${serversIn(folder, pid).join('、')}）无法停止。请手动结束它们后再启动。`,
    `PostgreSQL processes left in ${folder} (${serversIn(folder, pid).join(', ')}) do not stop. End them by hand, then start again.`,
  ])
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
