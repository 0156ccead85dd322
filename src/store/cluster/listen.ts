import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Listen } from './settings.ts'

/** Where the server of a data folder shall listen. The password of a TCP server is made once and kept there, for its owner alone. */
export async function listening(on: Listen['on'], data: string, runFolder: string): Promise<Listen> {
  if (on === 'socket') return { on, folder: runFolder }
  const file = join(data, 'postgres.password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return { on, port: await freePort(), password: readFileSync(file, 'utf8') }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a numbered port')
      probe.close(() => resolve(address.port))
    })
  })
}
