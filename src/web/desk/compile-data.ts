import type { Clause, Compiled } from '../../compiler/compile.ts'
import { compiledDraft } from '../../engine/review.ts'
import { type Progress, progressOf, type Reviewed, reviewedOf, waitsFor } from '../../engine/review-state.ts'
import { type PlanDraft, type PlanReview, planDraftById, planReviews } from '../../store/plan-drafts.ts'
import { compileTexts } from './compile-text.ts'
import type { Acting } from './visit.ts'

/** A draft with everything that was read out of it and said about it. */
export interface Dossier {
  readonly draft: PlanDraft
  readonly compiled: Compiled
  readonly reviews: readonly PlanReview[]
  readonly reviewed: readonly Reviewed[]
  readonly progress: Progress
  /** Sentences that wait for the visitor, in the order of the text. */
  readonly waiting: readonly Reviewed[]
}

export function dossierFrom(visit: Acting, draft: PlanDraft, reviews: readonly PlanReview[]): Dossier {
  const compiled = compiledDraft(visit.engine, draft)
  const reviewed = reviewedOf(compiled, reviews)
  return {
    draft,
    compiled,
    reviews,
    reviewed,
    progress: progressOf(reviewed),
    waiting: reviewed.filter((one) => waitsFor(visit.actor.person, one)),
  }
}

/** Null where there is no such draft here. */
export async function dossierOf(visit: Acting, id: string): Promise<Dossier | null> {
  const { db, programme } = visit.engine
  const draft = await planDraftById(db, programme.region, id)
  if (!draft) return null
  const reviews = await planReviews(db, programme.region, [draft.id])
  return dossierFrom(visit, draft, reviews.get(draft.id) ?? [])
}

/** The plan's own title: that of the enclosed plan, for a notice that transmits one. */
export function titleOf({ compiled: { meta } }: Pick<Dossier, 'compiled'>, { lang }: Pick<Acting, 'lang'>): string {
  return meta.enclosed[0] ?? meta.title ?? compileTexts[lang].noTitle
}

/** The numbers that lead to a clause, from the top. Example: '三、（三）'. */
export function placeOf(compiled: Compiled, id: string | null): string {
  const byId = new Map(compiled.clauses.map((clause) => [clause.id, clause]))
  const numbers: string[] = []
  for (let at = id === null ? undefined : byId.get(id); at; at = at.parent === null ? undefined : byId.get(at.parent))
    numbers.unshift(at.number ?? '')
  return numbers.join('')
}

type Cited = Pick<Reviewed, 'sentence' | 'isAsked'>

/** Whether a sentence stands in no clause and after the first one began: an appendix's remark, a closing line. */
const isAfterClauses = ({ clauses }: Compiled, { sentence }: Cited) =>
  sentence.clause === null && sentence.start > (clauses[0]?.start ?? Number.POSITIVE_INFINITY)

/** A sentence as it is cited: its clause, or the text before or after all clauses, and its place there. */
export function citeOf(
  { compiled, reviewed }: Pick<Dossier, 'compiled' | 'reviewed'>,
  one: Reviewed,
  { lang }: Pick<Acting, 'lang'>,
): string {
  const t = compileTexts[lang]
  const { sentence } = one
  const isHere = (other: Cited) =>
    other.sentence.clause === sentence.clause && isAfterClauses(compiled, other) === isAfterClauses(compiled, one)
  const own = reviewed.filter((other) => other.isAsked && isHere(other))
  const nth = own.findIndex((other) => other.sentence.start === sentence.start) + 1
  const place = placeOf(compiled, sentence.clause)
  const clause = place || (isAfterClauses(compiled, one) ? t.closing : t.opening)
  return nth === 0 ? clause : t.sentenceOf(clause, nth)
}

export const clauseOf = ({ compiled }: Dossier, { sentence }: Reviewed): Clause | undefined =>
  compiled.clauses.find(({ id }) => id === sentence.clause)

/** The sentence that the address names, else the first that waits for the visitor, else the first to be decided. */
export function chosen({ reviewed, waiting }: Dossier, subject: string | null): Reviewed | undefined {
  return (
    reviewed.find((one) => one.subject === subject) ??
    waiting[0] ??
    reviewed.find(({ isAsked }) => isAsked) ??
    reviewed[0]
  )
}

export const pathOf = ({ draft }: Pick<Dossier, 'draft'>, more = ''): string => `/desk/compile/${draft.id}${more}`

export const sentencePath = (dossier: Pick<Dossier, 'draft'>, { subject }: Reviewed): string =>
  pathOf(dossier, `?s=${subject}`)

/** Answers that the text lacks, of the matters of all sentences, and how many of them were settled since. */
export function gapsOf(reviewed: readonly Reviewed[]): { readonly gaps: number; readonly filled: number } {
  const needed = ['lead', 'due', 'measure'] as const
  let [gaps, filled] = [0, 0]
  for (const { matters, decision } of reviewed) {
    matters.forEach(({ answers }, at) => {
      const missing = needed.filter((field) => answers[field] === undefined)
      gaps += missing.length
      if (decision === null) return
      const settled = decision.matters[at]?.answers
      filled += decision.testable ? missing.filter((field) => settled?.[field] !== undefined).length : missing.length
    })
  }
  return { gaps, filled }
}
