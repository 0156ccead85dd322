import type { Json } from './canonical.ts'
import { type Checked, failed, passed } from './checked.ts'
import { type Checkpoint, type Cosignature, cosignaturesOf, openCheckpoint } from './checkpoint.ts'
import { disclosed } from './disclosure.ts'
import { type Entry, readEntry } from './entry.ts'
import { HASH_BYTES, type Hash, leafHash } from './hash.ts'
import type { Policy } from './policy.ts'
import { fromBase64, fromDecimal, fromUtf8, toBase64 } from './text.ts'
import { type Step, verifyInclusion } from './verify.ts'

/** Proof that a log holds an entry, in one file that needs no connection to be checked (C2SP tlog-proof). */
export interface Receipt {
  readonly index: number
  readonly proof: readonly Hash[]
  /** The signed checkpoint with its cosignatures, verbatim. */
  readonly checkpoint: string
  /** The holder's own disclosures. Not authenticated by the receipt: the entry's `_sd` does that. */
  readonly disclosures: readonly string[]
}

/** What a verified receipt shows. */
export interface Shown {
  readonly entry: Entry
  readonly leaf: Hash
  readonly index: number
  readonly checkpoint: Checkpoint
  /** From the leaf to the root. */
  readonly steps: readonly Step[]
  readonly cosignatures: readonly Cosignature[]
  /** Concealed fields that the holder's disclosures open. */
  readonly fields: ReadonlyMap<string, Json>
}

const HEADER = 'c2sp.org/tlog-proof@v1'

/** Bytes of the longest receipt that is read: 63 hashes and a note of 1 MB fit many times. */
const RECEIPT_BYTES_MAX = 4_000_000

/** A receipt as the text of a `.tlog-proof` file. */
export function formatReceipt({ index, proof, checkpoint, disclosures }: Receipt): string {
  const extra = disclosures.length === 0 ? [] : [`extra ${toBase64(Buffer.from(disclosures.join('~')))}`]
  return [HEADER, ...extra, `index ${index}`, ...proof.map(toBase64), '', checkpoint].join('\n')
}

/** The parts of a `.tlog-proof` file. Nothing is verified yet. */
export function parseReceipt(bytes: Uint8Array): Checked<Receipt> {
  if (bytes.length > RECEIPT_BYTES_MAX) return failed('the receipt is too long')
  const text = fromUtf8(bytes)
  if (text === null) return failed('the receipt is not UTF-8')
  const end = text.indexOf('\n\n')
  if (end < 0) return failed('the receipt has no empty line before its checkpoint')
  const [header, ...lines] = text.slice(0, end).split('\n')
  if (header !== HEADER) return failed(`the first line of the receipt is not ${HEADER}`)
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()?.slice('extra '.length) ?? '') : undefined
  if (extra === null) return failed('the extra line of the receipt is not base64')
  const index = /^index (\d+)$/.exec(lines.shift() ?? '')
  const number = fromDecimal(index?.[1] ?? '')
  if (number === null) return failed('the receipt has no valid index line')
  const proof: Hash[] = []
  for (const line of lines) {
    const hash = fromBase64(line)
    if (!hash || hash.length !== HASH_BYTES) return failed(`line "${line}" of the receipt is not a hash`)
    proof.push(hash)
  }
  const disclosures = extra ? Buffer.from(extra).toString('latin1').split('~') : []
  return passed({ index: number, proof, checkpoint: text.slice(end + 2), disclosures })
}

/**
 * Checks a receipt against the entry it is about: the log's signature, the witnesses and their quorum, the way from the
 * entry to the root, and the disclosures. `policy.logs` are the only logs believed.
 */
export function verifyReceipt(receipt: Receipt, entry: Uint8Array, policy: Policy): Checked<Shown> {
  const read = readEntry(entry)
  if (!read.ok) return failed(`the entry is not valid: ${read.why}`)
  const opened = openCheckpoint(Buffer.from(receipt.checkpoint), policy.logs)
  if (!opened.ok) return opened
  const cosignatures = cosignaturesOf(opened.value.note, policy.witnesses)
  if (!cosignatures.ok) return cosignatures
  if (!policy.isSatisfiedBy(cosignatures.value))
    return failed(`too few witnesses: ${cosignatures.value.length} cosigned, the policy wants ${policy.rule}`)
  const { checkpoint } = opened.value
  const { index, proof } = receipt
  const leaf = leafHash(entry)
  const steps = verifyInclusion({ index, size: checkpoint.size, leaf, root: checkpoint.root, proof })
  if (!steps.ok) return steps
  const fields = disclosed(read.value, receipt.disclosures)
  if (!fields.ok) return fields
  return passed({
    entry: read.value,
    leaf,
    index,
    checkpoint,
    steps: steps.value,
    cosignatures: cosignatures.value,
    fields: fields.value,
  })
}
