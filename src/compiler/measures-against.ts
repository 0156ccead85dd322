import { compile } from './compile.ts'
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
  /** Every run of `run` characters of the plan. */
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

/** Characters in a row that count as copied; comparison of theses in China commonly takes 13. */
const run = 13

/** Characters of a phrase by which one clause is known among the others: as long as most terms (一网通办). */
const phrase = 4

/** So many phrases of one clause in one sentence say that it is taken up: five characters in a row, or four at two places. */
const phrasesNeeded = 2

/** Names of documents are quoted, not copied. */
const withoutTitles = (text: string) => text.replaceAll(/《[^《》]*》/g, '')

const sentencesIn = (text: string) => text.split(/[。；！？;!?\n]+/).filter((sentence) => sentence.trim() !== '')

const targetsIn = (text: string) =>
  compile(text).commitments.flatMap((commitment) => commitment.targets.map((target) => target.printed))

const plain = (text: string) => essenceOf(text) + [...text].filter((char) => /[%‰]/.test(char)).join('')

/** Every run of so many characters of a text. */
function runsIn(essence: string, length: number): ReadonlySet<string> {
  const found = new Set<string>()
  for (let at = 0; at + length <= essence.length; at++) found.add(essence.slice(at, at + length))
  return found
}

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
    runs: runsIn(essenceOf(withoutTitles(text)), run),
    targets: new Set(targetsIn(text).map(plain)),
  }
}

/** Percent of the characters of a text that lie in a run copied from the plan; width, blanks and punctuation do not count. */
function copiedShare(runs: Above['runs'], text: string): number {
  const essence = essenceOf(withoutTitles(text))
  let copied = 0
  let counted = 0
  for (let at = 0; at + run <= essence.length; at++) {
    if (!runs.has(essence.slice(at, at + run))) continue
    copied += at + run - Math.max(at, counted)
    counted = at + run
  }
  return essence.length === 0 ? 0 : Math.floor((copied * 100) / essence.length)
}

/** Whether a sentence of the measures, given by its phrases, speaks of this clause. */
function takesUp(sentence: ReadonlySet<string>, clause: Above['clauses'][number]): boolean {
  let found = 0
  for (const words of sentence) if (clause.phrases.has(words) && ++found >= phrasesNeeded) return true
  return false
}

/**
 * How a unit's own measures stand to the plan above: which clauses they take up, how much is copied, which numbers they set
 * themselves. Pure and never throws; it finds likeness of words, so it warns and does not judge.
 */
export function measuresAgainst(above: Above, text: string): MeasureFigures {
  const own = sentencesIn(text).map((sentence) => runsIn(essenceOf(sentence), phrase))
  const covered = above.clauses.filter((clause) => own.some((sentence) => takesUp(sentence, clause)))
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
