import { expect, test } from 'vitest'
import { emptyCase, evolve } from './case.ts'
import { headOf } from './testing/city.ts'
import { done, judge, lampProcedure, passed, sent } from './testing/lamp-case.ts'
import { played } from './testing/play.ts'

const empty = emptyCase(headOf(lampProcedure))

test('folding the events of a case gives the case, with neither clock, calendar nor procedure', () => {
  expect(done.events.reduce(evolve, empty)).toEqual(done.case)
})

test('an event that does not follow is a damaged journal', () => {
  const [opening] = sent.events.slice(0, 1).map((event) => evolve(empty, event))

  expect(() => sent.events.slice(1).reduce(evolve, empty)).toThrow(RangeError)
  expect(() => sent.events.reduce(evolve, opening ?? empty)).toThrow('does not follow')
})

test('what was said once stays until it is said otherwise', () => {
  const back = played(passed, judge(passed, 'no'))

  expect(back.case.data).toMatchObject({ subject: '东门路灯', good: true, verdict: 'no', again: 1 })
})

test('who acted is remembered once, by post and by person; a person with a code leaves no mark', () => {
  expect(passed.case.acted).toEqual({
    desk: ['post:intake-1', 'person:p-intake-1'],
    crew: ['post:water-liaison', 'person:p-water-liaison'],
    checker: passed.case.acted.checker,
  })
  expect(passed.case.acted.checker).toHaveLength(2)
})

test('the states a case has been in are kept in the order of first entry', () => {
  expect(played(passed, judge(passed, 'no')).case.been).toEqual(['asked', 'sent', 'checking', 'judging'])
})

test('a tally is cleared without clearing another, and an answer given again counts once', () => {
  const again = { ...sent.case, tallies: { verdict: { 't-1': 'no' }, other: { 't-1': 'yes' } } }
  const event = { ...passed.events.at(-1), seq: again.seq + 1, tallies: { verdict: {} } } as (typeof passed.events)[0]

  expect(evolve(again, event).tallies).toEqual({ verdict: {}, other: { 't-1': 'yes' } })
})
