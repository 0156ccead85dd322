import type { TreeClause, TreeSentence } from '../../compiler/clause-tree.ts'
import type { Editions } from '../../engine/editions.ts'
import type { Programme } from '../../engine/programme.ts'
import type { ClauseSlug } from '../../kernel/basis.ts'
import type { Language } from '../../kernel/text.ts'

/** A clause, or one of its sentences, found by its slug. */
export interface Place {
  readonly clause: TreeClause
  readonly sentence: TreeSentence | null
}

/** Finds clauses and sentences of one plan, and says how they are cited. */
export interface PlanIndex {
  readonly tree: readonly TreeClause[]
  /** Null for a slug that the plan does not have. Example: 'S4.2' or 'S4.2.s3'. */
  readonly find: (slug: ClauseSlug) => Place | null
  /** Example: 'S4.2.s3' → '/plan/jiujiang-2018/S4.2#s3', without language prefix; of an earlier edition '/plan/jiujiang-2018@1/S4.2#s3'. */
  readonly pathOf: (slug: ClauseSlug) => string
  /** Example: 'S4.2.s3' → '二（四）2 第 3 句', in English 'S4.2, sentence 3'; of an earlier edition '第 1 版 二（四）2 第 3 句'. */
  readonly cite: (slug: ClauseSlug, lang: Language) => string
  /** For sorting in the order of the text; unknown slugs come last. */
  readonly placeOf: (slug: ClauseSlug | null) => number
  /** The index of an edition, under which a case was opened; this one for the edition in force. */
  readonly under: (edition: number) => PlanIndex
}

/** Headings are shown as headings: they are no sentences to be answered for. */
export function bodyOf(clause: TreeClause): readonly TreeSentence[] {
  return clause.level === 'front' || clause.level === 'para'
    ? clause.sentences
    : clause.sentences.filter(({ slug }) => !slug.endsWith('.s0'))
}

/** Its anchor on the clause's own page. Example: 'S4.2.s3' → 's3'. */
export function anchorOf(clause: TreeClause, sentence: TreeSentence): string {
  return sentence.slug.slice(clause.slug.length + 1)
}

/** The human path in the plan's own numbers. Example: '二-(四)-2' → '二（四）2'. */
function chineseCitation({ id, level }: TreeClause): string {
  if (level === 'front') return `前文 ${id.replace(/^N-/, '')}`
  return id.replace('-¶', '').replaceAll('-', '').replaceAll('(', '（').replaceAll(')', '）')
}

export function citationOf(clause: TreeClause, lang: Language): string {
  return lang === 'zh' ? chineseCitation(clause) : clause.slug
}

const prefixes = {
  zh: (edition: number) => `第 ${edition} 版 `,
  en: (edition: number) => `edition ${edition}, `,
} as const satisfies Readonly<Record<Language, (edition: number) => string>>

/** The index of the plan that runs; `editions` leads to those before it. */
export function planIndex(programme: Pick<Programme, 'id' | 'tree'>, editions?: Editions): PlanIndex {
  const known = new Map<number, PlanIndex>()
  const under = (edition: number): PlanIndex => {
    if (!editions || edition === editions.inForce) return current
    const before = known.get(edition) ?? earlier(programme.id, editions.document(edition)?.tree ?? [], edition, under)
    known.set(edition, before)
    return before
  }
  const current = indexOf(programme.tree, programme.id, null, under)
  return current
}

const earlier = (id: string, tree: readonly TreeClause[], edition: number, under: PlanIndex['under']) =>
  indexOf(tree, `${id}@${edition}`, edition, under)

function indexOf(
  tree: readonly TreeClause[],
  address: string,
  edition: number | null,
  under: PlanIndex['under'],
): PlanIndex {
  const places = new Map<ClauseSlug, Place>()
  for (const clause of tree) {
    places.set(clause.slug, { clause, sentence: null })
    for (const sentence of clause.sentences) places.set(sentence.slug, { clause, sentence })
  }
  const order = new Map([...places.keys()].map((slug, at) => [slug, at]))
  const find = (slug: ClauseSlug) => places.get(slug) ?? null
  const cited = (slug: ClauseSlug, lang: Language) => {
    const place = find(slug)
    if (!place) return slug
    const { clause, sentence } = place
    const at = sentence === null ? 0 : bodyOf(clause).indexOf(sentence) + 1
    const whole = citationOf(clause, lang)
    if (at === 0 || bodyOf(clause).length === 1) return whole
    return lang === 'zh' ? `${whole} 第 ${at} 句` : `${whole}, sentence ${at}`
  }
  return {
    tree,
    find,
    pathOf: (slug) => {
      const place = find(slug)
      if (!place) return `/plan/${address}`
      const { clause, sentence } = place
      const anchor = sentence === null ? '' : `#${anchorOf(clause, sentence)}`
      return `/plan/${address}/${clause.slug}${anchor}`
    },
    cite: (slug, lang) => `${edition === null ? '' : prefixes[lang](edition)}${cited(slug, lang)}`,
    placeOf: (slug) => order.get(slug ?? '') ?? Number.MAX_SAFE_INTEGER,
    under,
  }
}
