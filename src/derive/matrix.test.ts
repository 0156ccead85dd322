import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Party } from '../kernel/procedure.ts'
import { bound } from '../kernel/testing/city.ts'
import { lamp } from '../kernel/testing/lamp.ts'
import { declarations } from '../mechanisms/all.ts'
import { matrixOf, type Permission } from './matrix.ts'
import { anlan } from './testing/anlan.ts'
import { walk } from './walk/walk.ts'

const lineOf = ({ party, transition, state, to }: Omit<Permission, 'conditions' | 'form'>) =>
  `${state ?? '*'} → ${to}: ${party} ${transition}`

const anyWalk = fc.noBias(fc.array(fc.maxSafeNat(), { maxLength: 80, size: 'max' }))

/** LUOSHI_SOAK=20 walks twenty times as often. */
const runs = { numRuns: 300 * Number(process.env.LUOSHI_SOAK ?? 1), seed: 7 }

test('the matrix of the lamp says of every state who may do what', () => {
  const lines = matrixOf(bound(lamp)).permissions.map(lineOf)

  expect(lines).toEqual([
    '* → asked: visitor ask',
    'sent → sent: visitor join',
    'judging → judging: visitor join',
    'asked → refused: desk refuse',
    'asked → sent: desk send',
    'sent → sent: head longer',
    'sent → sent: desk move',
    'sent → checking: crew fix',
    'sent → checking: head fix',
    'checking → judging: checker pass',
    'checking → sent: checker fail',
    'checking → checking: clock redraw',
    'judging → judging: asker judge',
    'judging → done: system settle',
    'judging → sent: system back',
    'judging → done: clock silence',
    'done → ended: clock look',
    'asked → asked: clock lapse',
    'sent → sent: clock lapse',
  ])
})

test('a permission carries the conditions and the form of its move', () => {
  const { permissions } = matrixOf(bound(lamp))

  expect(permissions.find(({ transition }) => transition === 'pass')).toEqual({
    party: 'checker',
    transition: 'pass',
    state: 'checking',
    to: 'judging',
    conditions: ['lit'],
    form: 'check',
  })
})

test('who never moves has no row, and the clock and the system stand last', () => {
  const onlooker: Party = { title: ['看客', 'onlooker'], is: { anyone: true } }

  const { parties } = matrixOf(bound({ ...lamp, parties: { ...lamp.parties, onlooker } }))

  expect(parties.map(({ name }) => name)).toEqual([
    'visitor',
    'asker',
    'desk',
    'crew',
    'head',
    'checker',
    'clock',
    'system',
  ])
})

describe.each(declarations.map((d) => [d.id, d] as const))('%s', (_, declaration) => {
  const procedure = bound(declaration)
  const { permissions, parties, states, transitions } = matrixOf(procedure)
  const allowed = new Set(permissions.map(lineOf))

  test('nobody ever does in a walk what the matrix does not allow', () => {
    const made = new Set<string>()

    fc.assert(
      fc.property(anyWalk, (numbers) => {
        for (const { from, to, transition, by } of walk(procedure, numbers, anlan).events) {
          made.add(lineOf({ state: from, to, transition, party: by.party }))
        }
      }),
      runs,
    )

    expect(made.size).toBeGreaterThan(Object.keys(declaration.states).length)
    expect([...made].filter((line) => !allowed.has(line))).toEqual([])
  })

  test('everybody and everything that is declared stands in it, in both languages', () => {
    const all = [...parties, ...states, ...transitions]

    expect(states.map(({ name }) => name)).toEqual(Object.keys(declaration.states))
    expect(transitions.map(({ name }) => name)).toEqual(Object.keys(declaration.transitions))
    expect(Object.keys(declaration.parties).filter((name) => !parties.some((one) => one.name === name))).toEqual([])
    expect(all.filter(({ title: [zh, en] }) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en))).toEqual([])
  })
})
