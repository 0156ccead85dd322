import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { lockFaults, lockOf } from '../derive/lock.ts'
import { loadProgramme, type Programme } from '../engine/programme.ts'
import { faultsOfDeclaration } from '../kernel/laws.ts'
import { declarations } from '../mechanisms/all.ts'
import type { Command, Terminal } from './command.ts'
import { mendable } from './house.ts'

const lockFile = ({ folder }: Programme) => join(folder, 'procedures.lock')

function faultsOfLock(programme: Programme): readonly string[] {
  const path = lockFile(programme)
  if (!existsSync(path)) return [`there is no ${path}; write it with ./luoshi procedures lock`]
  return lockFaults(readFileSync(path, 'utf8'), [...programme.procedures.values()]).map(
    (fault) => `procedures.lock: ${fault}`,
  )
}

function check(programme: Programme, { out, err }: Terminal): number {
  const faults = [...declarations.flatMap(faultsOfDeclaration), ...faultsOfLock(programme)]
  for (const fault of faults) err(`${fault}\n`)
  for (const p of programme.procedures.values()) {
    const { states, transitions, laws, clocks } = p.declaration
    const counts = [states, transitions, clocks].map((of) => Object.keys(of).length)
    out(
      `${p.id}  ${p.version.slice(0, 16)}  ${counts[0]} states, ${counts[1]} transitions, ${counts[2]} clocks, ${laws.length} laws\n`,
    )
  }
  out(faults.length === 0 ? '全部成立 / every law holds\n' : `${faults.length} 处不成立 / faults\n`)
  return faults.length === 0 ? 0 : 1
}

function lock(programme: Programme, { out }: Terminal): number {
  const path = lockFile(programme)
  writeFileSync(path, lockOf([...programme.procedures.values()]))
  out(`${path}\n`)
  return 0
}

const acts: Readonly<Record<string, (programme: Programme, terminal: Terminal) => number>> = { check, lock }

/** `procedures check`: the static laws of every procedure, its binding and its lock. `procedures lock` writes the lock. */
export const proceduresCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    const act = acts[args[0] ?? '']
    if (!act || args.length > 1) {
      terminal.err('usage: ./luoshi procedures check | lock\n')
      return 2
    }
    return mendable(terminal, async () => act(loadProgramme(resolve(config.programme)), terminal))
  }
