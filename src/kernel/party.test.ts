import { describe, expect, test } from 'vitest'
import type { Actor, Case } from './case.ts'
import { isInOffice, partiesOf, whyExcluded } from './party.ts'
import { clock, officer, org, system, visitor, withCode } from './testing/city.ts'
import { checkerOf, lampProcedure, mended, passed, sent } from './testing/lamp-case.ts'

const on = '2018-11-14'
const partsOf = (c: Case | null, actor: Actor, day = on) => partiesOf(lampProcedure, c, actor, org, day)

describe('the part of', () => {
  test.each<readonly [string, Case | null, Actor, readonly string[]]>([
    ['a post is its role', sent.case, officer('intake-1'), ['desk']],
    ['a post whose role is of the unit in charge', sent.case, officer('water-head'), ['head']],
    ['a post with that role in another unit is none', sent.case, officer('works-head'), []],
    ['a post above the unit in charge is none', sent.case, officer('mayor'), []],
    ['a post of the same region, before there is a case, is its role', null, officer('intake-1'), ['desk']],
    ['a unit’s post before a unit is named is none', null, officer('water-head'), []],
    ['the post that was drawn is what it was drawn for', mended.case, checkerOf(mended.case), ['checker']],
    ['a verifier who was not drawn is none', sent.case, officer('health-verifier'), []],
    ['a person with the code of the case', sent.case, withCode('t-1', sent.case.no), ['asker']],
    ['a person with another code is none', sent.case, withCode('t-2', sent.case.no), []],
    ['a visitor is what anyone may be', null, visitor, ['visitor']],
    ['the clock is its own', sent.case, clock, ['clock']],
    ['the system is its own', sent.case, system, ['system']],
  ])('%s', (_, c, actor, parts) => {
    expect(partsOf(c, actor)).toEqual(parts)
  })

  test('a post changes hands with the day', () => {
    const old = officer('water-head', 'p-old-head')

    expect([partsOf(sent.case, old, '2018-10-31'), partsOf(sent.case, old, '2018-11-01')]).toEqual([['head'], []])
    expect([isInOffice(old, org, '2018-10-31'), isInOffice(old, org, '2018-11-01')]).toEqual([true, false])
    expect(isInOffice(visitor, org, on)).toBe(false)
  })

  test('a unit that was merged away goes to the one that took over, the day after', () => {
    const roads = { ...sent.case, data: { ...sent.case.data, unit: 'roads' } }
    const heads = (day: string) => ['roads-head', 'works-head'].map((post) => partsOf(roads, officer(post), day).length)

    expect([heads('2018-12-31'), heads('2019-01-01')]).toEqual([
      [1, 0],
      [0, 1],
    ])
  })
})

describe('excluded is', () => {
  const why = (name: string, actor: Actor, c: Case = passed.case, day = on) =>
    whyExcluded(lampProcedure, c, name, actor, org, day)?.[1] ?? null

  test.each<readonly [string, string, Actor, string | null]>([
    ['who acted as what the part must differ from', 'checker', officer('intake-1'), 'as desk'],
    ['the same, whichever side declares it', 'desk', checkerOf(passed.case), 'as checker'],
    ['the same person in another post', 'checker', officer('sports-verifier', 'p-intake-1'), 'as desk'],
    ['another person in the same post', 'checker', officer('intake-1', 'p-new'), 'as desk'],
    ['who is of the unit in charge', 'checker', officer('water-verifier'), 'above or below'],
    ['who is of a unit below it', 'checker', officer('waterworks-verifier'), 'above or below'],
    ['who is of a unit above it', 'checker', officer('gov-verifier'), 'above or below'],
  ])('%s', (_, name, actor, reason) => {
    expect(why(name, actor)).toContain(reason)
  })

  test('nobody else', () => {
    expect(why('checker', officer('works-verifier'))).toBe(null)
    expect(why('crew', officer('water-liaison'))).toBe(null)
    expect(why('asker', withCode('t-1', passed.case.no))).toBe(null)
  })

  test('kin of the unit that took a merged one over, from the day it did', () => {
    const roads = { ...sent.case, data: { ...sent.case.data, unit: 'roads' } }
    const reasons = (day: string) =>
      ['works-verifier', 'bridges-verifier', 'health-verifier'].map(
        (post) => why('checker', officer(post), roads, day) !== null,
      )

    expect(reasons('2018-12-31')).toEqual([false, false, false])
    expect(reasons('2019-01-01')).toEqual([true, true, false])
  })
})
