import type { Commitment, Gap, Sentence } from './compiled.ts'
import { kindOfRole, type Standing } from './kind.ts'
import { kindOf } from './kind-rules.ts'
import type { PlacedSentence, Reading } from './reading.ts'
import { vagueTimeIn, vagueWordsIn } from './vague.ts'

const unscored = new Set(['heading', 'boilerplate', 'metadata'])

/** Commitments by the sentence they stand in: those whose span overlaps it. Both lists are in text order. */
function commitmentsIn(sentence: PlacedSentence, commitments: readonly Commitment[]): readonly Commitment[] {
  return commitments.filter((item) => item.start < sentence.end && item.end > sentence.start)
}

function standingOf(reading: Reading, sentence: PlacedSentence, own: readonly Commitment[]): Standing {
  const item = sentence.clause
  const above = reading.clauses.find((other) => other.clause.id === item?.clause.parent)
  const introduces = item !== null && reading.clauses.some((other) => other.clause.parent === item.clause.id)
  return {
    text: sentence.folded,
    heading: item?.clause.heading ?? null,
    above: above?.clause.heading ?? null,
    introduces,
    outside: item === null,
    hasNumber: own.some((commitment) => commitment.targets.length > 0),
    hasOwner: own.some((commitment) => commitment.units.length > 0),
  }
}

function gapsOf(
  testable: boolean,
  owner: string | null,
  deadline: string | null,
  own: readonly Commitment[],
): readonly Gap[] {
  if (!testable) return []
  return [
    ...(owner === null ? (['noOwner'] as const) : []),
    ...(deadline === null ? (['noDeadline'] as const) : []),
    ...(own.some((item) => item.targets.length > 0) ? [] : (['noTargetValue'] as const)),
  ]
}

function deadlineStated(sentence: PlacedSentence, own: readonly Commitment[]): string | null {
  const stated = own.find((item) => item.deadline !== null)?.deadline
  if (stated) return stated.printed
  return vagueTimeIn(sentence.folded)?.word ?? null
}

function ownerStated(sentence: PlacedSentence, own: readonly Commitment[]): string | null {
  const names = own.flatMap((item) =>
    item.units
      .filter((unit) => unit.origin === 'stated' && unit.start >= sentence.start && unit.end <= sentence.end)
      .map((unit) => unit.name),
  )
  return names.length > 0 ? [...new Set(names)].join('、') : null
}

function bodySentence(
  reading: Reading,
  sentence: PlacedSentence,
  id: string,
  commitments: readonly Commitment[],
): Sentence {
  const own = commitmentsIn(sentence, commitments)
  const { kind, testable, rule } = kindOf(standingOf(reading, sentence, own))
  const owner = ownerStated(sentence, own)
  const deadline = unscored.has(kind) ? null : deadlineStated(sentence, own)
  return {
    id,
    clause: sentence.clause?.clause.id ?? null,
    start: sentence.start,
    end: sentence.end,
    text: sentence.text,
    role: 'body',
    kind,
    kindRule: rule,
    testable,
    ownerStated: owner,
    deadlineStated: deadline,
    vagueWords: vagueWordsIn(sentence.folded).map((found) => found.word),
    gaps: gapsOf(testable, owner, deadline, own),
  }
}

/** Every sentence with its proposed kind and with what it fails to say. */
export function sentencesOf(reading: Reading, commitments: readonly Commitment[]): readonly Sentence[] {
  let at = 0
  let last: string | null | undefined
  return reading.sentences.map((sentence, i) => {
    const clause = sentence.clause?.clause.id ?? null
    at = clause !== null && clause === last ? at + 1 : 0
    last = clause
    const id = clause === null ? `f${i}` : `${clause}.s${at}`
    const role = reading.blocks[sentence.block]?.role ?? 'body'
    if (sentence.part === 'body' && role === 'body') return bodySentence(reading, sentence, id, commitments)
    const enclosed = sentence.block > reading.opening
    const kind = sentence.part === 'heading' ? 'heading' : kindOfRole(role, enclosed)
    return {
      id,
      clause,
      start: sentence.start,
      end: sentence.end,
      text: sentence.text,
      role,
      kind,
      kindRule: sentence.part === 'heading' ? 'kind/heading' : 'kind/role',
      testable: role === 'addressee',
      ownerStated: null,
      deadlineStated: null,
      vagueWords: [],
      gaps: [],
    }
  })
}
