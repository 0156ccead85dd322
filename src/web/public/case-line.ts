import { caseBody, procedureFor } from '../../http/views.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Case } from '../../kernel/case.ts'
import { inLanguage, type Language } from '../../kernel/text.ts'
import type { CaseView } from '../../kernel/view.ts'
import type { ClockFace } from '../parts/clock.tsx'
import type { Status } from '../parts/status.tsx'
import { bilingual } from '../text/bilingual.ts'
import { capital } from '../text/sentence.ts'
import { faceOf, nextClock } from './clock-face.ts'
import type { Visit } from './visit.ts'

const texts = bilingual({ late: (state: string) => `${state}，超期` }, { late: (state) => `${state}, overdue` })

/** A case as lists of the portal show it: only what `view` lets a visitor see. */
export interface CaseLine {
  readonly seen: CaseView
  readonly procedure: Procedure
  readonly status: Status
  /** The state in words, more exact than the status. Example: '办理中，超期'. */
  readonly label: string
  /** Address in the visit's language. */
  readonly href: string
  readonly unitName: string
  /** Where its clause stands in the plan, or null for a case without one. */
  readonly clause: { readonly citation: string; readonly href: string } | null
  /** Where its clause stands in the edition in force, by slug; null for nowhere. */
  readonly place: string | null
  /** What it waits for now. */
  readonly clock: { readonly title: string; readonly face: ClockFace } | null
  /** How often it was found wanting before. */
  readonly again: number
}

/** How often a case was found wanting, by the counters its procedure declares for it. */
export function timesAgain(p: Procedure, data: CaseView['data']): number {
  return (p.declaration.shows.again ?? []).reduce((sum, field) => sum + Number(data[field] ?? 0), 0)
}

/** The status of a case in the terms of every page. What is over is not late, whatever clocks it left behind. */
export function statusOf(p: Procedure, seen: Pick<CaseView, 'state' | 'overdue' | 'data'>): Status {
  const means = p.declaration.states[seen.state]?.means
  if (means === 'dropped' || means === 'ended') return 'none'
  if (means === 'verified') return 'ok'
  if (timesAgain(p, seen.data) > 0) return 'again'
  if (seen.overdue) return 'late'
  return means === 'to-verify' ? 'wait' : 'doing'
}

/** The state's name for citizens. */
export function stateName(p: Procedure, state: string, lang: Language): string {
  const declared = p.declaration.states[state]
  return declared ? capital(inLanguage(declared.publicTitle ?? declared.title, lang)) : state
}

/** A case for a list; null when a visitor may not see it. */
export function lineOf(visit: Visit, c: Case): CaseLine | null {
  const { engine, lang, plan, href, unitName } = visit
  const seen = caseBody(engine, c, { kind: 'visitor' })
  if (seen === null) return null
  const procedure = procedureFor(engine, c)
  const status = statusOf(procedure, seen)
  const name = stateName(procedure, seen.state, lang)
  const next = nextClock(seen.clocks)
  const face = next && faceOf(next)
  const { clause } = seen
  const own = plan.under(procedure.edition)
  return {
    seen,
    procedure,
    status,
    label: seen.overdue && !seen.final ? texts[lang].late(name) : name,
    href: href(`/cases/${seen.no}`),
    unitName: unitName(seen.unit),
    clause: clause === null ? null : { citation: own.cite(clause, lang), href: href(own.pathOf(clause)) },
    place: clause === null ? null : engine.editions.nowAt(clause, procedure.edition),
    clock: next && face ? { title: capital(inLanguage(next.title, lang)), face } : null,
    again: timesAgain(procedure, seen.data),
  }
}

export function linesOf(visit: Visit, cases: readonly Case[]): readonly CaseLine[] {
  return cases.flatMap((c) => lineOf(visit, c) ?? [])
}
