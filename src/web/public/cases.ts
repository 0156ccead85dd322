import type { Engine } from '../../engine/engine.ts'
import { storeViewer } from '../../http/views.ts'
import type { Case } from '../../kernel/case.ts'
import { type Cursor, type ListFilter, listCases } from '../../store/list.ts'

/** Rows read from the database at once. */
const pageSize = 500

/** Public cases that fit, up to `most`, in the order asked for: nearest deadline first (open ones only), or latest first. */
export async function publicCases(
  engine: Engine,
  filter: ListFilter,
  sort: 'due' | 'opened',
  most: number,
): Promise<readonly Case[]> {
  const viewer = storeViewer(engine, { kind: 'visitor' })
  const { region } = engine.programme
  const found: Case[] = []
  let after: Cursor | null = null
  while (found.length < most) {
    const limit = Math.min(pageSize, most - found.length)
    const page: Awaited<ReturnType<typeof listCases>> = await listCases(engine.db, {
      region,
      viewer,
      filter,
      sort,
      now: engine.clock.now(),
      limit,
      after,
    })
    found.push(...page.cases.map((stored) => stored.case))
    after = page.next
    if (after === null) break
  }
  return found
}
