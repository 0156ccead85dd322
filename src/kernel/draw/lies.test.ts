/** The lies of docs/FORMAT.md §10 about draws, told one by one; each title has the number it has there. */
import { describe, expect, test } from 'vitest'
import { canonical } from '../log/canonical.ts'
import type { Entry } from '../log/entry.ts'
import { sha256, sha256Hex } from '../log/hash.ts'
import { formatVkey, signerOf } from '../log/key.ts'
import { ceremonies } from './ceremony.ts'
import { checkDraw, checkReplacements } from './check.ts'
import { commitOf, signCommitment } from './commitment.ts'
import { drawFiles, prepared, type Result } from './draw.ts'
import { type Frame, readFrame } from './frame.ts'
import { checkRegister } from './register.ts'
import { reassigned, replacementUnit } from './replacement.ts'

const names = ['congress', 'enterprise', 'office'] as const
type Name = (typeof names)[number]
const keys = Object.fromEntries(names.map((id) => [id, signerOf(`${id}.example/draws`, 'note', sha256(id))]))
const contributions: Readonly<Record<Name, string>> = {
  congress: sha256Hex('congress throws'),
  enterprise: sha256Hex('enterprise throws'),
  office: sha256Hex('office throws'),
}

const registered = Array.from({ length: 12 }, (_, i) => ({
  id: `u${String(i).padStart(2, '0')}`,
  stratum: 'A',
  balls: 1 + (i % 4),
  due: i % 2,
}))
const register = canonical({ v: 'luoshi-register/1', units: registered })

interface Framed {
  readonly units?: readonly object[]
  readonly beacon?: object
  readonly dice?: number
  readonly avoid?: readonly (readonly string[])[]
  readonly more?: object
}

function frameOf({ units = registered, beacon, dice = 0, avoid = [['p0', 'u01']], more = {} }: Framed = {}): string {
  return canonical({
    v: 'luoshi-draw-frame/1',
    draw: '2026/7',
    mode: 'public',
    parties: names.map((id) => ({ id, key: formatVkey(keys[id]?.verifier ?? raise(id)) })),
    dice,
    beacon: beacon ?? null,
    strata: [{ id: 'A', take: 3 }],
    cover: { take: 3 },
    units,
    inspectors: Array.from({ length: 7 }, (_, i) => ({ id: `p${i}`, org: 'o', roles: ['lead'], max: 3, prior: i % 2 })),
    team: [{ role: 'lead', n: 1 }],
    avoid,
    register: { size: 900, hash: sha256Hex(register) },
    ...more,
  })
}

function raise(id: string): never {
  throw new TypeError(`no key of ${id}`)
}

/** The commitments that the parties signed for a frame. */
function notesFor(frame: string, given: Readonly<Record<Name, string>> = contributions): ReadonlyMap<string, string> {
  const about = { draw: '2026/7', frame: sha256Hex(frame) }
  return new Map(
    names.map((party) => {
      const commit = commitOf({ ...about, party }, given[party])
      return [party, signCommitment({ ...about, party, commit }, keys[party] ?? raise(party))]
    }),
  )
}

interface Told {
  readonly frame?: string
  readonly contributions?: Readonly<Record<string, string>>
  readonly dice?: string | null
  readonly beacon?: string | null
  readonly notes?: ReadonlyMap<string, string>
  readonly result?: (honest: Result) => object
}

/** A draw as it is published: honest but for what the test changes. Seed and result always fit what was revealed. */
function published(told: Told = {}) {
  const frame = told.frame ?? frameOf()
  const reveal = JSON.stringify({
    contributions: told.contributions ?? contributions,
    dice: told.dice ?? null,
    beacon: told.beacon ?? null,
  })
  const notes = told.notes ?? notesFor(frame)
  const draw = prepared(Buffer.from(frame), Buffer.from(reveal))
  const files = draw.ok ? drawFiles(draw.value) : { seed: '', result: '{}' }
  const honest = JSON.parse(files.result) as Result
  return checkDraw({
    frame: Buffer.from(frame),
    reveal: Buffer.from(reveal),
    seed: Buffer.from(files.seed),
    result: Buffer.from(told.result ? canonical(told.result(honest)) : files.result),
    commitmentOf: (party) => {
      const note = notes.get(party)
      return note === undefined ? null : Buffer.from(note)
    },
  })
}

