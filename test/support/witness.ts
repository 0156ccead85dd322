import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMemory, type WitnessMemory } from '../../src/cli/witness-memory.ts'
import { witnessServer } from '../../src/cli/witness-server.ts'
import { formatVkey, parseVkey } from '../../src/kernel/log/key.ts'

/** A witness of a log, in this process. */
export interface TestWitness {
  readonly memory: WitnessMemory
  readonly address: string
  /** Its line in a policy. */
  readonly line: string
  readonly close: () => Promise<void>
}

/** Starts a witness that knows the log of that key, with an empty memory. */
export async function startWitness(name: string, vkey: string): Promise<TestWitness> {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-witness-'))
  const memory = openMemory(folder, `${name}.example/witness`)
  const log = parseVkey(vkey)
  if (!memory.ok || !log.ok) throw new TypeError('the witness cannot start')
  const server = witnessServer([log.value], memory.value)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    memory: memory.value,
    address,
    line: `witness ${name} ${formatVkey(memory.value.signer.verifier)} ${address}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
