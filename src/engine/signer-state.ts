import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { signCheckpoint } from '../kernel/log/checkpoint.ts'
import { emptyRoot, type Hash, hashOfHex, hex } from '../kernel/log/hash.ts'
import { type Signer, signerOf } from '../kernel/log/key.ts'
import { verifyConsistency } from '../kernel/log/verify.ts'
import { EngineFault } from './fault.ts'
import { randomBytes } from './random.ts'

/** The size and root that were signed last. Kept outside the database: a database that was set back cannot hide it. */
export interface SignedTree {
  readonly size: number
  readonly root: Hash
}

/** Why a tree is refused a signature, for ever: it does not continue what was signed. */
export type RefusalKind = 'went-back' | 'rewritten'

export interface SignatureRefused {
  readonly kind: RefusalKind
  readonly why: string
}

/** The key of a log with its memory. Whoever holds it signs one history only. */
export interface SigningDesk {
  readonly signer: Signer
  readonly signed: () => SignedTree
  /** The note, or why this tree can never be signed. The memory is durable before the note is answered. */
  readonly sign: (tree: SignedTree, proof: readonly Hash[]) => string | SignatureRefused
}

const damaged = (path: string) =>
  new EngineFault([
    `签名状态不见了或已损坏：${path}。请从备份恢复签名文件夹；没有它，签名程序不知道自己签过什么，不能再签`,
    `The signer's state is gone or damaged: ${path}. Restore the signer's folder; without it the signer does not know what it has signed, and signs no more`,
  ])

function readState(path: string): SignedTree {
  if (!existsSync(path)) throw damaged(path)
  try {
    const { size, root } = JSON.parse(readFileSync(path, 'utf8')) as { size: unknown; root: unknown }
    const hash = hashOfHex(root)
    if (hash && typeof size === 'number' && Number.isSafeInteger(size)) return { size, root: hash }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw damaged(path)
}

/** Durable when it returns, its name in the folder too: a crash may leave the state ahead of what was published, never behind. */
function writeState(folder: string, { size, root }: SignedTree): void {
  const path = join(folder, 'state.json')
  const file = openSync(`${path}.new`, 'w', 0o600)
  try {
    writeSync(file, JSON.stringify({ size, root: hex(root) }))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.new`, path)
  if (process.platform === 'win32') return
  const directory = openSync(folder, 'r')
  fsyncSync(directory)
  closeSync(directory)
}

const exposed = (path: string, mode: number) =>
  new EngineFault([
    `签名密钥别人也能读：${path}（权限 ${mode.toString(8).padStart(4, '0')}）。请改成只有签名程序的用户能读（chmod 600），想想谁可能已经读过，需要时另起一本日志`,
    `Others can read the signing key: ${path} (mode ${mode.toString(8).padStart(4, '0')}). Let only the signer's user read it (chmod 600), and ask who may have read it already; if somebody may have, close the log and go on with another`,
  ])

/** A key that others can read may have been copied: nobody signs with it until somebody has looked. Windows has no such modes. */
function assertPrivate(path: string): void {
  const mode = statSync(path).mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw exposed(path, mode)
}

/** The key of a folder, made with an empty memory at the first start: a memory that is missing later was taken away. */
function loadKey(folder: string, origin: string): Signer {
  const path = join(folder, 'log.key')
  if (!existsSync(path)) {
    writeState(folder, { size: 0, root: emptyRoot })
    writeFileSync(path, JSON.stringify({ origin, log: hex(randomBytes(32)) }), { mode: 0o600, flag: 'wx', flush: true })
  }
  assertPrivate(path)
  const key = JSON.parse(readFileSync(path, 'utf8')) as { origin: string; log: string }
  return signerOf(key.origin, 'note', Buffer.from(key.log, 'hex'))
}

/** Opens the key and the memory in a folder. Throws EngineFault when the memory was lost: then nothing may be signed. */
export function openSigningDesk(folder: string, origin: string): SigningDesk {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const signer = loadKey(folder, origin)
  const path = join(folder, 'state.json')
  readState(path)
  return {
    signer,
    signed: () => readState(path),
    sign: (tree, proof) => {
      // Read again each time: another process may have signed with the same folder since.
      const last = readState(path)
      const refused = refusalOf(last, tree, proof)
      if (refused) return refused
      const note = signCheckpoint({ origin: signer.verifier.name, ...tree }, signer)
      writeState(folder, tree)
      return note
    },
  }
}

/** Null when the tree continues the one that was signed last. The empty tree is continued by every other. */
function refusalOf(last: SignedTree, next: SignedTree, proof: readonly Hash[]): SignatureRefused | null {
  if (next.size < last.size) return { kind: 'went-back', why: `${next.size} entries, ${last.size} were signed` }
  if (last.size === 0) return null
  const consistent = verifyConsistency({
    older: last.size,
    size: next.size,
    olderRoot: last.root,
    root: next.root,
    proof,
  })
  return consistent.ok ? null : { kind: 'rewritten', why: consistent.why }
}

/** A request and its answer as one line of JSON each; hashes in hex. */
export interface SignRequest {
  readonly id: number
  readonly size: number
  readonly root: string
  readonly proof: readonly string[]
}

export type SignReply =
  | { readonly hello: { readonly vkey: string; readonly origin: string } & TreeText }
  | { readonly fault: readonly [string, string] }
  | { readonly id: number; readonly note: string; readonly signed: TreeText }
  | { readonly id: number; readonly refused: SignatureRefused }

export interface TreeText {
  readonly size: number
  readonly root: string
}

export const treeText = ({ size, root }: SignedTree): TreeText => ({ size, root: hex(root) })

/** The tree that a line names. Refuses what is no size and no hash. */
export function treeOf(text: TreeText): Checked<SignedTree> {
  const root = hashOfHex(text.root)
  return root && Number.isSafeInteger(text.size) && text.size >= 0
    ? passed({ size: text.size, root })
    : failed('not a size and a root')
}
