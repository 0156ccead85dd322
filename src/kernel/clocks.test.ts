import { describe, expect, test } from 'vitest'
import type { Case } from './case.ts'
import { breachedClocks, clocksAfter, firesAt, resolvedLimit, visibleDue, warnShare } from './clocks.ts'
import type { Declaration } from './procedure.ts'
import { at } from './testing/calendar.ts'
import { bound, calendar } from './testing/city.ts'
import { lamp } from './testing/lamp.ts'
import { lampProcedure, sent } from './testing/lamp-case.ts'
import type { JsonRecord } from './text.ts'

const wednesday = at('2018-11-14 15:00')
const lastDays = (c: Pick<Case, 'clocks'>) =>
  Object.fromEntries(Object.entries(c.clocks).map(([name, run]) => [name, run.due]))

interface Passing {
  readonly to: string
  readonly now: number
  readonly data?: JsonRecord
  readonly t?: Partial<Declaration['transitions'][string]>
  readonly breached?: string
}

/** The case after it passed on, clocks and all; nothing else of a move is looked at. */
function past(p: typeof lampProcedure, c: Case, { to, now, data = {}, t = {}, breached }: Passing): Case {
  const whole = { ...c.data, ...data }
  const transition = { ...lamp.transitions.move, ...t } as Declaration['transitions'][string]
  const result = clocksAfter(p, c, { t: transition, to, data: whole, now, breached: breached ?? null }, calendar)
  if (!result.ok) throw new Error(result.refusal.says[1])
  return { ...c, state: to, data: whole, clocks: result.value }
}

const withClock = (change: Partial<Declaration['clocks'][string]>) =>
  bound({ ...lamp, clocks: { ...lamp.clocks, effort: { ...(lamp.clocks.effort as object), ...change } as never } })

describe('a limit', () => {
  test.each([
    ['a span', '5wd', {}, { value: 5, unit: 'wd' }],
    ['a day of the case', { until: 'dueOn' }, { dueOn: '2018-11-30' }, { until: '2018-11-30' }],
    ['a day that is not set', { until: 'dueOn' }, { dueOn: null }, null],
    ['by an answer', { by: 'level', of: { high: '2wh' } }, { level: 'high' }, { value: 2, unit: 'wh' }],
    ['by an answer without a limit', { by: 'level', of: { high: '2wh' } }, { level: 'low' }, null],
    ['by yes or no', { by: 'open', of: { true: '30d' } }, { open: true }, { value: 30, unit: 'd' }],
  ] as const)('may be %s', (_, limit, data, resolved) => {
    expect(resolvedLimit(limit as never, data)).toEqual(resolved)
  })

  test('warns where it says, or not at all', () => {
    expect([warnShare({ warnAt: '80%' } as never), warnShare({} as never)]).toEqual([0.8, 1])
  })
})

