import { expect, test } from 'vitest'
import { tallyCounts } from './tally.ts'
import { visitor } from './testing/city.ts'
import { judge, lampProcedure, passed } from './testing/lamp-case.ts'
import { played } from './testing/play.ts'

test('a tally counts who was asked, who answered, and each answer, nobody twice', () => {
  const two = played(passed, { transition: 'join', by: visitor, input: { also: '我也看到' }, token: 't-2' })
  const one = played(two, judge(two, 'yes'))
  const again = played(one, judge(one, 'yes'))

  expect(tallyCounts(lampProcedure, again.case)).toEqual({ verdict: { asked: 2, answered: 1, yes: 1, no: 0 } })
})

test('where nobody was asked, everything is none, which is not everybody', () => {
  expect(tallyCounts(lampProcedure, { ...passed.case, holders: {} })).toEqual({
    verdict: { asked: 0, answered: 0, yes: 0, no: 0 },
  })
})
