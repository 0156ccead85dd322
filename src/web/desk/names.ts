import type { Engine } from '../../engine/engine.ts'
import type { Basis } from '../../kernel/basis.ts'
import { dutyOf } from '../../kernel/basis.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { type Day, dayOf } from '../../kernel/calendar.ts'
import { type Bilingual, inLanguage, type Language } from '../../kernel/text.ts'
import { houseRules } from '../../mechanisms/house.ts'
import { laws } from '../../mechanisms/laws.ts'
import { planIndex } from '../public/plan-index.ts'
import { bilingual } from '../text/bilingual.ts'
import { hrefIn } from '../text/texts.ts'

/** Something with a name that may have a page. */
export interface Named {
  readonly label: string
  readonly href?: string
}

/** What ids are called, in one language, on the business day of the page. */
export interface Names {
  readonly unit: (id: string) => string
  /** The post alone. Example: '受理员'. */
  readonly post: (id: string) => string
  /** Unit and post. Example: '热线中心 受理员'. */
  readonly seat: (id: string) => string
  /** A clause or sentence of the plan with its page. Example: '方案 二（四）2 第 3 句'. */
  readonly clause: (slug: string) => Named
  /** The authority of a step: clauses of the plan, an article, or a rule of our own with its reason. */
  readonly basis: (basis: string, p: Procedure) => readonly Named[]
}

/** The business day. */
export function businessDay(engine: Pick<Engine, 'programme' | 'clock'>): Day {
  return dayOf(engine.programme.calendar.dayAt(engine.clock.now()))
}

const ours = bilingual(
  {
    clause: (citation: string) => `方案 ${citation}`,
    article: (law: string, _en: string, article: string) => `《${law}》第 ${article} 条`,
    house: (rule: string) => `本平台规则：${rule}`,
  },
  {
    clause: (citation) => `plan, ${citation}`,
    article: (_law, en, article) => `${en}, article ${article}`,
    house: (rule) => `our own rule: ${rule}`,
  },
)

const englishTitles: Readonly<Record<string, { readonly en: string }>> = laws
const rules: Readonly<Record<string, Bilingual>> = houseRules

function lawName(basis: string, lang: Language): Named {
  const [, law = '', article = ''] = basis.split('/')
  return { label: ours[lang].article(law, englishTitles[law]?.en ?? law, article) }
}

/** Names for one page. */
export function namesIn(engine: Engine, lang: Language): Names {
  const { programme } = engine
  const org = engine.org()
  const today = businessDay(engine)
  const words = ours[lang]
  const unit = (id: string) => inLanguage(org.nameOf(id, today), lang)
  const post = (id: string) => inLanguage(org.post(id)?.title ?? [id, id], lang)
  const plan = planIndex(programme)
  const clause = (slug: string): Named =>
    plan.find(slug) === null
      ? { label: slug }
      : { label: words.clause(plan.cite(slug, lang)), href: hrefIn(lang, plan.pathOf(slug)) }
  return {
    unit,
    post,
    seat: (id) => {
      const of = org.post(id)?.unit
      return of === undefined ? post(id) : `${unit(of)} ${post(id)}`
    },
    clause,
    basis: (basis, p) => {
      if (dutyOf(basis as Basis) !== null) return p.clausesOf(basis as Basis).map(clause)
      if (basis.startsWith('law/')) return [lawName(basis, lang)]
      const rule = rules[basis.slice('house/'.length)]
      return [{ label: words.house(rule === undefined ? basis : inLanguage(rule, lang)) }]
    },
  }
}
