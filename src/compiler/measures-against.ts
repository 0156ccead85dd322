import { compile } from './compile.ts'
import type { Span } from './compiled.ts'
import { copiedPassages, copiedShare, copyRuns, runsIn } from './copied.ts'
import { essenceOf } from './similarity.ts'

/** A clause of the plan above, with the sentences by which one can tell whether somebody took it up. */
export interface AboveClause {
  /** As people cite it. Example: '二（一）2　推进改革创新'. */
  readonly name: string
  readonly sentences: readonly string[]
}

/** The plan above, prepared once for many comparisons. */
export interface Above {
  /** Each clause with the phrases of its sentences that stand in no other clause. */
  readonly clauses: readonly { readonly name: string; readonly phrases: ReadonlySet<string> }[]
  /** By which copies are found. */
  readonly runs: ReadonlySet<string>
  /** Targets that the plan itself sets, width and blanks apart. */
  readonly targets: ReadonlySet<string>
}

/** What a unit's own measures make of the plan above. Shares are whole percents, rounded down. */
export interface MeasureFigures {
  readonly clauses: number
  readonly covered: number
  readonly copied: number
  readonly targets: number
  readonly coveredClauses: readonly string[]
  readonly ownTargets: readonly string[]
}

/** Characters of a phrase by which one clause is known among the others: as long as most terms (一网通办). */
const phrase = 4

/** So many phrases of one clause in one sentence say that it is taken up: five characters in a row, or four at two places. */
const phrasesNeeded = 2

const sentencesIn = (text: string): readonly Span[] =>
  [...text.matchAll(/[^。；！？;!?\n]+/g)].flatMap(({ index, 0: words }) =>
    words.trim() === '' ? [] : [{ start: index, end: index + words.length }],
  )

const targetsIn = (text: string) =>
  compile(text).commitments.flatMap((commitment) => commitment.targets.map((target) => target.printed))

const plain = (text: string) => essenceOf(text) + [...text].filter((char) => /[%‰]/.test(char)).join('')

/** The phrases of each clause that stand in no other one. */
function ownPhrases(clauses: readonly AboveClause[]): Above['clauses'] {
  const phrases = clauses.map(
    ({ sentences }) => new Set(sentences.flatMap((one) => [...runsIn(essenceOf(one), phrase)])),
  )
  const uses = new Map<string, number>()
  for (const one of phrases) for (const words of one) uses.set(words, (uses.get(words) ?? 0) + 1)
  return clauses.map(({ name }, i) => ({
    name,
    phrases: new Set([...(phrases[i] ?? [])].filter((words) => uses.get(words) === 1)),
  }))
}

/** Prepares a plan, given with its clauses. */
export function aboveOf(text: string, clauses: readonly AboveClause[]): Above {
  return {
    clauses: ownPhrases(clauses),
    runs: copyRuns(text),
    targets: new Set(targetsIn(text).map(plain)),
  }
}

/** Whether a sentence of the measures, given by its phrases, speaks of this clause. */
function takesUp(sentence: ReadonlySet<string>, clause: Above['clauses'][number]): boolean {
  let found = 0
  for (const words of sentence) if (clause.phrases.has(words) && ++found >= phrasesNeeded) return true
  return false
}

/** For each clause of the plan the sentences of a text that take it up. */
function takenUp({ clauses }: Above, text: string): readonly (readonly Span[])[] {
  const own = sentencesIn(text).map((span) => ({
    span,
    phrases: runsIn(essenceOf(text.slice(span.start, span.end)), phrase),
  }))
  return clauses.map((clause) => own.filter(({ phrases }) => takesUp(phrases, clause)).map(({ span }) => span))
}

/**
 * How a unit's own measures stand to the plan above: which clauses they take up, how much is copied, which numbers they set
 * themselves. Pure and never throws; it finds likeness of words, so it warns and does not judge.
 */
export function measuresAgainst(above: Above, text: string): MeasureFigures {
  const taken = takenUp(above, text)
  const covered = above.clauses.filter((_, at) => (taken[at]?.length ?? 0) > 0)
  const ownTargets = [...new Set(targetsIn(text).filter((printed) => !above.targets.has(plain(printed))))]
  return {
    clauses: above.clauses.length,
    covered: covered.length,
    copied: copiedShare(above.runs, text),
    targets: ownTargets.length,
    coveredClauses: covered.map(({ name }) => name),
    ownTargets,
  }
}

/** What some sentences set: numbers to be met and limits, as they are printed, each once. */
export interface Settings {
  readonly targets: readonly string[]
  readonly limits: readonly string[]
}

/** What a text sets, sentence by sentence. */
type SettingsIn = (span: Span) => Settings

/** Reads the numbers and limits of a text once, and answers for its parts. Days without a year lie in `year`. */
export function settingsOf(text: string, year?: number): SettingsIn {
  const { commitments } = compile(text, year === undefined ? {} : { year })
  const limits = commitments.flatMap(({ deadline }) => (deadline === null ? [] : [deadline]))
  const targets = commitments.flatMap((commitment) => commitment.targets)
  return (span) => {
    const within = (all: readonly (Span & { readonly printed: string })[]) => [
      ...new Set(all.flatMap(({ start, printed }) => (start >= span.start && start < span.end ? [printed] : []))),
    ]
    return { targets: within(targets), limits: within(limits) }
  }
}

/** A sentence of the measures with what it sets itself. */
export interface OwnSentence extends Span, Settings {}

/** A unit's measures laid beside the plan. */
export interface Beside {
  /** What is copied from the plan, in the order of the text. */
  readonly copied: readonly Span[]
  /** For each clause of the plan, in its order, the sentences that take it up. */
  readonly taken: readonly (readonly OwnSentence[])[]
  /** Sentences that set a number or a limit and take up no clause: the unit's own. */
  readonly apart: readonly OwnSentence[]
}

/** The measures beside the plan, sentence by sentence. Like `measuresAgainst`, it finds likeness of words. */
export function measuresBeside(above: Above, text: string, year?: number): Beside {
  const settings = settingsOf(text, year)
  const withSettings = (span: Span): OwnSentence => ({ ...span, ...settings(span) })
  const taken = takenUp(above, text)
  const known = new Set(taken.flatMap((spans) => spans.map(({ start }) => start)))
  const others = sentencesIn(text).filter(({ start }) => !known.has(start))
  return {
    copied: copiedPassages(above.runs, text),
    taken: taken.map((spans) => spans.map(withSettings)),
    apart: others.map(withSettings).filter(({ targets, limits }) => targets.length + limits.length > 0),
  }
}
