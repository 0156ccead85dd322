import { chains } from './chain.ts'
import { type Edge, emptyEdge, extended, frontierAt, type WrittenTile } from './edge.ts'
import { readEntry } from './entry.ts'
import { rootOf } from './frontier.ts'
import { type Hash, leafHash } from './hash.ts'

/** What the next entries of a log come to. */
export interface Audited {
  /** One sentence for each entry that is not valid or breaks the chain of its case. */
  readonly faults: readonly string[]
  /** Tiles that became full, recomputed from the entries. */
  readonly full: readonly WrittenTile[]
}

/** A full audit in progress: every entry is read and hashed again, and all tiles and roots follow from that alone. */
export interface Audit {
  /** Takes the entries that follow those already taken. */
  readonly take: (entries: readonly Uint8Array[]) => Audited
  readonly edge: () => Edge
  /** Roots at the sizes asked for, once they are reached. */
  readonly roots: ReadonlyMap<number, Hash>
}

/**
 * Starts an audit at the first entry, which will note the roots at these sizes. Tiles are never trusted, only compared:
 * a verifier that hashes served tiles instead of entries can be deceived by forging both (CVE-2026-56865).
 */
export function startAudit(sizes: Iterable<number>): Audit {
  const wanted = new Set(sizes)
  const roots = new Map<number, Hash>()
  const chain = chains()
  let edge = emptyEdge

  function note(): void {
    if (wanted.has(edge.size)) roots.set(edge.size, rootOf(frontierAt(edge)))
  }

  function take(entries: readonly Uint8Array[]): Audited {
    const first = edge.size
    const leaves = entries.map(leafHash)
    const faults = entries.flatMap((bytes, i) => {
      const entry = readEntry(bytes)
      const fault = entry.ok ? chain.faultOf(entry.value, leaves[i] ?? leafHash(bytes)) : entry.why
      return fault === null ? [] : `entry ${first + i}: ${fault}`
    })
    const stops = [...wanted].filter((size) => size > first && size < first + leaves.length).sort((a, b) => a - b)
    const full = [...stops, first + leaves.length].flatMap((stop) => {
      const grown = extended(edge, leaves.slice(edge.size - first, stop - first))
      edge = grown.edge
      note()
      return grown.full
    })
    return { faults, full }
  }

  note()
  return { take, edge: () => edge, roots }
}
