import type { Command, Terminal } from './cli/command.ts'

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}

/** Loaded only when asked for, so that `compile` never loads the database and `serve` never loads a PDF reader. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  log: async () => (await import('./cli/log.ts')).logCommand,
  draw: async () => (await import('./cli/draw.ts')).drawCommand,
  compile: async () => (await import('./cli/compile.ts')).compileCommand,
}

const usage = `usage: ./luoshi COMMAND
commands: ${Object.keys(commands).join(' ')}
`

/** The roof: every command of `./luoshi` starts here. */
export async function main(args: readonly string[]): Promise<void> {
  const [name = 'help', ...rest] = args
  const load = commands[name]
  if (!load) {
    terminal.err(name === 'help' ? usage : `luoshi: there is no command "${name}".\n${usage}`)
    process.exitCode = name === 'help' ? 0 : 2
    return
  }
  const command = await load()
  process.exitCode = await command(rest, terminal)
}
