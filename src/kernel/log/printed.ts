import { type Checked, passed } from './checked.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { parseNote } from './note.ts'

/** A checkpoint as a gazette prints it: what people compare by eye, and what a telephone reads. */
export interface PrintedCheckpoint extends Checkpoint {
  /** The root as hex in groups of four, for reading aloud and comparing. Example: '6ac9 0a94 …'. */
  readonly groups: readonly string[]
  /** The text of a QR code: the signed note itself, verbatim, so that scanning it is enough for `luoshi log verify --old`. */
  readonly qr: string
  /** Names of those who signed: the log, then its witnesses. */
  readonly signers: readonly string[]
}

/** Bytes of the largest QR code that a newspaper prints legibly: version 25, error correction M (ISO/IEC 18004). */
const QR_BYTES_MAX = 997

/**
 * What a weekly notice prints of a signed checkpoint: an offline witness. Where all cosignatures do not fit into the code, only
 * the first ones are kept; the log's own is always there. Refuses a note that is no checkpoint.
 */
export function printedCheckpoint(note: string): Checked<PrintedCheckpoint> {
  const parsed = parseNote(Buffer.from(note))
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  if (!parsed.ok) return parsed
  if (!checkpoint.ok) return checkpoint
  const { root } = checkpoint.value
  const [head = '', ...rest] = note.slice(0, -1).split('\n\u2014 ')
  const lines = rest.map((line) => `\u2014 ${line}\n`)
  let qr = `${head}\n`
  for (const line of lines) {
    if (Buffer.byteLength(qr + line) > QR_BYTES_MAX) break
    qr += line
  }
  const names = parsed.value.signatures.map(({ name }) => name)
  return passed({
    ...checkpoint.value,
    groups: Buffer.from(root).toString('hex').match(/.{4}/g) ?? [],
    qr,
    signers: [...new Set(names)],
  })
}
