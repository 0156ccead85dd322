import { isoMonthEnd, plusDays, plusMonths } from './date.ts'
import { fiveYearEndsIn } from './deadline-plan.ts'
import { compactRangeAt } from './deadline-range.ts'
import { outerPairs } from './nesting.ts'
import { numeralValue } from './numerals.ts'
import { type Point, pointAt, startable, type TimeContext } from './time-point.ts'

/** A time limit found in a folded text. */
export interface FoundDeadline {
  readonly at: number
  readonly length: number
  readonly norm: string
  /** Whether something had to be added from outside the sentence: a year, the day of issue. */
  readonly isInferred: boolean
  readonly rule: DeadlineRule
}

export type DeadlineRule =
  | 'deadline/date'
  | 'deadline/month'
  | 'deadline/year'
  | 'deadline/range'
  | 'deadline/from'
  | 'deadline/relative'
  | 'deadline/recurring'
  | 'deadline/ongoing'
  | 'deadline/five-year-plan'

const opening = /(?:截至|截止到?|到|至|于|在|力争到|自|从|由)$/

/** 「第三阶段(2023年11月):总结验收」: the month of a stage. */
const isStage = (text: string, at: number, end: number) =>
  text.charAt(at - 1) === '(' &&
  text.charAt(end) === ')' &&
  /(?:阶段|步骤|环节)$/.test(text.slice(Math.max(0, at - 5), at - 1))

/** What makes a point in time a limit: its own words, 到 or 于 before it, or the deed right after it. */
function isLimit(text: string, at: number, found: Point): boolean {
  if (found.isEnd || isStage(text, at, at + found.length)) return true
  const before = text.slice(Math.max(0, at - 3), at)
  if (/(?:到|截至|截止|截止到|于|力争|确保|(?<!效期|限)至)$/.test(before)) return true
  const after = text.slice(at + found.length, at + found.length + 4)
  return (
    (found.isMonth || found.isYear) &&
    /^(?:完成|建成|启动|开展|出台|制定|举办|召开|组织|实施|报送|上报|开工|竣工|完工|动工|投产|投用|投入|通车|交付|验收|封顶|试运行|挂牌|启用|上线|印发|基本|全面完成|实现)/.test(
      after,
    )
  )
}

/** Dates that are no limit: of a rule's force, of a past event, of a document quoted. */
function isBeside(text: string, at: number, found: Point): boolean {
  const after = text.slice(at + found.length, at + found.length + 12)
  if (found.isYear && /^[春夏秋冬暑寒]/.test(after)) return true
  if (/(?:以|之)前$/.test(text.slice(at, at + found.length)) && /^的/.test(after)) return true
  if (
    /^起?(?:正式|全面)?(?:施行|实施的|执行的|生效)/.test(after) ||
    /^(?:以来|来,|来，|度?印发|发布的|颁布)/.test(after)
  )
    return true
  return /截至$/.test(text.slice(Math.max(0, at - 2), at)) && /^[,，]?(?:全|我|已|共|累计)/.test(after)
}

function rangeOrFrom(text: string, at: number, found: Point, context: TimeContext): FoundDeadline | null {
  const after = at + found.length
  const joint = /^(?:起?(?:至|到)|—+|-+|~|–)/.exec(text.slice(after, after + 3))?.[0]
  const to = joint ? pointAt(text, after + joint.length, { ...context, year: Number(found.norm.slice(0, 4)) }) : null
  if (joint && to) {
    const start = found.isYear ? `${found.norm.slice(0, 4)}-01` : found.norm
    const end = to.isYear ? `${to.norm.slice(0, 4)}-12` : to.norm
    const lead = /[自从]/.test(text.charAt(at - 1)) ? 1 : 0
    return {
      at: at - lead,
      length: lead + found.length + joint.length + to.length,
      norm: `${start}/${end}`,
      isInferred: found.isInferred,
      rule: 'deadline/range',
    }
  }
  const opens = /(?:自|从)$/.test(text.slice(Math.max(0, at - 1), at))
  const starts = /^(?:起(?!草)|开始)/.exec(text.slice(after, after + 2))?.[0]
  if (!opens && !starts) return null
  if (opens && !starts) return null
  return {
    at: opens ? at - 1 : at,
    length: found.length + (starts?.length ?? 0) + (opens ? 1 : 0),
    norm: `from:${found.isYear ? `${found.norm.slice(0, 4)}-01` : found.norm}`,
    isInferred: found.isInferred,
    rule: 'deadline/from',
  }
}

