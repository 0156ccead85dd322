import type { Engine } from '../engine/engine.ts'
import { viewerOf } from '../engine/viewer.ts'
import type { Procedure } from '../kernel/bind.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import { type CaseView, type Viewed, type Viewing, view } from '../kernel/view.ts'
import type { Viewer } from '../store/visible.ts'

export function viewing(engine: Engine, viewer: Actor): Viewing {
  return { viewer, now: engine.clock.now(), calendar: engine.programme.calendar, org: engine.org() }
}

/** The viewer in the terms of the store's predicate. */
export function storeViewer(engine: Engine, actor: Actor): Viewer {
  const today = dayOf(engine.programme.calendar.dayAt(engine.clock.now()))
  return viewerOf(actor, [...engine.programme.procedures.values()], engine.org(), today)
}

/** The procedure that a case was opened under. Throws TypeError for a version that was never published here. */
export function procedureFor(engine: Engine, c: Case): Procedure {
  const p = engine.procedure(c.procedure, c.version)
  if (!p) throw new TypeError(`${c.no} was opened under an unknown version`)
  return p
}

/** A case as it leaves by HTTP: what `view` lets through, and where its receipt is. */
export interface CaseBody extends CaseView {
  readonly receipt: string
}

/** Where the receipt of an event is, once a checkpoint covers it: within a second. */
export const receiptOf = (no: string, seq: number): string => `/api/v1/cases/${no}/receipts/${seq}`

export function caseBody(engine: Engine, c: Case, actor: Actor): CaseBody | null {
  const seen: Viewed<CaseView> | null = view(procedureFor(engine, c), c, viewing(engine, actor))
  return seen && { ...seen, receipt: receiptOf(c.no, c.seq) }
}
