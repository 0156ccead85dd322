import type { Compiled, Finding, Sentence } from '../compiler/compile.ts'
import type { PlanReview } from '../store/plan-drafts.ts'
import { commitmentsBySentence, type Decision, isAsked, type Matter, mattersOf } from './review-matter.ts'
import { mattersByHand } from './review-parts.ts'

/** How far a subject is: nobody decided, one person did, another countersigned, or gave it back. */
export type Standing = 'open' | 'decided' | 'agreed' | 'returned'

/** What was said about one subject: where it stands, the decision that holds, and the last word. */
export interface Said {
  readonly standing: Standing
  readonly decided: PlanReview | null
  readonly last: PlanReview | null
}

/** A sentence with all a reviewer needs. */
export interface Reviewed extends Said {
  readonly sentence: Sentence
  /** By its place in the text, which never changes. Example: 's1594-1649'. */
  readonly subject: string
  /** Whether it must be decided: headings, addresses and remains of a web page need not, and may be. */
  readonly isAsked: boolean
  readonly matters: readonly Matter[]
  readonly findings: readonly Finding[]
  readonly decision: Decision | null
}

export interface Progress {
  /** Sentences that must be decided, with any others that were. */
  readonly asked: number
  readonly decided: number
  readonly agreed: number
}

const standings = { decide: 'decided', agree: 'agreed', return: 'returned' } as const

/** What holds for each subject, from everything that was said, in any order. */
export function saidOf(reviews: readonly PlanReview[]): ReadonlyMap<string, Said> {
  const byId = new Map(reviews.map((review) => [review.id, review]))
  const answered = new Set(reviews.map(({ follows }) => follows))
  return new Map(
    reviews
      .filter(({ id }) => !answered.has(id))
      .map((last) => {
        const decided = last.act === 'decide' ? last : (byId.get(last.follows ?? '') ?? null)
        return [last.subject, { standing: standings[last.act], decided, last }]
      }),
  )
}

const nothingSaid: Said = { standing: 'open', decided: null, last: null }

export const saidAbout = (said: ReadonlyMap<string, Said>, subject: string): Said => said.get(subject) ?? nothingSaid

export const subjectOf = ({ start, end }: Sentence): string => `s${start}-${end}`

/** Findings of the sentence: those of its own matters, and of its words. */
function findingsOf({ lint }: Compiled, sentence: Sentence, own: ReadonlySet<string>): readonly Finding[] {
  return lint.filter((finding) =>
    finding.commitment === null
      ? finding.start < sentence.end && finding.end > sentence.start
      : own.has(finding.commitment),
  )
}

/** Every sentence of a draft in the order of the text, with what was decided about it. */
export function reviewedOf(compiled: Compiled, reviews: readonly PlanReview[]): readonly Reviewed[] {
  const said = saidOf(reviews)
  const commitments = commitmentsBySentence(compiled)
  return compiled.sentences.map((sentence) => {
    const subject = subjectOf(sentence)
    const about = saidAbout(said, subject)
    const own = commitments.get(sentence) ?? []
    const decision = about.decided === null ? null : (about.decided.decision as Decision)
    return {
      ...about,
      sentence,
      subject,
      isAsked: isAsked(sentence),
      matters: decision?.byHand ? mattersByHand(decision) : mattersOf(compiled, sentence, own),
      findings: findingsOf(compiled, sentence, new Set(own.map(({ id }) => id))),
      decision,
    }
  })
}

export function progressOf(reviewed: readonly Reviewed[]): Progress {
  const asked = reviewed.filter(({ isAsked, standing }) => isAsked || standing !== 'open')
  const count = (...of: readonly Standing[]) => asked.filter(({ standing }) => of.includes(standing)).length
  return { asked: asked.length, decided: count('decided', 'agreed'), agreed: count('agreed') }
}

/**
 * Whether a sentence waits for this person: for his decision where nobody decided or it was given back, for his
 * countersignature where another decided.
 */
export function waitsFor(person: string, { isAsked, standing, decided }: Reviewed): boolean {
  if (standing === 'open') return isAsked
  return standing === 'returned' || (standing === 'decided' && decided?.person !== person)
}
