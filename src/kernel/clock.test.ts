import { describe, expect, test } from 'vitest'
import {
  extended,
  isProvisional,
  lastDayOf,
  parseSpan,
  remaining,
  reset,
  resumed,
  started,
  stopped,
  workingOf,
} from './clock.ts'
import { at, calendarFixture } from './testing/calendar.ts'

const calendar = calendarFixture()
const start = (span: string, now: number) => started(parseSpan(span), now, 0.9, calendar)
const lastDay = (due: number | null) => (due === null ? null : lastDayOf(due, calendar))

describe('a deadline', () => {
  test('of five working days ends at midnight after the fifth, the starting day not counted', () => {
    const run = start('5wd', at('2018-11-09 16:30'))

    expect(run.due).toBe(at('2018-11-17 00:00'))
    expect(lastDay(run.due)).toBe('2018-11-16')
  })

  test('of thirty natural days that ends in the National Day break rolls to the first working day after it', () => {
    expect(lastDay(start('30d', at('2018-09-05 10:00')).due)).toBe('2018-10-08')
  })

  test('of six months ends on the same day number', () => {
    expect(lastDay(start('6mo', at('2018-10-12 10:00')).due)).toBe('2019-04-12')
  })

  test('of four working hours runs through lunch and over a weekend', () => {
    const run = start('4wh', at('2018-11-16 15:00'))

    expect(run.due).toBe(at('2018-11-19 11:00'))
  })

  test('of working hours that starts at night starts with the office', () => {
    expect(start('1wh', at('2018-11-17 22:00')).due).toBe(at('2018-11-19 10:00'))
  })

  test('until a set day ends with that day, also on a Sunday', () => {
    const run = started({ until: '2018-11-18' }, at('2018-11-14 17:00'), 0.9, calendar)

    expect(run.due).toBe(at('2018-11-19 00:00'))
  })

  test('that reaches an unpublished year is provisional', () => {
    const run = start('20wd', at('2019-12-20 10:00'))

    expect(isProvisional(run, calendar)).toBe(true)
    expect(isProvisional(start('5wd', at('2019-12-20 10:00')), calendar)).toBe(false)
  })
})

describe('a clock', () => {
  test('keeps what was used: rework gives no new limit', () => {
    const used3 = stopped(start('5wd', at('2018-11-05 09:00')), at('2018-11-08 15:00'), calendar)
    const again = resumed(used3, at('2018-11-20 09:00'), 0.9, calendar)

    expect(used3.used).toBe(3)
    expect(lastDay(again.due)).toBe('2018-11-22')
  })

  test('stands still while it is stopped', () => {
    const run = stopped(start('10wd', at('2018-11-05 09:00')), at('2018-11-07 09:00'), calendar)

    expect([run.since, run.due, remaining(run, at('2018-12-05 09:00'), calendar)]).toEqual([null, null, 8])
  })

  test('warns when nine tenths are used', () => {
    expect(start('10wd', at('2018-11-05 09:00')).warn).toBe(at('2018-11-17 00:00'))
  })

  test('that is extended counts from where it was', () => {
    const longer = extended(start('5wd', at('2018-11-05 09:00')), parseSpan('5wd'), 0.9, calendar)

    expect([lastDay(longer.due), longer.extensions]).toEqual(['2018-11-19', 1])
  })

  test('with a set day moves when the day moves', () => {
    const run = started({ until: '2018-11-20' }, at('2018-11-05 09:00'), 0.9, calendar)

    expect(lastDay(reset(run, '2018-11-30', 0.9, calendar).due)).toBe('2018-11-30')
  })

  test('says what is left and by how much it is over', () => {
    const run = start('5wd', at('2018-11-05 09:00'))

    expect(remaining(run, at('2018-11-05 10:00'), calendar)).toBe(5)
    expect(remaining(run, at('2018-11-12 10:00'), calendar)).toBe(0)
    expect(remaining(run, at('2018-11-13 10:00'), calendar)).toBe(-1)
  })

  test('with months that was stopped for ten days ends ten days later', () => {
    const paused = stopped(start('6mo', at('2018-10-12 10:00')), at('2018-10-22 10:00'), calendar)
    const again = resumed(paused, at('2018-11-01 10:00'), 0.9, calendar)

    expect(lastDay(again.due)).toBe('2019-04-22')
  })
})

test('every skipped day of a deadline says why it was skipped', () => {
  const steps = workingOf(parseSpan('5wd'), at('2018-09-28 10:00'), calendar)

  expect(steps.map((step) => [step.day, step.counted, step.holiday]).slice(0, 4)).toEqual([
    ['2018-09-29', 1, '国庆节'],
    ['2018-09-30', 2, '国庆节'],
    ['2018-10-01', null, '国庆节'],
    ['2018-10-02', null, '国庆节'],
  ])
  expect(steps.at(-1)).toMatchObject({ day: '2018-10-10', counted: 5, kind: 'working-day' })
})
