import { clauseTree, type TreeClause, type TreeSentence } from '../compiler/clause-tree.ts'
import type { Compiled } from '../compiler/compile.ts'
import { essenceOf, gramsOf, likeness } from '../compiler/similarity.ts'
import type { ClauseSlug } from '../kernel/basis.ts'
import type { PlanReview } from '../store/plan-drafts.ts'
import { slugsOfTree } from './editions.ts'
import type { Programme } from './programme.ts'
import { type ComparedEditions, slugsOf } from './review-editions.ts'
import { saidAbout, saidOf } from './review-state.ts'

/** Where a clause or sentence of the edition in force stands in the next one, as far as the texts tell. */
export interface Landing {
  /** Null for nowhere. */
  readonly to: ClauseSlug | null
  /** Whether not a word of it changed; then nobody is asked. */
  readonly isSame: boolean
}

export type Landings = ReadonlyMap<ClauseSlug, Landing>

/** A text with its clauses. */
interface Side {
  readonly tree: readonly TreeClause[]
  readonly compiled: Compiled
}

/** The draft's clauses, named as the edition in force names its own: a citation of the one can be read in the other. */
export const draftTree = ({ letters }: Pick<Programme, 'letters'>, compiled: Compiled): readonly TreeClause[] =>
  clauseTree(compiled.text, compiled, { letters })

/** Below this likeness two sentences of clauses that belong together are two. */
const alike = 0.3

const gone: Landing = { to: null, isSame: false }

const isClause = (slug: ClauseSlug, { tree }: Side) => tree.some((clause) => clause.slug === slug)

/** Pairs sentences, each at most once: equal ones first, then the likest. */
function landed(
  before: readonly TreeSentence[],
  after: readonly TreeSentence[],
  taken: Set<ClauseSlug>,
  onlyEqual: boolean,
): readonly (readonly [ClauseSlug, Landing])[] {
  const found: (readonly [ClauseSlug, Landing])[] = []
  const left = before.filter((one) => {
    const equal = after.find(({ slug, text }) => !taken.has(slug) && essenceOf(text) === essenceOf(one.text))
    if (equal === undefined) return true
    taken.add(equal.slug)
    found.push([one.slug, { to: equal.slug, isSame: true }])
    return false
  })
  if (onlyEqual) return found
  const scores = left
    .flatMap((one) => after.map((other) => ({ one, other, score: likeness(gramsOf(one.text), gramsOf(other.text)) })))
    .filter(({ score }) => score >= alike)
    .toSorted((a, b) => b.score - a.score)
  const placed = new Set<ClauseSlug>()
  for (const { one, other } of scores) {
    if (placed.has(one.slug) || taken.has(other.slug)) continue
    placed.add(one.slug)
    taken.add(other.slug)
    found.push([one.slug, { to: other.slug, isSame: false }])
  }
  return found
}

/** Where everything of one text stands in the other: by the pairs of clauses, then equal sentences wherever they stand. */
export function landings(before: Side, after: Side, { pairs }: ComparedEditions): Landings {
  const sentencesIn = ({ tree }: Side, slugs: ReadonlySet<ClauseSlug>) =>
    tree.flatMap(({ sentences }) => sentences.filter(({ slug }) => slugs.has(slug)))
  const taken = new Set<ClauseSlug>()
  const found = new Map<ClauseSlug, Landing>()
  for (const { before: old, after: now, change } of pairs) {
    if (old === null || now === null) continue
    const [from, to] = [slugsOf(before.tree, before.compiled, old), slugsOf(after.tree, after.compiled, now)]
    const [clause, next] = [
      [...from].find((slug) => isClause(slug, before)),
      [...to].find((slug) => isClause(slug, after)),
    ]
    if (clause !== undefined && next !== undefined) found.set(clause, { to: next, isSame: change === 'same' })
    for (const one of landed(sentencesIn(before, from), sentencesIn(after, to), taken, false)) found.set(...one)
  }
  const rest = before.tree.flatMap(({ sentences }) => sentences.filter(({ slug }) => !found.has(slug)))
  for (const one of landed(
    rest,
    after.tree.flatMap(({ sentences }) => sentences),
    taken,
    true,
  ))
    found.set(...one)
  for (const { slug, title } of before.tree) {
    const same = after.tree.find((clause) => clause.slug === slug && clause.title === title)
    if (!found.has(slug) && same) found.set(slug, { to: slug, isSame: true })
  }
  return new Map(slugsOfTree(before.tree).map((slug) => [slug, found.get(slug) ?? gone]))
}

/** What a person says about where responsibilities stand: by the slug in the edition in force. */
export type SaidMapping = Readonly<Record<ClauseSlug, ClauseSlug | null>>

/** Under which subject a draft keeps it; `print` is the fingerprint of the edition in force. */
export const mappingSubject = (print: string): string => `map-${print.slice(0, 16)}`

export interface ConfirmedMapping {
  readonly said: SaidMapping
  readonly by: PlanReview | null
  /** The last thing said, '' for nothing. */
  readonly seen: string
}

export function confirmedMapping(print: string, reviews: readonly PlanReview[]): ConfirmedMapping {
  const { decided, last } = saidAbout(saidOf(reviews), mappingSubject(print))
  return { said: (decided?.decision ?? {}) as SaidMapping, by: decided, seen: last?.id ?? '' }
}

/** The whole mapping: what a person said, and for the rest what the texts tell. */
export const wholeMapping = (found: Landings, said: SaidMapping): SaidMapping =>
  Object.fromEntries([...found].map(([slug, { to }]) => [slug, Object.hasOwn(said, slug) ? (said[slug] ?? null) : to]))
