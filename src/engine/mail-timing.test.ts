import { describe, expect, test } from 'vitest'
import { at } from '../kernel/testing/calendar.ts'
import { calendar } from '../kernel/testing/city.ts'
import { untouched } from '../store/notice-settings.ts'
import { isDigestDue, isQuiet, isUrgent } from './mail-timing.ts'

describe('quiet hours', () => {
  test.each([
    ['2018-11-14 07:59', true],
    ['2018-11-14 08:00', false],
    ['2018-11-14 19:59', false],
    ['2018-11-14 20:00', true],
    ['2018-11-17 12:00', true],
  ])('at %s: %s', (moment, quiet) => {
    expect(isQuiet(untouched, at(moment), calendar)).toBe(quiet)
  })

  test('put a digest off to their end', () => {
    const early = { ...untouched, digestHour: 6 }

    expect([
      isDigestDue(early, at('2018-11-14 06:30'), calendar),
      isDigestDue(early, at('2018-11-14 08:00'), calendar),
    ]).toEqual([false, true])
  })
})

test.each([
  ['breached', null, true],
  ['ruled', '2018-11-15 00:00', false],
  ['waits', null, false],
  // The first instant after its last day.
  ['waits', '2018-11-16 00:00', true],
  ['waits', '2018-11-17 00:00', false],
  ['refused', '2018-11-16 00:00', true],
] as const)('on a Wednesday %s with a limit that ends at %s is urgent: %s', (kind, due, urgent) => {
  const notice = { kind, due: due === null ? null : new Date(at(due)) }

  expect(isUrgent(notice, at('2018-11-14 10:00'), calendar)).toBe(urgent)
})
