import { type Basis, dutyOf } from '../../kernel/basis.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { type Bilingual, inLanguage } from '../../kernel/text.ts'
import { type Duty, duties } from '../../mechanisms/duties.ts'
import { type HouseRule, houseRules } from '../../mechanisms/house.ts'
import { laws } from '../../mechanisms/laws.ts'
import { bilingual } from '../text/bilingual.ts'
import { under, type Visit } from './visit.ts'

/** The authority of a step as a person reads it. */
export interface BasisWords {
  /** Example: '《政府督查工作条例》第 17 条', '方案 二（五）2 第 1 句', '本平台的规则'. */
  readonly label: string
  /** The clause of the plan; absent for a law and for a rule of our own. */
  readonly href?: string
  /** What it says, in our words. */
  readonly gist: string
}

const texts = bilingual(
  {
    article: (law: string, article: string) => `《${law}》第 ${article} 条`,
    clause: (citation: string) => `方案 ${citation}`,
    house: '平台规则（法律和方案没有规定）',
  },
  {
    article: (law, article) => `${law}, art. ${article}`,
    clause: (citation) => `Plan, ${citation}`,
    house: 'Rule of this platform (law and plan are silent)',
  },
)

interface Law {
  readonly title: string
  readonly en: string
  readonly articles: Readonly<Record<string, Bilingual>>
}

const byTitle: Readonly<Record<string, Law>> = laws

function clauseWords({ lang, plan, href }: Visit, slug: string, gist: string): BasisWords {
  return { label: texts[lang].clause(plan.cite(slug, lang)), href: href(plan.pathOf(slug)), gist }
}

/** Example: 'jiujiang-2018@1#S4.2' → 1. */
const editionIn = (rule: string) => Number(/@(\d+)#/.exec(rule)?.[1] ?? 1)

/** The words for a rule as a log entry names it: a clause of the plan (`plan@edition#slug`), a law, or a rule of our own. */
export function ruleWords(visit: Visit, rule: string): BasisWords {
  const { lang } = visit
  const t = texts[lang]
  const [, slug] = rule.split('#')
  if (slug !== undefined) return clauseWords(under(visit, { edition: editionIn(rule) }), slug, '')
  const [kind, name = '', article = ''] = rule.split('/')
  if (kind === 'law') {
    const law = byTitle[name]
    const gist = law?.articles[article]
    const title = lang === 'zh' ? name : (law?.en ?? name)
    return { label: t.article(title, article), gist: gist ? inLanguage(gist, lang) : '' }
  }
  return { label: t.house, gist: houseGist(name, lang) }
}

const dutyGist = (duty: string, lang: Visit['lang']) =>
  Object.hasOwn(duties, duty) ? inLanguage(duties[duty as Duty], lang) : duty

/** A rule of our own; a duty about which this plan is silent is one, too. */
function houseGist(name: string, lang: Visit['lang']): string {
  if (Object.hasOwn(houseRules, name)) return inLanguage(houseRules[name as HouseRule], lang)
  return Object.hasOwn(duties, name) ? dutyGist(name, lang) : ''
}

/** The words for a basis of this procedure, in the visit's language. */
export function basisWords(visit: Visit, p: Procedure, basis: Basis): BasisWords {
  const duty = dutyOf(basis)
  if (duty === null) return ruleWords(visit, basis)
  const [first] = p.clausesOf(basis)
  return first === undefined
    ? ruleWords(visit, p.ruleOf(basis))
    : clauseWords(under(visit, p), first, dutyGist(duty, visit.lang))
}

/** On what a duty stands in this plan: its clause, or a rule of our own where the plan is silent. */
export function dutyGround({ lang, plan, href, programme }: Visit, duty: Duty): Omit<BasisWords, 'gist'> {
  const [clause] = programme.binding.duties[duty] ?? []
  if (clause === undefined) return { label: texts[lang].house }
  return { label: plan.cite(clause, lang), href: href(plan.pathOf(clause)) }
}
