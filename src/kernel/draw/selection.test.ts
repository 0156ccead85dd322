import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { sha256Hex } from '../log/hash.ts'
import { drawFiles, prepared } from './draw.ts'
import type { Frame, Unit } from './frame.ts'
import { replacementUnit } from './replacement.ts'
import { coverTake, selected, spotOrder } from './selection.ts'
import { leadsTo, linkBefore, streamDrawn, streamFrameText, streamSeedText } from './stream.ts'
import { inOrder, tickets } from './ticket.ts'

const seedOf = (n: number) => sha256Hex(`seed ${n}`)
const unitsOf = (count: number, balls: (i: number) => number): Unit[] =>
  Array.from({ length: count }, (_, i) => ({ id: `u${i}`, stratum: 'A', balls: balls(i), due: i % 3 === 0 ? 1 : 0 }))

const frame: Frame = {
  draw: 'demo/1',
  mode: 'public',
  parties: [],
  dice: 0,
  beacon: null,
  strata: [
    { id: 'A', take: 4 },
    { id: 'B', take: 2 },
  ],
  cover: { take: 5 },
  units: unitsOf(40, (i) => 1 + (i % 5)).map((unit, i) => ({ ...unit, stratum: i % 4 === 0 ? 'B' : 'A' })),
  inspectors: [],
  team: [],
  avoid: [],
}

describe('the spot order', () => {
  test('is the order of first balls when all balls are drawn one by one', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), (n, weights) => {
        const units = unitsOf(weights.length, (i) => weights[i] ?? 1)
        const balls = units.flatMap(({ id, balls: w }) => Array.from({ length: w }, (_, i) => `${id}#${i + 1}`))
        const oneByOne = new Set(inOrder(balls, tickets(seedOf(n), 'spot')).map((ball) => ball.split('#')[0] ?? ''))

        expect(spotOrder(units, seedOf(n))).toEqual([...oneByOne])
      }),
    )
  })

  test('more balls never delay a unit and never reorder the others', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 19 }), fc.integer({ min: 1, max: 40 }), (n, which, more) => {
        const units = unitsOf(20, () => 3)
        const raised = units.map((unit, i) => (i === which ? { ...unit, balls: 3 + more } : unit))
        const [before, after] = [spotOrder(units, seedOf(n)), spotOrder(raised, seedOf(n))]
        const others = (order: readonly string[]) => order.filter((id) => id !== `u${which}`)

        expect(after.indexOf(`u${which}`)).toBeLessThanOrEqual(before.indexOf(`u${which}`))
        expect(others(after)).toEqual(others(before))
      }),
    )
  })

  test('does not depend on the order in which units are listed', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.shuffledSubarray(
          unitsOf(15, (i) => 1 + i),
          { minLength: 15 },
        ),
        (n, units) => {
          expect(spotOrder(units, seedOf(n))).toEqual(
            spotOrder(
              unitsOf(15, (i) => 1 + i),
              seedOf(n),
            ),
          )
        },
      ),
    )
  })

  test('draws a unit with w of all balls first in w of all draws, within four standard deviations over 4,000 seeds', () => {
    const units = unitsOf(8, (i) => 1 + i)
    const firsts = Array.from({ length: 4000 }, (_, n) => spotOrder(units, seedOf(n))[0])
    const deviations = units.map(({ id, balls }) => {
      const p = balls / 36
      return Math.abs(firsts.filter((first) => first === id).length - 4000 * p) / Math.sqrt(4000 * p * (1 - p))
    })

    expect(Math.max(...deviations)).toBeLessThan(4)
  })
})