function datesIn(text: string, context: TimeContext): readonly FoundDeadline[] {
  const found: FoundDeadline[] = []
  for (let at = 0; at < text.length; at++) {
    if (!startable.test(text.charAt(at))) continue
    const compact = compactRangeAt(text, at, context)
    if (compact) {
      found.push({ at, ...compact, rule: 'deadline/range' })
      at += compact.length - 1
      continue
    }
    const here = pointAt(text, at, context)
    if (!here) continue
    const special = isBeside(text, at, here) ? null : rangeOrFrom(text, at, here, context)
    const limit = special ?? (!isBeside(text, at, here) && isLimit(text, at, here) ? plain(text, at, here) : null)
    if (limit) found.push(limit)
    at += (limit ?? here).length - 1
  }
  return found
}

function plain(text: string, at: number, here: Point): FoundDeadline {
  const prefix = opening.exec(text.slice(Math.max(0, at - 3), at))?.[0].length ?? 0
  const rule: DeadlineRule = here.isYear ? 'deadline/year' : here.isMonth ? 'deadline/month' : 'deadline/date'
  return { at: at - prefix, length: here.length + prefix, norm: here.norm, isInferred: here.isInferred, rule }
}

const periods: readonly (readonly [RegExp, string])[] = [
  [/每年度?(?:\d{1,2} ?月)?(?:\d{1,2} ?[日号])?(?:底|末|初)?前?/g, 'year'],
  [
    /每个?季度(?:末|初|首月)?(?:\([^()]{1,24}\))?前?|按季度?(?=.{0,4}(?:通报|报送|上报|调度|公布|汇总|报告|统计|发布|考核))/g,
    'quarter',
  ],
  [
    /每个?月(?:(\d{1,2}) ?[日号])?(?:底|末|初|上旬|中旬|下旬)?前?|(?:逐月|按月)(?=.{0,4}(?:通报|报送|上报|调度|公布|汇总|报告|统计|发布|考核|推进))/g,
    'month',
  ],
  [/每(?:周|星期)([一二三四五六日天])?前?|按周(?=.{0,4}(?:通报|报送|上报|调度))/g, 'week'],
]

function recurringIn(text: string): readonly FoundDeadline[] {
  return periods.flatMap(([pattern, period]) =>
    [...text.matchAll(pattern)].flatMap((hit): FoundDeadline[] => {
      const after = text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 16)
      if (
        '人户个名家次企校村'.includes(text.charAt(hit.index - 1) || ' ') ||
        /^ ?\d+ ?(?:元|万|%)/.test(after) ||
        /^(?:一|都|个)/.test(after)
      )
        return []
      const day = hit[1] === undefined ? null : '日天'.includes(hit[1]) ? 7 : numeralValue(hit[1])
      const prefix = /[于在]$/.test(text.slice(0, hit.index)) ? 1 : 0
      return [
        {
          at: hit.index - prefix,
          length: hit[0].length + prefix,
          norm: `every:${period}${day ? `-${day}` : ''}`,
          isInferred: false,
          rule: 'deadline/recurring',
        },
      ]
    }),
  )
}

const relative =
  /(?:自|从)?(?:本?(?:通知|方案|意见|办法|规定|文件|通告|计划)?(?:正式)?(?:印发|发布|下发|公布|发文|公告))(?:之日)?(?:起|后)(?:的)?,? ?(\d{1,3}|[一二三四五六七八九十]{1,3}|半) ?(个?工作日|日|天|个月|月|周|年)(?:之内|以内|内)/g

/** 「月底前」 without a month: the month of the document. */
function monthEndIn(text: string, context: TimeContext): readonly FoundDeadline[] {
  const found = /(?<![\d一二三四五六七八九十每])(?:本)?月底前/.exec(text)
  if (!found || !context.issued) return []
  const [year = 0, month = 1] = context.issued.split('-').map(Number)
  return [
    {
      at: found.index,
      length: found[0].length,
      norm: isoMonthEnd(year, month),
      isInferred: true,
      rule: 'deadline/month',
    },
  ]
}

/** A limit in working days, where a calendar was handed in; without one it stays what it is, a number. */
function workingLimit(hit: RegExpExecArray, n: number, issued: string, context: TimeContext): readonly FoundDeadline[] {
  const day = context.workingDay?.(issued, n) ?? null
  return day === null
    ? []
    : [{ at: hit.index, length: hit[0].length, norm: day, isInferred: true, rule: 'deadline/relative' }]
}

