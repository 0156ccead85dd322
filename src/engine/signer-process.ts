/**
 * The signer: a process of its own that holds the log's key and remembers what it signed. It speaks lines of JSON over its
 * standard input and output, knows no database and no network, and ends when whoever started it is gone.
 * Arguments: the folder of key and memory, the origin for a new key.
 */
import { createInterface } from 'node:readline'
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

const say = (reply: SignReply): void => {
  process.stdout.write(`${JSON.stringify(reply)}\n`)
}

function answer(desk: SigningDesk, line: string): void {
  const { id, proof, ...text } = JSON.parse(line) as SignRequest
  const tree = treeOf(text)
  const hashes = proof.map(hashOfHex)
  if (!tree.ok || hashes.includes(null)) throw new TypeError('the request is malformed')
  const result = desk.sign(
    tree.value,
    hashes.flatMap((hash) => hash ?? []),
  )
  if (typeof result === 'string') say({ id, note: result, signed: treeText(desk.signed()) })
  else say({ id, refused: result })
}

/** A signer of a server that was killed ends as soon as it has answered what it was asked. */
const patienceMs = 8_000
const pauseMs = 20

/** Makes this the only signer on the folder: two memories of one log would each be right and contradict each other. */
async function alone(folder: string): Promise<void> {
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

async function serve(folder: string, origin: string): Promise<void> {
  // Ctrl-C goes to the whole terminal: the server seals what it has before it lets go of us.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
  try {
    await alone(folder)
    const desk = openSigningDesk(folder, origin)
    const { verifier } = desk.signer
    say({ hello: { vkey: formatVkey(verifier), origin: verifier.name, ...treeText(desk.signed()) } })
    createInterface({ input: process.stdin }).on('line', (line) => {
      try {
        answer(desk, line)
      } catch (error) {
        if (!(error instanceof EngineFault)) throw error
        say({ fault: error.says })
        process.exitCode = 1
        process.stdin.destroy()
      }
    })
  } catch (error) {
    // A folder that cannot be read now may be readable at the next start; a memory that is gone stays gone.
    if (error instanceof EngineFault) say({ fault: error.says })
    else process.stderr.write(`luoshi signer: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

const [, , folder = '', origin = ''] = process.argv
await serve(folder, origin)
