import { deadlinesIn, type FoundDeadline } from './deadline.ts'
import type { Assigned } from './duty-mark.ts'
import { partedOutside, type Stretch } from './nesting.ts'
import { segmentsIn } from './sentence.ts'
import { actorsIn, namesActor } from './subject.ts'
import { type FoundTarget, targetsIn } from './target.ts'
import type { TimeContext } from './time-point.ts'

/** One duty of a sentence: the stretches of the sentence that say it, and who, when and how much. Positions in the sentence. */
export interface Segment {
  /** In order; more than one where several duties share their beginning. */
  readonly stretches: readonly Stretch[]
  readonly actors: readonly Assigned[]
  readonly deadlines: readonly FoundDeadline[]
  readonly targets: readonly FoundTarget[]
}

/** Clauses between commas outside brackets and quotation marks. */
const commaClauses = (text: string, within: Stretch) => partedOutside(text, within, ',，')

/** Parts between semicolons, joined again where a part names neither a new actor nor a further time limit. */
function bySemicolons(text: string, context: TimeContext): readonly Stretch[] {
  const parts: Stretch[] = []
  let limited = false
  for (const part of segmentsIn(text, 0, text.length)) {
    const words = text.slice(part.from, part.to)
    const limits = deadlinesIn(words, context).length > 0
    const last = parts.at(-1)
    if (last && !actorsIn(words).some((actor) => actor.rule !== 'unit/reviewer') && !(limits && limited)) {
      parts[parts.length - 1] = { from: last.from, to: part.to }
      limited ||= limits
    } else {
      parts.push(part)
      limited = limits
    }
  }
  return parts
}

/** Parts of a stretch that begin where a clause names a new actor. */
function byActors(text: string, within: Stretch): readonly Stretch[] {
  const parts: Stretch[] = []
  const first = actorsIn(text.slice(within.from, within.to))[0]
  for (const clause of commaClauses(text, within)) {
    const hasActor = first !== undefined && within.from + first.at < clause.from
    const last = parts.at(-1)
    const begins =
      last !== undefined && (hasActor || last.to - last.from > 12) && namesActor(text.slice(clause.from, clause.to))
    if (last && !begins) parts[parts.length - 1] = { from: last.from, to: clause.to }
    else parts.push(clause)
  }
  return parts
}

const atStart = /^ *(?:并|再)?(?:原则上|力争|确保)?(?:到|于|在)?$/

/** Several dated deeds in a row: each with the beginning they share. */
function byDates(text: string, within: Stretch, context: TimeContext): readonly (readonly Stretch[])[] {
  const dated = commaClauses(text, within).filter((clause) => {
    const first = deadlinesIn(text.slice(clause.from, clause.to), context).find(
      (limit) => limit.rule !== 'deadline/recurring',
    )
    return first !== undefined && atStart.test(text.slice(clause.from, clause.from + first.at))
  })
  const [first, ...rest] = dated
  if (!first || rest.length === 0) return [[within]]
  const shared: Stretch | null = first.from > within.from ? { from: within.from, to: first.from } : null
  return dated.map((clause, i) => {
    const own = { from: clause.from, to: dated[i + 1]?.from ?? within.to }
    return shared ? [shared, own] : [own]
  })
}

/** The text of some stretches in the order of the sentence, and how to find its positions again. */
function stitched(
  text: string,
  stretches: readonly Stretch[],
): { readonly words: string; readonly back: (at: number) => number } {
  const words = stretches.map((stretch) => text.slice(stretch.from, stretch.to)).join('')
  const back = (at: number) => {
    let rest = at
    for (const stretch of stretches) {
      if (rest < stretch.to - stretch.from) return stretch.from + rest
      rest -= stretch.to - stretch.from
    }
    return stretches.at(-1)?.to ?? at
  }
  return { words, back }
}

const overlap = (a: Extent, b: Extent) => a.at < b.at + b.length && b.at < a.at + a.length

interface Extent {
  readonly at: number
  readonly length: number
}

/** The duties that a sentence (folded) holds: as many as it names actors or dated deeds, at least one. */
export function segmentsOf(text: string, context: TimeContext): readonly Segment[] {
  return bySemicolons(text, context)
    .flatMap((part) => byActors(text, part))
    .flatMap((part) => byDates(text, part, context))
    .map((stretches) => {
      const { words, back } = stitched(text, stretches)
      const deadlines = deadlinesIn(words, context)
      return {
        stretches,
        actors: actorsIn(words).map((actor) => ({ ...actor, at: back(actor.at) })),
        deadlines: deadlines.map((limit) => ({ ...limit, at: back(limit.at) })),
        targets: targetsIn(words)
          .filter((target) => !deadlines.some((limit) => overlap(limit, target)))
          .map((target) => ({ ...target, at: back(target.at) })),
      }
    })
}
