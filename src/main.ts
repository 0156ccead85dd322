import type { Command, Terminal } from './cli/command.ts'
import { type Config, readConfig } from './config.ts'

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}

/** Loaded only when asked for, so that `compile` never loads the database and `serve` never loads a PDF reader. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  log: async () => (await import('./cli/log.ts')).logCommand,
  draw: async () => (await import('./cli/draw.ts')).drawCommand,
  monitor: async () => (await import('./cli/monitor.ts')).monitorCommand,
  compile: async () => (await import('./cli/compile.ts')).compileCommand,
}

/** Commands that need the settings. */
const housed: Readonly<Record<string, () => Promise<(config: Config) => Command>>> = {
  serve: async () => (await import('./roof/serve.ts')).serveCommand,
  fsck: async () => (await import('./cli/maintain.ts')).fsckCommand,
  backup: async () => (await import('./cli/maintain.ts')).backupCommand,
  restore: async () => (await import('./cli/maintain.ts')).restoreCommand,
  account: async () => (await import('./cli/account.ts')).accountCommand,
  token: async () => (await import('./cli/token.ts')).tokenCommand,
  posts: async () => (await import('./cli/posts.ts')).postsCommand,
  witness: async () => (await import('./cli/witness.ts')).witnessCommand,
  procedures: async () => (await import('./cli/procedures.ts')).proceduresCommand,
}

const usage = `usage: ./luoshi COMMAND
commands: ${[...Object.keys(housed), ...Object.keys(commands)].join(' ')}
`

async function commandOf(name: string): Promise<Command | null> {
  const plain = commands[name]
  if (plain) return plain()
  const load = housed[name]
  if (!load) return null
  const result = readConfig(process.env)
  if (result.ok) return (await load())(result.config)
  return async (_args, { err }) => {
    err(`luoshi: ${result.faults.join('\nluoshi: ')}\n`)
    return 2
  }
}

/** The roof: every command of `./luoshi` starts here. */
export async function main(args: readonly string[]): Promise<void> {
  const [name = 'help', ...rest] = args
  const command = await commandOf(name)
  if (!command) {
    terminal.err(name === 'help' ? usage : `luoshi: there is no command "${name}".\n${usage}`)
    process.exitCode = name === 'help' ? 0 : 2
    return
  }
  process.exitCode = await command(rest, terminal)
}
