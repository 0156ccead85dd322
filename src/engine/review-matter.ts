import type { Commitment, Compiled, Origin, Proposal, Sentence } from '../compiler/compile.ts'
import type { Kind } from '../compiler/kind.ts'

/** Who, with whom, by when, measured how: what a person decides about each matter of a sentence. */
export const answerFields = ['lead', 'assist', 'due', 'measure'] as const
export type AnswerField = (typeof answerFields)[number]

/** A value with where it comes from. Example: { value: '市水利局', origin: 'stated' }. */
export interface Answer {
  readonly value: string
  readonly origin: Origin
}

/** What is known about one matter; an answer that is missing is not there. */
export type Answers = Partial<Readonly<Record<AnswerField, Answer>>>

/** One thing that a sentence obliges to, as the compiler reads it. */
export interface Matter {
  /** Of the compiler's commitment; the sentence's own where it is the matter itself. */
  readonly id: string
  readonly action: string
  /** What the text says, in so many words or by what stands around it. */
  readonly answers: Answers
  /** What the compiler puts forward where the text is silent. */
  readonly proposed: Answers
  /** Whether a person took the sentence apart so. */
  readonly byHand?: true
}

/** What a person decided about a sentence, with everything he saw and settled, so that a later compiler changes nothing of it. */
export interface Decision {
  readonly did: 'confirm' | 'define' | 'principle'
  readonly kind: Kind
  readonly testable: boolean
  readonly matters: readonly { readonly action: string; readonly answers: Answers }[]
  /** Whether he took the sentence apart otherwise than the compiler. */
  readonly byHand?: true
}

const joined = (names: readonly string[]) => names.join('、')

function proposedFor(proposals: readonly Proposal[], answers: Answers): Answers {
  const open = proposals.filter(({ field }) => answers[field === 'deadline' ? 'due' : field] === undefined)
  // The first proposal for a field is the nearest one.
  return Object.fromEntries(
    open
      .toReversed()
      .map(({ field, value, origin }): [AnswerField, Answer] => [
        field === 'deadline' ? 'due' : field,
        { value, origin },
      ]),
  )
}

function matterOf({ id, action, leads, assists, units, deadline, targets, proposals }: Commitment): Matter {
  const originOf = (role: 'lead' | 'assist'): Origin => units.find((unit) => unit.role === role)?.origin ?? 'inferred'
  const answers: Answers = {
    ...(leads.length > 0 && { lead: { value: joined(leads), origin: originOf('lead') } }),
    ...(assists.length > 0 && { assist: { value: joined(assists), origin: originOf('assist') } }),
    ...(deadline && { due: { value: deadline.printed, origin: deadline.origin } }),
    ...(targets.length > 0 && {
      measure: { value: joined(targets.map(({ printed }) => printed)), origin: targets[0]?.origin ?? 'stated' },
    }),
  }
  return { id, action, answers, proposed: proposedFor(proposals, answers) }
}

const silent: ReadonlySet<Kind> = new Set(['heading', 'metadata', 'boilerplate'])

/** Whether a sentence must be decided: headings, addresses and remains of a web page need not, and may be. */
export const isAsked = ({ role, kind }: Sentence): boolean => role === 'body' && !silent.has(kind)

/**
 * The commitments of each sentence, in the order of the text. One that goes over several sentences (a heading, what is to be
 * done, a bracket with the units) stands with the first that must be decided.
 */
export function commitmentsBySentence({
  sentences,
  commitments,
}: Compiled): ReadonlyMap<Sentence, readonly Commitment[]> {
  const homeOf = ({ start, end }: Commitment) => {
    const over = sentences.filter((sentence) => sentence.start < end && sentence.end > start)
    return over.find(isAsked) ?? over[0]
  }
  const homes = Map.groupBy(commitments, homeOf)
  return new Map(sentences.map((sentence) => [sentence, homes.get(sentence) ?? []]))
}

/** The matters of a sentence. One that can be tested and belongs to no matter of another sentence is a matter itself. */
export function mattersOf(compiled: Compiled, sentence: Sentence, own: readonly Commitment[]): readonly Matter[] {
  if (own.length > 0) return own.map(matterOf)
  const isPart = compiled.commitments.some(({ start, end }) => start < sentence.end && end > sentence.start)
  return sentence.testable && !isPart ? [{ id: sentence.id, action: sentence.text, answers: {}, proposed: {} }] : []
}

/** The matters of a sentence with those that a person added to it. */
export function withAdded(matters: readonly Matter[], decision: Decision | null): readonly Matter[] {
  const added = (decision?.matters ?? []).slice(matters.length)
  return [...matters, ...added.map(({ action }, at) => ({ id: `added-${at}`, action, answers: {}, proposed: {} }))]
}

/** The answers of a matter after a person typed: what he left as the text has it keeps its origin, the rest is his. */
export function typedAnswers(matter: Matter, typed: Readonly<Record<AnswerField, string>>): Answers {
  const settled = answerFields.flatMap((field) => {
    const value = typed[field].trim()
    const before = matter.answers[field]
    if (value === '') return []
    return [[field, before?.value === value ? before : { value, origin: 'decided' as const }] as const]
  })
  return Object.fromEntries(settled)
}

/** The answers of a matter with whatever the compiler puts forward for those that are missing: accepting makes it a person's. */
export function withProposals(answers: Answers, proposed: Answers): Answers {
  const taken = answerFields.flatMap((field) => {
    const found = answers[field] ?? proposed[field]
    if (found === undefined) return []
    return [[field, answers[field] ?? { value: found.value, origin: 'decided' as const }] as const]
  })
  return Object.fromEntries(taken)
}

const sameAnswers = (a: Answers, b: Answers) =>
  answerFields.every((field) => a[field]?.value === b[field]?.value && a[field]?.origin === b[field]?.origin)

/** A matter as a person settled it. */
export type Settled = Decision['matters'][number]

/**
 * What a person decides by settling kind and matters: a confirmation where he left everything as the compiler reads it.
 * `settled` are the compiler's matters in their order, then those that he added.
 */
export function decisionOf(
  sentence: Sentence,
  matters: readonly Matter[],
  kind: Kind,
  testable: boolean,
  settled: readonly Settled[],
): Decision {
  const isSame =
    kind === sentence.kind &&
    testable === sentence.testable &&
    settled.length === matters.length &&
    matters.every((matter, at) => sameAnswers(matter.answers, settled[at]?.answers ?? {}))
  return { did: isSame ? 'confirm' : 'define', kind, testable, matters: settled }
}

/** A statement of principle: shown and linked, never scored, and nobody is charged with it. */
export const principle: Decision = { did: 'principle', kind: 'orientation', testable: false, matters: [] }
