import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anlan } from '../derive/testing/anlan.ts'
import { toldOf, walk } from '../derive/walk/walk.ts'
import type { Declaration } from '../kernel/procedure.ts'
import { bound } from '../kernel/testing/city.ts'
import { declarations } from './all.ts'

/** Every number is one step (src/derive/walk/choice.ts); no taste for small ones, so that every step is as likely as any other. */
const anyWalk = fc.noBias(fc.array(fc.maxSafeNat(), { maxLength: 80, size: 'max' }))

/** The same walks every time, so that a failure is the change's own; LUOSHI_SOAK=50 takes fifty times as many new ones. */
const soak = Number(process.env.LUOSHI_SOAK ?? 1)
const runs = { numRuns: 2000 * soak, ...(soak === 1 && { seed: 20181012 }) }

/** Each law of a state turned round, so that it forbids what it demands. */
function turnedRound(d: Declaration) {
  return d.laws.flatMap((law, i) => ('always' in law ? [{ law, declaration: { ...d, laws: d.laws.with(i, { ...law, always: `not(${law.always})` }) } }] : []))
}

test.each(declarations.map((d) => [d.title[0], d] as const))(
  '%s: whatever people try, in whatever order and at whatever time, everything holds that must',
  { timeout: 180_000 * soak },
  (_, declaration) => {
    const procedure = bound(declaration)
    const made = new Set<string>()
    const reached = new Map<string, readonly number[]>()

    fc.assert(
      fc.property(anyWalk, (numbers) => {
        const walked = walk(procedure, numbers, anlan)
        for (const { transition, to } of walked.events) {
          made.add(transition)
          if (!reached.has(to)) reached.set(to, numbers)
        }
        if (walked.fault !== null) throw new Error(toldOf(walked))
      }),
      runs,
    )
    const unnoticed = turnedRound(declaration).filter(({ law, declaration: turned }) => {
      const { fault } = walk(bound(turned), reached.get(law.in) ?? [], anlan)
      return fault === null || !fault.includes(`the law "${law.says[0]}" does not hold`)
    })

    expect([...made].sort()).toEqual(Object.keys(declaration.transitions).sort())
    expect(unnoticed.map(({ law }) => law.says)).toEqual([])
  },
)