describe('a clock', () => {
  test('runs in its states, stands elsewhere, and rework gives no new limit', () => {
    const away = past(lampProcedure, sent.case, { to: 'checking', now: at('2018-11-19 10:00') })
    const back = past(lampProcedure, away, { to: 'sent', now: at('2018-11-26 10:00') })

    expect(away.clocks.effort).toMatchObject({ used: 3, since: null, due: null })
    expect(back.clocks.effort).toMatchObject({ used: 3, due: at('2018-12-06 00:00') })
  })

  test('that is renewed begins with the whole limit, but not while it stays among its states', () => {
    const p = withClock({ renew: 'onEntry', runsIn: ['sent', 'judging'] })
    const on = past(p, sent.case, { to: 'judging', now: at('2018-11-19 10:00') })
    const away = past(p, on, { to: 'checking', now: at('2018-11-20 10:00') })
    const back = past(p, away, { to: 'sent', now: at('2018-11-26 10:00') })

    expect(lastDays(on).effort).toBe(lastDays(sent.case).effort)
    expect(back.clocks.effort).toMatchObject({ used: 0, due: at('2018-12-11 00:00') })
  })

  test('with a set day ends on that day, however long the case was elsewhere', () => {
    const away = past(lampProcedure, sent.case, { to: 'checking', now: at('2018-11-19 10:00') })
    const back = past(lampProcedure, away, { to: 'sent', now: at('2018-11-26 10:00') })

    expect(lastDays(back).due).toBe(at('2018-12-01 00:00'))
    expect(back.clocks.due?.warn).toBe(at('2018-11-30 00:00'))
  })

  test('with a set day that passed while it stood is overdue the moment it runs on', () => {
    const away = past(lampProcedure, sent.case, { to: 'checking', now: at('2018-11-19 10:00') })
    const back = past(lampProcedure, away, { to: 'sent', now: at('2018-12-10 10:00') })

    expect(breachedClocks(back, at('2018-12-10 10:00'))).toContain('due')
  })

  test('with a set day breaches once for each day that was set', () => {
    const late = at('2018-12-01 00:00')
    const lapsed = past(lampProcedure, sent.case, { to: 'sent', now: late, breached: 'due' })
    const away = past(lampProcedure, lapsed, { to: 'checking', now: late })
    const back = past(lampProcedure, away, { to: 'sent', now: late + 1 })
    const moved = past(lampProcedure, back, { to: 'sent', now: late + 2, data: { dueOn: '2018-12-05' } })

    expect([lapsed, back, moved].map((c) => c.clocks.due?.breached)).toEqual([true, true, false])
    expect(moved.clocks.due?.due).toBe(at('2018-12-06 00:00'))
  })

  test('whose day is taken away stands still, and a day given later starts it', () => {
    const none = past(lampProcedure, sent.case, { to: 'sent', now: wednesday, data: { dueOn: null } })
    const again = past(lampProcedure, none, { to: 'sent', now: wednesday, data: { dueOn: '2018-11-20' } })

    expect([none.clocks.due?.due, again.clocks.due?.due]).toEqual([null, at('2018-11-21 00:00')])
  })

  test('that hangs on an answer gains or loses the difference when the answer changes', () => {
    const p = bound({
      ...lamp,
      record: {
        ...lamp.record,
        level: { kind: 'choice', title: ['级', 'level'], see: 'public', options: { a: ['a', 'a'], b: ['b', 'b'] } },
      },
      clocks: { effort: { ...lamp.clocks.effort, limit: { by: 'level', of: { a: '10wd', b: '4wd' } } } as never },
    })
    const a = past(p, { ...sent.case, clocks: {} }, { to: 'sent', now: wednesday, data: { level: 'a' } })
    const b = past(p, a, { to: 'sent', now: at('2018-11-16 10:00'), data: { level: 'b' } })

    expect([lastDays(a).effort, lastDays(b).effort]).toEqual([at('2018-11-29 00:00'), at('2018-11-21 00:00')])
  })

  test('overdrawn before it stood is overdue at once when it runs on, by what it was over', () => {
    const away = past(lampProcedure, sent.case, { to: 'checking', now: at('2018-12-03 10:00') })
    const again = at('2018-12-10 10:00')
    const back = past(lampProcedure, away, { to: 'sent', now: again })

    expect(away.clocks.effort?.used).toBe(13)
    expect(lastDays(back).effort).toBe(again)
    expect(breachedClocks(back, again)).toEqual(['due', 'effort'])
  })

  test('that is restarted forgets what was used and that it had breached', () => {
    const late = at('2018-11-29 00:00')
    const t = { restarts: ['effort'] }
    const anew = past(lampProcedure, sent.case, { to: 'sent', now: late, t, breached: 'effort' })
    const off = past(lampProcedure, sent.case, { to: 'checking', now: late, t })

    expect(anew.clocks.effort).toMatchObject({ used: 0, breached: false, due: at('2018-12-14 00:00') })
    expect(off.clocks.effort).toMatchObject({ used: 0, since: null, due: null, breached: false })
  })
})

test('the deadline shown is the earliest that everybody may see; the next breach is the earliest of all that is not recorded', () => {
  const lapsed = past(lampProcedure, sent.case, { to: 'sent', now: at('2018-11-29 00:00'), breached: 'effort' })

  expect(visibleDue(lampProcedure, sent.case.clocks)).toBe(at('2018-12-01 00:00'))
  expect(firesAt(sent.case.clocks)).toBe(at('2018-11-29 00:00'))
  expect(firesAt(lapsed.clocks)).toBe(at('2018-12-01 00:00'))
  expect([visibleDue(lampProcedure, {}), firesAt({})]).toEqual([null, null])
})

test('the clocks that have breached come earliest first', () => {
  expect(breachedClocks(sent.case, at('2018-11-28 23:59'))).toEqual([])
  expect(breachedClocks(sent.case, at('2018-12-03 10:00'))).toEqual(['effort', 'due'])
})
