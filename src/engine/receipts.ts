import type { Procedure } from '../kernel/bind.ts'
import type { Case } from '../kernel/case.ts'
import { inclusionProof, inclusionTiles } from '../kernel/log/proof.ts'
import { formatReceipt } from '../kernel/log/receipt.ts'
import { type Viewing, viewEvents } from '../kernel/view.ts'
import { disclosuresOf, headUnder, type LogHead, latestCheckpoint, leafIndex } from '../store/log.ts'
import { eventsOf, type Queryable } from '../store/read.ts'
import { tileReader } from './tiles.ts'
import type { Witnesses } from './witnesses.ts'

/** The head that was read last from each database: its edge is some kilobytes, and the same until the log grows. */
const lastHeads = new WeakMap<Queryable, LogHead>()

/**
 * Proof that an entry is in the log, under the checkpoint of that size, else under the newest; null while none covers it.
 * `disclosures` are the holder's own: they open concealed fields of the entry to whoever he shows the receipt.
 */
export async function receiptText(
  db: Queryable,
  index: number,
  disclosures: readonly string[],
  size: number | null = null,
): Promise<string | null> {
  const found = await headUnder(db, size, lastHeads.get(db) ?? null)
  if (found) lastHeads.set(db, found.head)
  if (!found || index >= found.checkpoint.size) return null
  const { head, checkpoint } = found
  const read = await tileReader(db, head, inclusionTiles(index, checkpoint.size))
  return formatReceipt({
    index,
    proof: inclusionProof(index, checkpoint.size, read),
    checkpoint: checkpoint.note,
    disclosures,
  })
}

/** The witnessed size under which an entry is proved; null where none covers it, and the newest checkpoint must do. */
export function witnessedSizeFor(witnesses: Pick<Witnesses, 'witnessedSize'>, index: number): number | null {
  const size = witnesses.witnessedSize()
  return size !== null && index < size ? size : null
}

/** The index of an event's entry once a signed checkpoint covers it; null before. */
export async function sealedIndex(db: Queryable, region: string, caseId: string, seq: number): Promise<number | null> {
  const [index, checkpoint] = await Promise.all([leafIndex(db, region, caseId, seq), latestCheckpoint(db)])
  return index !== null && checkpoint && index < checkpoint.size ? index : null
}

/**
 * The disclosures of an event that open what this viewer may read of it, and nothing else: whoever shows his receipt to a
 * newspaper shows with it what he chooses of his own words, bound to the entry by its `_sd`.
 */
export async function readableDisclosures(
  db: Queryable,
  p: Procedure,
  c: Case,
  seq: number,
  viewing: Viewing,
): Promise<readonly string[]> {
  const events = (await eventsOf(db, c.region, c.id)).filter((event) => event.seq === seq)
  const [seen] = viewEvents(p, c, events, viewing) ?? []
  const kept = await disclosuresOf(db, c.region, c.id, seq)
  return Object.entries(kept).flatMap(([name, text]) => (seen && name in seen.input ? [text] : []))
}
