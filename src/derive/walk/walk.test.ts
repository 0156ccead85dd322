import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Procedure } from '../../kernel/bind.ts'
import type { Declaration } from '../../kernel/procedure.ts'
import { bound } from '../../kernel/testing/city.ts'
import { lamp } from '../../kernel/testing/lamp.ts'
import { anlan } from '../testing/anlan.ts'
import { choiceOf } from './choice.ts'
import { toldOf, walk } from './walk.ts'

/** Numbers without fast-check's taste for small ones: every step is as likely as any other. */
const anyWalk = fc.noBias(fc.array(fc.maxSafeNat(), { maxLength: 80, size: 'max' }))
const soak = Number(process.env.LUOSHI_SOAK ?? 1)
const runs = { numRuns: 400 * soak, ...(soak === 1 && { seed: 20181012 }) }

const procedure = bound(lamp)

/** The first fault that walks find in a procedure, told from the shortest walk that shows it; null when they find none. */
function found(procedure: Procedure): { readonly fault: string; readonly numbers: readonly number[] } | null {
  const details = fc.check(
    fc.property(anyWalk, (numbers) => walk(procedure, numbers, anlan).fault === null),
    runs,
  )
  const [numbers] = details.counterexample ?? []
  return numbers ? { fault: String(walk(procedure, numbers, anlan).fault), numbers } : null
}

test('whatever people try with a street lamp, everything holds that must', () => {
  const made = new Set<string>()

  fc.assert(
    fc.property(anyWalk, (numbers) => {
      const walked = walk(procedure, numbers, anlan)
      for (const event of walked.events) made.add(event.transition)
      if (walked.fault !== null) throw new Error(toldOf(walked))
    }),
    runs,
  )

  expect([...made].sort()).toEqual(Object.keys(lamp.transitions).sort())
})

test('the same numbers give the same walk', () => {
  fc.assert(
    fc.property(anyWalk, (numbers) => {
      expect(walk(procedure, numbers, anlan)).toEqual(walk(procedure, numbers, anlan))
    }),
    { numRuns: 20 },
  )
})

describe('walks find, and shrink to a few steps', () => {
  test.each<readonly [string, Declaration, string]>([
    [
      'a law of the state that does not hold',
      {
        ...lamp,
        laws: [{ says: ['都派给水务', 'all to water'], in: 'sent', always: 'data.unit = "water"', basis: 'house/a' }],
      },
      'the law "都派给水务" does not hold in sent',
    ],
    [
      'a law of the path that does not hold',
      {
        ...lamp,
        laws: [{ says: ['不返工', 'never twice'], everyPathTo: 'checking', passes: ['pass'], basis: 'house/a' }],
      },
      'the law "不返工" does not hold in checking',
    ],
    [
      'a state in which no clock runs',
      { ...lamp, clocks: { ...lamp.clocks, check: { ...(lamp.clocks.check as object), runsIn: [] } as never } },
      'no clock runs in checking',
    ],
    [
      'a circle of automatic moves',
      {
        ...lamp,
        transitions: { ...lamp.transitions, back: { ...(lamp.transitions.back as object), to: 'judging' } as never },
      },
      'it threw: Error: lamp: more than 8 automatic moves in a row',
    ],
  ])('%s', (_, declaration, fault) => {
    const shown = found(bound(declaration))

    expect(shown?.fault).toContain(fault)
    expect(shown?.numbers.length).toBeLessThan(12)
  })
})

test('a number is taken apart into choices, and zero is the first of each', () => {
  const choice = choiceOf(5 + 10 * 3)

  expect([choice.of(10), choice.of(4), choice.of(9)]).toEqual([5, 3, 0])
  expect(choiceOf(0).from(['a', 'b'])).toBe('a')
  expect(() => choiceOf(1).from([])).toThrow(RangeError)
})
