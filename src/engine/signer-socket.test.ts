/** A signer under a user of its own: it runs by itself, and the server finds it at a socket. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '../kernel/log/hash.ts'
import { type LogSigner, openSigner } from './signer.ts'

const origin = 'luoshi.example/log/socket'
const program = join(import.meta.dirname, 'signer-process.ts')
const tree = (size: number) => ({ origin, size, root: sha256(`${size} entries`) })

let folder: string
let socket: string
let processes: ChildProcess[]
let signers: LogSigner[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-socket-'))
  socket = join(folder, 'socket')
  processes = []
  signers = []
})
afterEach(async () => {
  for (const signer of signers) await signer.close()
  for (const one of processes) await ended(one)
  rmSync(folder, { recursive: true })
})

/** Starts the signer as systemd would. */
function start(name = origin): ChildProcess {
  const child = spawn(process.execPath, [program, join(folder, 'own'), name, socket], { stdio: 'ignore' })
  processes.push(child)
  return child
}

/** Ends a process that this test started, with a plain kill unless told otherwise. */
async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

async function opened(name = origin): Promise<LogSigner> {
  const signer = await openSigner(join(folder, 'server'), name, socket)
  signers.push(signer)
  return signer
}

const listening = () => expect.poll(() => existsSync(socket), { timeout: 20_000 }).toBe(true)

test('the server waits for it, signs by it, and keeps no key itself', async () => {
  const waiting = opened()
  start()
  const signer = await waiting

  expect(await signer.sign(tree(7), [])).toMatch(/^luoshi\.example\/log\/socket\n7\n/)
  expect(signer.pid()).toBeNull()
  expect(existsSync(join(folder, 'server'))).toBe(false)
})

test('its socket is for its user and its group, its key for its user alone', async () => {
  start()
  await opened()

  const modes = [socket, join(folder, 'own'), join(folder, 'own/log.key')].map((path) => statSync(path).mode & 0o777)

  expect(modes).toEqual([0o660, 0o700, 0o600])
})

test('it outlives the server, and remembers for the next one what it signed', async () => {
  const child = start()
  const first = await opened()
  await first.sign(tree(7), [])
  await first.close()

  const second = await opened()

  expect(child.exitCode).toBeNull()
  expect(await second.signed()).toMatchObject({ size: 7 })
  await expect(second.sign(tree(6), [])).rejects.toThrow('6 entries, 7 were signed')
})

test('while it is away nothing is signed; killed and started again, it is found at the socket it left behind', async () => {
  const child = start()
  const signer = await opened()
  await signer.sign(tree(7), [])
  await ended(child, 'SIGKILL')

  await expect(signer.sign(tree(7), [])).rejects.toThrow()
  start()
  await listening()

  await expect.poll(() => signer.sign(tree(7), []).catch(() => null), { timeout: 20_000 }).toMatch(/\n7\n/)
})

test('that signs another log is not used', async () => {
  start('luoshi.example/log/other')
  await listening()

  await expect(opened()).rejects.toThrow('signs the log luoshi.example/log/other, not luoshi.example/log/socket')
})

test('that has lost its memory says so, and goes on saying so to whoever calls next', async () => {
  start()
  const signer = await opened()
  await signer.sign(tree(7), [])
  writeFileSync(join(folder, 'own/state.json'), '{}')

  await expect(signer.sign(tree(7), [])).rejects.toThrow('gone or damaged')
  await expect(opened()).rejects.toThrow('gone or damaged')
})