describe('a selection', () => {
  test('covers only units that are due, and draws no covered unit again', () => {
    const { cover, coverReserve, spot, reserve } = selected(frame, seedOf(1))
    const drawn = [...Object.values(spot).flat(), ...Object.values(reserve).flat()]

    expect([...cover, ...coverReserve].sort()).toEqual(
      frame.units
        .filter(({ due }) => due === 1)
        .map(({ id }) => id)
        .sort(),
    )
    expect(cover).toHaveLength(5)
    expect(drawn.filter((id) => cover.includes(id))).toEqual([])
    expect([...drawn, ...cover].sort()).toEqual(frame.units.map(({ id }) => id).sort())
    expect([spot.A?.length, spot.B?.length]).toEqual([4, 2])
  })

  test('without a cover sample has no cover reserve either', () => {
    expect(selected({ ...frame, cover: null }, seedOf(1))).toMatchObject({ cover: [], coverReserve: [] })
  })

  test('of a stratum that wants more than it has takes all', () => {
    const greedy = {
      ...frame,
      strata: [
        { id: 'A', take: 99 },
        { id: 'B', take: 0 },
      ],
    }

    expect(selected(greedy, seedOf(1))).toMatchObject({ reserve: { A: [] }, spot: { B: [] } })
  })

  test('replaces a unit by the next of its own reserve that is neither drawn nor unavailable', () => {
    const selection = selected(frame, seedOf(1))
    const [first = '', second = ''] = selection.reserve.A ?? []
    const due = selection.coverReserve.filter((id) => !Object.values(selection.spot).flat().includes(id))

    expect(replacementUnit(selection, 'A', new Set())).toBe(first)
    expect(replacementUnit(selection, 'A', new Set([first]))).toBe(second)
    expect(replacementUnit(selection, null, new Set())).toBe(due[0])
    expect(replacementUnit(selection, 'A', new Set(selection.reserve.A))).toBeNull()
    expect(replacementUnit(selection, 'C', new Set())).toBeNull()
  })

  test('replaces a covered unit by none that the spot sample has drawn already', () => {
    const selection = { cover: ['u1'], coverReserve: ['u2', 'u3'], spot: { A: ['u2'] }, reserve: { A: ['u3'] } }

    expect(replacementUnit(selection, null, new Set(['u1']))).toBe('u3')
  })
})

describe('a cycle', () => {
  test.each([
    [137, 6, 23],
    [114, 5, 23],
    [1, 6, 1],
    [0, 3, 0],
  ])('%d units due in %d rounds are covered %d at a time', (due, rounds, take) => {
    expect(coverTake(due, rounds)).toBe(take)
  })

  test('without rounds left cannot be planned', () => {
    expect(() => coverTake(1, 0)).toThrow(RangeError)
  })
})

describe('a stream draw', () => {
  test('a chain of links keeps its promise only with the right link on the right day', () => {
    const chain = ['0'.repeat(64)]
    while (chain.length < 11) chain.push(linkBefore(chain.at(-1) ?? ''))
    const anchor = chain.at(-1) ?? ''

    expect(leadsTo(anchor, chain[7] ?? '', 3)).toBe(true)
    expect(leadsTo(anchor, chain[7] ?? '', 4)).toBe(false)
    expect(leadsTo(anchor, chain[6] ?? '', 3)).toBe(false)
  })

  test.each([
    [0, 0],
    [1_000_000, 2000],
  ])('a rate of %d per million draws %d of 2,000', (rate, count) => {
    const leaves = Array.from({ length: 2000 }, (_, i) => sha256Hex(`leaf ${i}`))

    expect(streamDrawn(leaves, seedOf(1), rate)).toHaveLength(count)
  })

  test('a rate of 250,000 per million draws a quarter of 4,000, within four standard deviations', () => {
    const leaves = Array.from({ length: 4000 }, (_, i) => sha256Hex(`leaf ${i}`))

    expect(Math.abs(streamDrawn(leaves, seedOf(1), 250_000).length - 1000)).toBeLessThan(
      4 * Math.sqrt(4000 * 0.25 * 0.75),
    )
  })
})

/** True where the tools of a plain shell script are installed. */
function hasTools(...tools: readonly string[]): boolean {
  try {
    execFileSync('bash', ['-c', `command -v ${tools.join(' ')}`], { stdio: 'ignore' })
    execFileSync('bash', ['-c', tools.map((tool) => `command -v ${tool} >/dev/null`).join(' && ')])
    return true
  } catch {
    return false
  }
}

