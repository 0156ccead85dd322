/**
 * Processes to kill: starts a program of ours as a child, listens to what it says, and kills it or its PostgreSQL
 * without warning. For the tests that show that nothing acknowledged is lost.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { postmasterPid } from '../../src/store/cluster/orphans.ts'

const root = join(import.meta.dirname, '../..')

/** A child process of ours and the PostgreSQL that it runs in its data folder. */
export interface Victim {
  readonly child: ChildProcess
  /** Everything it has written so far, standard output and errors together. */
  readonly output: () => string
  /** The first match of `pattern` in what it writes; throws with its output when it ends, or after a minute, without one. */
  readonly says: (pattern: RegExp) => Promise<RegExpMatchArray>
  /** Process id of its PostgreSQL, from postmaster.pid; undefined when none runs. */
  readonly postmaster: () => number | undefined
  /** kill -9 of the process itself; PostgreSQL is left to notice. Settles when it is dead. */
  readonly killNode: () => Promise<void>
  /** kill -9 of PostgreSQL's postmaster; the process is left to notice. */
  readonly killPostmaster: () => void
  /** What Ctrl-C does: asks its whole process group to end; settles with its exit code. */
  readonly interrupt: () => Promise<number | null>
}

/** How to start a victim; without `program` it is `./luoshi serve`. */
export interface VictimOptions {
  readonly data: string
  /** Arguments of the pinned Node. */
  readonly program?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Another user to be, where the tests run as root. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

/** A data folder of a test's own, removed after it. */
export function dataFolder(prefix = 'luoshi-data-'): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  return folder
}

/** Starts the program; it is killed at the end of the test if it still runs, and so is its PostgreSQL. */
export function startVictim({ data, program = ['bin/luoshi.mjs', 'serve'], env = {}, user }: VictimOptions): Victim {
  const child = spawn(process.execPath, program, {
    ...user,
    cwd: root,
    // A process group of its own, as a shell gives it: `interrupt` reaches every process that Ctrl-C would.
    detached: true,
    env: { ...process.env, LUOSHI_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const postmaster = () => postmasterPid(join(data, 'postgres'))
  const killNode = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(async () => {
    await killNode()
    // Its watcher stops PostgreSQL; a test may have killed that, too.
    for (let waited = 0; postmaster() !== undefined && waited < 5_000; waited += 20) await pause(20)
    const left = postmaster()
    if (left !== undefined) killHard(left)
  })
  return {
    child,
    output: () => output,
    says: (pattern) => waitFor(pattern, () => output, child),
    postmaster,
    killNode,
    killPostmaster: () => killHard(postmaster() ?? missing()),
    interrupt: () => {
      process.kill(-(child.pid ?? missing()), 'SIGINT')
      return ended
    },
  }
}

function missing(): never {
  throw new Error('no PostgreSQL is running in that data folder')
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function waitFor(pattern: RegExp, output: () => string, child: ChildProcess): Promise<RegExpMatchArray> {
  for (const end = performance.now() + 60_000; performance.now() < end; await pause(5)) {
    const found = output().match(pattern)
    if (found) return found
    if (child.exitCode !== null || child.signalCode !== null) break
  }
  throw new Error(`the process never said ${pattern}; it said:\n${output()}`)
}
