import { expect, test } from 'vitest'
import type { Result } from '../../kernel/draw/draw.ts'
import type { Frame } from '../../kernel/draw/frame.ts'
import type { CaseLine } from './case-line.ts'
import { ratesOf } from './draw-rates.ts'

const unitsOf = (...ids: readonly string[]) => ids.map((id) => ({ id, stratum: 'units', balls: 1, due: 1 as const }))
const inspector = (id: string) => ({ id, org: 'o', roles: ['member'], max: 9, prior: 0 })
const frame: Frame = {
  draw: 'A/1',
  mode: 'public',
  parties: [],
  dice: 0,
  beacon: null,
  strata: [{ id: 'units', take: 1 }],
  cover: null,
  units: unitsOf('a', 'b', 'c'),
  inspectors: [inspector('x'), inspector('y')],
  team: [{ role: 'member', n: 1 }],
  avoid: [],
}
const result = { cover: [], spot: { units: ['a'] } } as unknown as Result
const findingAt = (unit: string) => ({ seen: { unit } }) as unknown as CaseLine

const plain = {
  row: { no: 'A-0001' },
  line: { seen: { title: '第一轮' } },
  frame,
  result,
  standing: { units: ['a'], teams: [['a', [['member', 'x']]] as const], seed: '' },
  unitChange: null,
  inspectorChange: null,
  findings: [findingAt('a'), findingAt('a')],
}
const replaced = {
  ...plain,
  row: { no: 'A-0002' },
  standing: { units: ['b'], teams: [['b', [['member', 'y']]] as const], seed: '' },
  unitChange: { stratum: 'units', unavailable: 'a', replacement: 'b' },
  inspectorChange: { unavailable: 'x', released: [], feasible: true, teams: [], load: 1 },
  findings: [],
}

test('a unit counts as visited where it was to be visited in the end, and the one never drawn stands first', () => {
  const { units } = ratesOf([replaced, plain])

  expect(units.map(({ unit, visits, gaveWay, found }) => [unit, visits.length, gaveWay.length, found])).toEqual([
    ['c', 0, 0, 0],
    ['a', 1, 1, 2],
    ['b', 1, 0, 0],
  ])
})

test('two findings at one unit are one visit with findings, of all visits', () => {
  expect(ratesOf([replaced, plain])).toMatchObject({ visits: 2, withFindings: 1 })
})

test('an inspector who did not go is told apart from one who went', () => {
  expect(ratesOf([replaced, plain]).inspectors.map(({ post, sent, aside }) => [post, sent, aside.length])).toEqual([
    ['x', 1, 1],
    ['y', 1, 0],
  ])
})

test('a round that is not drawn counts for nothing', () => {
  expect(ratesOf([{ ...plain, result: null, standing: null }])).toMatchObject({ units: [], inspectors: [], visits: 0 })
})
