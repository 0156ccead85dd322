import { join } from 'node:path'
import type { Checkpoint } from '../kernel/log/checkpoint.ts'
import { type Hash, hex } from '../kernel/log/hash.ts'
import { EngineFault } from './fault.ts'
import { type OpenLink, ownSigner, SignerAway, type SignerLink, signerAt } from './signer-link.ts'
import {
  type SignatureRefused,
  type SignedTree,
  type SignReply,
  type SignRequest,
  type TreeText,
  treeOf,
} from './signer-state.ts'

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
  /** Process id while it runs, of a signer that this server has started. */
  readonly pid: () => number | null
  readonly close: () => Promise<void>
}

/** With a signer that takes longer we break off and begin again: two small durable writes take a few milliseconds. */
const patienceMs = 10_000

/** Between two beginnings: a signer that dies at once must not keep a core busy. */
const restartAfterMs = 1_000

/** Between two looks for a signer of another user that is not there yet when the server starts. */
const lookEveryMs = 200

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

/** One conversation with the signer. `hello` settles when it has read its key and memory. */
interface Life {
  readonly link: SignerLink
  readonly hello: Promise<{ readonly vkey: string; readonly origin: string }>
  readonly signed: () => SignedTree
  readonly ask: (tree: SignedTree, proof: readonly Hash[]) => Promise<string>
}

function begun(open: OpenLink): Life {
  const waiting = new Map<number, Waiting>()
  let last: SignedTree | null = null
  let ids = 0
  const { promise: hello, resolve: greet, reject: fail } = Promise.withResolvers<{ vkey: string; origin: string }>()
  hello.catch(() => {})
  const remember = (text: TreeText) => {
    const tree = treeOf(text)
    if (tree.ok) last = tree.value
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
      link.rest()
    } else if ('fault' in reply) end(new EngineFault(reply.fault))
    else {
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (waiting.size === 0) link.rest()
      if ('note' in reply) {
        remember(reply.signed)
        asked?.resolve(reply.note)
      } else asked?.reject(refusedFault(reply.refused))
    }
  }
  const link = open({ heard: (line) => heard(JSON.parse(line) as SignReply), over: end })
  const late = setTimeout(link.cut, patienceMs)
  return {
    link,
    hello,
    signed: () => {
      if (!last) throw new TypeError('the signer has not said yet what it signed')
      return last
    },
    ask: (tree, proof) =>
      new Promise((resolve, reject) => {
        const id = ids++
        const timer = setTimeout(link.cut, patienceMs)
        const done = <T>(settle: (value: T) => void) => {
          return (value: T) => {
            clearTimeout(timer)
            settle(value)
          }
        }
        link.hold()
        waiting.set(id, { resolve: done(resolve), reject: done(reject) })
        const request: SignRequest = { id, size: tree.size, root: hex(tree.root), proof: proof.map(hex) }
        link.say(JSON.stringify(request))
      }),
  }
}

const notStarted = (folder: string, error: SignerAway) =>
  new EngineFault(
    [
      `签名程序不能启动，${folder} 可能正被另一个服务使用：${error.message}`,
      `The signer cannot start; another server may be using ${folder}: ${error.message}`,
    ],
    error,
  )

const notThere = (socket: string, error: SignerAway) =>
  new EngineFault(
    [
      `签名程序没有应答（LUOSHI_SIGNER=${socket}）：${error.message}。请先启动它，并让本程序的用户能进入那个文件夹`,
      `The signer does not answer (LUOSHI_SIGNER=${socket}): ${error.message}. Start it first, and let the user of this program enter its folder`,
    ],
    error,
  )

const ofAnotherLog = (socket: string, theirs: string, ours: string) =>
  new EngineFault([
    `${socket} 的签名程序签的是日志 ${theirs}，不是本服务的 ${ours}`,
    `The signer at ${socket} signs the log ${theirs}, not ${ours}, which is the one of this server`,
  ])

/** The first conversation. One with a signer of another user is waited for: both start when the machine does. */
async function firstLife(open: OpenLink, waits: boolean): Promise<Life> {
  for (const until = performance.now() + patienceMs; ; ) {
    const life = begun(open)
    const away = await life.hello.then(
      () => null,
      (error: unknown) => error,
    )
    if (away === null) return life
    if (!(away instanceof SignerAway) || !waits || performance.now() > until) throw away
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

/**
 * Opens the signer: one that listens at `socket` under a user of its own or, without one, a process of ours on
 * `<data>/signer`, where key and memory are made at the first start. It is found or started again when it dies.
 * Rejects with EngineFault when its memory is gone, when it does not answer, or when it signs another log than `origin`.
 */
export async function openSigner(data: string, origin: string, socket?: string): Promise<LogSigner> {
  const folder = join(data, 'signer')
  const open = socket === undefined ? ownSigner(folder, origin) : signerAt(socket)
  let startedAt = performance.now()
  let life = await firstLife(open, socket !== undefined).catch((error: unknown) => {
    if (!(error instanceof SignerAway)) throw error
    throw socket === undefined ? notStarted(folder, error) : notThere(socket, error)
  })
  const first = await life.hello
  if (socket !== undefined && first.origin !== origin) {
    await life.link.close()
    throw ofAnotherLog(socket, first.origin, origin)
  }
  let closed = false

  const living = async (): Promise<Life> => {
    if (closed) throw new SignerAway('the signer was closed')
    if (life.link.isOver()) {
      if (performance.now() - startedAt < restartAfterMs) throw new SignerAway('the signer has just ended')
      life = begun(open)
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
    pid: () => life.link.pid(),
    close: async () => {
      closed = true
      await life.link.close()
    },
  }
}
