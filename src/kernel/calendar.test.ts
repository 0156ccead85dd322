import { describe, expect, test } from 'vitest'
import { dayNumber, dayOf, isDay, plusMonths } from './calendar.ts'
import { calendarFixture, dayMs } from './testing/calendar.ts'

describe('working days', () => {
  const calendar = calendarFixture()

  test.each([
    ['from the Friday of the plan, 20 working days on', '2018-10-12', 20, '2018-11-09'],
    ['across Mid-Autumn (24 September off)', '2018-09-21', 5, '2018-09-29'],
    ['29 and 30 September are make-up days, 1 to 7 October are off', '2018-09-28', 5, '2018-10-10'],
    ['29 December 2018 is a make-up day that only the notice for 2019 lists', '2018-12-28', 1, '2018-12-29'],
  ])('%s', (_, from, n, to) => {
    expect(dayOf(calendar.plusWorkingDays(dayNumber(from), n))).toBe(to)
    expect(calendar.workingDaysBetween(dayNumber(from), dayNumber(to))).toBe(n)
  })

  test('counting agrees with walking on every pair of days of two years', () => {
    const first = dayNumber('2018-01-01')
    const walked: number[] = [0]
    for (let day = first + 1; day < first + 730; day += 1) {
      walked.push((walked.at(-1) ?? 0) + (calendar.isWorkingDay(day) ? 1 : 0))
    }

    const wrong = walked.filter((count, i) => calendar.workingDaysBetween(first, first + i) !== count)

    expect(wrong).toEqual([])
  })

  test('a day before the first published year and one long after the last are still counted', () => {
    expect(calendar.workingDaysBetween(dayNumber('2017-12-22'), dayNumber('2018-01-05'))).toBe(10)
    expect(calendar.workingDaysBetween(dayNumber('2030-01-07'), dayNumber('2030-01-14'))).toBe(5)
  })
})

describe('days', () => {
  test('an impossible day is refused', () => {
    expect(() => dayNumber('2018-02-30')).toThrow(RangeError)
    expect([isDay('2018-02-30'), isDay('2018-2-3'), isDay('2018-02-03')]).toEqual([false, false, true])
  })

  test.each([
    ['2018-01-31', 1, '2018-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2018-10-12', 6, '2019-04-12'],
    ['2018-11-30', 3, '2019-02-28'],
  ])('民法典 202: %s plus %i months is %s', (from, months, to) => {
    expect(dayOf(plusMonths(dayNumber(from), months))).toBe(to)
  })
})

describe('time zones', () => {
  test("the programme's zone decides what day it is, not the machine's", () => {
    const shanghai = calendarFixture()
    const london = calendarFixture({ timeZone: 'Europe/London' })
    const lateEvening = Date.parse('2018-10-12T17:30:00Z')

    expect(dayOf(shanghai.dayAt(lateEvening))).toBe('2018-10-13')
    expect(dayOf(london.dayAt(lateEvening))).toBe('2018-10-12')
    expect(shanghai.minuteAt(lateEvening)).toBe(90)
  })

  test('a day of 23 hours starts where the clocks are put forward', () => {
    const london = calendarFixture({ timeZone: 'Europe/London' })
    const day = dayNumber('2018-03-25')

    expect(london.startOf(day + 1) - london.startOf(day)).toBe(dayMs - 3_600_000)
  })
})
