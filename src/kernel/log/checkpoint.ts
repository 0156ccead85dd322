import { type Checked, failed, passed } from './checked.ts'
import { HASH_BYTES, type Hash } from './hash.ts'
import type { Signer, Verifier } from './key.ts'
import { formatNote, type Note, parseNote, type SignatureLine } from './note.ts'
import { fromBase64, fromDecimal, toBase64 } from './text.ts'

/** What a log signs: that its first `size` entries have this root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Hash
}

/** A checkpoint whose log signature has been verified, with the note that carried it. */
export interface Opened {
  readonly checkpoint: Checkpoint
  readonly note: Note
}

/** A cosignature that has been verified: this witness saw the checkpoint as the newest at this time. */
export interface Cosignature {
  readonly witness: Verifier
  /** Seconds since 1970 (POSIX). */
  readonly time: number
}

/** The text of a checkpoint: origin, size and root, a line each. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** The checkpoint that a note's text states. Refuses extension lines: this format has none (docs/FORMAT.md §3). */
export function parseCheckpoint(text: string): Checked<Checkpoint> {
  const [origin = '', size = '', root = '', last, ...more] = text.split('\n')
  const entries = fromDecimal(size)
  const hash = fromBase64(root)
  if (origin === '') return failed('the checkpoint has no origin')
  if (entries === null) return failed('the second line of the checkpoint is not a tree size')
  if (!hash || hash.length !== HASH_BYTES) return failed('the third line of the checkpoint is not a root hash')
  if (last !== '' || more.length > 0) return failed('the checkpoint does not end after three lines')
  return passed({ origin, size: entries, root: hash })
}

/** A checkpoint signed by its log, as a note. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): string {
  const { name, id } = signer.verifier
  if (name !== checkpoint.origin) throw new TypeError(`a key of ${name} cannot sign for ${checkpoint.origin}`)
  const text = checkpointText(checkpoint)
  return formatNote({ text, signatures: [{ name, id, signature: signer.signs(Buffer.from(text)) }] })
}

/** The checkpoint of a note that one of these log keys has signed. Refuses any other origin and any false signature. */
export function openCheckpoint(bytes: Uint8Array, logs: readonly Verifier[]): Checked<Opened> {
  const note = parseNote(bytes)
  if (!note.ok) return note
  const checkpoint = parseCheckpoint(note.value.text)
  if (!checkpoint.ok) return checkpoint
  const { origin } = checkpoint.value
  const log = logs.find(({ name, kind }) => kind === 'note' && name === origin)
  if (!log) return failed(`the checkpoint is of the log ${origin}, which is not the one expected`)
  const lines = linesOf(note.value, log)
  if (lines.length === 0) return failed(`the checkpoint is not signed by the key ${log.id} of ${origin}`)
  const message = Buffer.from(note.value.text)
  return lines.every(({ signature }) => log.verifies(message, signature))
    ? passed({ checkpoint: checkpoint.value, note: note.value })
    : failed(`the signature of ${origin} is false`)
}

/**
 * The cosignatures of these witnesses under a checkpoint, in the order of the witnesses. Lines of unknown keys are
 * ignored, as the note format demands; a false line of a known key makes the whole note refused.
 */
export function cosignaturesOf(note: Note, witnesses: readonly Verifier[]): Checked<readonly Cosignature[]> {
  const checkpoint = parseCheckpoint(note.text)
  if (!checkpoint.ok) return checkpoint
  const cosignatures: Cosignature[] = []
  for (const witness of witnesses) {
    for (const { signature } of linesOf(note, witness)) {
      const time = timeOf(signature)
      if (time === null) return failed(`the cosignature of ${witness.name} has no valid time`)
      const message = cosignedMessage(witness, checkpoint.value, note.text, time)
      if (!witness.verifies(message, signature.subarray(TIME_BYTES)))
        return failed(`the cosignature of ${witness.name} is false`)
      cosignatures.push({ witness, time })
    }
  }
  return passed(cosignatures)
}

/** The line by which a witness says that it has seen this checkpoint at this time (seconds since 1970). */
export function cosign(note: Note, signer: Signer, time: number): SignatureLine {
  const { name, id, kind } = signer.verifier
  const checkpoint = parseCheckpoint(note.text)
  if (kind !== 'witness' || !checkpoint.ok) throw new TypeError('only a witness cosigns, and only checkpoints')
  const signature = signer.signs(cosignedMessage(signer.verifier, checkpoint.value, note.text, time))
  return { name, id, signature: Buffer.concat([u64(time), signature]) }
}

/** Bytes of the time in front of a cosignature. */
const TIME_BYTES = 8

function linesOf(note: Note, key: Verifier): readonly SignatureLine[] {
  return note.signatures.filter(({ name, id }) => name === key.name && id === key.id)
}

function timeOf(signature: Uint8Array): number | null {
  if (signature.length <= TIME_BYTES) return null
  const time = Buffer.from(signature.subarray(0, TIME_BYTES)).readBigUInt64BE()
  return time <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(time) : null
}

/** What a cosignature signs (C2SP tlog-cosignature). */
function cosignedMessage(
  witness: Verifier,
  { origin, size, root }: Checkpoint,
  text: string,
  time: number,
): Uint8Array {
  if (witness.kind !== 'witness-mldsa') return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
  const label = Buffer.from('subtree/v1\n\0')
  return Buffer.concat([label, short(witness.name), u64(time), short(origin), u64(0), u64(size), root])
}

function short(text: string): Uint8Array {
  const bytes = Buffer.from(text)
  return Buffer.concat([Uint8Array.of(bytes.length), bytes])
}

function u64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
