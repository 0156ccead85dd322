import { expect, test } from 'vitest'
import { nationalCalendar } from '../../engine/calendar.ts'
import { holidayName } from './holidays.ts'

test('every holiday of the published notices has an English name', () => {
  const { off, work } = nationalCalendar('Asia/Shanghai', []).data
  const names = new Set([...Object.values(off), ...Object.values(work)])

  expect(names.size).toBeGreaterThan(6)
  expect([...names].map((name) => holidayName(name, 'en')).filter((name) => /\p{Script=Han}/u.test(name))).toEqual([])
})
