import type { ClauseSlug } from '../kernel/basis.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { Case } from '../kernel/case.ts'
import type { Post } from '../kernel/org.ts'
import { view } from '../kernel/view.ts'
import type { NoticeWrite } from '../store/notices.ts'
import { openCasesWithClause } from '../store/standing.ts'
import { uuidFrom } from './case-write.ts'
import type { Landings } from './edition-mapping.ts'
import type { Engine } from './engine.ts'
import { procedureOf } from './moves.ts'
import { actorAt } from './notice-rules.ts'
import { clauseOf } from './standing.ts'

type Around = Pick<Engine, 'db' | 'programme' | 'procedure' | 'editions' | 'org' | 'clock'>

/** A clause or sentence of the edition in force that the next one touches, and what is open that rests on it. */
export interface Affected {
  readonly slug: ClauseSlug
  readonly cases: readonly Case[]
}

/** What the next edition touches, in the order of the text: only that on which something open rests. */
export async function affectedBy(engine: Around, found: Landings): Promise<readonly Affected[]> {
  const stored = await openCasesWithClause(engine.db, engine.programme.region)
  const byPlace = Map.groupBy(stored, (one) => clauseOf(engine, one))
  return [...found].flatMap(([slug, { isSame }]) => {
    const cases = byPlace.get(slug)?.map((one) => one.case) ?? []
    return isSame || cases.length === 0 ? [] : [{ slug, cases }]
  })
}

/** Whose responsibility a case is: the heads and liaison officers of its unit, as far as they may read it. */
function ownersOf(engine: Around, c: Case): readonly Post[] {
  const { programme, clock } = engine
  const [org, now] = [engine.org(), clock.now()]
  const today = dayOf(programme.calendar.dayAt(now))
  const p = procedureOf(engine, c)
  const unit = c.data[p.declaration.shows.unit]
  if (typeof unit !== 'string') return []
  const answering = org.successorOf(unit, today)
  const posts = [...org.staffed('unitHead', today), ...org.staffed('unitLiaison', today)]
  return [...new Set(posts.filter((post) => post.unit === answering))].filter((post) => {
    const viewer = actorAt(org, post, today)
    return viewer !== null && view(p, c, { viewer, now, calendar: programme.calendar, org }) !== null
  })
}

/** What owners are told once an edition is published: one notice for each case and post. */
export function editionNotices(engine: Around, affected: readonly Affected[], edition: number): readonly NoticeWrite[] {
  const at = engine.clock.now()
  return affected
    .flatMap(({ cases }) => cases)
    .flatMap((c) =>
      ownersOf(engine, c).map(({ id }) => ({
        region: c.region,
        id: uuidFrom(`${c.id}/edition/${edition}/${id}`),
        post: id,
        caseId: c.id,
        seq: c.seq,
        kind: 'edition' as const,
        transition: '',
        at,
        due: null,
      })),
    )
}
