import type { Bilingual } from '../kernel/text.ts'
import type { Commitment, Finding, Proposal } from './compiled.ts'
import { finding, type Where } from './finding.ts'
import { nearestUnit, type RegisterUnit } from './register.ts'
import { fold } from './source.ts'
import { vagueTimeIn } from './vague.ts'

const vagueUnit =
  /^(?:各|全市各|全县各|全区各|市级|县级|省级|区级)?(?:有关|相关|其他|其它|各有关|各相关)(?:部门|单位|方面|地区|地方|部门单位|责任单位)(?:和单位|、单位)?$|^各(?:部门|单位|地|级|方|部门各单位|地各部门|有关方面)$/
const vagueMeasure =
  /(?:明显|显著|积极|实质性|突破性|初步|较大|较好|良好)(?:成效|进展|效果|改善|提升|提高|好转|变化|突破|增强)|取得实效|见实效|大幅(?:提升|提高|改善)|有效(?:提升|改善|遏制)|基本解决|不断(?:提升|提高|完善|增强)|稳步(?:提升|提高)|走在前列|上新台阶|再上台阶|持续(?:改善|向好)/

const whereOf = (item: Commitment): Where => ({
  start: item.start,
  end: item.end,
  clause: item.clause,
  commitment: item.id,
})

const proposed = (item: Commitment, field: Proposal['field']): Bilingual | undefined => {
  const found = item.proposals.find((proposal) => proposal.field === field)
  return found ? found.says : undefined
}

function leadFindings(item: Commitment): readonly Finding[] {
  const where = whereOf(item)
  if (item.leads.length === 0) return [finding('no-lead', where, '', proposed(item, 'lead'))]
  const first = item.leads[0] ?? ''
  const one: Bilingual = [
    `按惯例由排在第一位的“${first}”牵头，其余列为配合单位，请定。`,
    `By custom the first, ${first}, leads and the others assist; for you to decide.`,
  ]
  const several = item.leads.length > 1 ? [finding('several-leads', where, item.leads.join('、'), one)] : []
  const vague = item.units.filter((unit) => vagueUnit.test(fold(unit.name)))
  return [
    ...several,
    ...vague.map((unit) =>
      finding('vague-unit', { ...where, start: unit.start, end: unit.end }, unit.name, proposed(item, 'lead')),
    ),
  ]
}

function registerFindings(
  item: Commitment,
  register: ReadonlyMap<string, RegisterUnit>,
  issued: string | null,
): readonly Finding[] {
  if (register.size === 0) return []
  const nearest = (name: string): Bilingual | undefined => {
    const found = nearestUnit(name, register)
    return found
      ? [`登记簿里最接近的是“${found}”，请核对。`, `The nearest name in the register is ${found}; check it.`]
      : undefined
  }
  return item.units.flatMap((unit) => {
    const where = { ...whereOf(item), start: unit.start, end: unit.end }
    if (vagueUnit.test(fold(unit.name))) return []
    const known = register.get(fold(unit.name))
    if (!known) return [finding('unknown-unit', where, unit.name, nearest(unit.name))]
    const hasEnded = known.ended !== undefined && (issued === null || known.ended < issued)
    const fix: Bilingual | undefined = known.successor
      ? [`改为“${known.successor}”。`, `Name ${known.successor} instead.`]
      : undefined
    return hasEnded ? [finding('ended-unit', where, unit.name, fix)] : []
  })
}

/** The last day of a normalised limit, for comparing; null where it has none. */
function lastDay(norm: string): string | null {
  const last = norm.split(';').at(-1)?.split('/').at(-1) ?? ''
  return /^\d{4}-\d{2}/.test(last) ? last : null
}

function deadlineFindings(item: Commitment, words: string, issued: string | null): readonly Finding[] {
  const where = whereOf(item)
  const { deadline } = item
  if (!deadline) {
    const vague = vagueTimeIn(words)
    return vague
      ? [finding('vague-deadline', where, vague.word, proposed(item, 'deadline'))]
      : [finding('no-deadline', where)]
  }
  const at = { ...where, start: deadline.start, end: deadline.end }
  if (deadline.norm === 'ongoing') return [finding('ongoing-deadline', at, deadline.printed)]
  const day = lastDay(deadline.norm)
  const isPast = issued !== null && day !== null && day < issued.slice(0, day.length)
  return isPast ? [finding('deadline-before-issue', at, day ?? '')] : []
}

function measureFindings(item: Commitment, words: string): readonly Finding[] {
  if (item.targets.length > 0) return []
  const where = whereOf(item)
  const vague = vagueMeasure.exec(words)
  return [
    vague
      ? finding('vague-measure', where, vague[0], proposed(item, 'measure'))
      : finding('no-measure', where, '', proposed(item, 'measure')),
  ]
}

/** What each commitment fails to say before it can be issued. */
export function commitmentFindings(
  commitments: readonly Commitment[],
  units: readonly RegisterUnit[],
  issued: string | null,
): readonly Finding[] {
  const register = new Map(
    units.flatMap((unit) => [unit.name, ...(unit.aliases ?? [])].map((name) => [fold(name), unit] as const)),
  )
  return commitments.flatMap((item) => {
    const words = fold(item.action)
    return [
      ...leadFindings(item),
      ...registerFindings(item, register, issued),
      ...deadlineFindings(item, words, issued),
      ...measureFindings(item, words),
    ]
  })
}
