import { receiptText, witnessedSizeFor } from '../../engine/receipts.ts'
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts'
import { leafHash } from '../../kernel/log/hash.ts'
import { parseNote } from '../../kernel/log/note.ts'
import { parseReceipt } from '../../kernel/log/receipt.ts'
import { type Step, verifyInclusion } from '../../kernel/log/verify.ts'
import { readEntries } from '../../store/log.ts'
import { type LogLine, logLines } from './log-lines.ts'
import type { Visit } from './visit.ts'

/** A receipt opened for reading; everything in it was verified before it was shown. */
export interface ReceiptView {
  readonly line: LogLine
  readonly leaf: Uint8Array
  readonly size: number
  readonly origin: string
  readonly root: Uint8Array
  readonly steps: readonly Step[]
  readonly witnesses: readonly string[]
}

/** The bytes of an entry as they stand in the log; null where there is none. */
export async function entryAt({ engine }: Pick<Visit, 'engine'>, index: number): Promise<Uint8Array | null> {
  const [bytes] = await readEntries(engine.db, index, index + 1)
  return bytes ?? null
}

/** Null for an index that no signed checkpoint covers. Throws TypeError when our own proof does not hold. */
export async function receiptView(visit: Visit, index: number): Promise<ReceiptView | null> {
  const { engine } = visit
  const [text, bytes] = await Promise.all([
    receiptText(engine.db, index, [], witnessedSizeFor(engine.witnesses, index)),
    entryAt(visit, index),
  ])
  const [line] = await logLines(visit, index, index + 1)
  if (text === null || bytes === null || !line) return null
  const receipt = parseReceipt(Buffer.from(text))
  const note = receipt.ok ? parseNote(Buffer.from(receipt.value.checkpoint)) : receipt
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note
  if (!receipt.ok || !note.ok || !checkpoint.ok) throw new TypeError(`the receipt of ${index} cannot be read`)
  const { size, root, origin } = checkpoint.value
  const leaf = leafHash(bytes)
  const steps = verifyInclusion({ index, size, leaf, root, proof: receipt.value.proof })
  if (!steps.ok) throw new TypeError(`the receipt of ${index} does not hold: ${steps.why}`)
  const names = note.value.signatures.map(({ name }) => name).filter((name) => name !== origin)
  return { line, leaf, size, origin, root, steps: steps.value, witnesses: [...new Set(names)] }
}
