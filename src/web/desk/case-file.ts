import { movesIn } from '../../engine/moves.ts'
import { regionOf } from '../../engine/order.ts'
import { procedureFor, storeViewer, viewing } from '../../http/views.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { WorkingCalendar } from '../../kernel/calendar.ts'
import type { Case } from '../../kernel/case.ts'
import type { ClockRun, ResolvedLimit } from '../../kernel/clock.ts'
import { lastDayOf } from '../../kernel/clock.ts'
import type { PossibleMove } from '../../kernel/decide.ts'
import { inLanguage } from '../../kernel/text.ts'
import { type CaseView, view, viewEvents } from '../../kernel/view.ts'
import { erasedFields } from '../../store/erasure.ts'
import { listCases } from '../../store/list.ts'
import { leafIndexes } from '../../store/log.ts'
import { casesByNo, eventsOf } from '../../store/read.ts'
import { type CaseFile, drawsOf, roundsOf } from '../public/case-data.ts'
import { type CaseLine, stateName, statusOf, timesAgain } from '../public/case-line.ts'
import { faceOf, nextClock } from '../public/clock-face.ts'
import { type Explained, explain } from '../public/deadline.tsx'
import type { Acting } from './visit.ts'

/** A case as the desk shows it: what the portal shows, with the eyes of the visitor's post, and what he may do. */
export interface DeskCase extends CaseFile {
  readonly case: Case
  readonly procedure: Procedure
  readonly moves: readonly PossibleMove[]
}

/** Cases that one case opened, listed at most. */
const childrenMost = 100

/** A case by its number, whoever may see it; null for what is no number of ours. */
export async function storedCase({ engine }: Pick<Acting, 'engine'>, no: string): Promise<Case | null> {
  const region = regionOf(no, engine.programme.region)
  const [stored] = region === null ? [] : await casesByNo(engine.db, region, [no])
  return stored?.case ?? null
}

/** A case as a line of a list, as far as the visitor's post may see it; null when it may not. */
export function lineFor(visit: Acting, c: Case): CaseLine | null {
  const { engine, lang, actor, names, portal } = visit
  const p = procedureFor(engine, c)
  const seen: CaseView | null = view(p, c, viewing(engine, actor))
  if (!seen) return null
  const next = nextClock(seen.clocks)
  const face = next && faceOf(next)
  const { clause } = seen
  const plan = portal.plan.under(p.edition)
  return {
    seen,
    procedure: p,
    status: statusOf(p, seen),
    label: stateName(p, seen.state, lang),
    href: visit.href(`/desk/cases/${seen.no}`),
    unitName: seen.unit === null ? '' : names.unit(seen.unit),
    clause: clause === null ? null : { citation: plan.cite(clause, lang), href: portal.href(plan.pathOf(clause)) },
    place: clause === null ? null : engine.editions.nowAt(clause, p.edition),
    clock: next && face ? { title: inLanguage(next.title, lang), face } : null,
    again: timesAgain(p, seen.data),
  }
}

/** The limit of a running clock that is left for its present stretch; null when what was used before has overdrawn it. */
function stretchOf(run: ClockRun, calendar: WorkingCalendar): ResolvedLimit | null {
  if (run.unit === 'until') return run.due === null ? null : { until: lastDayOf(run.due, calendar) }
  const left = run.total - run.used
  if (left <= 0) return null
  switch (run.unit) {
    case 'wd':
      return { value: left, unit: 'wd' }
    case 'wh':
      return { value: Math.max(1, Math.ceil(left / 60)), unit: 'wh' }
    case 'd':
    case 'mo':
      return { value: left, unit: 'd' }
    default: {
      const never: never = run.unit
      throw new TypeError(String(never))
    }
  }
}

function explained(run: ClockRun | undefined, calendar: WorkingCalendar): Explained | null {
  const limit = run === undefined ? null : stretchOf(run, calendar)
  return limit === null || run === undefined || run.since === null ? null : explain(limit, run.since, calendar)
}

async function childrenOf(visit: Acting, c: Case): Promise<readonly CaseLine[]> {
  const { engine, actor, now } = visit
  const { cases } = await listCases(engine.db, {
    region: c.region,
    viewer: storeViewer(engine, actor),
    filter: { parent: c.no },
    sort: 'opened',
    now,
    limit: childrenMost,
    after: null,
  })
  return cases.flatMap((stored) => lineFor(visit, stored.case) ?? [])
}

/** Everything that the page of a case shows; null when it does not exist for this post. */
export async function deskCase(visit: Acting, no: string): Promise<DeskCase | null> {
  const { engine, actor, portal } = visit
  const c = await storedCase(visit, no)
  const line = c && lineFor(visit, c)
  if (!c || !line) return null
  const { procedure: p, seen } = line
  const [stored, indexes, parent, children, [moved], erased] = await Promise.all([
    eventsOf(engine.db, c.region, c.id),
    leafIndexes(engine.db, c.region, c.id),
    c.parent === null ? null : storedCase(visit, c.parent),
    childrenOf(visit, c),
    movesIn(engine, [c], actor),
    erasedFields(engine.db, c.region, c.id),
  ])
  const events = viewEvents(p, c, stored, viewing(engine, actor)) ?? []
  const { calendar } = engine.programme
  return {
    case: c,
    procedure: p,
    moves: moved?.moves ?? [],
    line,
    events,
    indexes: new Map([...indexes].filter(([, index]) => index < portal.log.size)),
    rounds: roundsOf(p, events),
    draws: await drawsOf(portal, c.no, events),
    deadlines: seen.clocks
      .filter((clock) => clock.runs)
      .map((clock) => ({ clock, explained: explained(c.clocks[clock.name], calendar) })),
    parent: parent && lineFor(visit, parent),
    children,
    canJoin: false,
    erased: { fields: erased, sees: ['public', 'parties', 'staff'] },
  }
}
