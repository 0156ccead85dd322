/**
 * The signer: a process of its own that holds the log's key and remembers what it signed. It speaks lines of JSON over its
 * standard input and output, knows no database and no network, and ends when whoever started it is gone.
 * Arguments: the folder of key and memory, the origin for a new key.
 */
import { createInterface } from 'node:readline'
import { hashOfHex } from '../kernel/log/hash.ts'
import { formatVkey } from '../kernel/log/key.ts'
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

function serve(folder: string, origin: string): void {
  // Ctrl-C goes to the whole terminal: the server seals what it has before it lets go of us.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
  try {
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
    else process.stderr.write(`luoshi signer: ${String(error)}\n`)
    process.exitCode = 1
  }
}

const [, , folder = '', origin = ''] = process.argv
serve(folder, origin)
