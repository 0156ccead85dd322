import { type Checked, failed, passed } from './checked.ts'
import { type Checkpoint, cosignaturesOf, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { emptyRoot, HASH_BYTES, type Hash, sameBytes } from './hash.ts'
import type { Verifier } from './key.ts'
import { formatLine, type Note, parseLine, parseNote, withSignatures } from './note.ts'
import { fromBase64, fromDecimal, fromUtf8, toBase64 } from './text.ts'
import { verifyConsistency } from './verify.ts'

/** What a log asks of a witness (C2SP tlog-witness): to cosign this checkpoint, which continues the one of size `old`. */
export interface AddCheckpoint {
  readonly old: number
  readonly proof: readonly Hash[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

/** Hashes of the longest consistency proof that is read. */
const PROOF_MAX = 63

/** The body of a request: `old N`, the proof, an empty line, the checkpoint. */
export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return [`old ${old}`, ...proof.map(toBase64), '', checkpoint].join('\n')
}

/** The parts of a request's body. Nothing is verified yet. */
export function parseAddCheckpoint(bytes: Uint8Array): Checked<AddCheckpoint> {
  const text = fromUtf8(bytes)
  const end = text?.indexOf('\n\n') ?? -1
  if (text === null || end < 0) return failed('no empty line before the checkpoint, or not UTF-8')
  const [first = '', ...lines] = text.slice(0, end).split('\n')
  const old = fromDecimal(/^old (\d+)$/.exec(first)?.[1] ?? '')
  if (old === null) return failed('the first line is not "old" and a size')
  if (lines.length > PROOF_MAX) return failed(`more than ${PROOF_MAX} hashes`)
  const proof = lines.map(fromBase64)
  if (!proof.every((hash): hash is Hash => hash?.length === HASH_BYTES)) return failed('a line is not a hash')
  return passed({ old, proof, checkpoint: text.slice(end + 2) })
}

/** The tree that a witness cosigned last for a log; the empty one before the first. */
export type Remembered = Pick<Checkpoint, 'size' | 'root'>

export const nothingSeen: Remembered = { size: 0, root: emptyRoot }

/**
 * What a witness answers. `conflict` carries the size that it cosigned last, from which the log may try again; every other
 * refusal is final for this checkpoint. The caller must store the tree durably before it cosigns.
 */
export type Judgement =
  | { readonly answer: 'cosign'; readonly checkpoint: Checkpoint; readonly note: Note }
  | { readonly answer: 'conflict'; readonly size: number; readonly why: string }
  | { readonly answer: 'malformed' | 'unknown-log' | 'not-signed' | 'inconsistent'; readonly why: string }

/** Judges a request by the logs that a witness knows and what it cosigned last for each. */
export function judgeCheckpoint(
  body: Uint8Array,
  logs: readonly Verifier[],
  lastOf: (origin: string) => Remembered,
): Judgement {
  const request = parseAddCheckpoint(body)
  if (!request.ok) return { answer: 'malformed', why: request.why }
  const { old, proof } = request.value
  const bytes = Buffer.from(request.value.checkpoint)
  const claimed = claimedIn(bytes)
  if (!claimed.ok) return { answer: 'malformed', why: claimed.why }
  const known = logs.filter(({ name }) => name === claimed.value.origin)
  if (known.length === 0) return { answer: 'unknown-log', why: `no log ${claimed.value.origin} is known here` }
  const opened = firstOpened(bytes, known)
  if (!opened.ok) return { answer: 'not-signed', why: opened.why }
  const { checkpoint, note } = opened.value
  if (old > checkpoint.size) return { answer: 'malformed', why: 'the old size is larger than the new one' }
  const last = lastOf(checkpoint.origin)
  if (old !== last.size) return { answer: 'conflict', size: last.size, why: `the last size cosigned is ${last.size}` }
  if (checkpoint.size === last.size && !sameBytes(checkpoint.root, last.root))
    return { answer: 'conflict', size: last.size, why: 'another tree of this size was cosigned: a split view' }
  const consistent = continues(last, checkpoint, proof)
  return consistent.ok ? { answer: 'cosign', checkpoint, note } : { answer: 'inconsistent', why: consistent.why }
}

function claimedIn(bytes: Uint8Array): Checked<Checkpoint> {
  const note = parseNote(bytes)
  return note.ok ? parseCheckpoint(note.value.text) : note
}

/** A log may have several keys of its name while one takes over from the other; one valid signature is enough. */
function firstOpened(bytes: Uint8Array, keys: readonly Verifier[]): ReturnType<typeof openCheckpoint> {
  const outcomes = keys.map((key) => openCheckpoint(bytes, [key]))
  return outcomes.find(({ ok }) => ok) ?? outcomes[0] ?? failed('no key of this log is known')
}

function continues(last: Remembered, next: Remembered, proof: readonly Hash[]): Checked<true> {
  if (last.size > 0)
    return verifyConsistency({ older: last.size, size: next.size, olderRoot: last.root, root: next.root, proof })
  if (proof.length > 0) return failed('the empty tree is continued by every other: there is nothing to prove')
  return next.size > 0 || sameBytes(next.root, emptyRoot) ? passed(true) : failed('not the root of the empty tree')
}

/** A line to put under a checkpoint, and when its witness saw it (seconds since 1970). */
export interface WitnessLine {
  readonly line: string
  readonly time: number
}

/** The line of this witness in its answer, if it is a valid cosignature of the checkpoint. Other keys' lines are ignored. */
export function witnessLine(answer: string, checkpoint: string, witness: Verifier): Checked<WitnessLine> {
  const note = parseNote(Buffer.from(checkpoint))
  if (!note.ok) return note
  const lines = answer.split('\n').flatMap((line) => parseLine(line) ?? [])
  const own = lines.find(({ name, id }) => name === witness.name && id === witness.id)
  if (!own) return failed(`the answer holds no line of ${witness.name}`)
  const cosigned = cosignaturesOf(withSignatures({ ...note.value, signatures: [] }, [own]), [witness])
  if (!cosigned.ok) return cosigned
  return passed({ line: formatLine(own), time: cosigned.value[0]?.time ?? 0 })
}

/** When the witness of a line saw the checkpoint: seconds since 1970; null for what is no line of a witness. */
export function witnessTime(line: string): number | null {
  const signature = parseLine(line.trimEnd())?.signature
  return signature && signature.length > 8 ? Number(Buffer.from(signature.subarray(0, 8)).readBigUInt64BE()) : null
}
