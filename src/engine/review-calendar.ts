import { isDay } from '../kernel/calendar.ts'
import type { RegionalDays } from './calendar.ts'

/** The hours and days of a place as lines that people write, and what can be wrong with them. */
export type CalendarFault = 'officeHours' | 'daysOff' | 'workDays'

type OfficeHours = readonly (readonly [string, string])[]

const hour = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** Half a day each; a place may part its day into a few. */
const mostHours = 4

/** Between one and four stretches, each after the one before. */
export function areHours(hours: OfficeHours): boolean {
  const times = hours.flat()
  const isRising = times.every((time, at) => at === 0 || (times[at - 1] ?? '') < time)
  return hours.length > 0 && hours.length <= mostHours && times.every((time) => hour.test(time)) && isRising
}

/** Real days, each with a name. */
export const areDays = (days: RegionalDays['off']): boolean =>
  Object.entries(days).every(([day, name]) => isDay(day) && name.trim() !== '')

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Lines such as '09:00-12:00'; what is no such line becomes a stretch that `areHours` refuses. */
export const hoursIn = (text: string): OfficeHours =>
  linesOf(text.normalize('NFKC')).map((line) => {
    const [from = '', to = '', ...more] = line.split(/\s*[-–—~至]\s*/)
    return [from.padStart(5, '0'), more.length > 0 ? '' : to.padStart(5, '0')] as const
  })

/** Lines such as '2019-04-07 三月三'; what is no such line becomes a day that `areDays` refuses. */
export const daysIn = (text: string): RegionalDays['off'] =>
  Object.fromEntries(
    linesOf(text).map((line) => {
      const [day = '', ...name] = line.split(/\s+/)
      return [day, name.join(' ')]
    }),
  )

export const hoursText = (hours: OfficeHours): string => hours.map(([from, to]) => `${from}-${to}`).join('\n')

export const daysText = (days: RegionalDays['off']): string =>
  Object.entries(days)
    .map(([day, name]) => `${day} ${name}`)
    .join('\n')
