import type { Kind, KindRuleId, Standing } from './kind.ts'
import { kindOf } from './kind-rules.ts'
import type { PlacedSentence, Reading } from './reading.ts'
import { type Segment, segmentsOf } from './segment.ts'
import { fold } from './source.ts'
import type { TimeContext } from './time-point.ts'

/** What a sentence of running text says by itself, before anything is inferred from its surroundings. */
export interface Facts {
  readonly sentence: PlacedSentence
  readonly segments: readonly Segment[]
  readonly kind: Kind
  readonly kindRule: KindRuleId
  readonly testable: boolean
}

function standingOf(
  sentence: PlacedSentence,
  segments: readonly Segment[],
  parents: ReadonlySet<string>,
  headings: ReadonlyMap<string, string | null>,
): Standing {
  const clause = sentence.clause?.clause ?? null
  return {
    text: sentence.folded,
    heading: clause?.heading ? fold(clause.heading) : null,
    above: clause?.parent ? fold(headings.get(clause.parent) ?? '') : null,
    introduces: clause !== null && parents.has(clause.id),
    outside: clause === null,
    hasNumber: segments.some((segment) => segment.targets.length > 0),
    hasOwner: segments.some((segment) => segment.actors.length > 0),
  }
}

/** The facts of every sentence of running text, by sentence. */
export function factsOf(reading: Reading, context: TimeContext): ReadonlyMap<PlacedSentence, Facts> {
  const parents = new Set(reading.clauses.flatMap((item) => (item.clause.parent ? [item.clause.parent] : [])))
  const headings = new Map(reading.clauses.map((item) => [item.clause.id, item.clause.heading]))
  const all = new Map<PlacedSentence, Facts>()
  for (const sentence of reading.sentences) {
    if (sentence.folded.length < 2 || sentence.part !== 'body') continue
    if (reading.blocks[sentence.block]?.role !== 'body') continue
    const segments = segmentsOf(sentence.folded, context)
    const { kind, testable, rule } = kindOf(standingOf(sentence, segments, parents, headings))
    all.set(sentence, { sentence, segments, kind, kindRule: rule, testable })
  }
  return all
}
