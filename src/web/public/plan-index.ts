import type { TreeClause, TreeSentence } from '../../compiler/clause-tree.ts'
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
  /** Null for a slug that the plan does not have. Example: 'S4.2' or 'S4.2.s3'. */
  readonly find: (slug: ClauseSlug) => Place | null
  /** Example: 'S4.2.s3' → '/plan/jiujiang-2018/S4.2#s3', without language prefix. */
  readonly pathOf: (slug: ClauseSlug) => string
  /** Example: 'S4.2.s3' → '二（四）2 第 3 句', in English 'S4.2, sentence 3'. */
  readonly cite: (slug: ClauseSlug, lang: Language) => string
  /** For sorting in the order of the text; unknown slugs come last. */
  readonly placeOf: (slug: ClauseSlug | null) => number
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

export function planIndex(programme: Pick<Programme, 'id' | 'tree'>): PlanIndex {
  const places = new Map<ClauseSlug, Place>()
  for (const clause of programme.tree) {
    places.set(clause.slug, { clause, sentence: null })
    for (const sentence of clause.sentences) places.set(sentence.slug, { clause, sentence })
  }
  const order = new Map([...places.keys()].map((slug, at) => [slug, at]))
  const find = (slug: ClauseSlug) => places.get(slug) ?? null
  return {
    find,
    pathOf: (slug) => {
      const place = find(slug)
      if (!place) return `/plan/${programme.id}`
      const { clause, sentence } = place
      const anchor = sentence === null ? '' : `#${anchorOf(clause, sentence)}`
      return `/plan/${programme.id}/${clause.slug}${anchor}`
    },
    cite: (slug, lang) => {
      const place = find(slug)
      if (!place) return slug
      const { clause, sentence } = place
      const at = sentence === null ? 0 : bodyOf(clause).indexOf(sentence) + 1
      const whole = citationOf(clause, lang)
      if (at === 0 || bodyOf(clause).length === 1) return whole
      return lang === 'zh' ? `${whole} 第 ${at} 句` : `${whole}, sentence ${at}`
    },
    placeOf: (slug) => order.get(slug ?? '') ?? Number.MAX_SAFE_INTEGER,
  }
}
