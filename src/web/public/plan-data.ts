import type { TreeClause, TreeSentence } from '../../compiler/clause-tree.ts'
import type { PlanStanding, SentenceStanding, Standing } from '../../engine/standing.ts'
import type { PanoramaLine } from '../parts/panorama.tsx'
import type { Counts } from '../parts/share.tsx'
import type { Status } from '../parts/status.tsx'
import { capital } from '../text/sentence.ts'
import { bodyOf } from './plan-index.ts'
import type { Visit } from './visit.ts'

/** Where a sentence stands, in the statuses of every page. */
export const standingStatus: Readonly<Record<Standing, Status>> = {
  verified: 'ok',
  underway: 'doing',
  'to-verify': 'wait',
  reopened: 'again',
  late: 'late',
  none: 'none',
  principle: 'principle',
}

export function totalsAsCounts(totals: PlanStanding['totals']): Counts {
  return Object.fromEntries(Object.entries(totals).map(([standing, n]) => [standingStatus[standing as Standing], n]))
}

export function standingOf(standing: PlanStanding, sentence: TreeSentence): SentenceStanding | null {
  return standing.bySlug.get(sentence.slug) ?? null
}

export function statusOfSentence(standing: PlanStanding, sentence: TreeSentence): Status {
  return standingStatus[standingOf(standing, sentence)?.standing ?? 'principle']
}

/** True for a sentence of substance: not a heading, not a date, not what a web page left behind. */
export function hasSubstance({ programme }: Pick<Visit, 'programme'>, sentence: TreeSentence): boolean {
  const kind = programme.reading.sentences[sentence.slug]?.kind ?? sentence.kind
  return !['heading', 'metadata', 'boilerplate'].includes(kind)
}

const isHeaded = ({ level }: TreeClause) => level === 'section' || level === 'item'

/** The plan as the panorama draws it: titles of parts, the bold words that open a paragraph, sentences of substance. */
export function panoramaLines(visit: Visit, standing: PlanStanding): readonly PanoramaLine[] {
  const { programme, plan, href } = visit
  return programme.tree.flatMap((clause): readonly PanoramaLine[] => {
    if (clause.level === 'part') return [{ kind: 'title', text: clause.text }]
    const sentences = bodyOf(clause).filter((sentence) => hasSubstance(visit, sentence))
    if (sentences.length === 0) return []
    const heading = isHeaded(clause) ? (clause.sentences[0]?.text.length ?? 0) : 0
    return [
      { kind: 'paragraph', length: heading },
      ...sentences.map(
        (sentence): PanoramaLine => ({
          kind: 'sentence',
          length: sentence.text.length,
          status: statusOfSentence(standing, sentence),
          href: href(plan.pathOf(sentence.slug)),
        }),
      ),
    ]
  })
}

/** True when a clause belongs to a group: 'S1.2' to 'S1', 'G3' to 'G'. */
export function isInGroup(clause: Pick<TreeClause, 'slug'>, group: string): boolean {
  if (/\d$/.test(group)) return clause.slug === group || clause.slug.startsWith(`${group}.`)
  return clause.slug.startsWith(group) && /^\d/.test(clause.slug.slice(group.length))
}

export interface GroupStanding {
  readonly slug: string
  readonly title: string
  readonly counts: Counts
  readonly testable: number
  readonly verified: number
}

/** The pillars of the plan, each with where its sentences stand. */
export function groupStandings(visit: Visit, standing: PlanStanding): readonly GroupStanding[] {
  const { programme, say } = visit
  return programme.groups.map(({ slug, title }) => {
    const statuses = programme.tree
      .filter((clause) => isInGroup(clause, slug))
      .flatMap((clause) => bodyOf(clause).filter((sentence) => hasSubstance(visit, sentence)))
      .map((sentence) => statusOfSentence(standing, sentence))
    const counts: Partial<Record<Status, number>> = {}
    for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1
    return {
      slug,
      title: capital(say(title)),
      counts,
      testable: statuses.length - (counts.principle ?? 0),
      verified: counts.ok ?? 0,
    }
  })
}
