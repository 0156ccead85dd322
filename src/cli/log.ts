import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { type Checked, passed } from '../kernel/log/checked.ts'
import type { Verifier } from '../kernel/log/key.ts'
import { parsePolicy } from '../kernel/log/policy.ts'
import { fromDecimal } from '../kernel/log/text.ts'
import type { Command, Terminal } from './command.ts'
import { buildLog } from './log-build.ts'
import { keysIn } from './log-keys.ts'
import { receiptOf } from './log-proof.ts'
import { logSource, whyUnreadable } from './log-source.ts'
import { verifyLog } from './log-verify.ts'

const usage = `usage: ./luoshi log build ENTRIES.ndjson OUT --key KEYFILE [--origin NAME]
       ./luoshi log verify URL_OR_DIR --vkey FILE [--policy FILE] [--old CHECKPOINT]…
       ./luoshi log proof URL_OR_DIR INDEX [--size N] [--vkey FILE]
       ./luoshi log export DIR
       ./luoshi log succeed NEW_NAME --last CHECKPOINT
`

const options = {
  key: { type: 'string' },
  origin: { type: 'string' },
  vkey: { type: 'string' },
  policy: { type: 'string' },
  old: { type: 'string', multiple: true },
  last: { type: 'string' },
  size: { type: 'string' },
} as const

/** The options of all `log` commands, as they were given. */
interface Given {
  readonly key?: string
  readonly origin?: string
  readonly vkey?: string
  readonly policy?: string
  readonly old?: readonly string[]
  readonly last?: string
  readonly size?: string
}

/** Builds, checks and proves public logs (docs/FORMAT.md). Exit code 1 for any failed check, 2 for misuse. */
export const logCommand: Command = async (args, terminal) => {
  const parsed = argumentsIn(args)
  const [action, first, second, ...more] = parsed?.positionals ?? []
  if (!parsed || !first || more.length > 0) return misused(terminal)
  try {
    if (action === 'build' && second && parsed.values.key)
      return await build(first, second, parsed.values.key, parsed.values, terminal)
    if (action === 'verify' && !second && parsed.values.vkey)
      return await verify(first, parsed.values.vkey, parsed.values, terminal)
    if (action === 'proof' && second) return await proof(first, second, parsed.values, terminal)
    if (action === 'export' && !second) return await exported(first, terminal)
    if (action === 'succeed' && !second && parsed.values.last)
      return await succeeded(first, parsed.values.last, terminal)
  } catch (error) {
    const why = whyUnreadable(error)
    if (why === null) throw error
    return failedWith(terminal, why)
  }
  return misused(terminal)
}

async function build(
  entries: string,
  out: string,
  keyFile: string,
  { origin }: Given,
  terminal: Terminal,
): Promise<number> {
  const built = await buildLog({ entries, out, keyFile, origin: origin ?? null })
  if (!built.ok) return failedWith(terminal, built.why)
  for (const warning of built.value.warnings) terminal.err(`luoshi log: warning: ${warning}\n`)
  terminal.out(`${built.value.size} entries, root ${built.value.root}\n${built.value.vkey}\n`)
  return 0
}

async function verify(
  place: string,
  vkeyFile: string,
  { policy, old = [] }: Given,
  terminal: Terminal,
): Promise<number> {
  const logs = keysIn(vkeyFile, await readFile(vkeyFile, 'utf8'))
  if (!logs.ok) return misused(terminal, logs.why)
  const trusted = policy === undefined ? null : parsePolicy(await readFile(policy, 'utf8'))
  if (trusted && !trusted.ok) return misused(terminal, `${policy}: ${trusted.why}`)
  const kept = await Promise.all(old.map(async (name) => ({ name, bytes: await readFile(name) })))
  const { checked, faults } = await verifyLog(logSource(place), {
    logs: logs.value,
    policy: trusted?.value ?? null,
    kept,
  })
  for (const fault of faults) terminal.err(`luoshi log: FAILED: ${fault}\n`)
  for (const line of checked) terminal.out(`${line}\n`)
  if (faults.length === 0) terminal.out('OK\n')
  return faults.length === 0 ? 0 : 1
}

async function proof(place: string, index: string, { size, vkey }: Given, terminal: Terminal): Promise<number> {
  const number = fromDecimal(index)
  const tree = size === undefined ? null : fromDecimal(size)
  if (number === null || (size !== undefined && tree === null))
    return misused(terminal, 'INDEX and N are numbers from 0')
  const logs: Checked<readonly Verifier[] | null> =
    vkey === undefined ? passed(null) : keysIn(vkey, await readFile(vkey, 'utf8'))
  if (!logs.ok) return misused(terminal, logs.why)
  const receipt = await receiptOf(logSource(place), { index: number, size: tree, logs: logs.value })
  if (!receipt.ok) return failedWith(terminal, receipt.why)
  terminal.out(receipt.value)
  return 0
}

/** Loaded only here, so that checking a log needs neither settings nor a database. */
async function exported(folder: string, terminal: Terminal): Promise<number> {
  const [{ exportFromDatabase }, { mendable }] = await Promise.all([import('./log-export.ts'), import('./house.ts')])
  const settings = readConfig(process.env)
  if (!settings.ok) return misused(terminal, settings.faults.join('; '))
  return mendable(terminal, async () => {
    const written = await exportFromDatabase(settings.config, folder)
    if (!written.ok) return failedWith(terminal, written.why)
    terminal.out(`${written.value.size} entries, ${written.value.checkpoints} checkpoints\n`)
    return 0
  })
}

/** Closes the log and begins another under a new key. */
async function succeeded(origin: string, path: string, terminal: Terminal): Promise<number> {
  const [{ succeedLog }, { mendable }] = await Promise.all([import('./log-succeed.ts'), import('./house.ts')])
  const settings = readConfig(process.env)
  if (!settings.ok) return misused(terminal, settings.faults.join('; '))
  const last = await readFile(path)
  return mendable(terminal, async () => {
    const done = await succeedLog(settings.config, { origin, last })
    if (!done.ok) return failedWith(terminal, done.why)
    const { closedAt, kept, vkey } = done.value
    terminal.out(`closed at ${closedAt} entries, of which ${kept} are kept\n`)
    terminal.out(vkey === null ? `start the signer of ${origin} on a folder of its own\n` : `${vkey}\n`)
    return 0
  })
}

function argumentsIn(args: readonly string[]): { values: Given; positionals: readonly string[] } | null {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    return null
  }
}

function failedWith(terminal: Terminal, why: string): number {
  terminal.err(`luoshi log: FAILED: ${why}\n`)
  return 1
}

function misused(terminal: Terminal, why?: string): number {
  terminal.err(why === undefined ? usage : `luoshi log: ${why}\n`)
  return 2
}