const refused = (why: RegExp) => ({ ok: false, why: expect.stringMatching(why) })

function resultOf(told: Told = {}): Result {
  const draw = published(told)
  if (!draw.ok) throw new TypeError(draw.why)
  return draw.value
}

function frame(): Frame {
  const read = readFrame(Buffer.from(frameOf()))
  if (!read.ok) throw new TypeError(read.why)
  return read.value
}

const entry = (type: string, body: object): Entry => ({ v: 'luoshi-leaf/1', type, body }) as unknown as Entry

/** The faults of a log that holds these steps of draws, `type party` each, of draw 2026/1 unless a number is named. */
function stepsOf(...steps: readonly string[]): readonly string[] {
  const order = ceremonies()
  return steps.flatMap((step) => {
    const [type, party = '', draw = '2026/1'] = step.split(' ')
    return order.faultOf(entry(`draw.${type}`, { draw, ...(party !== '-' && party !== '' && { party }) })) ?? []
  })
}

const honestSteps = ['frame', 'commit a', 'commit b', 'close', 'dice', 'reveal b', 'reveal a', 'seed', 'result']

test('an honest draw is accepted, its frame fits the register, and its steps are in order', () => {
  expect(published()).toMatchObject({ ok: true })
  expect(checkRegister(Buffer.from(frameOf()), Buffer.from(register))).toMatchObject({ ok: true })
  expect(stepsOf(...honestSteps, 'frame - 2026/2')).toEqual([])
})

describe('14 A friendly unit is left out of the frame', () => {
  const without = (more: object) => frameOf({ units: registered.slice(1), more })

  test('is found against the register that the frame cites', () => {
    expect(checkRegister(Buffer.from(without({})), Buffer.from(register))).toEqual(
      refused(/u00 is in the register but/),
    )
  })

  test('is allowed with a reason only, which is published with the frame', () => {
    const said = (reason: string) => Buffer.from(without({ excluded: [['u00', reason]] }))

    expect(checkRegister(said('closed since May'), Buffer.from(register))).toMatchObject({ ok: true })
    expect(checkRegister(said(' '), Buffer.from(register))).toEqual(refused(/with its reason/))
  })

  test('is not hidden by another register: the frame cites its hash', () => {
    const shorter = canonical({ v: 'luoshi-register/1', units: registered.slice(1) })

    expect(checkRegister(Buffer.from(without({})), Buffer.from(shorter))).toEqual(refused(/not the register/))
  })

  test('and no unit is slipped in', () => {
    const units = [...registered, { id: 'u99', stratum: 'A', balls: 1, due: 0 }]

    expect(checkRegister(Buffer.from(frameOf({ units })), Buffer.from(register))).toEqual(refused(/u99 .* not in the/))
  })
})

test.each([
  ['balls', { balls: 9 }],
  ['stratum', { stratum: 'B' }],
  ['due', { due: 1 }],
])('15 A unit with other %s than in the register is found', (_what, change) => {
  const units = registered.map((unit, i) => (i === 2 ? { ...unit, ...change } : unit))
  const more = {
    strata: [
      { id: 'A', take: 3 },
      { id: 'B', take: 1 },
    ],
  }

  expect(checkRegister(Buffer.from(frameOf({ units, more })), Buffer.from(register))).toEqual(
    refused(/u02 has another/),
  )
})

describe('16 The seed is chosen or foreseen by the office', () => {
  test('is prevented: whatever the office picks after the others revealed, it is bound to what it committed to', () => {
    const chosen = { ...contributions, office: sha256Hex('a throw that draws my friend') }

    expect(published({ contributions: chosen })).toEqual(refused(/office revealed something else/))
  })

  test('one party alone changes the outcome, so that one honest party is enough', () => {
    const seeds = ['x', 'y', 'z'].map((word) => {
      const given = { ...contributions, congress: sha256Hex(word) }
      return resultOf({ contributions: given, notes: notesFor(frameOf(), given) }).seed
    })

    expect(new Set([...seeds, resultOf().seed]).size).toBe(4)
  })

  test('the frame cannot be fitted to the contributions: commitments name its hash', () => {
    expect(published({ frame: frameOf({ units: registered.slice(1) }), notes: notesFor(frameOf()) })).toEqual(
      refused(/not one of this party to this frame/),
    )
  })
})

