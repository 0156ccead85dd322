/** The product itself with its demo story, in a process and a data folder of its own, for pictures of its pages. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Instance {
  readonly origin: string
  readonly close: () => Promise<void>
}

/** Milliseconds until the demo's first weeks must have been played; about 10 s on a quiet machine. */
const startMost = 180_000

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}

async function untilReady(origin: string, isRunning: () => boolean): Promise<void> {
  const end = performance.now() + startMost
  while (performance.now() < end) {
    if (!isRunning()) throw new Error('the product ended before it was ready; run npm start to see why')
    const isReady = await fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`the product was not ready after ${startMost / 1000} s`)
}

/** Starts it with business time standing at 17:00 of the demo's day, so that the same pages come out each time. */
export async function openInstance(): Promise<Instance> {
  const data = mkdtempSync(join(tmpdir(), 'luoshi-pages-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const door = join(import.meta.dirname, '../../bin/luoshi.mjs')
  const child = spawn(process.execPath, [door, 'serve'], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      LUOSHI_PORT: String(port),
      LUOSHI_DATA: data,
      LUOSHI_DEMO: '1',
      LUOSHI_CLOCK: 'frozen:2018-11-14T17:00:00+08:00',
    },
  })
  const ended = once(child, 'exit')
  const close = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await untilReady(origin, () => child.exitCode === null && child.signalCode === null)
  } catch (error) {
    await close()
    throw error
  }
  return { origin, close }
}
