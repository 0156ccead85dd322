import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, executable, serverEnvironment } from './binaries.ts'
import { StoreFault } from './fault.ts'
import { canEnter, type RunAs } from './user.ts'

/** The programs of PostgreSQL that we run, and as whom. */
export interface Program {
  readonly binaries: Binaries
  readonly runAs: RunAs | undefined
}

/**
 * Starts `initdb` or `postgres` on a cluster folder as the server's user, detached from our terminal or not. Where that
 * user may not pass the folders above (/root), he gets the folder itself as an open descriptor, which Linux lets him use
 * as a path (docs/decisions/0042).
 */
export function startProgram(
  { binaries, runAs }: Program,
  name: 'initdb' | 'postgres',
  folder: string,
  args: readonly string[],
  { output, detached }: { readonly output: 'pipe' | number; readonly detached: boolean },
): ChildProcess {
  const isReachable = canEnter(folder, runAs)
  if (!isReachable && process.platform !== 'linux') throw unreachable(folder, runAs)
  const descriptor = isReachable ? undefined : openSync(folder, 'r')
  const child = spawn(join(binaries.bin, executable(name)), ['-D', isReachable ? folder : '/proc/self/fd/3', ...args], {
    ...runAs,
    cwd: '/',
    detached,
    env: serverEnvironment(),
    stdio: ['ignore', output, output, descriptor ?? 'ignore'],
  })
  if (descriptor !== undefined) closeSync(descriptor)
  return child
}

function unreachable(folder: string, runAs: RunAs | undefined): StoreFault {
  return new StoreFault('folder-not-yours', [
    `运行数据库的用户（uid ${runAs?.uid}）进不了数据文件夹 ${folder}。请用 LUOSHI_DATA 指定一个它能进入的文件夹。`,
    `The user who runs the database (uid ${runAs?.uid}) may not enter ${folder}. Name a folder that he may enter with LUOSHI_DATA.`,
  ])
}
