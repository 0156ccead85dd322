import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type CalendarData, calendarOf, type Hours, type WorkingCalendar } from '../kernel/calendar.ts'

/** Lines of chinese-days: day → 'English name,中文名,days off'. */
interface PackageData {
  readonly holidays: Readonly<Record<string, string>>
  readonly workdays: Readonly<Record<string, string>>
}

const chineseName = (line: string) => line.split(',')[1] ?? line

/**
 * The days off and make-up days of the State Council's notices, read once from the data of npm `chinese-days`. Its functions
 * are not used: they give wrong days under other time zones and take an unpublished year for plain working days.
 */
export function nationalCalendar(timeZone: string, officeHours: readonly Hours[]): WorkingCalendar {
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
  const data: CalendarData = { timeZone, officeHours, publishedYears, off: named(holidays), work: named(workdays) }
  return calendarOf(data)
}
