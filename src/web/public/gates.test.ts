import { describe, expect, test } from 'vitest'
import { findingRectification } from '../../mechanisms/finding-rectification.ts'
import { gatesOf } from './gates.ts'
import { wayAhead } from './steps.ts'
import { boundFinding } from './testing/finding.ts'

const states = Object.keys(findingRectification.states)

describe('the two gates', () => {
  test('整改不到位不放过，群众不满意不放过: no state but those after closing is struck off', () => {
    const struckOff = states.filter((state) => gatesOf({ state, data: { outcome: 'satisfied' } }).struckOff)

    expect(struckOff).toEqual(['closed', 'looking-back', 'settled'])
  })

  test('silence is not satisfaction: what nobody judged is never struck off, also while it is looked at again', () => {
    const unjudged = ['unjudged', 'looking-back'].map((state) => gatesOf({ state, data: { outcome: 'unjudged' } }))

    expect(unjudged.map(({ satisfied, struckOff }) => [satisfied, struckOff])).toEqual([
      ['unjudged', false],
      ['unjudged', false],
    ])
  })

  test('where nobody could be asked, that is what the second gate says', () => {
    expect(gatesOf({ state: 'closed', data: { outcome: 'nobody-to-ask' } })).toEqual({
      inPlace: 'pass',
      satisfied: 'nobody',
      struckOff: true,
    })
  })

  test('while it is put right again, the first gate still says that it failed before', () => {
    const first = gatesOf({ state: 'rectifying', data: { failures: 0, recurrences: 0 } })
    const again = gatesOf({ state: 'rectifying', data: { failures: 1, recurrences: 0 } })

    expect([first.inPlace, again.inPlace]).toEqual(['open', 'fail'])
  })

  test('the second gate opens only after the first was passed', () => {
    const pairs = states.map((state) => ({ state, ...gatesOf({ state, data: { failures: 1 } }) }))

    expect(pairs.filter(({ inPlace, satisfied }) => satisfied !== 'open' && inPlace !== 'pass')).toEqual([])
  })
})

describe('the way ahead', () => {
  test('from rectifying it leads through verification and judgement to being struck off', () => {
    expect(wayAhead(boundFinding(), 'rectifying')).toEqual(['verifying', 'judging', 'closed'])
  })

  test('from a report it begins with its acceptance', () => {
    expect(wayAhead(boundFinding(), 'reported').slice(0, 3)).toEqual(['found', 'fed-back', 'planned'])
  })

  test('from where nothing leads on, or only a day that comes by itself, there is none', () => {
    expect([wayAhead(boundFinding(), 'explained'), wayAhead(boundFinding(), 'closed')]).toEqual([[], []])
  })
})
