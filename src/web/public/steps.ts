import type { Procedure } from '../../kernel/bind.ts'
import type { EventView } from '../../kernel/view.ts'
import type { Step } from '../parts/timeline.tsx'
import { stateName } from './case-line.ts'
import type { Visit } from './visit.ts'

/** Steps drawn on one line; older ones are left to the timeline. */
const mostSteps = 11

/** States on the shortest way from `from` to one in which somebody unrelated has confirmed the matter, without `from`. */
export function wayAhead(p: Procedure, from: string): readonly string[] {
  const isGoal = (state: string) => p.declaration.states[state]?.means === 'verified'
  const before = new Map<string, string | null>([[from, null]])
  const queue = [from]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (isGoal(at) && at !== from) {
      const way: string[] = []
      for (let state: string | null = at; state !== null && state !== from; state = before.get(state) ?? null)
        way.unshift(state)
      return way
    }
    for (const [, t] of p.transitions) {
      if (t.to === 'same' || t.from === 'new' || !t.from.includes(at) || before.has(t.to)) continue
      if (t.by.includes('clock')) continue
      before.set(t.to, at)
      queue.push(t.to)
    }
  }
  return []
}

function isSentBack(p: Procedure, transition: string): boolean {
  const again = p.declaration.shows.again ?? []
  return p.declaration.transitions[transition]?.counts?.some((field) => again.includes(field)) === true
}

/** The case as a line of stations: where it has been, where it is, what lies between it and being done. */
export function stepsOf(visit: Visit, p: Procedure, events: readonly EventView[]): readonly Step[] {
  const { format, lang } = visit
  const moves = events.filter((event) => event.to !== event.from)
  const last = moves.at(-1)
  const ended = last !== undefined && p.declaration.states[last.to]?.final === true
  const been = moves.map((event): Step => {
    const state = event === last && !ended ? 'now' : isSentBack(p, event.transition) ? 'again' : 'done'
    return { title: stateName(p, event.to, lang), note: format.day(event.on), state }
  })
  const isDone = last !== undefined && p.declaration.states[last.to]?.means !== undefined && ended
  const ahead = isDone || last === undefined ? [] : wayAhead(p, last.to)
  const toCome = ahead.map((state): Step => ({ title: stateName(p, state, lang), state: 'todo' }))
  return [...been.slice(-Math.max(1, mostSteps - toCome.length)), ...toCome]
}