describe('17 The draw is repeated until it fits', () => {
  test('a number is missing where one was thrown away', () => {
    expect(stepsOf(...honestSteps, 'frame - 2026/3')).toEqual(['draw 2026/3 follows number 1 of its series'])
  })

  test('a draw cannot be left lying and another begun', () => {
    expect(stepsOf('frame', 'commit a', 'close', 'frame - 2026/2')).toEqual([
      'draw 2026/2 begins while 2026/1 has neither a result nor a void',
    ])
  })

  test('a void draw names whose fault it is', () => {
    expect(stepsOf('frame', 'commit a', 'close', 'void -')).toEqual(['draw 2026/1: is void, and nobody is named'])
    expect(stepsOf('frame', 'commit a', 'close', 'void a', 'frame - 2026/2')).toEqual([])
  })

  test.each([
    ['a second frame', ['frame', 'frame'], 'draw 2026/1 has a second frame'],
    ['a second result', [...honestSteps, 'result'], 'draw 2026/1: draw.result comes after its result'],
  ])('%s is found', (_what, steps, fault) => {
    expect(stepsOf(...steps)).toContain(fault)
  })
})

describe('18 The last to reveal walks away', () => {
  test('and the result cannot be published without him', () => {
    const { congress, enterprise } = contributions

    expect(published({ contributions: { congress, enterprise } })).toMatchObject({ ok: false })
    expect(stepsOf('frame', 'commit a', 'commit b', 'close', 'reveal a', 'result')).toEqual([
      'draw 2026/1: the result comes before all have revealed',
    ])
  })

  test('and with a beacon he does not know what he walks away from: the value comes after the reveals', () => {
    const withBeacon = frameOf({ beacon: { kind: 'ssq', ref: '2026077' } })
    const drawn = (beacon: string) => resultOf({ frame: withBeacon, beacon, notes: notesFor(withBeacon) })

    expect(published({ frame: withBeacon, notes: notesFor(withBeacon) })).toMatchObject({ ok: false })
    expect(drawn('3,7,12').seed).not.toBe(drawn('3,7,13').seed)
    expect(stepsOf('frame', 'commit a', 'commit b', 'close', 'reveal a', 'beacon')).toEqual([
      'draw 2026/1: the beacon comes before all have revealed',
    ])
  })
})

test('19 The office cannot commit for an absent party: the key of the party stands in the frame', () => {
  const about = { draw: '2026/7', frame: sha256Hex(frameOf()), party: 'congress' }
  const forged = signCommitment(
    { ...about, commit: commitOf(about, contributions.congress) },
    keys.office ?? raise('office'),
  )

  expect(published({ notes: new Map([...notesFor(frameOf()), ['congress', forged]]) })).toEqual(
    refused(/congress is not signed by its key/),
  )
})

describe('20 Dice are thrown with skill', () => {
  const withDice = frameOf({ dice: 6 })
  const drawn = (dice: string, given = contributions) =>
    resultOf({ frame: withDice, dice, contributions: given, notes: notesFor(withDice, given) })

  test('the same throw draws otherwise with other secrets, which nobody at the table knows', () => {
    const other = { ...contributions, congress: sha256Hex('another secret') }

    expect(drawn('314159').seed).not.toBe(drawn('314159', other).seed)
  })

  test('nobody throws after the first secret is known, and nobody throws fewer', () => {
    expect(stepsOf('frame', 'commit a', 'commit b', 'close', 'reveal a', 'dice')).toEqual([
      'draw 2026/1: dice are rolled after somebody revealed',
    ])
    expect(published({ frame: withDice, dice: '31415', notes: notesFor(withDice) })).toMatchObject({ ok: false })
  })
})

