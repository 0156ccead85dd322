import type { Procedure } from '../../kernel/bind.ts'
import type { CaseView } from '../../kernel/view.ts'
import { type CaseLine, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import type { Visit } from './visit.ts'

export const columnKinds = ['bad', 'corrected', 'good'] as const

/** Done; not done; not done at first, then put right. */
export type ColumnKind = (typeof columnKinds)[number]

export interface ColumnEntry {
  readonly kind: ColumnKind
  readonly line: CaseLine
}

/** Public cases that are looked at, the latest opened first. */
const mostCases = 2000

/**
 * Where a public case belongs in the column; null for one under way, or that ended without anything being confirmed. Decided
 * by its own record alone, so that nobody chooses the examples. A case that is only looked at again stays where it was.
 */
export function columnKindOf({
  procedure,
  seen,
  again,
}: {
  readonly procedure: Procedure
  readonly seen: Pick<CaseView, 'state' | 'been' | 'overdue'>
  readonly again: number
}): ColumnKind | null {
  const meansOf = (state: string) => procedure.declaration.states[state]?.means
  const means = meansOf(seen.state)
  const isLookedAtAgain = means === 'to-verify' && seen.been.some((state) => meansOf(state) === 'verified')
  if (means === 'verified' || isLookedAtAgain) return again > 0 ? 'corrected' : 'good'
  if (means === 'dropped' || means === 'ended') return null
  return again > 0 || seen.overdue ? 'bad' : null
}

/** The column, what changed last first. */
export async function columnOf(visit: Visit): Promise<readonly ColumnEntry[]> {
  const cases = await publicCases(visit.engine, {}, 'opened', mostCases)
  const entries = linesOf(visit, cases).flatMap((line): readonly ColumnEntry[] => {
    const kind = columnKindOf(line)
    return kind === null ? [] : [{ kind, line }]
  })
  // A task stands for the same matter as the item that opened it: it is told once.
  const told = new Set(entries.map(({ kind, line: { seen } }) => `${kind} ${seen.no}`))
  const once = entries.filter(({ kind, line: { seen } }) => !told.has(`${kind} ${seen.parent}`))
  const key = ({ line: { seen } }: ColumnEntry) => `${seen.changedOn} ${seen.no}`
  return once.toSorted((a, b) => (key(a) < key(b) ? 1 : -1))
}
