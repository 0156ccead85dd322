import { deadlinesIn, type FoundDeadline } from './deadline.ts'
import type { Assigned } from './duty-mark.ts'
import { partedOutside, type Stretch } from './nesting.ts'
import { segmentsIn } from './sentence.ts'
import { actorsIn, helpsLeader, namesActor } from './subject.ts'
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

/** What is found in the stretches of one sentence, each read once: splitting asks for the same words several times. */
interface Findings {
  readonly actors: (words: string) => ReturnType<typeof actorsIn>
  readonly deadlines: (words: string) => ReturnType<typeof deadlinesIn>
}

function remembered<T>(read: (words: string) => T): (words: string) => T {
  const known = new Map<string, T>()
  return (words) => {
    const found = known.get(words) ?? read(words)
    known.set(words, found)
    return found
  }
}

/** Clauses between commas outside brackets and quotation marks. */
const commaClauses = (text: string, within: Stretch) => partedOutside(text, within, ',，')

/** Parts between semicolons, joined again where a part names neither a new actor nor a further time limit. */
function bySemicolons(text: string, findings: Findings): readonly Stretch[] {
  const parts: Stretch[] = []
  let limited = false
  for (const part of segmentsIn(text, 0, text.length)) {
    const words = text.slice(part.from, part.to)
    const limits = findings.deadlines(words).length > 0
    const last = parts.at(-1)
    if (last && !findings.actors(words).some((actor) => actor.rule !== 'unit/reviewer') && !(limits && limited)) {
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
function byActors(text: string, within: Stretch, findings: Findings): readonly Stretch[] {
  const parts: Stretch[] = []
  const first = findings.actors(text.slice(within.from, within.to))[0]
  for (const clause of commaClauses(text, within)) {
    const hasActor = first !== undefined && within.from + first.at < clause.from
    const last = parts.at(-1)
    const begins =
      last !== undefined &&
      (hasActor || last.to - last.from > 12) &&
      namesActor(text.slice(clause.from, clause.to)) &&
      !helpsLeader(text.slice(last.from, last.to).replace(/[,，]$/, ''), text.slice(clause.from, clause.to))
    if (last && !begins) parts[parts.length - 1] = { from: last.from, to: clause.to }
    else parts.push(clause)
  }
  return parts
}

const atStart = /^ *(?:并|再)?(?:原则上|力争|确保)?(?:到|于|在)?$/

/** Several dated deeds in a row: each with the beginning they share. */
function byDates(text: string, within: Stretch, findings: Findings): readonly (readonly Stretch[])[] {
  const dated = commaClauses(text, within).filter((clause) => {
    const first = findings
      .deadlines(text.slice(clause.from, clause.to))
      .find((limit) => limit.rule !== 'deadline/recurring')
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
  const findings: Findings = {
    actors: remembered(actorsIn),
    deadlines: remembered((words) => deadlinesIn(words, context)),
  }
  return bySemicolons(text, findings)
    .flatMap((part) => byActors(text, part, findings))
    .flatMap((part) => byDates(text, part, findings))
    .map((stretches) => {
      const { words, back } = stitched(text, stretches)
      const deadlines = findings.deadlines(words)
      return {
        stretches,
        actors: findings.actors(words).map((actor) => ({ ...actor, at: back(actor.at) })),
        deadlines: deadlines.map((limit) => ({ ...limit, at: back(limit.at) })),
        targets: targetsIn(words)
          .filter((target) => !deadlines.some((limit) => overlap(limit, target)))
          .map((target) => ({ ...target, at: back(target.at) })),
      }
    })
}
