import type { Answer, AnswerField, Answers, Decision, Matter } from './review-matter.ts'

/** How a person takes a sentence apart otherwise than the compiler: one matter cut in two at a character, or joined to the one before it. */
export type Part =
  | { readonly do: 'cut'; readonly matter: number; readonly at: number }
  | { readonly do: 'join'; readonly matter: number }

/** Cuts and joins in one address: no sentence needs more. */
const mostParts = 20

const written = /^(?:c\d{1,2}\.\d{1,4}|j\d{1,2})$/

/** Cuts and joins as an address carries them, in their order. Anything else is none. Example: 'c0.12,j2'. */
export function partsIn(text: string): readonly Part[] {
  const words = text === '' ? [] : text.split(',')
  if (words.length > mostParts || !words.every((word) => written.test(word))) return []
  return words.map((word): Part => {
    const [matter = 0, at = 0] = word.slice(1).split('.').map(Number)
    return word.startsWith('c') ? { do: 'cut', matter, at } : { do: 'join', matter }
  })
}

export const partsText = (parts: readonly Part[]): string =>
  parts.map((part) => (part.do === 'cut' ? `c${part.matter}.${part.at}` : `j${part.matter}`)).join(',')

/** Characters that each half of a matter has at least. */
const shortest = 4

/** Where the words of a matter may be cut: behind a comma, semicolon or stop; behind 、 where nothing else parts them. */
export function cutsOf(action: string): readonly number[] {
  const behind = (marks: RegExp) =>
    [...action.matchAll(marks)]
      .map(({ index }) => index + 1)
      .filter((at) => at >= shortest && action.length - at >= shortest)
  const clauses = behind(/[，,；;。：]/g)
  return clauses.length > 0 ? clauses : behind(/、/g)
}

const trimmed = (words: string) => words.replace(/^[，,；;。：、\s]+|[，,；;。：、\s]+$/g, '')

const listOf = (answer: Answer | undefined) => answer?.value.split('、') ?? []

/** The answers of one half: what stands in its own words, and what stands in neither. */
function answersOfHalf(answers: Answers, own: string, other: string): Answers {
  const kept = (Object.entries(answers) as [AnswerField, Answer][]).flatMap(([field, answer]) => {
    const values = listOf(answer).filter((value) => own.includes(value) || !other.includes(value))
    return values.length === 0 ? [] : [[field, { ...answer, value: values.join('、') }] as const]
  })
  return Object.fromEntries(kept)
}

function cut(matter: Matter, at: number): readonly Matter[] {
  const [first, second] = [trimmed(matter.action.slice(0, at)), trimmed(matter.action.slice(at))]
  if (first.length === 0 || second.length === 0) return [matter]
  const half = (action: string, other: string, name: string): Matter => ({
    id: `${matter.id}${name}`,
    action,
    byHand: true,
    answers: answersOfHalf(matter.answers, action, other),
    proposed: matter.proposed,
  })
  return [half(first, second, 'a'), half(second, first, 'b')]
}

function joined(before: Matter, matter: Matter): Matter {
  const fields = new Set([...Object.keys(before.answers), ...Object.keys(matter.answers)]) as ReadonlySet<AnswerField>
  const answers = [...fields].flatMap((field) => {
    const [a, b] = [before.answers[field], matter.answers[field]]
    const first = a ?? b
    if (!first) return []
    const isOne = !a || !b || a.origin === b.origin
    const value = [...new Set([...listOf(a), ...listOf(b)])].join('、')
    return [[field, { value, origin: isOne ? first.origin : 'decided' }] as const]
  })
  return {
    id: `${before.id}+${matter.id}`,
    action: `${trimmed(before.action)}；${trimmed(matter.action)}`,
    byHand: true,
    answers: Object.fromEntries(answers),
    proposed: { ...matter.proposed, ...before.proposed },
  }
}

/** The matters after a person cut and joined them. What fits no matter changes nothing. */
export function takenApart(matters: readonly Matter[], parts: readonly Part[]): readonly Matter[] {
  return parts.reduce<readonly Matter[]>((now, part) => {
    const matter = now[part.matter]
    const before = now[part.matter - 1]
    if (!matter) return now
    if (part.do === 'cut') return now.toSpliced(part.matter, 1, ...cut(matter, part.at))
    return before ? now.toSpliced(part.matter - 1, 2, joined(before, matter)) : now
  }, matters)
}

/** The matters of a sentence that a person took apart: his, whatever a later compiler reads. */
export const mattersByHand = ({ matters }: Decision): readonly Matter[] =>
  matters.map(({ action, answers }, at) => ({ id: `hand-${at}`, action, byHand: true, answers, proposed: {} }))
