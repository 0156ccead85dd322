import { type Checked, failed, passed } from '../log/checked.ts'
import { sha256Hex } from '../log/hash.ts'
import { parseVkey, type Signer } from '../log/key.ts'
import { formatNote, parseNote } from '../log/note.ts'
import type { Party } from './frame.ts'

/** What a party binds itself to before anybody reveals: a hash of its contribution to this frame of this draw. */
export interface Commitment {
  readonly draw: string
  /** SHA-256 of frame.json, 64 hex digits. */
  readonly frame: string
  readonly party: string
  /** `commitOf` the contribution, 64 hex digits. */
  readonly commit: string
}

const HEX = /^[0-9a-f]{64}$/

/** The hash by which a party commits to its contribution (32 random bytes, as 64 hex digits). */
export function commitOf({ draw, frame, party }: Omit<Commitment, 'commit'>, contribution: string): string {
  return sha256Hex(`luoshi-draw-contribution/1\n${draw}\n${frame}\n${party}\n${contribution}\n`)
}

/** The text of a commitment, which its party signs. */
export function commitText({ draw, frame, party, commit }: Commitment): string {
  return `luoshi-draw-commit/1\ndraw ${draw}\nframe ${frame}\nparty ${party}\ncommit ${commit}\n`
}

/** A commitment signed by its party, as a note. */
export function signCommitment(commitment: Commitment, signer: Signer): string {
  const text = commitText(commitment)
  const { name, id } = signer.verifier
  return formatNote({ text, signatures: [{ name, id, signature: signer.signs(Buffer.from(text)) }] })
}

/**
 * The hash that a party has committed to for this frame. Refuses a commitment to another draw, frame or party, and one
 * that the party's own key has not signed. A party without a key hands in the bare text: nothing shows who wrote it.
 */
export function openCommitment(
  bytes: Uint8Array,
  party: Party,
  about: Omit<Commitment, 'commit' | 'party'>,
): Checked<string> {
  const text = party.key === null ? passed(Buffer.from(bytes).toString()) : signedText(bytes, party.id, party.key)
  if (!text.ok) return text
  const commit = /\ncommit ([0-9a-f]{64})\n$/.exec(text.value)?.[1] ?? ''
  return text.value === commitText({ ...about, party: party.id, commit })
    ? passed(commit)
    : failed(`the commitment of ${party.id} is not one of this party to this frame of this draw`)
}

function signedText(bytes: Uint8Array, party: string, vkey: string): Checked<string> {
  const key = parseVkey(vkey)
  if (!key.ok) return key
  const { name, id, verifies } = key.value
  const note = parseNote(bytes)
  if (!note.ok) return failed(`the commitment of ${party}: ${note.why}`)
  const { text, signatures } = note.value
  const own = signatures.filter((line) => line.name === name && line.id === id)
  return own.length > 0 && own.every(({ signature }) => verifies(Buffer.from(text), signature))
    ? passed(text)
    : failed(`the commitment of ${party} is not signed by its key`)
}

/** True for a contribution: 32 bytes as 64 lower-case hex digits. */
export function isContribution(text: unknown): text is string {
  return typeof text === 'string' && HEX.test(text)
}
