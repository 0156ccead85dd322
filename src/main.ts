import type { Command, Terminal } from './cli/command.ts'
import { type Config, readConfig } from './config.ts'

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}

type Table<T> = Readonly<Record<string, () => Promise<T>>>

/** Loaded only when asked for, so that `compile` never loads the database and `serve` never loads a PDF reader. */
const commands = {
  log: async () => (await import('./cli/log.ts')).logCommand,
  draw: async () => (await import('./cli/draw.ts')).drawCommand,
  monitor: async () => (await import('./cli/monitor.ts')).monitorCommand,
  compile: async () => (await import('./cli/compile.ts')).compileCommand,
} satisfies Table<Command>

/** Commands that need the settings. */
const housed = {
  serve: async () => (await import('./roof/serve.ts')).serveCommand,
  demo: async () => (await import('./roof/demo-command.ts')).demoCommand,
  fsck: async () => (await import('./cli/maintain.ts')).fsckCommand,
  backup: async () => (await import('./cli/maintain.ts')).backupCommand,
  restore: async () => (await import('./cli/maintain.ts')).restoreCommand,
  account: async () => (await import('./cli/account.ts')).accountCommand,
  token: async () => (await import('./cli/token.ts')).tokenCommand,
  org: async () => (await import('./cli/org.ts')).orgCommand,
  posts: async () => (await import('./cli/posts.ts')).postsCommand,
  witness: async () => (await import('./cli/witness.ts')).witnessCommand,
  procedures: async () => (await import('./cli/procedures.ts')).proceduresCommand,
} satisfies Table<(config: Config) => Command>

/** One line for each command; the doors `test`, `bench`, `soak`, `docs`, `sbom` and `pages` are opened by bin/luoshi.mjs. */
const summaries: Readonly<Record<keyof typeof commands | keyof typeof housed | 'test' | 'bench', string>> = {
  serve: 'what npm start runs: database, portal, desk and interface',
  demo: '--year [--exit]: serves the demo and tells a year of it in the background; Ctrl-C stops, the same command goes on',
  fsck: 'folds every event, compares it with every row and re-hashes the log; exit 1 on any difference',
  backup: 'FILE: one verified file with everything but the signing keys',
  restore: 'FILE: into an empty data folder, or an empty database of DATABASE_URL; fsck passes afterwards',
  account: 'create: the first administrator',
  token: 'create --post POST [--days N]: an API token for whoever holds a post',
  org: 'import FILE: units and posts from a luoshi-org/1 file, without people, into an instance that is no demo',
  posts: 'lists the posts, and who holds them',
  procedures: 'check | lock: the static laws of every procedure, and the versions that this programme is bound to',
  compile: 'FILE [--json] [--explain]: a plan into clauses, commitments and findings; needs no database',
  log: 'build | verify | proof | export: the public log; verify and proof need no database',
  draw: 'run | verify: a draw, byte for byte; needs no database',
  witness: 'a witness server: cosigns only a log that goes on from what it saw',
  monitor: 'URL: recomputes from public data what an instance publishes',
  test: 'everything that npm test runs; --quick: without database and browser',
  bench: 'NAME: a named benchmark',
}

const usage = `usage: ./luoshi COMMAND …

${Object.entries(summaries)
  .map(([name, says]) => `  ${name.padEnd(11)}${says}`)
  .join('\n')}

Settings come from the environment: docs/operations.md lists them.
`

/** How people ask for help. */
const helps: ReadonlySet<string> = new Set(['help', '--help', '-h'])

const named = <T>(table: Table<T>, name: string) => (Object.hasOwn(table, name) ? table[name] : undefined)

async function commandOf(name: string): Promise<Command | null> {
  const plain = named<Command>(commands, name)
  if (plain) return plain()
  const load = named<(config: Config) => Command>(housed, name)
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
  if (helps.has(name)) {
    terminal.out(usage)
    return
  }
  const command = await commandOf(name)
  if (!command) {
    terminal.err(`luoshi: there is no command "${name}".\n${usage}`)
    process.exitCode = 2
    return
  }
  process.exitCode = await command(rest, terminal)
}
