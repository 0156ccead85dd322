import { inclusionProof, inclusionTiles } from '../kernel/log/proof.ts'
import { formatReceipt } from '../kernel/log/receipt.ts'
import { latestCheckpoint, leafIndex, readHead } from '../store/log.ts'
import type { Queryable } from '../store/read.ts'
import { tileReader } from './tiles.ts'

/** Proof that an entry is in the log, under the newest signed checkpoint; null while none covers it. */
export async function receiptText(
  db: Queryable,
  index: number,
  disclosures: readonly string[],
): Promise<string | null> {
  const [head, checkpoint] = await Promise.all([readHead(db), latestCheckpoint(db)])
  if (!head || !checkpoint || index >= checkpoint.size) return null
  const read = await tileReader(db, head, inclusionTiles(index, checkpoint.size))
  return formatReceipt({
    index,
    proof: inclusionProof(index, checkpoint.size, read),
    checkpoint: checkpoint.note,
    disclosures,
  })
}

/** The index of an event's entry once a signed checkpoint covers it; null before. */
export async function sealedIndex(db: Queryable, region: string, caseId: string, seq: number): Promise<number | null> {
  const [index, checkpoint] = await Promise.all([leafIndex(db, region, caseId, seq), latestCheckpoint(db)])
  return index !== null && checkpoint && index < checkpoint.size ? index : null
}
