import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anlan } from '../derive/testing/anlan.ts'
import { toldOf, walk } from '../derive/walk/walk.ts'
import { bound } from '../kernel/testing/city.ts'
import { declarations } from './all.ts'

/** Every number is one step (src/derive/walk/choice.ts); no taste for small ones, so that every step is as likely as any other. */
const anyWalk = fc.noBias(fc.array(fc.maxSafeNat(), { maxLength: 80, size: 'max' }))

/** The same walks every time, so that a failure is the change's own; LUOSHI_SOAK=50 takes fifty times as many new ones. */
const soak = Number(process.env.LUOSHI_SOAK ?? 1)
const runs = { numRuns: 1500 * soak, ...(soak === 1 && { seed: 20181012 }) }

test.each(declarations.map((d) => [d.title[0], d] as const))(
  '%s: whatever people try, in whatever order and at whatever time, everything holds that must',
  { timeout: 60_000 * soak },
  (_, declaration) => {
    const procedure = bound(declaration)
    const made = new Set<string>()

    fc.assert(
      fc.property(anyWalk, (numbers) => {
        const walked = walk(procedure, numbers, anlan)
        for (const event of walked.events) made.add(event.transition)
        if (walked.fault !== null) throw new Error(toldOf(walked))
      }),
      runs,
    )

    expect([...made].sort()).toEqual(Object.keys(declaration.transitions).sort())
  },
)
