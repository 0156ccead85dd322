import type { Procedure } from '../kernel/bind.ts'
import type { Transition } from '../kernel/procedure.ts'

/** Whom a state of a procedure waits for: the moves that it calls for, by state. Names of moves, the most onward first. */
export type Calls = ReadonlyMap<string, readonly string[]>

const isHuman = (t: Transition) => t.by.some((party) => party !== 'clock' && party !== 'system')

interface Edge {
  readonly name: string
  readonly t: Transition
  readonly from: string
  readonly to: string
}

function edgesOf(p: Procedure): readonly Edge[] {
  return p.transitions.flatMap(([name, t]) =>
    t.from === 'new' ? [] : t.from.map((from): Edge => ({ name, t, from, to: t.to === 'same' ? from : t.to })),
  )
}

/** What the conditions of a move speak of: nothing, the case alone, the form alone, or both (a right with a deadline, no duty). */
function conditionsOf(p: Procedure, t: Transition): 'none' | 'case' | 'form' | 'both' {
  const reads = new Set((t.when ?? []).map((name) => p.guards[name]?.readsForm === true))
  if (reads.size === 2) return 'both'
  return reads.has(true) ? 'form' : reads.has(false) ? 'case' : 'none'
}

/** Moves from each state to a confirmed end at least; where a procedure knows none, to any end. */
function distancesOf(p: Procedure, edges: readonly Edge[]): ReadonlyMap<string, number> {
  const states = Object.entries(p.declaration.states)
  const ends = states.filter(([, state]) => state.final === true)
  const confirmed = ends.filter(([, state]) => state.means === 'verified')
  const distances = new Map((confirmed.length > 0 ? confirmed : ends).map(([name]) => [name, 0]))
  for (let round = 1; round <= states.length; round += 1) {
    for (const { from, to } of edges) {
      const there = distances.get(to)
      if (there === round - 1 && !distances.has(from)) distances.set(from, round)
    }
  }
  return distances
}

/**
 * The moves that a state calls for, so that a case in it waits for whoever can make one of them:
 * - a move by a person that leads nearer to a confirmed end;
 * - a move under a condition on the case alone, because the condition says that it is time for it (an answer to a request);
 * - where only the clock or the system leads on, whatever persons can do without a condition;
 * - for the unit that is called by these, everything it can do there (a liaison officer reports progress).
 * Dropping a matter is possible at many states and called for by none.
 */
export function callsOf(p: Procedure): Calls {
  const before = known.get(p)
  if (before) return before
  const edges = edgesOf(p)
  const distances = distancesOf(p, edges)
  const far = (state: string) => distances.get(state) ?? Number.POSITIVE_INFINITY
  const { states, parties } = p.declaration
  const unitOf = (party: string) => {
    const is = parties[party]?.is
    return is !== undefined && 'post' in is ? is.unit : undefined
  }

  const called = (state: string): readonly string[] => {
    const moves = edges.filter((edge) => edge.from === state && isHuman(edge.t))
    const useful = moves.filter((edge) => states[edge.to]?.means !== 'dropped')
    const onward = useful.filter((edge) => far(edge.to) < far(state))
    const alone = onward.length > 0 ? [] : useful.filter(({ t, to }) => to !== state && conditionsOf(p, t) === 'none')
    const timely = useful.filter(({ t }) => conditionsOf(p, t) === 'case')
    const units = new Set([...onward, ...alone].flatMap(({ t }) => t.by.flatMap((party) => unitOf(party) ?? [])))
    const ofUnit = moves.filter(
      ({ t }) => conditionsOf(p, t) !== 'both' && t.by.some((party) => units.has(unitOf(party) ?? '')),
    )
    return [...new Set([...onward, ...alone, ...timely, ...ofUnit].map(({ name }) => name))]
  }

  const found = new Map(Object.keys(states).map((state) => [state, called(state)] as const))
  known.set(p, found)
  return found
}

const known = new WeakMap<Procedure, Calls>()
