/**
 * The signer: a process of its own that holds the log's key and remembers what it signed. It speaks lines of JSON, knows no
 * database and no network. Started by the server, it speaks over its standard input and output, and ends when the server is
 * gone. Started by hand or by systemd under a user of its own, it listens at a Unix socket (docs/operations.md).
 * Arguments: the folder of key and memory, the origin for a new key, and the path of the socket if it has one.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { hashOfHex } from '../kernel/log/hash.ts'
import { formatVkey } from '../kernel/log/key.ts'
import { StoreFault } from '../store/cluster/fault.ts'
import { lockFolder } from '../store/cluster/lock.ts'
import { EngineFault } from './fault.ts'
import {
  openSigningDesk,
  type SigningDesk,
  type SignReply,
  type SignRequest,
  treeOf,
  treeText,
} from './signer-state.ts'

type Say = (reply: SignReply) => void

const sayTo =
  (output: Writable): Say =>
  (reply) => {
    output.write(`${JSON.stringify(reply)}\n`)
  }

function answer(desk: SigningDesk, line: string): SignReply {
  const { id, proof, ...text } = JSON.parse(line) as SignRequest
  const tree = treeOf(text)
  const hashes = proof.map(hashOfHex)
  if (!tree.ok || hashes.includes(null)) throw new TypeError('the request is malformed')
  const result = desk.sign(
    tree.value,
    hashes.flatMap((hash) => hash ?? []),
  )
  return typeof result === 'string' ? { id, note: result, signed: treeText(desk.signed()) } : { id, refused: result }
}

/** Greets whoever is there, and answers line by line. `failed` is told what keeps it from answering; then it is over. */
function attend(desk: SigningDesk, input: Readable, say: Say, failed: (error: unknown) => void): void {
  const { verifier } = desk.signer
  say({ hello: { vkey: formatVkey(verifier), origin: verifier.name, ...treeText(desk.signed()) } })
  const lines = createInterface({ input })
  lines.on('line', (line) => {
    try {
      say(answer(desk, line))
    } catch (error) {
      failed(error)
    }
  })
  // A caller that breaks off has heard what it wanted; the input tells its owner, too.
  lines.on('error', () => {})
}

/** A signer of a server that was killed ends as soon as it has answered what it was asked. */
const patienceMs = 8_000
const pauseMs = 20

/** Makes this the only signer on the folder: two memories of one log would each be right and contradict each other. */
async function alone(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const until = performance.now() + patienceMs; ; ) {
    try {
      const lock = lockFolder(folder)
      // Held until the process ends: a lock that nothing refers to would be let go of by the garbage collector.
      process.once('exit', lock.release)
      return
    } catch (error) {
      const isBusy = error instanceof StoreFault && error.code === 'folder-locked'
      if (!isBusy || performance.now() > until) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** Speaks with the server that started us, until it is gone. */
function serveParent(desk: SigningDesk): void {
  const say = sayTo(process.stdout)
  attend(desk, process.stdin, say, (error) => {
    if (!(error instanceof EngineFault)) throw error
    say({ fault: error.says })
    process.exitCode = 1
    process.stdin.destroy()
  })
}

/** Hangs up on one caller, who is told why if it can be mended; the others go on. */
function hangUp(socket: Socket, error: unknown): void {
  if (error instanceof EngineFault) sayTo(socket)({ fault: error.says })
  else process.stderr.write(`luoshi signer: ${error instanceof Error ? error.message : String(error)}\n`)
  socket.end()
}

/** A socket that nobody listens at any more is left by a signer that was killed; we are alone on the folder by now. */
function clearPlace(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isSocket()) rmSync(path)
}

/** Listens at a socket that our user and our group alone may open: whoever reaches it can have the log grow, never change. */
function serveSocket(desk: SigningDesk, path: string): void {
  clearPlace(path)
  const server = createServer((socket) => {
    socket.on('error', () => {})
    try {
      attend(desk, socket, sayTo(socket), (error) => hangUp(socket, error))
    } catch (error) {
      hangUp(socket, error)
    }
  })
  server.on('error', (error) => {
    process.stderr.write(`luoshi signer: ${error.message}\n`)
    process.exitCode = 1
  })
  process.umask(0o117)
  server.listen(path)
  // Every answer is given in one go: between two of them nothing can be lost.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      rmSync(path, { force: true })
      process.exit(0)
    })
}

async function serve(folder: string, origin: string, socket: string | undefined): Promise<void> {
  try {
    // Ctrl-C goes to the whole terminal: the server seals what it has before it lets go of us.
    if (socket === undefined) for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
    await alone(folder)
    const desk = openSigningDesk(folder, origin)
    if (socket === undefined) serveParent(desk)
    else serveSocket(desk, socket)
  } catch (error) {
    // A folder that cannot be read now may be readable at the next start; a memory that is gone stays gone.
    if (error instanceof EngineFault && socket === undefined) sayTo(process.stdout)({ fault: error.says })
    else process.stderr.write(`luoshi signer: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

const [, , folder, origin, socket] = process.argv
if (folder && origin) await serve(folder, origin, socket)
else {
  process.stderr.write('usage: node src/engine/signer-process.ts FOLDER ORIGIN [SOCKET]\n')
  process.exitCode = 2
}
