import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { type Policy, parsePolicy } from '../kernel/log/policy.ts'
import type { Command, Terminal } from './command.ts'
import { logSource, whyUnreadable } from './log-source.ts'
import { monitored } from './monitor/monitor.ts'
import { publicServer } from './monitor/server.ts'

const usage = `usage: ./luoshi monitor URL [--trust FILE] [--keep DIR]

Recomputes what is published at URL from public data only. FILE is a policy, or the log's key; without it the log is asked
whom to trust, which proves little. DIR keeps the newest checkpoint from one visit to the next: run it every day.
Exit code 0 when everything agrees, 1 for any difference, 2 for misuse.
`

function argumentsIn(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { trust: { type: 'string' }, keep: { type: 'string' } },
      allowPositionals: true,
    })
    const [address, ...more] = positionals
    return address !== undefined && more.length === 0 && /^https?:\/\//.test(address)
      ? { address: address.replace(/\/+$/, ''), ...values }
      : null
  } catch {
    return null
  }
}

/** A policy, or a bare key for which no witness is asked. */
function policyIn(text: string): Checked<Policy> {
  return /^\s*quorum\s/m.test(text) ? parsePolicy(text) : parsePolicy(`log ${text.trim()}\nquorum none\n`)
}

async function served(address: string): Promise<Checked<string>> {
  const bytes = await logSource(`${address}/log`).read('policy.txt')
  return bytes ? passed(Buffer.from(bytes).toString()) : failed(`${address}/log/policy.txt is not there`)
}

async function watch(
  address: string,
  trust: string | undefined,
  keep: string | undefined,
  terminal: Terminal,
): Promise<number> {
  const text = trust === undefined ? await served(address) : passed(await readFile(trust, 'utf8'))
  const policy = text.ok ? policyIn(text.value) : text
  if (!policy.ok) {
    terminal.err(`luoshi monitor: ${policy.why}\n`)
    return trust === undefined ? 1 : 2
  }
  const path = keep === undefined ? null : join(keep, 'checkpoint')
  const before = path === null ? null : await readFile(path).catch(() => null)
  const { checked, faults, unchecked, checkpoint } = await monitored({
    log: logSource(`${address}/log`),
    server: publicServer(address),
    policy: policy.value,
    isTrusted: trust !== undefined,
    kept: before && path !== null ? [{ name: path, bytes: before }] : [],
  })
  for (const fault of faults) terminal.err(`luoshi monitor: FAILED: ${fault}\n`)
  for (const line of unchecked) terminal.out(`not checked: ${line}\n`)
  if (faults.length > 0) return 1
  for (const line of checked) terminal.out(`${line}\n`)
  if (path !== null && checkpoint) {
    await mkdir(keep ?? '', { recursive: true })
    await writeFile(path, checkpoint)
  }
  terminal.out('OK\n')
  return 0
}

/** Watches a server of somebody else. Exit code 1 for any difference, 2 for misuse. */
export const monitorCommand: Command = async (args, terminal) => {
  const given = argumentsIn(args)
  if (!given) {
    terminal.err(usage)
    return 2
  }
  try {
    return await watch(given.address, given.trust, given.keep, terminal)
  } catch (error) {
    const why = whyUnreadable(error)
    if (why === null) throw error
    terminal.err(`luoshi monitor: FAILED: ${why}\n`)
    return 1
  }
}
