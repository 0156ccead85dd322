import fc from 'fast-check'
import highs from 'highs'
import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { sha256Hex } from '../log/hash.ts'
import type { Frame, Inspector } from './frame.ts'
import { reassigned } from './replacement.ts'
import { slotsOf, type Team, teamsFor, unitsDrawn } from './teams.ts'
import { inOrder, tickets } from './ticket.ts'

/** The package's types describe its CommonJS form; what is imported is the loader itself. */
const loadHighs = highs as unknown as (typeof highs)['default']

const bare = {
  draw: 'demo/1',
  mode: 'public',
  parties: [],
  dice: 0,
  beacon: null,
  strata: [],
  cover: null,
  units: [],
} as const

/** A tiny draw: few enough slots and people that every assignment can be tried. */
const tiny = fc
  .record({
    seed: fc.integer().map((n) => sha256Hex(`seed ${n}`)),
    units: fc.integer({ min: 1, max: 3 }).map((n) => Array.from({ length: n }, (_, i) => `u${i}`)),
    team: fc.constantFrom(
      [{ role: 'lead', n: 1 }],
      [
        { role: 'lead', n: 1 },
        { role: 'member', n: 1 },
      ],
      [{ role: 'member', n: 2 }],
    ),
    people: fc.array(
      fc.record({
        roles: fc.subarray(['lead', 'member']),
        max: fc.integer({ min: 0, max: 3 }),
        prior: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    avoid: fc.array(fc.tuple(fc.constantFrom('p0', 'p1', 'p2', 'p3'), fc.constantFrom('u0', 'u1', 'u2')), {
      maxLength: 5,
    }),
  })
  .map(({ seed, units, team, people, avoid }) => {
    const inspectors: Inspector[] = people.map((person, i) => ({ id: `p${i}`, org: 'o', ...person }))
    return { seed, units, frame: { ...bare, team, inspectors, avoid } satisfies Frame }
  })

type Tiny = { readonly seed: string; readonly units: readonly string[]; readonly frame: Frame }

/** Every way to fill the slots, in lexicographic ticket order. */
function* assignments(
  { seed, units, frame }: Tiny,
  load: number,
  kept: ReadonlyMap<number, string>,
): Generator<string[]> {
  const slots = slotsOf(frame, units)
  const ticketFor = tickets(seed, 'team')
  const mayGo = ({ id, roles }: Inspector, unit: string, role: string) =>
    roles.includes(role) && !frame.avoid.some(([who, where]) => who === id && where === unit)
  const cap = ({ max, prior }: Inspector) => Math.max(0, Math.min(load - prior, max))
  const candidates = slots.map(({ unit, role }, slot) => {
    const able = frame.inspectors.filter((one) => mayGo(one, unit, role)).map(({ id }) => id)
    const pinned = kept.get(slot)
    return pinned === undefined ? inOrder(able, (id) => ticketFor(`${unit}|${role}|${id}`)) : [pinned]
  })
  function* from(chosen: string[]): Generator<string[]> {
    const slot = slots[chosen.length]
    if (!slot) {
      const within = frame.inspectors.every((one) => chosen.filter((id) => id === one.id).length <= cap(one))
      if (within) yield chosen
      return
    }
    const busy = chosen.filter((_, i) => slots[i]?.unit === slot.unit)
    const ahead = slots.flatMap(({ unit }, i) => (unit === slot.unit && i > chosen.length ? (kept.get(i) ?? []) : []))
    for (const id of candidates[chosen.length] ?? [])
      if (!busy.includes(id) && !ahead.includes(id)) yield* from([...chosen, id])
  }
  yield* from([])
}

/** The definition itself: the smallest load with any assignment, and the first of those. */
function byTrying(
  draw: Tiny,
  kept: ReadonlyMap<number, string> = new Map(),
): { load: number; chosen: string[] } | null {
  for (let load = 0; load <= 8; load++) for (const chosen of assignments(draw, load, kept)) return { load, chosen }
  return null
}

const people = (teams: readonly Team[]) => teams.flatMap(([, members]) => members.map(([, id]) => id))

describe('teams', () => {
  test('are the lexicographically first with the smallest load, as trying every assignment finds them', () => {
    fc.assert(
      fc.property(tiny, (draw) => {
        const ours = teamsFor(draw.frame, draw.seed, draw.units)

        expect(ours && { load: ours.load, chosen: people(ours.teams) }).toEqual(byTrying(draw))
      }),
      { numRuns: 1500 },
    )
  })

  test('after an inspector is lost are those that trying every assignment finds, releasing kept slots from the last', () => {
    fc.assert(
      fc.property(tiny, fc.constantFrom('p0', 'p1', 'p2', 'p3'), (draw, lost) => {
        const before = teamsFor(draw.frame, draw.seed, draw.units)
        fc.pre(before !== null)
        const rest = {
          ...draw,
          frame: { ...draw.frame, inspectors: draw.frame.inspectors.filter(({ id }) => id !== lost) },
        }
        const held = people(before.teams)
        const kept = held.flatMap((id, slot) => (id === lost ? [] : [slot]))
        const tries = [...kept.keys(), kept.length].map((count) => ({
          released: kept.slice(kept.length - count).toReversed(),
          found: byTrying(rest, new Map(kept.slice(0, kept.length - count).map((slot) => [slot, held[slot] ?? '']))),
        }))
        const first = tries.find(({ found }) => found) ?? tries.at(-1)

        const after = reassigned(draw.frame, draw.seed, before.teams, new Set([lost]))

        expect({ ...after, teams: after.teams && people(after.teams) }).toEqual({
          released: first?.released,
          feasible: Boolean(first?.found),
          teams: first?.found?.chosen ?? null,
          load: first?.found?.load ?? null,
        })
      }),
      { numRuns: 1000 },
    )
  })

  test('of no roles are empty and need no load', () => {
    expect(teamsFor({ ...bare, team: [], inspectors: [], avoid: [] }, 'a', ['u0', 'u1'])).toEqual({
      load: 0,
      teams: [
        ['u0', []],
        ['u1', []],
      ],
    })
  })

  test('of nobody do not exist', () => {
    expect(teamsFor({ ...bare, team: [{ role: 'lead', n: 1 }], inspectors: [], avoid: [] }, 'a', ['u0'])).toBeNull()
  })

  test('of people who carry a huge prior load are found as fast as others', () => {
    const inspectors = [{ id: 'p', org: 'o', roles: ['lead'], max: 5, prior: 2 ** 52 }]

    expect(teamsFor({ ...bare, team: [{ role: 'lead', n: 1 }], inspectors, avoid: [] }, 'a', ['u0'])?.load).toBe(
      2 ** 52 + 1,
    )
  })

  test('cannot be made around two slots of one unit that are kept for the same person', () => {
    const inspectors = [{ id: 'p', org: 'o', roles: ['lead'], max: 5, prior: 0 }]
    const frame: Frame = { ...bare, team: [{ role: 'lead', n: 2 }], inspectors, avoid: [] }
    const twice = new Map([
      [0, 'p'],
      [1, 'p'],
    ])

    expect(teamsFor(frame, 'a', ['u0'], twice)).toBeNull()
  })

  test('given for another frame cannot be reassigned', () => {
    const frame: Frame = { ...bare, team: [{ role: 'lead', n: 2 }], inspectors: [], avoid: [] }

    expect(() => reassigned(frame, 'a', [['u0', [['lead', 'p0']]]], new Set())).toThrow(RangeError)
  })
})

/** The assignment as an integer programme in CPLEX LP format: is there one with this load and these choices fixed? */
function programme(frame: Frame, units: readonly string[], load: number, chosen: readonly string[]): string {
  const slots = slotsOf(frame, units)
  const avoided = new Set(frame.avoid.map(([who, where]) => `${who} ${where}`))
  const variables = slots.flatMap(({ unit, role }, slot) =>
    frame.inspectors
      .filter(({ id, roles }) => roles.includes(role) && !avoided.has(`${id} ${unit}`))
      .map(({ id }) => ({ slot, unit, id, name: `x_${slot}_${id}` })),
  )
  const sum = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name).join(' + ')
  const rows = [
    ...slots.map((_, slot) => `${sum(variables.filter((x) => x.slot === slot)) || '0 dummy'} = 1`),
    ...units.flatMap((unit) =>
      frame.inspectors
        .map(({ id }) => variables.filter((x) => x.unit === unit && x.id === id))
        .filter((group) => group.length > 1)
        .map((group) => `${sum(group)} <= 1`),
    ),
    ...frame.inspectors.flatMap(({ id, max, prior }) => {
      const own = variables.filter((x) => x.id === id)
      return own.length === 0 ? [] : [`${sum(own)} <= ${Math.max(0, Math.min(load - prior, max))}`]
    }),
    ...chosen.map((id, slot) => `x_${slot}_${id} = 1`),
  ]
  return `Minimize\n obj: dummy\nSubject To\n${rows.map((row, i) => ` r${i}: ${row}`).join('\n')}\nBinary\n ${variables
    .map(({ name }) => name)
    .join(' ')}\nEnd\n`
}

withVectors('verify/vectors/draw', (vectors) => {
  const drawOf = (name: string) => ({
    frame: vectors.json(name, 'frame.json') as Frame,
    result: vectors.json(name, 'result.json'),
  })

  test.each(['small', 'dice'])(
    'npm highs, another solver, confirms the load of the draw %s and that no earlier candidate could have been taken',
    async (name) => {
      const solver = await loadHighs()
      const { frame, result } = drawOf(name)
      const units = unitsDrawn(frame, result)
      const chosen = people(result.teams)
      const ticketFor = tickets(result.seed, 'team')
      const isPossible = (load: number, choices: readonly string[]) =>
        solver.solve(programme(frame, units, load, choices)).Status === 'Optimal'
      const earlier = slotsOf(frame, units).flatMap(({ unit, role }, slot) => {
        const able = frame.inspectors.filter(
          ({ id, roles }) => roles.includes(role) && !frame.avoid.some(([who, where]) => who === id && where === unit),
        )
        const order = inOrder(
          able.map(({ id }) => id),
          (id) => ticketFor(`${unit}|${role}|${id}`),
        )
        return order.slice(0, order.indexOf(chosen[slot] ?? '')).map((id) => [...chosen.slice(0, slot), id])
      })

      expect(isPossible(result.load, chosen)).toBe(true)
      expect(isPossible(result.load - 1, [])).toBe(false)
      expect(earlier.filter((choices) => isPossible(result.load, choices))).toEqual([])
    },
  )

  test('npm highs confirms that the draw called infeasible has no assignment at any load', async () => {
    const solver = await loadHighs()
    const { frame, result } = drawOf('infeasible')

    expect(result.teams).toBeNull()
    expect(solver.solve(programme(frame, unitsDrawn(frame, result), 1000, [])).Status).toBe('Infeasible')
  })

  test.each(['small', 'dice', 'beacon', 'large'])(
    'the teams of the draw %s after an inspector is lost are the published ones',
    (name) => {
      const { frame, result } = drawOf(name)
      const { unavailable, ...published } = vectors.json(name, 'replacements.json').inspector

      expect(reassigned(frame, result.seed, result.teams, new Set([unavailable]))).toEqual(published)
    },
  )
})
