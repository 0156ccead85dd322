import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

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

/**
 * Asks a postmaster to end cleanly and answers whether it has ended within `limit` ms. Gives up at once, before or after
 * asking, when the server is recovering: it has no checkpoint to write, and a postmaster that recovers from a killed session
 * would wait for ever (PostgreSQL 18 never tells its checkpointer). QUIT is the caller's next word; what was committed
 * is in the WAL either way.
 */
export async function endsCleanly(
  pid: number,
  { folder, bin, limit, isGone }: { folder: string; bin: string; limit: number; isGone: () => boolean },
): Promise<boolean> {
  if (isRecovering(folder)) return false
  signal(pid, 'INT', bin)
  for (const end = performance.now() + limit; performance.now() < end; await pause(10)) {
    if (isGone()) return true
    if (isRecovering(folder)) return false
  }
  return false
}

/** What the server says of itself in the eighth line of postmaster.pid, as pg_ctl reads it; undefined when there is none. */
export function statusIn(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim()
  } catch (error) {
    // It goes when PostgreSQL ends, which may be right now.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** DB_IN_CRASH_RECOVERY, and the place of `state` in ControlFileData: PostgreSQL's pg_control.h, the same from 15 to 18. */
const IN_CRASH_RECOVERY = 4
const STATE_AT = 16 // bytes

/**
 * Whether the server in the folder is starting or recovering. A postmaster that recovers from a killed session still says
 * `ready`, or `stopping` once it was asked to end; only pg_control tells.
 */
function isRecovering(folder: string): boolean {
  if (/^(starting|standby)$/.test(statusIn(folder) ?? '')) return true
  const control = join(folder, 'global/pg_control')
  return existsSync(control) && readFileSync(control).readInt32LE(STATE_AT) === IN_CRASH_RECOVERY
}
