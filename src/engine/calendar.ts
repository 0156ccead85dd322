import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type CalendarData, calendarOf, type Day, type Hours, type WorkingCalendar } from '../kernel/calendar.ts'

/** Lines of chinese-days: day → 'English name,中文名,days off'. */
interface PackageData {
  readonly holidays: Readonly<Record<string, string>>
  readonly workdays: Readonly<Record<string, string>>
}

/** Days off and make-up working days of one place, by day, each with its name. Example: { off: { '2019-04-07': '三月三' }, work: {} }. */
export interface RegionalDays {
  readonly off: Readonly<Record<Day, string>>
  readonly work: Readonly<Record<Day, string>>
}

type Named = Readonly<Record<Day, string>>

/** The days of the country with those of a place: what the place says of a day holds there. */
function joined(national: Named, own: Named, otherwise: Named): Named {
  return Object.fromEntries(Object.entries({ ...national, ...own }).filter(([day]) => otherwise[day] === undefined))
}

const chineseName = (line: string) => line.split(',')[1] ?? line

/**
 * The days off and make-up days of the State Council's notices, read once from the data of npm `chinese-days`. Its functions
 * are not used: they give wrong days under other time zones and take an unpublished year for plain working days. `regional` adds
 * what a region or autonomous area gives its people besides (《全国年节及纪念日放假办法》第四条).
 */
export function nationalCalendar(
  timeZone: string,
  officeHours: readonly Hours[],
  regional: RegionalDays = { off: {}, work: {} },
): WorkingCalendar {
  const path = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json')
  const { holidays, workdays } = JSON.parse(readFileSync(path, 'utf8')) as PackageData
  const named = (lines: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(lines).map(([day, line]) => [day, chineseName(line)]))
  // A year's notice always lists its own National Day; a make-up day of December stands in the notice of the year after.
  const publishedYears = [
    ...new Set(
      Object.keys(holidays)
        .filter((day) => day.endsWith('-10-01'))
        .map((day) => Number(day.slice(0, 4))),
    ),
  ]
  const { off, work } = regional
  const data: CalendarData = {
    timeZone,
    officeHours,
    publishedYears,
    off: joined(named(holidays), off, work),
    work: joined(named(workdays), work, off),
  }
  return calendarOf(data)
}
