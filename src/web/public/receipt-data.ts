import { grounds } from '../../engine/erasure.ts'
import { receiptText, witnessedSizeFor } from '../../engine/receipts.ts'
import { isUuid } from '../../engine/uuid.ts'
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts'
import { type Entry, readEntry } from '../../kernel/log/entry.ts'
import { leafHash } from '../../kernel/log/hash.ts'
import { parseNote } from '../../kernel/log/note.ts'
import { parseReceipt } from '../../kernel/log/receipt.ts'
import { type Step, verifyInclusion } from '../../kernel/log/verify.ts'
import type { Bilingual, Json } from '../../kernel/text.ts'
import { type ErasedField, erasedFields } from '../../store/erasure.ts'
import { readEntries } from '../../store/log.ts'
import { postWords } from './field-value.tsx'
import { type Cosigner, cosignersOf } from './log-cosigners.ts'
import { bodyOf, type LogLine, logLines } from './log-lines.ts'
import type { Visit } from './visit.ts'

/** A receipt opened for reading; everything in it was verified before it was shown. */
export interface ReceiptView {
  readonly line: LogLine
  readonly leaf: Uint8Array
  readonly size: number
  readonly origin: string
  readonly root: Uint8Array
  readonly steps: readonly Step[]
  readonly witnesses: readonly Cosigner[]
  /** Concealed fields of this entry that were erased since; the entry and its proof are as before. */
  readonly erased: readonly ErasedField[]
  /** What an entry about an erasure says; null for every other. */
  readonly erasure: ErasureView | null
}

/** An erasure as its own entry tells it. */
export interface ErasureView {
  /** Entries whose fields were erased. */
  readonly indexes: readonly number[]
  /** What the fields are called where their procedure is known, else their names. */
  readonly fields: readonly string[]
  /** In words; null where the entry names none. */
  readonly ground: string | null
  /** The post that decided, in words. */
  readonly authority: string
}

/** The bytes of an entry as they stand in the log; null where there is none. */
export async function entryAt({ engine }: Pick<Visit, 'engine'>, index: number): Promise<Uint8Array | null> {
  const [bytes] = await readEntries(engine.db, index, index + 1)
  return bytes ?? null
}

const stringsIn = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

/** The procedure of an entry's case; undefined for an entry of another kind. */
async function procedureAt(visit: Visit, index: number | undefined) {
  const bytes = index === undefined ? null : await entryAt(visit, index)
  const read = bytes && readEntry(bytes)
  if (!read?.ok) return undefined
  const { procedure, version } = bodyOf(read.value)
  return visit.engine.procedure(String(procedure), String(version))
}

async function erasureIn(visit: Visit, entry: Entry): Promise<ErasureView | null> {
  if (entry.type !== 'privacy.erased') return null
  const { indexes, fields, ground, authority } = bodyOf(entry)
  const touched = stringsIn(indexes).map(Number)
  const p = await procedureAt(visit, touched[0])
  const known: Readonly<Record<string, Bilingual>> = grounds
  return {
    indexes: touched,
    fields: stringsIn(fields).map((name) => visit.say(p?.fields[name]?.title ?? [name, name])),
    ground: typeof ground === 'string' ? visit.say(known[ground] ?? [ground, ground]) : null,
    authority: postWords(visit, String(authority)),
  }
}

/** Fields of an entry of a case that were erased since. */
async function erasedIn({ engine, programme }: Visit, entry: Entry): Promise<readonly ErasedField[]> {
  const { case: id, seq } = entry
  if (typeof id !== 'string' || !isUuid(id)) return []
  return (await erasedFields(engine.db, programme.region, id)).filter((one) => one.seq === seq)
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
  const [erased, erasure] = await Promise.all([erasedIn(visit, line.entry), erasureIn(visit, line.entry)])
  const witnesses = cosignersOf(visit, note.value)
  return { line, leaf, size, origin, root, steps: steps.value, witnesses, erased, erasure }
}
