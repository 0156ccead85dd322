import type { Procedure } from '../kernel/bind.ts'
import type { Actor } from '../kernel/case.ts'
import { lastDayOf } from '../kernel/clock.ts'
import type { Bilingual } from '../kernel/text.ts'
import { type CaseView, view } from '../kernel/view.ts'
import { casesByIds, type Notice } from '../store/notices.ts'
import { type Judging, procedureOf } from './moves.ts'

/** A notice with what its reader may see of the case. */
export interface ReadNotice {
  readonly notice: Notice
  readonly no: string
  readonly procedure: Procedure
  /** Null when the case is no longer for this reader. */
  readonly seen: CaseView | null
  /** The move that it tells of; null for a reminder. */
  readonly move: Bilingual | null
  /** The state in which the case is now. */
  readonly state: Bilingual
  /** The last day on which there is still time. */
  readonly lastDay: string | null
}

/** Notices as `reader` may read them, in their order; one whose case is not in the region any more is left out. */
export async function readNotices(
  engine: Judging,
  notices: readonly Notice[],
  reader: Actor,
): Promise<readonly ReadNotice[]> {
  const { programme, db, clock } = engine
  const { calendar } = programme
  const groups = [...Map.groupBy(notices, (one) => one.region)]
  const stored = await Promise.all(
    groups.map(([region, group]) =>
      casesByIds(
        db,
        region,
        group.map((one) => one.caseId),
      ),
    ),
  )
  const cases = new Map(stored.flat().map((one) => [one.case.id, one.case]))
  const viewing = { viewer: reader, now: clock.now(), calendar, org: engine.org() }
  return notices.flatMap((notice): readonly ReadNotice[] => {
    const c = cases.get(notice.caseId)
    if (!c) return []
    const procedure = procedureOf(engine, c)
    const { states, transitions } = procedure.declaration
    return [
      {
        notice,
        no: c.no,
        procedure,
        seen: view(procedure, c, viewing),
        move: transitions[notice.transition]?.title ?? null,
        state: states[c.state]?.title ?? [c.state, c.state],
        lastDay: notice.due === null ? null : lastDayOf(notice.due, calendar),
      },
    ]
  })
}
