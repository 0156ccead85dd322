import { type Basis, dutyOf } from '../../kernel/basis.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { type Bilingual, inLanguage } from '../../kernel/text.ts'
import { type Duty, duties } from '../../mechanisms/duties.ts'
import { type HouseRule, houseRules } from '../../mechanisms/house.ts'
import { laws } from '../../mechanisms/laws.ts'
import { bilingual } from '../text/bilingual.ts'
import type { Visit } from './visit.ts'

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

/** The words for a basis of this procedure, in the visit's language. */
export function basisWords({ lang, plan, href }: Visit, p: Procedure, basis: Basis): BasisWords {
  const t = texts[lang]
  const [kind, name = '', article = ''] = basis.split('/')
  const duty = dutyOf(basis)
  if (duty !== null) {
    const [first = ''] = p.clausesOf(basis)
    const gist = Object.hasOwn(duties, duty) ? inLanguage(duties[duty as Duty], lang) : duty
    return { label: t.clause(plan.cite(first, lang)), href: href(plan.pathOf(first)), gist }
  }
  if (kind === 'law') {
    const law = byTitle[name]
    const gist = law?.articles[article]
    return {
      label: t.article(lang === 'zh' ? name : (law?.en ?? name), article),
      gist: gist ? inLanguage(gist, lang) : '',
    }
  }
  return {
    label: t.house,
    gist: Object.hasOwn(houseRules, name) ? inLanguage(houseRules[name as HouseRule], lang) : '',
  }
}
