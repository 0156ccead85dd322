import { compile } from './compile.ts'
import { essenceOf, type Grams, gramsOf } from './similarity.ts'

/** A clause of the plan above, with the sentences by which one can tell whether somebody took it up. */
export interface AboveClause {
  /** As people cite it. Example: '二（一）2　推进改革创新'. */
  readonly name: string
  readonly sentences: readonly string[]
}

/** The plan above, prepared once for many comparisons. */
export interface Above {
  readonly clauses: readonly { readonly name: string; readonly sentences: readonly Grams[] }[]
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

/** Share of a sentence's pairs of characters that must stand in one sentence of the measures, to say that they take it up. */
const takenUp = 0.4

/** Names of documents are quoted, not copied. */
const withoutTitles = (text: string) => text.replaceAll(/《[^《》]*》/g, '')

const sentencesIn = (text: string) => text.split(/[。；！？;!?\n]+/).filter((sentence) => sentence.trim() !== '')

const targetsIn = (text: string) =>
  compile(text).commitments.flatMap((commitment) => commitment.targets.map((target) => target.printed))

const plain = (text: string) => essenceOf(text) + [...text].filter((char) => /[%‰]/.test(char)).join('')

/** Pairs of characters below which a sentence says too little to be known again. */
const fewest = 8

const isTelling = ({ total }: Grams) => total >= fewest

export function aboveOf(text: string, clauses: readonly AboveClause[]): Above {
  const essence = essenceOf(withoutTitles(text))
  const runs = new Set<string>()
  for (let at = 0; at + run <= essence.length; at++) runs.add(essence.slice(at, at + run))
  return {
    clauses: clauses.map(({ name, sentences }) => ({
      name,
      sentences: sentences.flatMap(sentencesIn).map(gramsOf).filter(isTelling),
    })),
    runs,
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

/** Share of the pairs of `sentence` that stand in `other`, 0 to 1; a sentence without pairs is taken up by nothing. */
function share(sentence: Grams, other: Grams): number {
  let common = 0
  for (const [gram, n] of sentence.counts) common += Math.min(n, other.counts.get(gram) ?? 0)
  return sentence.total === 0 ? 0 : common / sentence.total
}

/**
 * How a unit's own measures stand to the plan above: which clauses they take up, how much is copied, which numbers they set
 * themselves. Pure and never throws; it finds likeness of words, so it warns and does not judge.
 */
export function measuresAgainst(above: Above, text: string): MeasureFigures {
  const own = sentencesIn(text).map(gramsOf)
  const covered = above.clauses.filter(({ sentences }) =>
    sentences.some((sentence) => own.some((other) => share(sentence, other) >= takenUp)),
  )
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