describe('21 The result is edited after the draw', () => {
  test.each<[string, (result: Result) => object]>([
    [
      'a drawn unit changes places with a reserve',
      (r) => ({ ...r, spot: { A: r.reserve.A }, reserve: { A: r.spot.A } }),
    ],
    ['a unit is struck off', (r) => ({ ...r, cover: r.cover.slice(1) })],
    ['the order changes', (r) => ({ ...r, cover: r.cover.toReversed() })],
    ['a larger load is claimed', (r) => ({ ...r, load: (r.load ?? 0) + 1 })],
    ['a member is added', (r) => ({ ...r, remark: 'fair' })],
  ])('%s: anybody who recomputes it finds where', (_what, result) => {
    expect(published({ result })).toEqual(refused(/result\.json differs from the draw at /))
  })
})

describe('22 Inspectors are hand-picked, or their ties concealed', () => {
  test('another inspector than the first possible one is found, even where he may go', () => {
    const swap = (r: Result) => ({ ...r, teams: r.teams?.map(([unit]) => [unit, [['lead', 'p6']]]) })

    expect(published({ result: swap })).toEqual(refused(/differs from the draw at teams/))
  })

  test('a tie declared after the seed changes the frame, and nobody committed to that one', () => {
    const later = frameOf({
      avoid: [
        ['p0', 'u01'],
        ['p1', 'u02'],
      ],
    })

    expect(published({ frame: later, notes: notesFor(frameOf()) })).toMatchObject({ ok: false })
  })

  test('nobody is sent where he has declared a tie', () => {
    const avoid = registered.map(({ id }) => ['p0', id])
    const tied = frameOf({ avoid })
    const { teams } = resultOf({ frame: tied, notes: notesFor(tied) })

    expect(teams?.flatMap(([, members]) => members.map(([, inspector]) => inspector))).not.toContain('p0')
  })
})

describe('23 "Illness" and "closed for repairs" steer the draw', () => {
  test('a unit gives way to the next of its reserve and to no other', () => {
    const result = resultOf()
    const [unavailable = ''] = result.spot.A ?? []
    const next = replacementUnit(result, 'A', new Set([unavailable]))
    const said = (replacement: string | null) =>
      checkReplacements(
        Buffer.from(JSON.stringify({ unit: { stratum: 'A', unavailable, replacement } })),
        frame(),
        result,
      )

    expect(said(next)).toMatchObject({ ok: true })
    expect(said(result.reserve.A?.at(-1) ?? null)).toEqual(refused(/takes the place of/))
  })

  test('an inspector who drops out moves nobody but himself as far as possible, by rule', () => {
    const result = resultOf()
    const unavailable = result.teams?.[0]?.[1][0]?.[1] ?? ''
    const after = reassigned(frame(), result.seed, result.teams ?? [], new Set([unavailable]))
    const said = (change: object) =>
      checkReplacements(
        Buffer.from(JSON.stringify({ inspector: { unavailable, ...after, ...change } })),
        frame(),
        result,
      )

    expect(said({})).toMatchObject({ ok: true })
    expect(said({ teams: result.teams })).toEqual(refused(/what follows from the loss/))
  })
})

describe('26 A unit is never visited in its cycle', () => {
  const planned = (roundsLeft: number, take: number) =>
    checkRegister(Buffer.from(frameOf({ more: { cycle: { roundsLeft }, cover: { take } } })), Buffer.from(register))

  test('the cover sample must be as large as the rounds that are left demand', () => {
    expect(planned(2, 3)).toMatchObject({ ok: true })
    expect(planned(2, 2)).toEqual(refused(/6 units are due and 2 rounds left: cover takes 3, not 2/))
    expect(planned(1, 3)).toEqual(refused(/cover takes 6, not 3/))
  })

  test('a unit cannot be called visited: whether it is due stands in the register', () => {
    const units = registered.map((unit) => ({ ...unit, due: 0 }))

    expect(checkRegister(Buffer.from(frameOf({ units })), Buffer.from(register))).toEqual(refused(/another due/))
  })
})

test('27 The software is exchanged: a frame of another algorithm is not drawn by this one', () => {
  const other = frameOf({ more: { v: 'luoshi-draw-frame/2' } })

  expect(published({ frame: other, notes: notesFor(other) })).toEqual(refused(/"v" must be "luoshi-draw-frame\/1"/))
})
