import { type IsoDate, isoDay, isoMonth, isoMonthEnd } from './date.ts'
import { numeralValue } from './numerals.ts'

/** The nth working day after a day, which itself is not counted; null for years without a published calendar. */
export type WorkingDay = (from: IsoDate, n: number) => IsoDate | null

/** What the document tells about time beyond the sentence itself. */
export interface TimeContext {
  /** 成文日期; null where the document has none. */
  readonly issued: IsoDate | null
  /** Year in which dates without a year lie; null where nothing tells. */
  readonly year: number | null
  /** The nth working day after a day; null where the calendar does not reach, absent where none was handed in. */
  readonly workingDay?: WorkingDay
}

const han = '一二三四五六七八九十'
const yearPart = `(?:(\\d{4}|[二一][〇○零${han}]{3}) ?年度?|(今年|本年度?|当年|明年|次年|年)(?= ?[${han}\\d底末内初上下中第]))`
const monthPart = `(\\d{1,2}|[${han}]{1,2}) ?月份?`
const dayPart = `(\\d{1,2}|[${han}]{1,3}) ?[日号]`
const hourPart = '(?: ?(?:上午|下午|晚上?)? ?\\d{1,2}(?:时|点|:\\d\\d)(?:\\d{1,2}分)?)?'
const gap = ' ?'
const bracket = '(?:\\([^()\\d]{1,8}\\))?'
const tailPart = '(底|末|初|上旬|中旬|下旬|上半年|下半年|第?[一二三四1-4] ?季度末?|内|中)'
const beforePart = '(之前|以前|前|为止|止)?'

/** A point in time with at least a year or a month: year, 今年…, month, day, part of it, 前. */
const point = new RegExp(
  `(?<![\\d〔每半两几多近${han}])(?:${yearPart})?(?:${gap}${monthPart}(?:${gap}${dayPart}${hourPart})?${bracket})?(?:${gap}${tailPart})?${beforePart}`,
  'y',
)

/** A point in time that a text names. */
export interface Point {
  readonly length: number
  readonly norm: IsoDate
  /** Whether the words themselves mark an end (前, 底, 末, 内). */
  readonly isEnd: boolean
  readonly isMonth: boolean
  readonly isYear: boolean
  readonly isInferred: boolean
}

const quarterOf = (words: string) => numeralValue(words.replace(/[第季度末 ]/g, ''))

function yearOf(
  digits: string | undefined,
  word: string | undefined,
  context: TimeContext,
): { readonly year: number; readonly isInferred: boolean } | null {
  if (digits) return { year: numeralValue(digits.replace(/[○零]/g, '〇')) ?? 0, isInferred: false }
  if (context.year === null) return null
  return { year: context.year + (word === '明年' || word === '次年' ? 1 : 0), isInferred: true }
}

/** The day that a month with 底, 上旬 … or nothing comes to. */
function monthNorm(year: number, month: number, tail: string | undefined, before: string | undefined): IsoDate {
  if (tail === '上旬') return isoDay(year, month, 10) ?? isoMonth(year, month)
  if (tail === '中旬') return isoDay(year, month, 20) ?? isoMonth(year, month)
  if (tail === '底' || tail === '末' || tail === '下旬' || tail === '内') return isoMonthEnd(year, month)
  if (before && !tail) return month === 1 ? isoMonthEnd(year - 1, 12) : isoMonthEnd(year, month - 1)
  return isoMonth(year, month)
}

function yearNorm(year: number, tail: string | undefined, before: string | undefined): IsoDate {
  if (tail === '上半年') return isoMonthEnd(year, 6)
  if (tail?.includes('季')) return isoMonthEnd(year, (quarterOf(tail) ?? 4) * 3)
  if (tail === '初') return isoMonth(year, 1)
  if (before && !tail) return isoMonthEnd(year - 1, 12)
  return isoMonthEnd(year, 12)
}

/** The point in time that a folded text names at a position; null if none starts there. */
export function pointAt(text: string, at: number, context: TimeContext): Point | null {
  point.lastIndex = at
  const found = point.exec(text)
  if (!found || found[0] === '') return null
  const [whole, digits, word, monthWords, dayWords, tail, before] = found
  const isPart = /半年|季度/.test(tail ?? '')
  if (!digits && !word && !monthWords && !isPart) return null
  const year = yearOf(digits, word, context)
  if (!year || year.year < 1949 || year.year > 2100) return null
  const base = {
    length: whole.length,
    isEnd: Boolean(before) || /[底末内]/.test(tail ?? ''),
    isInferred: year.isInferred,
  }
  if (!monthWords)
    return {
      ...base,
      isEnd: base.isEnd || (isPart && Boolean(digits || word)),
      norm: yearNorm(year.year, tail, before),
      isMonth: false,
      isYear: true,
    }
  const month = numeralValue(monthWords) ?? 0
  if (month < 1 || month > 12) return null
  if (!dayWords) return { ...base, norm: monthNorm(year.year, month, tail, before), isMonth: true, isYear: false }
  const day = isoDay(year.year, month, numeralValue(dayWords) ?? 0)
  return day ? { ...base, norm: day, isMonth: false, isYear: false } : null
}

/** Characters that a point in time can start with. */
export const startable = /[\d今本当明次年上下第一二三四五六七八九十]/
