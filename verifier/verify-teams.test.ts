import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawn } from '../src/kernel/draw/draw.ts'
import type { Frame, Inspector } from '../src/kernel/draw/frame.ts'
import { reassigned } from '../src/kernel/draw/replacement.ts'
import type { Team } from '../src/kernel/draw/teams.ts'
import { canonical } from '../src/kernel/log/canonical.ts'
import { sha256Hex } from '../src/kernel/log/hash.ts'
import { core } from '../test/support/verifier.ts'

/** A tiny draw of teams. */
const tiny = fc
  .record({
    seed: fc.integer().map((n) => sha256Hex(`seed ${n}`)),
    units: fc.integer({ min: 1, max: 4 }),
    team: fc.constantFrom(
      [{ role: 'lead', n: 1 }],
      [
        { role: 'lead', n: 1 },
        { role: 'member', n: 1 },
      ],
      [{ role: 'member', n: 2 }],
    ),
    people: fc.array(
      fc.record({ roles: fc.subarray(['lead', 'member']), max: fc.nat({ max: 3 }), prior: fc.nat({ max: 3 }) }),
      { minLength: 1, maxLength: 6 },
    ),
    avoid: fc.uniqueArray(fc.tuple(fc.constantFrom('p0', 'p1', 'p2', 'p3'), fc.constantFrom('u0', 'u1', 'u2')), {
      maxLength: 5,
      selector: String,
    }),
  })
  .map(({ seed, units, team, people, avoid }) => {
    const inspectors: Inspector[] = people.map((person, i) => ({ id: `p${i}`, org: 'o', ...person }))
    const frame: Frame = {
      draw: 'demo/1',
      mode: 'public',
      parties: [],
      dice: 0,
      beacon: null,
      strata: [{ id: 'A', take: 9 }],
      cover: { take: 1 },
      units: Array.from({ length: units }, (_, i) => ({
        id: `u${i}`,
        stratum: 'A',
        balls: 1 + i,
        due: i % 2 === 0 ? 1 : 0,
      })),
      team,
      inspectors,
      avoid,
    }
    return { seed, frame }
  })

describe('teams', () => {
  test('that the product finds are accepted, and no others: any exchange of a person is refused', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, fc.nat(), fc.nat(), async ({ seed, frame }, which, who) => {
        const result = drawn(frame, '', seed)
        const places = await core.table(frame, seed, [...result.cover, ...(result.spot.A ?? [])])
        fc.pre(result.teams !== null)
        const { teams, load } = { teams: result.teams, load: result.load ?? -1 }
        const slots = teams.flatMap(([, members]) => members)
        const stranger = frame.inspectors[who % frame.inspectors.length]?.id ?? ''
        const target = slots[which % slots.length]
        const exchanged = teams.map(
          ([unit, members]): Team => [unit, members.map((slot) => (slot === target ? [slot[0], stranger] : slot))],
        )
        fc.pre(target?.[1] !== stranger)

        core.checkTeams(places, teams, load)
        expect(() => core.checkTeams(places, exchanged, load)).toThrow()
        expect(() => core.checkTeams(places, teams, load + 1)).toThrow()
      }),
      { numRuns: 1500 },
    )
  })

  test('that the product finds impossible are impossible', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, async ({ seed, frame }) => {
        const result = drawn(frame, '', seed)
        const places = await core.table(frame, seed, [...result.cover, ...(result.spot.A ?? [])])

        expect(core.isPossible(places, places.most)).toBe(result.teams !== null)
      }),
      { numRuns: 1000 },
    )
  })

  test('after a loss are accepted as the product finds them, and refused with another load', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, fc.constantFrom('p0', 'p1', 'p2'), async ({ seed, frame }, unavailable) => {
        const result = drawn(frame, '', seed)
        fc.pre(result.teams !== null && frame.inspectors.some(({ id }) => id === unavailable))
        const inspector = { unavailable, ...reassigned(frame, seed, result.teams, new Set([unavailable])) }
        const check = (claim: object) =>
          core.checkReplacements(Buffer.from(canonical({ inspector: claim })), frame, result)

        await check(inspector)
        await expect(
          check({ ...inspector, load: (inspector.load ?? 0) + 1, teams: inspector.teams ?? [] }),
        ).rejects.toThrow()
      }),
      { numRuns: 1000 },
    )
  })
})
