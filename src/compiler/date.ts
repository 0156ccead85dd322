import { hanValue } from './numerals.ts'

/** A day or a month, ISO 8601. Examples: '2018-10-12', '2019-03'. */
export type IsoDate = string

const two = (n: number) => String(n).padStart(2, '0')

/** Days in a month of the Gregorian calendar. */
export function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Null for a day that does not exist. */
export function isoDay(year: number, month: number, day: number): IsoDate | null {
  if (month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return null
  return `${year}-${two(month)}-${two(day)}`
}

export function isoMonthEnd(year: number, month: number): IsoDate {
  return `${year}-${two(month)}-${two(lastDayOf(year, month))}`
}

export function isoMonth(year: number, month: number): IsoDate {
  return `${year}-${two(month)}`
}

/** The day `days` after `from`. */
export function plusDays(from: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The same day `months` later, or the last day of that month (《民法典》第二百零二条). */
export function plusMonths(from: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const toYear = Math.floor(index / 12)
  const toMonth = (index % 12) + 1
  return `${toYear}-${two(toMonth)}-${two(Math.min(day, lastDayOf(toYear, toMonth)))}`
}

const han = '零〇○Oo0一二三四五六七八九十'
const arabicDay = /(\d{4}) ?(?:年|[-/.]) ?(\d{1,2}) ?(?:月|[-/.]) ?(\d{1,2}) ?日?/
const hanDay = new RegExp(`([${han}]{4}) ?年 ?([${han}]{1,3}) ?月 ?([${han}]{1,3}) ?日`)

/** The value of a numeral in a date, where 0, O and ○ all stand for 〇. */
function dateNumber(numeral: string): number {
  return /^\d+$/.test(numeral) ? Number(numeral) : (hanValue(numeral.replace(/[Oo0○]/g, '〇')) ?? 0)
}

/** A full date found in folded text: its day, where it stands and how long it is. Digits or Chinese numerals. */
export interface FoundDay {
  readonly day: IsoDate
  readonly at: number
  readonly length: number
}

/** The first full date in a folded text; null if there is none or it is no real day. */
export function dayIn(text: string): FoundDay | null {
  const found = arabicDay.exec(text) ?? (text.includes('日') ? hanDay.exec(text) : null)
  if (!found) return null
  const day = isoDay(dateNumber(found[1] ?? ''), dateNumber(found[2] ?? ''), dateNumber(found[3] ?? ''))
  return day ? { day, at: found.index, length: found[0].length } : null
}

/** The date that a line consists of, apart from a bracket around it or the words that date a signature; else null. */
export function dayOfLine(text: string): IsoDate | null {
  const plain = text.replace(/^[(（]|[)）]$/g, '').trim()
  if (plain.length > 24) return null
  const found = dayIn(plain)
  if (!found || found.at > 0) return null
  return /^[日号]?$/.test(plain.slice(found.length).trim()) ? found.day : null
}
