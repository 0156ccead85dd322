import type { Gap, Sentence } from './compiled.ts'
import type { Facts } from './facts.ts'
import { kindOfRole } from './kind.ts'
import type { PlacedSentence, Reading } from './reading.ts'
import type { Segment } from './segment.ts'
import { vagueTimeIn, vagueWordsIn } from './vague.ts'

const hasTarget = (segments: readonly Segment[]) => segments.some((segment) => segment.targets.length > 0)

function gapsOf(facts: Facts, owner: string | null, deadline: string | null): readonly Gap[] {
  if (!facts.testable) return []
  return [
    ...(owner === null ? (['noOwner'] as const) : []),
    ...(deadline === null ? (['noDeadline'] as const) : []),
    ...(hasTarget(facts.segments) ? [] : (['noTargetValue'] as const)),
  ]
}

/** The time limit in the words of the sentence; a word that only stands for one (及时) where there is no better. */
function deadlineStated(facts: Facts): string | null {
  if (!facts.testable) return null
  const { folded } = facts.sentence
  const limit = facts.segments.flatMap((segment) => segment.deadlines)[0]
  if (limit) return folded.slice(limit.at, limit.at + limit.length)
  return vagueTimeIn(folded)?.word ?? null
}

function ownerStated(facts: Facts): string | null {
  const names = facts.segments.flatMap((segment) => segment.actors.map((actor) => actor.name))
  return names.length > 0 ? [...new Set(names)].join('、') : null
}

function bodySentence(facts: Facts, id: string): Sentence {
  const { sentence, kind, kindRule, testable } = facts
  const owner = ownerStated(facts)
  const deadline = deadlineStated(facts)
  return {
    id,
    clause: sentence.clause?.clause.id ?? null,
    start: sentence.start,
    end: sentence.end,
    text: sentence.text,
    role: 'body',
    kind,
    kindRule,
    testable,
    ownerStated: owner,
    deadlineStated: deadline,
    vagueWords: vagueWordsIn(sentence.folded).map((found) => found.word),
    gaps: gapsOf(facts, owner, deadline),
  }
}

/** What is no running text: the kind comes from its place. */
function placedSentence(reading: Reading, sentence: PlacedSentence, id: string): Sentence {
  const role = reading.blocks[sentence.block]?.role ?? 'body'
  const isHeading = sentence.part === 'heading'
  const kind = isHeading ? 'heading' : kindOfRole(role, sentence.block > reading.opening)
  return {
    id,
    clause: sentence.clause?.clause.id ?? null,
    start: sentence.start,
    end: sentence.end,
    text: sentence.text,
    role,
    kind,
    kindRule: isHeading ? 'kind/heading' : 'kind/role',
    testable: role === 'addressee',
    ownerStated: null,
    deadlineStated: null,
    vagueWords: [],
    gaps: [],
  }
}

/** Every sentence with its proposed kind and with what it fails to say. Ids: clause and place (c5.s1), f1 … outside the clauses. */
export function sentencesOf(reading: Reading, facts: ReadonlyMap<PlacedSentence, Facts>): readonly Sentence[] {
  let at = 0
  let last: string | null | undefined
  let loose = 0
  return reading.sentences.map((sentence) => {
    const clause = sentence.clause?.clause.id ?? null
    at = clause !== null && clause === last ? at + 1 : 0
    last = clause
    const id = clause === null ? `f${++loose}` : `${clause}.s${at}`
    const own = facts.get(sentence)
    return own ? bodySentence(own, id) : placedSentence(reading, sentence, id)
  })
}
