import type { Day } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import type { Org } from '../kernel/org.ts'

type PostActor = Extract<Actor, { kind: 'post' }>

/**
 * Who may have nothing to do with what somebody wrote in a case: whom it is about (《信访工作条例》第三十条). Two rules, because
 * who decides may stand above everybody, and who asks may not.
 */
export interface Impartiality {
  /** Belongs to no unit of the case, above or below it. */
  readonly isFarFrom: (c: Case, actor: PostActor) => boolean
  /** Belongs to no unit of the case, nor below one; may stand above. */
  readonly isNotIn: (c: Case, actor: PostActor) => boolean
}

/** Units that the case speaks of, and those that took them over. */
function unitsIn(c: Case, org: Org, today: Day): readonly string[] {
  const named = Object.values(c.data).flatMap((value) =>
    [value].flat().flatMap((one) => (typeof one === 'string' && org.unit(one) ? [one] : [])),
  )
  return named.flatMap((unit) => [unit, org.successorOf(unit, today)])
}

export function impartiality(org: Org, today: Day): Impartiality {
  return {
    isFarFrom: (c, actor) => !unitsIn(c, org, today).some((unit) => org.areRelated(actor.unit, unit, today)),
    isNotIn: (c, actor) => {
      const lineage = org.lineageOf(actor.unit, today)
      return !unitsIn(c, org, today).some((unit) => lineage.includes(unit))
    },
  }
}
