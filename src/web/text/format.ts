/**
 * Numbers, dates and durations in the words of each language. A day is written 11月16日 / 16 November, with its year only
 * where `year` asks for it; a moment is shown in the programme's time zone, never in the process's.
 */
import type { Day, Instant } from '../../kernel/calendar.ts'
import type { SpanUnit } from '../../kernel/clock.ts'
import type { Language } from '../../kernel/text.ts'

export interface Format {
  /** 1847 → '1,847'. */
  readonly number: (value: number) => string
  /** 0.8727 → '87.3%'; `digits` after the point, 1 unless told. */
  readonly percent: (share: number, digits?: number) => string
  /** '2018-11-16' → '11月16日'. */
  readonly day: (day: Day) => string
  /** '2018-11-16' → '2018年11月16日'. */
  readonly fullDay: (day: Day) => string
  /** '2018-11-16' → '星期五'. */
  readonly weekday: (day: Day) => string
  /** '2018-11-16' → '周五'. */
  readonly shortWeekday: (day: Day) => string
  /** → '16:42'. */
  readonly time: (at: Instant, timeZone: string) => string
  /** → '11月14日 16:42'. */
  readonly moment: (at: Instant, timeZone: string) => string
  /** → '2018年11月14日 16:42'. */
  readonly fullMoment: (at: Instant, timeZone: string) => string
  /** 3, 'wd' → '3 个工作日' / '3 working days'. */
  readonly span: (value: number, unit: SpanUnit) => string
  /** The unit alone, to stand after an emphasised number: 3, 'wd' → '个工作日' / 'working days'. */
  readonly unit: (value: number, unit: SpanUnit) => string
  /** First, second: 3 → '第 3' / '3rd'. */
  readonly ordinal: (value: number) => string
}

type DateOptions = Intl.DateTimeFormatOptions

/** Making a formatter takes about 50 µs and a page needs hundreds of dates: each is made once. */
function dateWriter(locale: string): (at: Instant, timeZone: string, options: DateOptions) => string {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (at, timeZone, options) => {
    const key = timeZone + JSON.stringify(options)
    const format = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
    made.set(key, format)
    return format.format(at)
  }
}

const dayOnly: DateOptions = { month: 'long', day: 'numeric' }
const fullDay: DateOptions = { year: 'numeric', month: 'long', day: 'numeric' }
const timeOnly: DateOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

function formatOf(
  locale: string,
  words: Pick<Format, 'unit' | 'ordinal'> & { readonly between: (value: number) => string },
): Format {
  const numbers = new Intl.NumberFormat(locale)
  const write = dateWriter(locale)
  const ofDay = (day: Day, options: DateOptions) => write(Date.parse(`${day}T00:00:00Z`), 'UTC', options)
  const time = (at: Instant, timeZone: string) => write(at, timeZone, timeOnly)
  return {
    number: (value) => numbers.format(value),
    percent: (share, digits = 1) => `${(share * 100).toFixed(digits)}%`,
    day: (day) => ofDay(day, dayOnly),
    fullDay: (day) => ofDay(day, fullDay),
    weekday: (day) => ofDay(day, { weekday: 'long' }),
    shortWeekday: (day) => ofDay(day, { weekday: 'short' }),
    time,
    moment: (at, timeZone) => `${write(at, timeZone, dayOnly)} ${time(at, timeZone)}`,
    fullMoment: (at, timeZone) => `${write(at, timeZone, fullDay)} ${time(at, timeZone)}`,
    span: (value, unit) => `${numbers.format(value)}${words.between(value)}${words.unit(value, unit)}`,
    ...words,
  }
}

const zhUnits: Readonly<Record<SpanUnit, string>> = { wd: '个工作日', wh: '个工作小时', d: '天', mo: '个月' }

const enUnits: Readonly<Record<SpanUnit, string>> = { wd: 'working day', wh: 'working hour', d: 'day', mo: 'month' }

const enPlurals = new Intl.PluralRules('en')
const enOrdinals = new Intl.PluralRules('en', { type: 'ordinal' })
const ordinalEnds: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }

/** 'case' and 1 → 'case', 'case' and 3 → 'cases'; `many` where English is irregular. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return enPlurals.select(value) === 'one' ? one : many
}

/** '1 case', '3 cases', '1,847 entries'. */
export function counted(value: number, one: string, many?: string): string {
  return `${formats.en.number(value)} ${plural(value, one, many)}`
}

export const formats: Readonly<Record<Language, Format>> = {
  zh: formatOf('zh-CN', {
    between: () => ' ',
    unit: (_, unit) => zhUnits[unit],
    ordinal: (value) => `第 ${value}`,
  }),
  en: formatOf('en-GB', {
    between: () => ' ',
    unit: (value, unit) => plural(value, enUnits[unit]),
    ordinal: (value) => `${value}${ordinalEnds[enOrdinals.select(value)] ?? 'th'}`,
  }),
}
