import type { Entry } from './entry.ts'
import { type Hash, hex } from './hash.ts'

/** Follows the entries of every case through a log, in the order of the log. */
export interface Chains {
  /** What breaks the chain of this entry's case, or null. An entry without a case breaks nothing. */
  readonly faultOf: (entry: Entry, leaf: Hash) => string | null
}

/**
 * The per-case chains of a log read from its first entry: `seq` counts 0, 1, 2 … and `prev` is the leaf hash of the
 * case's previous entry, so that a hidden step shows inside the case. Remembers the last entry of every case.
 */
export function chains(): Chains {
  const last = new Map<string, { readonly seq: number; readonly leaf: string }>()
  return {
    faultOf(entry, leaf) {
      const { case: id, seq, prev } = entry
      if (typeof id !== 'string') return null
      const before = last.get(id)
      const expected = { seq: before ? before.seq + 1 : 0, prev: before ? before.leaf : null }
      // Whatever the entry claims, the next one must follow it: each break is told once, where it is.
      last.set(id, { seq: typeof seq === 'number' ? seq : expected.seq, leaf: hex(leaf) })
      if (seq !== expected.seq) return `case ${id}: seq ${String(seq)} where ${expected.seq} must follow`
      return prev === expected.prev ? null : `case ${id}: prev of seq ${seq} is not the hash of the entry before it`
    },
  }
}
