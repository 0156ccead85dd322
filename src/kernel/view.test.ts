import { describe, expect, test } from 'vitest'
import type { Actor } from './case.ts'
import { at } from './testing/calendar.ts'
import { calendar, clock, officer, org, visitor, withCode } from './testing/city.ts'
import {
  asked,
  asker,
  checkerOf,
  done,
  judge,
  lampProcedure,
  mended,
  moves,
  passed,
  sent,
} from './testing/lamp-case.ts'
import { nothingYet, type Play, played, start } from './testing/play.ts'
import { isPublic, view, viewEvents } from './view.ts'

type Played = Play & { readonly case: NonNullable<Play['case']> }

const seen = (play: Played, viewer: Actor, now = play.now) =>
  view(lampProcedure, play.case, { viewer, now, calendar, org })
const history = (play: Played, viewer: Actor) =>
  viewEvents(lampProcedure, play.case, play.events, { viewer, now: play.now, calendar, org })

/** Two persons in one case: the second only joined. */
const two = played(sent, { transition: 'join', by: visitor, input: { also: '我也看到' }, token: 't-2' })

describe('a case that is not public', () => {
  test.each<readonly [string, Actor]>([
    ['a visitor', visitor],
    ['a post without a part in it', officer('parks-head')],
    ['a code of another case', withCode('t-1', 'LD-2018-0002')],
    ['a code that nobody was given', withCode('t-9', asked.case.no)],
    ['somebody who has left the post', { ...officer('intake-1'), person: 'p-gone' }],
  ])('does not exist for %s', (_, viewer) => {
    expect(seen(asked, viewer)).toBe(null)
    expect(history(asked, viewer)).toBe(null)
  })

  test('exists for who has a part in it', () => {
    expect(seen(asked, officer('intake-1'))?.parts).toEqual(['desk'])
    expect(seen(asked, asker(asked.case))?.parts).toEqual(['asker'])
  })
})

test('a case is public from the state that its declaration names, and stays so', () => {
  expect([asked, sent, mended, done].map((play) => isPublic(lampProcedure, play.case))).toEqual([
    false,
    true,
    true,
    true,
  ])
})

describe('a field', () => {
  test('that is public is read by everybody', () => {
    expect(seen(mended, visitor)?.data).toEqual({
      again: 0,
      lapses: 0,
      subject: '东门路灯',
      unit: 'water',
      dueOn: '2018-11-30',
      done: ['换灯泡'],
    })
  })

  test('for staff is read by every post, and by nobody who has left his', () => {
    expect(seen(mended, officer('parks-head'))?.data.cost).toBe(30)
    expect(seen(mended, { ...officer('parks-head'), person: 'p-gone' })?.data.cost).toBeUndefined()
    expect(seen(mended, asker(mended.case))?.data.cost).toBeUndefined()
  })

  test('for the parties is not read by who is merely free to join', () => {
    const judged = played(passed, judge(passed, 'no'))

    expect(seen(judged, officer('water-head'))?.data.verdict).toBe('no')
    expect(seen(judged, visitor)?.data.verdict).toBeUndefined()
    expect(seen(judged, officer('parks-head'))?.data.verdict).toBeUndefined()
  })

  test('that a citizen wrote is read by the desk, never by the unit complained of', () => {
    expect(seen(sent, officer('intake-1'))?.data.what).toBe('东门第三盏')
    expect(JSON.stringify([seen(sent, officer('water-head')), history(sent, officer('water-head'))])).not.toContain(
      '东门第三盏',
    )
  })

  test('law/信访工作条例/30 that one person wrote is not read by another who joined the case', () => {
    expect(JSON.stringify([seen(two, asker(two.case, 't-2')), history(two, asker(two.case, 't-2'))])).not.toContain(
      '东门第三盏',
    )
    expect(history(two, asker(two.case, 't-1'))?.[0]?.input.what).toBe('东门第三盏')
  })

  test('that is empty is left out', () => {
    const play = played(nothingYet(lampProcedure), { ...moves.ask, input: { what: '灯', photo: null } })

    expect(Object.keys(seen(play, officer('intake-1'))?.data ?? {})).not.toContain('photo')
  })
})

describe('a sealed day', () => {
  const look = { transition: 'look', by: clock, clock: 'wait' }
  const opened = played(done, { ...look, now: done.case.fires ?? 0 })

  test.each<readonly [string, Actor]>([
    ['a visitor', visitor],
    ['the desk', officer('intake-1')],
    ['the checker', checkerOf(done.case)],
    ['the person who asked', asker(done.case)],
  ])('is not seen by %s: neither the day, nor its key, nor its clock, nor a deadline', (_, viewer) => {
    const text = JSON.stringify([seen(done, viewer), history(done, viewer)])

    expect(text).not.toContain(done.case.data.lookOn)
    expect(text).not.toContain(done.case.data.lookOnNonce)
    expect(text).toContain(done.case.data.lookOnCommitment)
    expect(seen(done, viewer)?.clocks.map((face) => face.name)).not.toContain('wait')
    expect(done.case.due).toBe(null)
  })

  test('is read by everybody once it has come', () => {
    expect(seen(opened, visitor)?.data.lookedOn).toBe(done.case.data.lookOn)
  })
})

