import pg from 'pg'
import { isDeepStrictEqual } from '../kernel/equal.ts'
import { emptyEdge, extended, frontierAt, partialTiles } from '../kernel/log/edge.ts'
import { rootOf } from '../kernel/log/frontier.ts'
import { type Hash, leafHash, sameBytes } from '../kernel/log/hash.ts'
import { type AuditedCase, auditedCases, leaves, strays } from '../store/audit.ts'
import type { Database } from '../store/cluster/database.ts'
import { readHead, readTiles } from '../store/log.ts'
import { foldedCase } from './case-write.ts'

export interface FsckReport {
  readonly cases: number
  readonly events: number
  readonly leaves: number
  /** One sentence for each difference; empty when everything agrees. Ids only, never a value. */
  readonly differences: readonly string[]
}

/** Differences listed in full; more only make the report longer. */
const mostListed = 200

function caseDifferences({ stored, row, events }: AuditedCase): readonly string[] {
  const c = stored.case
  const found: string[] = []
  if (events.length !== c.seq + 1) return [`${c.no}: ${events.length} events for sequence number ${c.seq}`]
  const folded = foldedCase(
    c,
    events.map((one) => one.event),
  )
  for (const name of Object.keys(c) as (keyof typeof c)[]) {
    if (!isDeepStrictEqual(c[name], folded[name])) found.push(`${c.no}: the row's ${name} is not what its events make`)
  }
  const last = events.at(-1)
  if (!last || !sameBytes(last.leafHash, stored.leafHash))
    found.push(`${c.no}: the row's leaf hash is not that of its last event`)
  for (const { event, entry, leafHash: hash } of events) {
    if (!sameBytes(leafHash(entry), hash)) found.push(`${c.no}: the entry of event ${event.seq} is not what was hashed`)
  }
  if (row.title === '') found.push(`${c.no}: the row has no title`)
  return found
}

async function logDifferences(
  client: pg.ClientBase,
): Promise<{ readonly size: number; readonly differences: readonly string[] }> {
  const head = await readHead(client)
  if (!head) return { size: 0, differences: [] }
  const differences: string[] = []
  let edge = emptyEdge
  let batch: Hash[] = []
  let expected = 0
  const flush = async () => {
    const grown = extended(edge, batch)
    edge = grown.edge
    batch = []
    const stored = await readTiles(
      client,
      grown.full.map(({ level, index }) => ({ level, n: index })),
    )
    grown.full.forEach((tile, i) => {
      const bytes = stored[i]
      if (!bytes || !sameBytes(bytes, tile.bytes))
        differences.push(`log: tile ${tile.level}/${tile.index} is not what its entries make`)
    })
  }
  for await (const leaf of leaves(client, head.size)) {
    if (leaf.idx !== expected) differences.push(`log: index ${expected} is missing`)
    expected = leaf.idx + 1
    if (!leaf.entry) differences.push(`log: entry ${leaf.idx} is gone`)
    else if (!sameBytes(leafHash(leaf.entry), leaf.leafHash))
      differences.push(`log: entry ${leaf.idx} is not what was hashed`)
    batch.push(leaf.leafHash)
    if (batch.length === 4096) await flush()
  }
  await flush()
  if (expected !== head.size) differences.push(`log: ${expected} entries under a head of ${head.size}`)
  if (!sameBytes(rootOf(frontierAt(edge)), head.root))
    differences.push('log: the root of the head is not that of its entries')
  if (!sameBytes(Buffer.concat(partialTiles(edge).map((tile) => tile.bytes)), head.edge))
    differences.push('log: the edge of the head is not that of its entries')
  return { size: head.size, differences }
}

/** Folds every event and compares with every row, and hashes the whole log again, in one snapshot of the database. */
export async function fsck(database: Pick<Database, 'as'>): Promise<FsckReport> {
  const client = new pg.Client(database.as('reader'))
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const differences: string[] = []
    let [cases, events] = [0, 0]
    for await (const audited of auditedCases(client)) {
      cases += 1
      events += audited.events.length
      differences.push(...caseDifferences(audited))
      if (differences.length > mostListed) break
    }
    for (const [what, n] of Object.entries(await strays(client))) if (n > 0) differences.push(`${n} ${what}`)
    const log = await logDifferences(client)
    differences.push(...log.differences)
    await client.query('commit')
    return { cases, events, leaves: log.size, differences: differences.slice(0, mostListed) }
  } finally {
    await client.end()
  }
}
