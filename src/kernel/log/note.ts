import { type Checked, failed, passed } from './checked.ts'
import { fromBase64, fromUtf8, toBase64 } from './text.ts'

/** A line under a note: who signed, and the bytes whose meaning depends on the type of that key. */
export interface SignatureLine {
  readonly name: string
  /** 8 lower-case hex digits. */
  readonly id: string
  readonly signature: Uint8Array
}

/** A text and the lines that claim to sign it (C2SP signed-note). Nothing is verified yet. */
export interface Note {
  /** Ends in a newline, which is signed too. */
  readonly text: string
  readonly signatures: readonly SignatureLine[]
}

/** Bounds of a note, those of golang.org/x/mod/sumdb/note: bytes, and signature lines. */
const NOTE_BYTES_MAX = 1_000_000
const SIGNATURES_MAX = 100

/** Characters that a key's name must not contain: Unicode spaces and plus. */
export const KEY_NAME = /^[^\s\u0085+]+$/u

/** The parts of a signed note. Refuses bytes that are not UTF-8, control characters and malformed signature lines. */
export function parseNote(bytes: Uint8Array): Checked<Note> {
  if (bytes.length > NOTE_BYTES_MAX) return failed(`a note of ${bytes.length} bytes; at most ${NOTE_BYTES_MAX}`)
  const whole = fromUtf8(bytes)
  if (whole === null) return failed('the note is not UTF-8')
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) return failed('the note contains a control character')
  const end = whole.lastIndexOf('\n\n')
  if (end < 0 || !whole.endsWith('\n')) return failed('the note has no signatures')
  const lines = whole.slice(end + 2, -1).split('\n')
  if (lines.length > SIGNATURES_MAX) return failed(`${lines.length} signature lines; at most ${SIGNATURES_MAX}`)
  const signatures: SignatureLine[] = []
  for (const [i, line] of lines.entries()) {
    const signature = parseLine(line)
    if (!signature) return failed(`signature line ${i + 1} is malformed`)
    signatures.push(signature)
  }
  return passed({ text: whole.slice(0, end + 1), signatures })
}

/** A note as text. Example: 'text\n', one line → 'text\n\n— name base64\n'. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatLine).join('')}`
}

/** The same note with further signature lines, for example those of witnesses. */
export function withSignatures(note: Note, lines: readonly SignatureLine[]): Note {
  return { text: note.text, signatures: [...note.signatures, ...lines] }
}

/** One signature line with its newline. */
export function formatLine({ name, id, signature }: SignatureLine): string {
  return `\u2014 ${name} ${toBase64(Buffer.concat([Buffer.from(id, 'hex'), signature]))}\n`
}

/** The parts of one signature line without its newline, or null. */
export function parseLine(line: string): SignatureLine | null {
  const [dash, name, encoded, ...more] = line.split(' ')
  if (dash !== '\u2014' || name === undefined || encoded === undefined || more.length > 0) return null
  const bytes = fromBase64(encoded)
  if (!KEY_NAME.test(name) || !bytes || bytes.length < 5) return null
  return { name, id: bytes.subarray(0, 4).toHex(), signature: bytes.subarray(4) }
}
