import type { CaseView } from '../../kernel/view.ts'
import type { GateState } from '../parts/gate.tsx'

/** The procedure whose cases stand on the wall. */
export const wallProcedure = 'finding-rectification'

/** Where a problem stands at the two gates, and how it ended if it has. */
export interface GateStates {
  readonly inPlace: GateState
  readonly satisfied: GateState
  /** Struck off: both gates passed, or nobody was there to ask and two signed for it. */
  readonly struckOff: boolean
}

type Pair = readonly [inPlace: GateState, satisfied: GateState]

/** What each state says of the two gates. States before a first verification depend on whether one failed before. */
const pairs: Readonly<Record<string, Pair>> = {
  rejected: ['fail', 'open'],
  reopened: ['fail', 'open'],
  judging: ['pass', 'open'],
  silent: ['pass', 'open'],
  'asked-again': ['pass', 'open'],
  unanswered: ['pass', 'open'],
  countersigning: ['pass', 'open'],
  'nobody-asked': ['pass', 'open'],
  unsatisfied: ['pass', 'fail'],
  explaining: ['pass', 'fail'],
  appealed: ['pass', 'fail'],
  explained: ['pass', 'fail'],
  unjudged: ['pass', 'unjudged'],
}

const struck: ReadonlySet<string> = new Set(['closed', 'settled'])

/** `seen` is a case of the wall's procedure as the viewer may see it. */
export function gatesOf(seen: Pick<CaseView, 'state' | 'data'>): GateStates {
  const { state, data } = seen
  if (struck.has(state) || state === 'looking-back') {
    const satisfied = data.outcome === 'satisfied' ? 'pass' : data.outcome === 'unjudged' ? 'unjudged' : 'nobody'
    return { inPlace: 'pass', satisfied, struckOff: data.outcome !== 'unjudged' }
  }
  const failedBefore = Number(data.failures ?? 0) + Number(data.recurrences ?? 0) > 0
  const [inPlace, satisfied] = pairs[state] ?? [failedBefore ? 'fail' : 'open', 'open']
  return { inPlace, satisfied, struckOff: false }
}
