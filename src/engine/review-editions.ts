import type { TreeClause } from '../compiler/clause-tree.ts'
import { type ClausePair, type Comparison, compareEditions, type DecidedPair } from '../compiler/compare.ts'
import { type Clause, type Compiled, compile } from '../compiler/compile.ts'
import type { PlanReview } from '../store/plan-drafts.ts'
import { saidOf } from './review-state.ts'

const known = new WeakMap<object, Compiled>()

/** The text of an edition as the compiler reads it; once for the process. */
export function compiledText(document: { readonly text: string }): Compiled {
  const compiled = known.get(document) ?? compile(document.text)
  known.set(document, compiled)
  return compiled
}

/** Which clause of the old edition became which of the new one, by where each begins; null for none. A person's word. */
export interface Mapping {
  readonly before: number | null
  readonly after: number | null
}

/** A line of the comparison, and who confirmed it. */
export interface ComparedPair extends ClausePair {
  readonly subject: string
  readonly confirmed: PlanReview | null
  /** The last thing said about the line, '' for nothing. */
  readonly seen: string
}

export interface ComparedEditions extends Omit<Comparison, 'pairs'> {
  readonly pairs: readonly ComparedPair[]
}

/** Subject of a line: of a new clause, or of an old one that was removed. `print` is the old edition's fingerprint. */
const prefixOf = (print: string) => `pair-${print.slice(0, 16)}-`

const startOf = (clauses: readonly Clause[], id: string | null) =>
  clauses.find((clause) => clause.id === id)?.start ?? null

function subjectOf(print: string, { before, after }: Mapping): string {
  return `${prefixOf(print)}${after === null ? `old-${before}` : `new-${after}`}`
}

/** The decided pairs that can stand together: clauses that still exist, each at most once. */
function standing(before: Compiled, after: Compiled, mappings: readonly Mapping[]): readonly DecidedPair[] {
  const idAt = (clauses: readonly Clause[], start: number | null) =>
    clauses.find((clause) => clause.start === start)?.id
  const used = new Set<string>()
  return mappings.flatMap((mapping) => {
    const pair = { before: idAt(before.clauses, mapping.before), after: idAt(after.clauses, mapping.after) }
    const isWhole =
      (mapping.before === null || pair.before !== undefined) && (mapping.after === null || pair.after !== undefined)
    const names = [pair.before && `old ${pair.before}`, pair.after && `new ${pair.after}`].filter(
      (name) => name !== undefined,
    )
    if (!isWhole || names.some((name) => used.has(name))) return []
    for (const name of names) used.add(name)
    return [{ before: pair.before ?? null, after: pair.after ?? null }]
  })
}

/**
 * A draft against an older edition, with the pairs that a person confirmed or corrected. `print` is the fingerprint of the older
 * text: what was said about another edition says nothing about this one.
 */
export function comparedEditions(
  before: Compiled,
  after: Compiled,
  print: string,
  reviews: readonly PlanReview[],
): ComparedEditions {
  const prefix = prefixOf(print)
  const said = saidOf(reviews)
  const decided = [...said].flatMap(([subject, { decided: row }]) => (subject.startsWith(prefix) && row ? [row] : []))
  const pairs = standing(
    before,
    after,
    decided.map(({ decision }) => decision as Mapping),
  )
  const comparison = compareEditions(before, after, pairs)
  return {
    ...comparison,
    pairs: comparison.pairs.map((pair) => {
      const mapping = { before: startOf(before.clauses, pair.before), after: startOf(after.clauses, pair.after) }
      const subject = subjectOf(print, mapping)
      const about = said.get(subject)
      const word = about?.decided?.decision as Mapping | undefined
      const isConfirmed = word !== undefined && word.before === mapping.before && word.after === mapping.after
      return {
        ...pair,
        subject,
        confirmed: isConfirmed ? (about?.decided ?? null) : null,
        seen: about?.last?.id ?? '',
      }
    }),
  }
}

/** What a person says about a line: `before` is where the old clause begins that he names, null for none. */
export function mappingOf(pair: ComparedPair, before: Compiled, after: Compiled, start: number | null): Mapping {
  const isOld = start !== null && before.clauses.some((clause) => clause.start === start)
  return {
    before: pair.after === null ? startOf(before.clauses, pair.before) : isOld ? start : null,
    after: startOf(after.clauses, pair.after),
  }
}

/** The addresses in a programme's tree of what stands in a clause itself, not below it: of the clause and of its sentences. */
export function slugsOf(tree: readonly TreeClause[], compiled: Compiled, clause: string | null): ReadonlySet<string> {
  const starts = new Set(
    compiled.sentences.filter((sentence) => clause !== null && sentence.clause === clause).map(({ start }) => start),
  )
  return new Set(
    tree.flatMap(({ slug, sentences }) => {
      const own = sentences.filter(({ start }) => starts.has(start)).map((sentence) => sentence.slug)
      return own.length > 0 ? [slug, ...own] : []
    }),
  )
}
