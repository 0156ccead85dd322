import type { CalendarData, WorkingCalendar } from '../calendar.ts'
import { calendarOf } from '../calendar.ts'

export const dayMs = 86_400_000

/** Autumn and winter 2018–2019 as the State Council's notices have them; enough for tests, not a register of holidays. */
export const calendarData: CalendarData = {
  timeZone: 'Asia/Shanghai',
  officeHours: [
    { from: 9 * 60, to: 12 * 60 },
    { from: 13 * 60 + 30, to: 17 * 60 },
  ],
  publishedYears: [2018, 2019],
  off: {
    '2018-09-24': '中秋节',
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [`2018-10-0${d}`, '国庆节'])),
    '2018-12-30': '元旦',
    '2018-12-31': '元旦',
    '2019-01-01': '元旦',
    ...Object.fromEntries([4, 5, 6, 7, 8, 9, 10].map((d) => [`2019-02-${String(d).padStart(2, '0')}`, '春节'])),
  },
  work: {
    '2018-09-29': '国庆节',
    '2018-09-30': '国庆节',
    '2018-12-29': '元旦',
    '2019-02-02': '春节',
    '2019-02-03': '春节',
  },
}

export function calendarFixture(change: Partial<CalendarData> = {}): WorkingCalendar {
  return calendarOf({ ...calendarData, ...change })
}

/** A moment in Shanghai. Example: at('2018-11-14 17:00'). */
export function at(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}:00+08:00`)
}
