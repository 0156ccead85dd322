import type { Waiting } from '../../engine/moves.ts'
import { viewing } from '../../http/views.ts'
import type { PossibleMove } from '../../kernel/decide.ts'
import { titleOf } from '../../kernel/refusals.ts'
import { inLanguage } from '../../kernel/text.ts'
import type { CaseView } from '../../kernel/view.ts'
import { view } from '../../kernel/view.ts'
import { lastMovers } from '../../store/waiting.ts'
import type { ClockFace } from '../parts/clock.tsx'
import type { Status } from '../parts/status.tsx'
import { statusOf } from '../public/case-line.ts'
import { faceOf, nextClock } from '../public/clock-face.ts'
import type { Stretch } from './ruler.ts'
import { stretchOf } from './ruler.ts'
import type { Acting, Visit } from './visit.ts'

/** A case that waits for the visitor's post, as his pages show it. */
export interface Matter {
  readonly waiting: Waiting
  /** What `view` lets him see. */
  readonly seen: CaseView
  readonly due: number | null
  readonly status: Status
  readonly stretch: Stretch
  /** The clock that ends first. */
  readonly clock: { readonly title: string; readonly face: ClockFace } | null
  /** The move to make first, by its title. */
  readonly move: string
  readonly state: string
  readonly unit: string
  /** Whole working days it has waited. */
  readonly waited: number
}

function matterOf(visit: Acting, waiting: Waiting): Matter | null {
  const { engine, lang, names, actor, now } = visit
  const { calendar } = engine.programme
  const { procedure: p, case: c } = waiting
  const seen = view(p, c, viewing(engine, actor))
  if (!seen) return null
  const next = nextClock(seen.clocks)
  const face = next && faceOf(next)
  const first = waiting.next[0]?.transition ?? ''
  const move = p.declaration.transitions[first]?.title ?? [first, first]
  return {
    waiting,
    seen,
    due: c.due,
    status: statusOf(p, seen),
    stretch: stretchOf(c.due, now, calendar),
    clock: next && face ? { title: inLanguage(next.title, lang), face } : null,
    move: inLanguage(move, lang),
    state: inLanguage(p.declaration.states[c.state]?.title ?? [c.state, c.state], lang),
    unit: seen.unit === null ? '' : names.unit(seen.unit),
    waited: calendar.workingDaysBetween(calendar.dayAt(waiting.since), calendar.dayAt(now)),
  }
}

/** The moves that are open, as they are offered: what the case calls for, what else leads on, then what leaves it where it is. */
export function openMovesOf({ waiting }: Pick<Matter, 'waiting'>): readonly PossibleMove[] {
  const { next, moves, procedure: p } = waiting
  const called = new Set(next.map(({ transition }) => transition))
  const others = moves.filter(({ transition, refusal }) => refusal === null && !called.has(transition))
  const stays = ({ transition }: PossibleMove) => p.declaration.transitions[transition]?.to === 'same'
  return [...next, ...others.toSorted((a, b) => Number(stays(a)) - Number(stays(b)))]
}

/** What waits for the visitor's post, the nearest deadline first. */
export async function mattersOf(visit: Acting): Promise<readonly Matter[]> {
  return (await visit.waiting()).flatMap((waiting) => matterOf(visit, waiting) ?? [])
}

/** Who made the last move in each matter, in words: a unit, or the party for citizens, the clock and the system. */
export async function waiters(visit: Visit, matters: readonly Matter[]): Promise<ReadonlyMap<string, string>> {
  const { engine, names, lang } = visit
  const cases = matters.map(({ waiting }) => waiting.case)
  const movers = await lastMovers(engine.db, cases[0]?.region ?? engine.programme.region, cases)
  return new Map(
    matters.map(({ waiting: { case: c, procedure } }) => {
      const mover = movers.get(c.id)
      const title = inLanguage(titleOf(procedure, mover?.party ?? ''), lang)
      return [c.no, mover?.unit ? `${names.unit(mover.unit)} ${title}` : title] as const
    }),
  )
}