/** Limits counted from the document's own day. The day itself is not counted (《民法典》第二百零一条). */
function relativeIn(text: string, context: TimeContext): readonly FoundDeadline[] {
  if (!context.issued || !text.includes('内')) return []
  const issued = context.issued
  return [...text.matchAll(relative)].flatMap((hit): readonly FoundDeadline[] => {
    const n = hit[1] === '半' ? 0.5 : numeralValue(hit[1] ?? '')
    if (n === null) return []
    const unit = hit[2]
    if (unit?.endsWith('工作日')) return workingLimit(hit, n, issued, context)
    const day =
      unit === '日' || unit === '天'
        ? plusDays(issued, n)
        : unit === '周'
          ? plusDays(issued, n * 7)
          : plusMonths(issued, Math.round(n * (unit === '年' ? 12 : 1)))
    return [{ at: hit.index, length: hit[0].length, norm: day, isInferred: true, rule: 'deadline/relative' }]
  })
}

const ongoing = /(?:长期坚持|长期执行|常抓不懈|长抓不懈|经常抓、全过程抓|全过程抓|贯穿始终)/g

/** Slogans in quotation marks speak of times without setting any: “年初建账、年底交账”. */
function quotationsIn(text: string): readonly (readonly [from: number, to: number])[] {
  return text.includes('“') ? outerPairs(text).filter(([from]) => text.charAt(from) === '“') : []
}

/** The time limits of a folded text, in order, none overlapping another. */
export function deadlinesIn(text: string, context: TimeContext): readonly FoundDeadline[] {
  if (!/[年月日季周每末抓]|长期|贯穿/.test(text)) return []
  const all = [
    ...datesIn(text, context),
    ...recurringIn(text),
    ...relativeIn(text, context),
    ...monthEndIn(text, context),
    ...fiveYearEndsIn(text).map(
      (found): FoundDeadline => ({ ...found, isInferred: false, rule: 'deadline/five-year-plan' }),
    ),
    ...[...text.matchAll(ongoing)].map(
      (hit): FoundDeadline => ({
        at: hit.index,
        length: hit[0].length,
        norm: 'ongoing',
        isInferred: false,
        rule: 'deadline/ongoing',
      }),
    ),
  ].sort((a, b) => a.at - b.at || b.length - a.length)
  const quoted = quotationsIn(text)
  const kept: FoundDeadline[] = []
  let end = -1
  for (const item of all) {
    if (item.at < end || quoted.some(([from, to]) => item.at > from && item.at < to)) continue
    kept.push(item)
    end = item.at + item.length
  }
  return kept
}

/** The limit that a field 完成时限 states: any date, 长期 and 持续推进 included. */
export function deadlineOfField(text: string, context: TimeContext): FoundDeadline | null {
  const dated = withWrittenDates(text)
  const stated = deadlinesIn(dated, context)
  const found = [...stated, ...bareDates(dated, stated, context)].sort((a, b) => a.at - b.at)
  const lasting = /长期|常年|持续|常态化|全程|贯穿/.exec(dated)
  if (lasting && !found.some((item) => item.norm === 'ongoing'))
    found.push({
      at: lasting.index,
      length: lasting[0].length,
      norm: 'ongoing',
      isInferred: false,
      rule: 'deadline/ongoing',
    })
  const first = found[0]
  if (!first) return null
  return { ...first, at: 0, length: text.length, norm: [...new Set(found.map((item) => item.norm))].join(';') }
}

/** 2022.12.31, 2022/12/31 and 2022-2024年 as fields and cells print them, written out. */
function withWrittenDates(text: string): string {
  return text
    .replace(/(?<!\d)((?:19|20)\d{2})[./-](\d{1,2})[./-](\d{1,2})(?!\d)/g, '$1年$2月$3日')
    .replace(/(?<!\d)((?:19|20)\d{2})[./](\d{1,2})(?![\d.])/g, '$1年$2月')
    .replace(/(?<!\d)((?:19|20)\d{2}) ?([-—–~至]{1,2}) ?((?:19|20)\d{2}年)/g, '$1年$2$3')
}

/** Points in time that a field names without the words that make a limit of them: 「6月底前完成前期,9月开工」. */
function bareDates(text: string, stated: readonly FoundDeadline[], context: TimeContext): readonly FoundDeadline[] {
  const found: FoundDeadline[] = []
  for (let at = 0; at < text.length; at++) {
    const taken = stated.find((limit) => at >= limit.at && at < limit.at + limit.length)
    if (taken) at = taken.at + taken.length - 1
    const here = !taken && startable.test(text.charAt(at)) ? pointAt(text, at, context) : null
    if (!here) continue
    found.push(rangeOrFrom(text, at, here, context) ?? plain(text, at, here))
    at += Math.max(here.length, found.at(-1)?.length ?? 0) - 1
  }
  if (found.length > 0 || stated.length > 0) return found
  return /全年/.test(text) && context.year !== null
    ? [{ at: 0, length: text.length, norm: isoMonthEnd(context.year, 12), isInferred: true, rule: 'deadline/year' }]
    : []
}
