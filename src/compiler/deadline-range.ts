import { type IsoDate, isoDay, isoMonth } from './date.ts'
import type { TimeContext } from './time-point.ts'

/** A span whose two ends share what they do not repeat. */
export interface CompactRange {
  readonly length: number
  readonly norm: `${IsoDate}/${IsoDate}`
  readonly isInferred: boolean
}

const dash = ' ?(?:[-—–~]{1,2}|至|到) ?'
const year = '(?:((?:19|20)\\d{2}) ?年 ?)?'
/** 「2024年3—5月」. */
const months = new RegExp(`(?<![\\d.月])${year}(\\d{1,2})${dash}(\\d{1,2}) ?月份?(?! ?\\d)`, 'y')
/** 「9月10日—15日」「9月10—15日」. */
const days = new RegExp(`(?<![\\d.])${year}(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]?${dash}(\\d{1,2}) ?[日号]`, 'y')
/** Behind a span of which a report tells what was done in it. */
const tells = /^[,，] ?(?:全|我|已|共|累计)/

/** The span that a folded text names at a position, its year or its month printed once; null if none starts there. */
export function compactRangeAt(text: string, at: number, context: TimeContext): CompactRange | null {
  days.lastIndex = at
  months.lastIndex = at
  const found = days.exec(text) ?? months.exec(text)
  if (!found || tells.test(text.slice(at + found[0].length, at + found[0].length + 6))) return null
  const [whole, printedYear, first = '', second = '', third] = found
  const inYear = printedYear ? Number(printedYear) : context.year
  if (inYear === null) return null
  const [a, b, c] = [Number(first), Number(second), Number(third)]
  const from = third === undefined ? monthOf(inYear, a) : isoDay(inYear, a, b)
  const to = third === undefined ? monthOf(inYear, b) : isoDay(inYear, a, c)
  if (from === null || to === null || from >= to) return null
  return { length: whole.length, norm: `${from}/${to}`, isInferred: !printedYear }
}

const monthOf = (inYear: number, month: number): IsoDate | null =>
  month >= 1 && month <= 12 ? isoMonth(inYear, month) : null
