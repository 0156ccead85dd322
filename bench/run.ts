import type { Command, Terminal } from '../src/cli/command.ts'

const terminal: Terminal = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) }

/** Named benchmarks: quote CPU for each operation and ratios within one run; machines are noisy. */
const benches: Readonly<Record<string, () => Promise<Command>>> = {
  act: async () => (await import('./act.ts')).benchAct,
  read: async () => (await import('./read.ts')).benchRead,
  compile: async () => (await import('./compile.ts')).benchCompile,
  log: async () => (await import('./log.ts')).benchLog,
  draw: async () => (await import('./draw.ts')).benchDraw,
}

export async function main(args: readonly string[]): Promise<void> {
  const [name = '', ...rest] = args
  const load = benches[name]
  if (!load) {
    terminal.err(`usage: ./luoshi bench NAME\nnames: ${Object.keys(benches).join(' ')}\n`)
    process.exitCode = 2
    return
  }
  process.exitCode = await (await load())(rest, terminal)
}