describe('a clock', () => {
  test('is shown to those who may see it, and only an open one makes the case overdue', () => {
    const late = at('2018-11-30 10:00')

    expect(seen(sent, visitor, late)?.clocks.map((face) => face.name)).toEqual(['triage', 'due'])
    expect(seen(sent, officer('parks-head'), late)?.clocks.map((face) => face.name)).toEqual([
      'triage',
      'due',
      'effort',
    ])
    expect(seen(sent, officer('water-head'), late)?.clocks.find((face) => face.name === 'effort')?.overdue).toBe(true)
    expect(seen(sent, visitor, late)?.overdue).toBe(false)
    expect(seen(sent, visitor, at('2018-12-01 00:00'))?.overdue).toBe(true)
  })

  test('is overdue and has warned from the very instant, not before', () => {
    const face = (now: number) => seen(sent, visitor, now)?.clocks.find((one) => one.name === 'due')
    const [warn, due] = [sent.case.clocks.due?.warn ?? 0, sent.case.clocks.due?.due ?? 0]

    expect([warn - 1, warn].map((now) => face(now)?.warned)).toEqual([false, true])
    expect([due - 1, due].map((now) => face(now)?.overdue)).toEqual([false, true])
    expect([due - 1, due].map((now) => seen(sent, visitor, now)?.overdue)).toEqual([false, true])
  })

  test('shows what is left, when it ends, whether it warns, and stands still elsewhere', () => {
    expect(seen(sent, visitor, at('2018-11-28 09:00'))?.clocks).toEqual([
      {
        name: 'triage',
        title: ['派单', 'dispatch'],
        lastDay: null,
        due: null,
        left: 240,
        total: 240,
        unit: 'working-minutes',
        runs: false,
        overdue: false,
        warned: false,
        provisional: false,
        extensions: 0,
      },
      {
        name: 'due',
        title: ['期限', 'due day'],
        lastDay: '2018-11-30',
        due: '2018-11-30T16:00:00.000Z',
        left: 2,
        total: 16,
        unit: 'days',
        runs: true,
        overdue: false,
        warned: true,
        provisional: false,
        extensions: 0,
      },
    ])
  })
})

describe('history', () => {
  test('tells the day on which a citizen acted, not the hour, and no mark of him', () => {
    const [first, second] = history(sent, visitor) ?? []

    expect(first).toMatchObject({ on: '2018-11-14', at: null, by: { party: 'visitor', post: null, unit: null } })
    expect(second).toMatchObject({ at: new Date(start).toISOString(), by: { post: 'intake-1', unit: 'hotline' } })
    expect(JSON.stringify(history(two, officer('intake-1')))).not.toContain('t-1')
  })

  test('names the post, not the person', () => {
    expect(JSON.stringify(history(mended, officer('intake-1')))).not.toContain('p-intake-1')
  })

  test('gives each move its basis and the clauses under it, and says what happened by itself', () => {
    const last = history(done, visitor)?.at(-1)

    expect(last).toMatchObject({ transition: 'settle', basis: 'duty/light', clauses: ['light'], automatic: true })
    expect(history(done, visitor)?.map((event) => event.automatic)).toEqual([false, false, false, false, false, true])
  })

  test('shows how a checker was drawn', () => {
    expect(history(mended, visitor)?.at(-1)?.draw?.drawn).toBe(checkerOf(mended.case).post)
  })
})

test('a view says whether the case has ended', () => {
  const ended = played(done, { transition: 'look', by: clock, clock: 'wait', now: done.case.fires ?? 0 })

  expect([seen(done, visitor)?.final, seen(ended, visitor)?.final]).toEqual([false, true])
})

test('the machinery reads what the public may read, of any case', () => {
  expect(seen(mended, clock)?.data).toEqual(seen(mended, visitor)?.data)
  expect([seen(asked, clock)?.data, seen(asked, { kind: 'system' })?.data]).toEqual([
    { again: 0, lapses: 0 },
    { again: 0, lapses: 0 },
  ])
})

test('a case is called by its title field, or by its procedure while that is empty', () => {
  expect([seen(asked, officer('intake-1'))?.title, seen(sent, visitor)?.title]).toEqual(['路灯报修', '东门路灯'])
  expect([seen(asked, officer('intake-1'))?.unit, seen(sent, visitor)?.unit]).toEqual([null, 'water'])
})
