import { expect, test } from 'vitest'
import { columnKindOf } from './column-data.ts'
import { boundFinding } from './testing/finding.ts'

test.each([
  ['rectifying', 0, false, null],
  ['rectifying', 0, true, 'bad'],
  ['rectifying', 1, false, 'bad'],
  ['verifying', 1, false, 'bad'],
  ['closed', 0, false, 'good'],
  ['settled', 2, false, 'corrected'],
  ['looking-back', 1, false, 'corrected'],
  ['unjudged', 1, false, null],
  ['withdrawn', 0, true, null],
] as const)('a finding in %s that failed %i times (overdue: %s) is %s', (state, again, overdue, kind) => {
  const been = state === 'looking-back' ? ['rectifying', 'closed', state] : ['rectifying', state]

  expect(columnKindOf({ procedure: boundFinding(), seen: { state, been, overdue }, again })).toBe(kind)
})

test('a finding whose correction did not hold is not done, though it was struck off before', () => {
  const seen = { state: 'rectifying', been: ['rectifying', 'closed', 'looking-back'], overdue: false }

  expect(columnKindOf({ procedure: boundFinding(), seen, again: 1 })).toBe('bad')
})
