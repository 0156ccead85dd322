import { describe, expect, test } from 'vitest'
import { calendarFixture } from '../../kernel/testing/calendar.ts'
import type { ClockView } from '../../kernel/view.ts'
import { faceOf, nextClock } from './clock-face.ts'
import { explainedFrom } from './deadline.tsx'

const calendar = calendarFixture()
const fiveDays = () => ({ value: 5, unit: 'wd' }) as const

describe('a deadline with its working', () => {
  test('is counted from the latest day that leads to it', () => {
    const explained = explainedFrom(['2018-11-05', '2018-11-06', '2018-11-12'], fiveDays, '2018-11-13', calendar)

    expect(explained?.start).toBe('2018-11-06')
    expect(explained?.steps.filter((step) => step.counted !== null).map((step) => step.day)).toEqual([
      '2018-11-07',
      '2018-11-08',
      '2018-11-09',
      '2018-11-12',
      '2018-11-13',
    ])
  })

  test('is not shown when no day leads to it: the clock stood still in between', () => {
    expect(explainedFrom(['2018-11-01', '2018-11-20'], fiveDays, '2018-11-13', calendar)).toBeNull()
  })
})

const clock: ClockView = {
  name: 'verify',
  title: ['核查', 'verification'],
  lastDay: '2018-11-23',
  due: '2018-11-23T16:00:00.000Z',
  left: 7,
  total: 10,
  unit: 'working-days',
  runs: true,
  overdue: false,
  warned: false,
  provisional: false,
  extensions: 0,
}

describe('the face of a clock', () => {
  test('shows what is used of the limit and what is left', () => {
    expect(faceOf(clock)).toMatchObject({ state: 'running', left: 7, unit: 'wd', due: '2018-11-23' })
    expect(faceOf(clock)).toMatchObject({ used: expect.closeTo(0.3) })
  })

  test('a warned one is soon, an overdue one tells by how much, a standing one has none', () => {
    expect(faceOf({ ...clock, warned: true })).toMatchObject({ state: 'soon' })
    expect(faceOf({ ...clock, overdue: true, left: -3 })).toMatchObject({ state: 'late', over: 3 })
    expect(faceOf({ ...clock, runs: false, lastDay: null })).toBeNull()
  })

  test('minutes of office hours are read as hours, begun ones counted', () => {
    expect(faceOf({ ...clock, unit: 'working-minutes', left: 61, total: 240 })).toMatchObject({ left: 2, unit: 'wh' })
  })

  test('of several the one that ends first is the one it waits for; standing ones do not count', () => {
    const later = { ...clock, name: 'later', due: '2018-12-01T16:00:00.000Z' }
    const stands = { ...clock, name: 'stands', runs: false, due: null, lastDay: null }

    expect(nextClock([later, stands, clock])?.name).toBe('verify')
    expect(nextClock([stands])).toBeNull()
  })
})
