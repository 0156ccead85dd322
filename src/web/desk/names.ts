import type { Engine } from '../../engine/engine.ts'
import { type Day, dayOf } from '../../kernel/calendar.ts'
import { inLanguage, type Language } from '../../kernel/text.ts'

/** What units and posts are called, in one language, on the business day of the page. */
export interface Names {
  readonly unit: (id: string) => string
  /** The post alone. Example: '受理员'. */
  readonly post: (id: string) => string
  /** Unit and post. Example: '热线中心 受理员'. */
  readonly seat: (id: string) => string
}

/** The business day. */
export function businessDay(engine: Pick<Engine, 'programme' | 'clock'>): Day {
  return dayOf(engine.programme.calendar.dayAt(engine.clock.now()))
}

/** Names for one page. */
export function namesIn(engine: Engine, lang: Language): Names {
  const org = engine.org()
  const today = businessDay(engine)
  const unit = (id: string) => inLanguage(org.nameOf(id, today), lang)
  const post = (id: string) => inLanguage(org.post(id)?.title ?? [id, id], lang)
  return {
    unit,
    post,
    seat: (id) => {
      const of = org.post(id)?.unit
      return of === undefined ? post(id) : `${unit(of)} ${post(id)}`
    },
  }
}
