import { expect, test } from 'vitest'
import { emptyEdge, extended, frontierAt, partialTiles } from '../kernel/log/edge.ts'
import { rootOf } from '../kernel/log/frontier.ts'
import { leafHash } from '../kernel/log/hash.ts'
import { parseReceipt } from '../kernel/log/receipt.ts'
import { verifyInclusion } from '../kernel/log/verify.ts'
import type { Queryable } from '../store/read.ts'
import { receiptText } from './receipts.ts'

const leaves = Array.from({ length: 700 }, (_, i) => leafHash(Buffer.from(`entry ${i}`)))

/** A database with a log that grows; `edgesSent` counts how often it had to send the edge of its tree. */
function logDatabase() {
  let size = 0
  let edgesSent = 0
  const treeAt = (entries: number) => extended(emptyEdge, leaves.slice(0, entries))
  const query = async ({ name, values }: { name: string; values: unknown[] }) => {
    if (name === 'read-tiles')
      return { rows: treeAt(size).full.map((tile) => ({ level: tile.level, n: String(tile.index), data: tile.bytes })) }
    const { edge } = treeAt(size)
    const root = rootOf(frontierAt(edge))
    const isKnown = values[1] !== null && Buffer.compare(values[1] as Uint8Array, root) === 0
    if (!isKnown) edgesSent += 1
    const bytes = Buffer.concat(partialTiles(edge).map((tile) => tile.bytes))
    return { rows: [{ size: String(size), root, edge: isKnown ? null : bytes, at: String(size), note: 'note\n' }] }
  }
  return {
    db: { query } as unknown as Queryable,
    grow: (to: number) => {
      size = to
    },
    edgesSent: () => edgesSent,
  }
}

async function isProved(db: Queryable, index: number, size: number): Promise<boolean> {
  const receipt = parseReceipt(Buffer.from((await receiptText(db, index, [])) ?? ''))
  const leaf = leaves[index]
  const root = rootOf(frontierAt(extended(emptyEdge, leaves.slice(0, size)).edge))
  return receipt.ok && leaf !== undefined && verifyInclusion({ index, size, leaf, root, proof: receipt.value.proof }).ok
}

test('the edge of the tree is read once until the log grows, and every proof holds before and after', async () => {
  const log = logDatabase()
  log.grow(600)

  const before = [await isProved(log.db, 3, 600), await isProved(log.db, 599, 600), await isProved(log.db, 300, 600)]
  log.grow(700)
  const after = [await isProved(log.db, 599, 700), await isProved(log.db, 699, 700)]

  expect([...before, ...after]).toEqual([true, true, true, true, true])
  expect(log.edgesSent()).toBe(2)
})
