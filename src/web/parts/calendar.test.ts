import { describe, expect, test } from 'vitest'
import { dayNumber } from '../../kernel/calendar.ts'
import { workingOf } from '../../kernel/clock.ts'
import { calendarFixture } from '../../kernel/testing/calendar.ts'
import { weeksOf } from './calendar.tsx'

const calendar = calendarFixture()
const tenWorkingDays = (start: string) =>
  workingOf({ value: 10, unit: 'wd' }, calendar.startOf(dayNumber(start)), calendar)

describe('a limit laid over a calendar', () => {
  test('begins each week on a Monday and stands each day under its weekday', () => {
    const weeks = weeksOf('2018-11-14', tenWorkingDays('2018-11-14'))

    expect(weeks.map((cells) => cells.map((cell) => cell?.day.slice(8) ?? '').join(' '))).toEqual([
      '  14 15 16 17 18',
      '19 20 21 22 23 24 25',
      '26 27 28    ',
    ])
  })

  test('holds every day of the working exactly once', () => {
    const steps = tenWorkingDays('2018-09-20')
    const days = weeksOf('2018-09-20', steps).flatMap((cells) => cells.flatMap((cell) => cell?.day ?? []))

    expect(days).toEqual(['2018-09-20', ...steps.map(({ day }) => day)])
  })
})
