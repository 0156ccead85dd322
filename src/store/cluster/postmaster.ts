import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { endsCleanly, signal, statusIn } from './ending.ts'
import { endFault, type StoreFault } from './fault.ts'
import type { Log } from './log.ts'
import { postmasterPid } from './orphans.ts'
import { type Program, startProgram } from './program.ts'

/** A running PostgreSQL server: the process that answers, and the end of it. */
export interface Postmaster {
  readonly pid: number
  /** Settles with what it last said when the process has ended, for whatever reason. */
  readonly ended: Promise<string>
  /** Ends sessions, writes a checkpoint, ends. About 0.03 s when idle. */
  readonly stop: () => Promise<void>
}

/** What is needed to start a server; the same at every restart. */
export interface Launch {
  readonly folder: string
  readonly program: Program
  readonly settings: readonly string[]
  /** Private folder of the server's user, for its socket. */
  readonly runFolder: string
  /** File for what the server says; it lies outside the cluster, whose folder is the server's user's. */
  readonly logFile: string
  readonly log: Log
}

/** The server writes a few lines a day; one older file is kept. */
const LOG_LIMIT = 4 * 1024 * 1024 // bytes

/** How long a server may recover before we say so. */
const SAY_RECOVERING = 5_000 // ms

/** How long a server may take to end cleanly before it is told to end at once (its next start then recovers). */
const STOP_LIMIT = 60_000 // ms

/**
 * Starts the server and waits until it answers; recovery after a crash may take its time. It is in a session of its own,
 * so that Ctrl-C reaches only us, and it ends when we do: see `watch`. Answers a fault when the server ends instead.
 */
export async function launch(options: Launch): Promise<Postmaster | StoreFault> {
  const { folder, program, settings, logFile, log } = options
  const output = openLog(logFile)
  const from = fstatSync(output).size
  const child = startProgram(program, 'postgres', folder, settings, { output, detached: true })
  closeSync(output)
  const said = () => tail(logFile, from)
  let isOver = false
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', () => {
      isOver = true
      resolve(said())
    })
  })
  const pid = child.pid
  if (pid === undefined) return endFault(folder, await ended)
  const watcher = watch(pid, options)
  void ended.then(() => watcher?.kill('SIGKILL'))
  const words = await Promise.race([ended, ready(folder, pid, ended, log)])
  if (words !== 'ready') return endFault(folder, words)
  const stop = async () => {
    if (isOver) return
    const { bin } = program.binaries
    if (!(await endsCleanly(pid, { folder, bin, limit: STOP_LIMIT, isGone: () => isOver }))) signal(pid, 'QUIT', bin)
    await ended
  }
  return { pid, ended, stop }
}

/**
 * A shell that waits on a pipe whose other end is ours. When this process dies, however it dies, the pipe closes and the
 * shell stops the server, so that no orphan holds the folder, and removes the socket's folder once it is empty. It compares
 * the process id first: by then a new process may have started a server of its own. Windows has no such shell; there the
 * next start stops the orphan.
 */
function watch(pid: number, { folder, runFolder, program }: Launch): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const watcher = spawn('/bin/sh', ['-c', WATCH, 'luoshi-watch', String(pid), runFolder], {
    ...program.runAs,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.on('error', () => {})
  watcher.unref()
  return watcher
}

/** $1 is the server, $2 the socket's folder; a clean end may take STOP_LIMIT, one at once a tenth of it. */
const WATCH = `end() { read -r pid < postmaster.pid && [ "$pid" = "$1" ] && kill "$2" "$1"; }
gone() { n=0; while [ -d "$1" ] && ! rmdir "$1"; do [ $n -lt "$2" ] || return; n=$((n + 1)); sleep 0.1; done; }
while read -r _; do :; done
end "$1" -INT; gone "$2" ${STOP_LIMIT / 100} || { end "$1" -QUIT; gone "$2" ${STOP_LIMIT / 1000}; }`

/** Waits until the server says that it is ready; answers its last words when it ends instead. */
async function ready(folder: string, pid: number, ended: Promise<string>, log: Log): Promise<string> {
  const began = performance.now()
  let isOver = false
  let isSaid = false
  void ended.then(() => {
    isOver = true
  })
  while (!isOver) {
    if (postmasterPid(folder) === pid && statusIn(folder) === 'ready') return 'ready'
    if (!isSaid && performance.now() - began > SAY_RECOVERING) {
      isSaid = true
      log.info({ pid }, 'PostgreSQL is still recovering')
    }
    await pause(5)
  }
  return ended
}

function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(path, `${path}.old`)
  return openSync(path, 'a', 0o600)
}

/** What was written to the file since `from`: at most its last 4 kB; nothing where somebody removed it. */
function tail(path: string, from: number): string {
  if (!existsSync(path)) return ''
  const file = openSync(path, 'r')
  const { size } = fstatSync(file)
  const start = Math.max(from, size - 4096)
  const bytes = Buffer.alloc(Math.max(0, size - start))
  readSync(file, bytes, 0, bytes.length, start)
  closeSync(file)
  return bytes.toString('utf8')
}
