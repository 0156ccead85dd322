import type { Procedure } from '../kernel/bind.ts'
import { parseSpan, type SpanUnit } from '../kernel/clock.ts'
import type { Visibility } from '../kernel/field.ts'
import type { Clock } from '../kernel/procedure.ts'
import type { Bilingual } from '../kernel/text.ts'

const units: Readonly<Record<SpanUnit, readonly [zh: string, one: string, many: string]>> = {
  wd: ['个工作日', 'working day', 'working days'],
  wh: ['个工作小时', 'working hour', 'working hours'],
  d: ['日', 'day', 'days'],
  mo: ['个月', 'month', 'months'],
}

/** A span as people say it. Example: '5wd' → ['5个工作日', '5 working days']. */
export function spanText(span: string): Bilingual {
  const { value, unit } = parseSpan(span)
  const [zh, one, many] = units[unit]
  return [`${value}${zh}`, `${value} ${value === 1 ? one : many}`]
}

/** A limit as people say it. Example: ['30日（一般）、90日（重大）', '30 days (ordinary), 90 days (grave)']. */
export function limitText(p: Procedure, { limit }: Clock): Bilingual {
  if (typeof limit === 'string') return spanText(limit)
  if ('until' in limit) {
    const [zh, en] = p.fields[limit.until]?.title ?? [limit.until, limit.until]
    return [`至“${zh}”`, `until the ${lowerFirst(en)}`]
  }
  const field = p.fields[limit.by]
  const named = Object.entries(limit.of).map(([answer, span]): Bilingual => {
    const [zh, en] = spanText(span)
    const of = field?.kind === 'choice' ? field.options[answer] : undefined
    return of && Object.keys(limit.of).length > 1 ? [`${zh}（${of[0]}）`, `${en} (${of[1]})`] : [zh, en]
  })
  return [named.map((one) => one[0]).join('、'), named.map((one) => one[1]).join(', ')]
}

export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

export const visibilityText: Readonly<Record<Visibility, Bilingual>> = {
  public: ['所有人', 'everybody'],
  parties: ['本件的各方', 'those with a part in the case'],
  staff: ['工作人员', 'staff'],
  sealed: ['密封', 'sealed'],
}
