import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type Checkpoint, signCheckpoint } from '../kernel/log/checkpoint.ts'
import { type Hash, hashOfHex } from '../kernel/log/hash.ts'
import { formatVkey, type Signer, signerOf } from '../kernel/log/key.ts'
import { verifyConsistency } from '../kernel/log/verify.ts'
import { EngineFault } from './fault.ts'
import { randomBytes } from './random.ts'

/** The size and root that were signed last. Kept outside the database: a database that was rolled back cannot hide it. */
interface SignerState {
  readonly size: number
  readonly root: Hash
}

export interface LogSigner {
  readonly origin: string
  /** The public key as a vkey line. */
  readonly vkey: string
  readonly signed: () => SignerState
  /**
   * Signs a checkpoint if the tree it signed last is the beginning of this one. Rejects with EngineFault when it is not: somebody
   * rewrote the log, or the database was set back.
   */
  readonly sign: (checkpoint: Checkpoint, proof: readonly Hash[]) => Promise<string>
}

const emptyRootState: SignerState = { size: 0, root: new Uint8Array(0) }

function readState(path: string): SignerState {
  if (!existsSync(path)) return emptyRootState
  const { size, root } = JSON.parse(readFileSync(path, 'utf8')) as { size: number; root: string }
  const hash = hashOfHex(root)
  if (!hash) throw new EngineFault([`签名状态损坏：${path}`, `The signer's state is damaged: ${path}`])
  return { size, root: hash }
}

/** Durable before the signature leaves: a crash may leave the state ahead of what was published, never behind. */
async function writeState(path: string, state: SignerState): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify({ size: state.size, root: Buffer.from(state.root).toString('hex') }))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

function loadSigner(folder: string, origin: string): Signer {
  const path = join(folder, 'log.key')
  if (!existsSync(path)) {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, JSON.stringify({ origin, log: Buffer.from(randomBytes(32)).toString('hex') }))
    fsyncSync(file)
    closeSync(file)
  }
  const key = JSON.parse(readFileSync(path, 'utf8')) as { origin: string; log: string }
  return signerOf(key.origin, 'note', Buffer.from(key.log, 'hex'))
}

/** The log's key and what it signed last, in `<data>/signer`; made at the first start. */
export function openSigner(data: string, origin: string): LogSigner {
  const folder = join(data, 'signer')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const signer = loadSigner(folder, origin)
  const path = join(folder, 'state.json')
  let state = readState(path)
  return {
    origin: signer.verifier.name,
    vkey: formatVkey(signer.verifier),
    signed: () => state,
    sign: async (checkpoint, proof) => {
      if (checkpoint.size < state.size) {
        throw new EngineFault([
          `公开日志倒退：数据库有 ${checkpoint.size} 条，已签到 ${state.size} 条。先把缺的条目补回来`,
          `The log went back: the database has ${checkpoint.size} entries, ${state.size} were signed. Bring the missing ones back first`,
        ])
      }
      if (state.size > 0) {
        const consistent = verifyConsistency({
          older: state.size,
          size: checkpoint.size,
          olderRoot: state.root,
          root: checkpoint.root,
          proof,
        })
        if (!consistent.ok) {
          throw new EngineFault([
            `公开日志被改过：与已签的前 ${state.size} 条不一致（${consistent.why}）`,
            `The log was rewritten: it does not continue the ${state.size} entries that were signed (${consistent.why})`,
          ])
        }
      }
      const note = signCheckpoint(checkpoint, signer)
      const next = { size: checkpoint.size, root: checkpoint.root }
      await writeState(path, next)
      state = next
      return note
    },
  }
}
