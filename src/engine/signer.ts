import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Checkpoint } from '../kernel/log/checkpoint.ts'
import { type Hash, hex } from '../kernel/log/hash.ts'
import { EngineFault } from './fault.ts'
import {
  type SignatureRefused,
  type SignedTree,
  type SignReply,
  type SignRequest,
  type TreeText,
  treeOf,
} from './signer-state.ts'

/** The signer does not answer. It is started again and asked again; until then nothing new is signed. */
export class SignerAway extends Error {}

/** The log's key, held by a process of its own. It signs one history only, whatever the database says. */
export interface LogSigner {
  readonly origin: string
  /** The public key as a vkey line. */
  readonly vkey: string
  /** What it signed last. Rejects with SignerAway while it does not answer. */
  readonly signed: () => Promise<SignedTree>
  /**
   * Signs a checkpoint if the tree that was signed last is its beginning. Rejects with EngineFault when it is not, for ever:
   * somebody rewrote the log, or the database was set back. Rejects with SignerAway while the signer does not answer.
   */
  readonly sign: (checkpoint: Checkpoint, proof: readonly Hash[]) => Promise<string>
  /** Process id while it runs. */
  readonly pid: () => number | null
  readonly close: () => Promise<void>
}

/** A signer that takes longer is ended and started again: two small durable writes take a few milliseconds. */
const patienceMs = 10_000

/** Between two starts: a signer that dies at once must not keep a core busy. */
const restartAfterMs = 1_000

function refusedFault({ kind, why }: SignatureRefused): EngineFault {
  return kind === 'went-back'
    ? new EngineFault([
        `公开日志倒退，签名程序拒签：${why}。先把缺的条目补回来`,
        `The log went back, and the signer refuses: ${why}. Bring the missing ones back first`,
      ])
    : new EngineFault([
        `公开日志被改过，签名程序拒签：与已签的条目不一致（${why}）`,
        `The log was rewritten, and the signer refuses: it does not continue what was signed (${why})`,
      ])
}

interface Waiting {
  readonly resolve: (note: string) => void
  readonly reject: (error: Error) => void
}

/** One life of the process. `hello` settles when it has read its key and memory. */
interface Life {
  readonly process: ChildProcess
  readonly hello: Promise<{ readonly vkey: string; readonly origin: string }>
  readonly signed: () => SignedTree
  readonly ask: (tree: SignedTree, proof: readonly Hash[]) => Promise<string>
}

function started(folder: string, origin: string): Life {
  // Node runs these few files as they are: no loader, and none of the server's packages, in the process that holds the key.
  const child = spawn(process.execPath, [join(import.meta.dirname, 'signer-process.ts'), folder, origin], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { SystemRoot: process.env.SystemRoot },
  })
  const waiting = new Map<number, Waiting>()
  let last: SignedTree | null = null
  let ids = 0
  let greet: (hello: { vkey: string; origin: string }) => void = () => {}
  let fail: (error: Error) => void = () => {}
  const hello = new Promise<{ vkey: string; origin: string }>((resolve, reject) => {
    greet = resolve
    fail = reject
  })
  hello.catch(() => {})
  const late = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  const remember = (text: TreeText) => {
    const tree = treeOf(text)
    if (tree.ok) last = tree.value
  }
  /** While nothing is asked of it, the signer keeps no process alive that has nothing else to do. */
  const rest = () => {
    for (const handle of [child, child.stdin as Socket, child.stdout as Socket]) handle.unref()
  }
  const end = (error: Error) => {
    clearTimeout(late)
    fail(error)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const heard = (reply: SignReply) => {
    if ('hello' in reply) {
      remember(reply.hello)
      clearTimeout(late)
      greet(reply.hello)
      rest()
    } else if ('fault' in reply) end(new EngineFault(reply.fault))
    else {
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (waiting.size === 0) rest()
      if ('note' in reply) {
        remember(reply.signed)
        asked?.resolve(reply.note)
      } else asked?.reject(refusedFault(reply.refused))
    }
  }
  createInterface({ input: child.stdout }).on('line', (line) => heard(JSON.parse(line) as SignReply))
  child.on('error', (error) => end(new SignerAway(error.message)))
  child.on('exit', (code, signal) => end(new SignerAway(`the signer ended (${signal ?? code})`)))
  child.stdin.on('error', () => {})
  return {
    process: child,
    hello,
    signed: () => {
      if (!last) throw new TypeError('the signer has not said yet what it signed')
      return last
    },
    ask: (tree, proof) =>
      new Promise((resolve, reject) => {
        const id = ids++
        const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
        const done = <T>(settle: (value: T) => void) => {
          return (value: T) => {
            clearTimeout(timer)
            settle(value)
          }
        }
        for (const handle of [child, child.stdout as Socket]) handle.ref()
        waiting.set(id, { resolve: done(resolve), reject: done(reject) })
        const request: SignRequest = { id, size: tree.size, root: hex(tree.root), proof: proof.map(hex) }
        child.stdin.write(`${JSON.stringify(request)}\n`)
      }),
  }
}

/**
 * Starts the signer on `<data>/signer`, where key and memory are made at the first start, and starts it again when it dies.
 * Rejects with EngineFault when its memory is gone.
 */
export async function openSigner(data: string, origin: string): Promise<LogSigner> {
  const folder = join(data, 'signer')
  let life = started(folder, origin)
  let startedAt = performance.now()
  const first = await life.hello.catch((error: unknown) => {
    if (!(error instanceof SignerAway)) throw error
    throw new EngineFault(
      [
        `签名程序不能启动，${folder} 可能正被另一个服务使用：${error.message}`,
        `The signer cannot start; another server may be using ${folder}: ${error.message}`,
      ],
      error,
    )
  })
  let closed = false

  const living = async (): Promise<Life> => {
    if (closed) throw new SignerAway('the signer was closed')
    if (life.process.exitCode !== null || life.process.signalCode !== null) {
      if (performance.now() - startedAt < restartAfterMs) throw new SignerAway('the signer has just ended')
      life = started(folder, first.origin)
      startedAt = performance.now()
    }
    const { vkey } = await life.hello
    if (vkey !== first.vkey) {
      throw new EngineFault([
        '签名密钥被换过，日志不能继续',
        'The signing key was exchanged while the server ran; the log cannot go on',
      ])
    }
    return life
  }

  return {
    origin: first.origin,
    vkey: first.vkey,
    signed: async () => (await living()).signed(),
    sign: async ({ size, root }, proof) => (await living()).ask({ size, root }, proof),
    pid: () => (life.process.exitCode === null && life.process.signalCode === null ? (life.process.pid ?? null) : null),
    close: async () => {
      closed = true
      if (life.process.exitCode !== null || life.process.signalCode !== null) return
      life.process.ref()
      const ended = new Promise((resolve) => life.process.once('exit', resolve))
      life.process.stdin?.end()
      await ended
    },
  }
}
