import type { Basis, ClauseSlug } from '../../src/kernel/basis.ts'
import type { Bilingual } from '../../src/kernel/text.ts'
import { duties } from '../../src/mechanisms/duties.ts'
import { houseRules } from '../../src/mechanisms/house.ts'
import { laws } from '../../src/mechanisms/laws.ts'

interface Law {
  readonly title: string
  readonly en: string
  readonly articles: Readonly<Record<string, Bilingual>>
}

const at = <T>(table: Readonly<Record<string, T>>, name: string): T => {
  const found = Object.hasOwn(table, name) ? table[name] : undefined
  if (found === undefined) throw new RangeError(`no authority ${name}`)
  return found
}

/**
 * An authority as people cite it, with the clauses of the plan under it. Throws RangeError for one that no table holds.
 * Example: law/政府督查工作条例/17 → '《政府督查工作条例》第17条'.
 */
export function groundText(basis: Basis, clauses: readonly ClauseSlug[]): Bilingual {
  const [kind, name = '', article = ''] = basis.split('/')
  if (kind === 'law') {
    const law = at<Law>(laws, name)
    at(law.articles, article)
    return [`《${name}》第${article}条`, `${law.en}, art. ${article}`]
  }
  if (kind === 'duty') {
    const [zh, en] = at<Bilingual>(duties, name)
    const slugs = clauses.join('、')
    return [`方案 ${slugs}：${zh}`, `plan ${clauses.join(', ')}: ${en}`]
  }
  const [zh, en] = at<Bilingual>(houseRules, name)
  return [`本平台规则：${zh}`, `house rule: ${en}`]
}
