import { expect, test } from 'vitest'
import { stepId } from './draw-record.ts'

test('the ids of steps are in the order of the draws of a series, and of the steps of a draw', () => {
  const ids = [stepId('CC-2018', 1, 0), stepId('CC-2018', 1, 10), stepId('CC-2018', 2, 0), stepId('CC-2018', 300, 5)]

  expect(ids.toSorted()).toEqual(ids)
  expect([stepId('CC-2018', 1, 11, true), ...ids].toSorted().at(-1)).toBe(stepId('CC-2018', 1, 11, true))
  expect(new Set(ids).size).toBe(ids.length)
})