withVectors('verify/vectors/draw', (vectors) => {
  const shell = hasTools('sha256sum', 'bc', 'rev', 'sort', 'jq')
  const drawOf = (name: string) => {
    const ready = prepared(vectors.bytes(name, 'frame.json'), vectors.bytes(name, 'reveal.json'))
    return ready.ok ? { ...ready.value, ...drawFiles(ready.value) } : { frame, seed: '', result: '{}' }
  }

  if (!shell) process.stderr.write('not run: ticket.sh, which needs bash, sha256sum, bc, rev, sort and jq\n')

  test.runIf(shell).each(['small', 'dice', 'beacon'])(
    'a shell script of other people, from our own files of the draw %s, gives our spot order',
    (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'luoshi-draw-'))
      const draw = drawOf(name)
      writeFileSync(join(folder, 'frame.json'), vectors.bytes(name, 'frame.json'))
      writeFileSync(join(folder, 'seed.txt'), draw.seed)
      writeFileSync(join(folder, 'result.json'), draw.result)
      const { spot, reserve } = JSON.parse(draw.result)

      const orders = draw.frame.strata.map(({ id }) =>
        execFileSync('bash', [vectors.path('../../ticket.sh'), folder, id], { encoding: 'utf8' })
          .trim()
          .split('\n'),
      )
      rmSync(folder, { recursive: true })

      expect(orders).toEqual(draw.frame.strata.map(({ id }) => [...spot[id], ...reserve[id]]))
    },
  )

  test('the shell tools are missing only outside CI', () => {
    expect(shell || process.env.CI !== 'true').toBe(true)
  })

  test.each(['small', 'dice', 'beacon', 'large'])(
    'the unit that replaces another in the draw %s is the published one',
    (name) => {
      const { unit } = vectors.json(name, 'replacements.json')
      const result = vectors.json(name, 'result.json')

      expect(replacementUnit(result, unit.stratum, new Set([unit.unavailable]))).toBe(unit.replacement)
    },
  )

  test('the published cycle comes out round by round, and every unit comes exactly once', () => {
    const { units, rounds } = vectors.json('cycle.json') as {
      units: string[]
      rounds: { roundsLeft: number; dueCount: number; seed: string; take: number; picked: string[] }[]
    }
    let due = [...units]
    const ours = rounds.map(({ seed, roundsLeft }) => {
      const take = coverTake(due.length, roundsLeft)
      const picked = inOrder(due, tickets(seed, 'cover')).slice(0, take)
      const round = { dueCount: due.length, take, picked }
      due = due.filter((id) => !picked.includes(id))
      return round
    })

    expect(ours).toEqual(rounds.map(({ dueCount, take, picked }) => ({ dueCount, take, picked })))
    expect(ours.flatMap(({ picked }) => picked).sort()).toEqual([...units].sort())
  })

  test('the published stream draw comes out from its chains, frame and seed', () => {
    const stream = vectors.json('stream.json')
    const links = new Map<string, string>(Object.entries(stream.value))
    const day = { log: 'demo.luoshi.example/log/main', from: 1000, to: 1400, rate: 50_000 }
    const dayFrame = {
      ...day,
      root: /root (\w+)/.exec(stream.frameText)?.[1] ?? '',
      types: ['case.closed', 'hotline.closed'],
    }

    expect(streamFrameText(dayFrame)).toBe(stream.frameText)
    expect(streamSeedText('demo/stream/2026-09-17', dayFrame, links)).toBe(stream.seedText)
    expect(sha256Hex(stream.seedText)).toBe(stream.seed)
    expect(stream.parties.map((party: string) => linkBefore(stream.value[party]))).toEqual(
      stream.parties.map((party: string) => stream.previous[party]),
    )
    expect(
      stream.parties.map((party: string) => leadsTo(stream.anchors[party], stream.value[party], stream.day)),
    ).toEqual(stream.parties.map(() => true))
    expect(streamDrawn(stream.leaves, stream.seed, day.rate)).toEqual(stream.picked)
  })
})
