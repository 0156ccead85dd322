import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { formatVkey } from '../kernel/log/key.ts'
import type { Command, Terminal } from './command.ts'
import { keysIn } from './log-keys.ts'
import { whyUnreadable } from './log-source.ts'
import { openMemory } from './witness-memory.ts'
import { witnessServer } from './witness-server.ts'

const usage = `usage: ./luoshi witness --log VKEYFILE [--log VKEYFILE]… [--name NAME] [--data DIR] [--host HOST] [--port PORT]

A witness cosigns a log's newest checkpoint if it continues all that it cosigned before. NAME is needed at the first
start: an address of the witness without scheme, such as university.example/witness. Its key and memory lie in DIR.
`

const options = {
  log: { type: 'string', multiple: true },
  name: { type: 'string' },
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
} as const

/** Ports of witnesses; 8420 is the product's own. */
const usualPort = 8421

function misused(terminal: Terminal, why?: string): number {
  terminal.err(why === undefined ? usage : `luoshi witness: ${why}\n`)
  return 2
}

function argumentsIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch {
    return null
  }
}

/** Runs a witness until it is asked to end. Exit code 1 where it cannot run, 2 for misuse. */
export const witnessCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    const given = argumentsIn(args)
    const port = Number(given?.port ?? usualPort)
    if (!given?.log || !Number.isInteger(port) || port < 0 || port > 65_535) return misused(terminal)
    const logs = []
    try {
      for (const file of given.log) {
        const keys = keysIn(file, await readFile(file, 'utf8'))
        if (!keys.ok) return misused(terminal, keys.why)
        logs.push(...keys.value)
      }
    } catch (error) {
      const why = whyUnreadable(error)
      if (why === null) throw error
      return misused(terminal, why)
    }
    const memory = openMemory(resolve(given.data ?? join(config.data, 'witness')), given.name ?? null)
    if (!memory.ok) return misused(terminal, memory.why)
    const server = witnessServer(logs, memory.value)
    const failure = await new Promise<NodeJS.ErrnoException | null>((done) => {
      server.once('error', done)
      server.listen(port, given.host ?? '127.0.0.1', () => done(null))
    })
    if (failure) {
      terminal.err(`luoshi witness: ${failure.message}\n`)
      return 1
    }
    const { address, port: bound } = server.address() as AddressInfo
    terminal.out(`${formatVkey(memory.value.signer.verifier)}\nhttp://${address}:${bound}/add-checkpoint\n`)
    await new Promise((done) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, done)
      if (process.env.LUOSHI_PARENT === '1') process.once('disconnect', done)
    })
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    return 0
  }
