import { describe, expect, test } from 'vitest'
import { movesOf, settle } from './decide.ts'
import { at } from './testing/calendar.ts'
import { around, bound, clock, officer, system, visitor, withCode, withHoldings } from './testing/city.ts'
import { lamp } from './testing/lamp.ts'
import {
  asked,
  asker,
  checkerOf,
  done,
  fail,
  judge,
  lampProcedure,
  mended,
  moves,
  pass,
  passed,
  sent,
} from './testing/lamp-case.ts'
import { judged, type Move, nothingYet, type Play, played, start } from './testing/play.ts'

const codeOf = (play: Play, move: Move) => {
  const result = judged(play, move)
  return result.ok ? 'accepted' : result.refusal.code
}

describe('a move is refused', () => {
  test.each<readonly [string, Play, Move, string]>([
    ['when there is no such move', sent, { transition: 'fly', by: officer('intake-1') }, 'unknown-transition'],
    ['when its name only looks known', sent, { transition: 'constructor', by: visitor }, 'unknown-transition'],
    ['when it is not the mover’s part', asked, { ...moves.send, by: officer('mayor') }, 'not-your-part'],
    ['when another unit makes it', sent, { ...moves.fix, by: officer('parks-liaison') }, 'not-your-part'],
    ['when the unit below makes it', sent, { ...moves.fix, by: officer('waterworks-liaison') }, 'not-your-part'],
    ['to a visitor who may not', asked, { ...moves.send, by: visitor }, 'not-your-part'],
    ['to a person without a code of this case', passed, { ...judge(passed, 'yes', 't-9') }, 'not-your-part'],
    [
      'to a code of another case',
      passed,
      { ...judge(passed, 'yes'), by: withCode('t-1', 'LD-2018-0002') },
      'not-your-part',
    ],
    ['after the case has moved on', sent, { ...moves.fix, seen: 0 }, 'stale'],
    ['without having seen the case', sent, { ...moves.fix, seen: -1 }, 'stale'],
    ['after having seen what is not there yet', asked, { ...moves.send, seen: 1 }, 'stale'],
    ['in a state it does not start from', sent, moves.send, 'wrong-state'],
    ['when it opens a case and there is one', sent, moves.ask, 'wrong-state'],
    ['when there is no case yet', nothingYet(lampProcedure), moves.send, 'wrong-state'],
    ['with a field missing', asked, { ...moves.send, input: { unit: 'water', dueOn: '2018-11-30' } }, 'invalid-input'],
    [
      'with a field too many',
      asked,
      { ...moves.ask, ...moves.send, input: { ...moves.send.input, x: 1 } },
      'invalid-input',
    ],
    ['with an input where none is asked', mended, { ...fail(mended), input: { good: true } }, 'invalid-input'],
    ['when a condition does not hold', mended, { ...pass(mended), input: { good: false } }, 'condition-not-met'],
    ['when a fact is not what it must be', sent, { ...moves.fix, facts: { reuse: { files: 1 } } }, 'condition-not-met'],
    ['when a fact is missing', sent, { ...moves.fix, facts: { reuse: null } }, 'condition-not-met'],
  ])('%s', (_, play, move, code) => {
    expect(codeOf(play, move)).toBe(code)
  })

  test('and the condition, its sentence and its basis are named', () => {
    const result = judged(mended, { ...pass(mended), input: { good: false } })

    expect(result).toEqual({
      ok: false,
      refusal: {
        code: 'condition-not-met',
        says: ['灯亮了', 'The lamp is lit'],
        basis: 'duty/light',
        condition: 'lit',
      },
    })
  })

  test('a stale one says where the case stands', () => {
    expect(judged(sent, { ...moves.fix, seen: 0 })).toMatchObject({ refusal: { seq: 1 } })
  })

  test('and nothing of it happens', () => {
    const before = JSON.stringify(sent.case)

    judged(sent, { ...moves.fix, input: {} })

    expect(JSON.stringify(sent.case)).toBe(before)
  })
})

describe('who', () => {
  test('has left office can do nothing, though the post may', () => {
    const seat = { ...officer('water-head'), person: 'p-old-head' }
    const move = { ...moves.fix, by: seat }

    expect(codeOf(sent, move)).toBe('not-your-part')
    expect(codeOf(sent, { ...moves.fix, by: officer('water-head') })).toBe('accepted')
  })

  test('is of another region has no part, though he has the role', () => {
    expect(codeOf(asked, { ...moves.send, by: { ...officer('intake-1'), region: '990001' } })).toBe('not-your-part')
  })

  test('a visitor learns nothing of a case that is not public', () => {
    const join = { transition: 'join', by: visitor, input: { also: '我也看到' }, token: 't-2' }

    expect(codeOf(asked, join)).toBe('not-your-part')
    expect(codeOf(sent, join)).toBe('accepted')
  })

  test('has done one duty cannot do the other, in any of his posts', () => {
    const checker = checkerOf(mended.case)
    const org = withHoldings({ post: 'water-liaison', person: checker.person })
    const again = played(mended, fail(mended))
    const move = { ...moves.fix, by: officer('water-liaison', checker.person), org }

    expect(judged(again, move)).toMatchObject({ refusal: { code: 'separation-of-duties', basis: 'duty/light' } })
    expect(codeOf(again, { ...moves.fix, org })).toBe('accepted')
  })

  test('may play two parts plays the one from which he is not excluded', () => {
    const crew = { ...lamp.parties.crew, not: ['desk'] } as (typeof lamp.parties)[string]
    const procedure = bound({ ...lamp, parties: { ...lamp.parties, crew } })
    const both = { ...officer('water-head'), roles: ['unitLiaison', 'unitHead'] } as const
    const partyAfter = (acted: Readonly<Record<string, readonly string[]>>) =>
      played({ ...sent, procedure, case: { ...sent.case, acted } }, { ...moves.fix, by: both }).events.at(-1)?.by.party

    expect([partyAfter({}), partyAfter({ desk: ['post:water-head'] })]).toEqual(['crew', 'head'])
  })

  test('the unit that took a merged one over does its work and cannot check it', () => {
    const now = at('2019-01-07 10:00')
    const roads = played(asked, { ...moves.send, input: { ...moves.send.input, unit: 'roads' } })
    const fixed = played(roads, { ...moves.fix, by: officer('works-liaison'), now })

    expect(codeOf(roads, { ...moves.fix, by: officer('works-liaison') })).toBe('not-your-part')
    expect(fixed.events.at(-1)?.draw?.pool).not.toContain('works-verifier')
    expect(fixed.events.at(-1)?.draw?.pool).not.toContain('bridges-verifier')
    expect(fixed.events.at(-1)?.draw?.pool).toContain('health-verifier')
  })
})

describe('an event', () => {
  test('is complete: who, when, on what ground, and all clocks after it', () => {
    expect(sent.events.at(-1)).toEqual({
      seq: 1,
      transition: 'send',
      from: 'asked',
      to: 'sent',
      at: start,
      by: { party: 'desk', post: 'intake-1', unit: 'hotline', person: 'p-intake-1' },
      basis: 'duty/light',
      input: moves.send.input,
      set: {},
      clocks: sent.case.clocks,
      due: at('2018-12-01 00:00'),
      fires: at('2018-11-29 00:00'),
    })
  })

  test('never holds an identity', () => {
    const play = played(nothingYet(lampProcedure), { ...moves.ask, input: { what: '灯', contact: '13800000000' } })

    expect(JSON.stringify(play)).not.toContain('13800000000')
  })

  test('of an opening sets what fields start with, and who joined', () => {
    expect(asked.case.data).toMatchObject({ again: 0, lapses: 0 })
    expect(asked.case.holders).toEqual({ asker: { tokens: ['t-1'] } })
  })

  test('counts, and copies what was there before the move', () => {
    const failed = played(mended, fail(mended))
    const longer = played(failed, { transition: 'longer', by: officer('water-head'), input: { askedOn: '2018-12-20' } })
    const moved = played(longer, { transition: 'move', by: officer('intake-1') })

    expect(failed.case.data.again).toBe(1)
    expect(moved.case.data.dueOn).toBe('2018-12-20')
    expect(moved.case.clocks.due?.due).toBe(at('2018-12-21 00:00'))
  })
})

test('a move that opens another case says with what: fields of this one as they are after it, its number, nothing empty', () => {
  const input = { goal: 'subject', at: 'unit', from: 'case.no', note: 'lookedOn' }
  const send = { ...lamp.transitions.send, opens: { procedure: 'order', transition: 'order', input } }
  const procedure = bound({ ...lamp, transitions: { ...lamp.transitions, send } as typeof lamp.transitions })
  const { events } = played({ ...asked, procedure }, moves.send)

  expect(events.at(-1)?.opened).toEqual({
    procedure: 'order',
    transition: 'order',
    input: { goal: '东门路灯', at: 'water', from: 'LD-2018-0001' },
  })
  expect(sent.events.at(-1)).not.toHaveProperty('opened')
})

describe('automatic moves', () => {
  test('follow in the same breath once their conditions hold', () => {
    expect(done.events.slice(-2).map((event) => [event.transition, event.by.party])).toEqual([
      ['judge', 'asker'],
      ['settle', 'system'],
    ])
  })

  test('wait for everybody who was asked', () => {
    const two = played(passed, { transition: 'join', by: visitor, input: { also: '我也看到' }, token: 't-2' })
    const half = played(two, judge(two, 'yes'))
    const both = played(half, judge(half, 'yes', 't-2'))

    expect([half.case.state, both.case.state]).toEqual(['judging', 'done'])
  })

  test('one who is not satisfied sends it back', () => {
    expect(played(passed, judge(passed, 'no')).case.state).toBe('sent')
  })

  test('cannot be made by a person who names them', () => {
    expect(codeOf(passed, { transition: 'settle', by: asker(passed.case) })).toBe('not-your-part')
    expect(codeOf(passed, { transition: 'settle', by: system })).toBe('condition-not-met')
  })

  test('that run in a circle are a fault of the declaration', () => {
    const { back, settle: _, ...transitions } = lamp.transitions
    const circle = bound({
      ...lamp,
      transitions: {
        ...transitions,
        there: { ...lamp.transitions.settle, to: 'judging', when: ['unhappy'] },
      } as typeof lamp.transitions,
    })

    expect(() => played({ ...passed, procedure: circle }, judge(passed, 'no'))).toThrow('more than 8 automatic moves')
    expect(back?.automatic).toBe(true)
  })

  test('that hold without a move before them are found by settling', () => {
    const idle = settle(lampProcedure, passed.case, around(start))
    const answered = { ...passed.case, tallies: { verdict: { 't-1': 'yes' } } }

    expect(idle).toEqual({ ok: true, value: { after: passed.case, events: [] } })
    expect(settle(lampProcedure, answered, around(start))).toMatchObject({ value: { after: { state: 'done' } } })
  })
})

describe('the clock', () => {
  const later = at('2018-11-29 00:00')

  test('moves at the first instant after the limit, not before, and once', () => {
    const lapse = { transition: 'lapse', by: clock, clock: 'effort' }
    const lapsed = played(sent, { ...lapse, now: later })

    expect(codeOf(sent, { ...lapse, now: later - 1 })).toBe('condition-not-met')
    expect(lapsed.case.data.lapses).toBe(1)
    expect(codeOf(lapsed, { ...lapse, now: later + 1 })).toBe('condition-not-met')
  })

  test('makes no move that is not the breach of that limit', () => {
    expect(codeOf(sent, { transition: 'lapse', by: clock, now: later })).toBe('condition-not-met')
    expect(codeOf(sent, { transition: 'lapse', by: clock, clock: 'triage', now: later })).toBe('condition-not-met')
    expect(codeOf(sent, { transition: 'move', by: clock, clock: 'effort', now: later })).toBe('not-your-part')
  })

  test('draws somebody else than the one who was too slow, with a whole new limit', () => {
    const late = at('2018-11-22 00:00')
    const redrawn = played(mended, { transition: 'redraw', by: clock, clock: 'check', now: late })

    expect(redrawn.events.at(-1)?.draw?.pool).not.toContain(checkerOf(mended.case).post)
    expect(checkerOf(redrawn.case)).not.toEqual(checkerOf(mended.case))
    expect(redrawn.case.clocks.check).toMatchObject({ used: 0, breached: false, due: at('2018-11-30 00:00') })
  })

  test('is never stopped by there being nobody to draw: the lapse counts, the part stays where it is', () => {
    const late = at('2018-11-22 00:00')
    const acted = { ...mended.case.acted, head: freePosts().map((post) => `post:${post}`) }
    const alone = { ...mended, case: { ...mended.case, acted } }
    const redrawn = played(alone, { transition: 'redraw', by: clock, clock: 'check', now: late })

    expect(redrawn.case.data.lapses).toBe(1)
    expect(checkerOf(redrawn.case)).toEqual(checkerOf(mended.case))
    expect(redrawn.events.at(-1)?.draw).toBeUndefined()
  })
})

/** Every verifier in the pool of the first draw. */
function freePosts(): readonly string[] {
  return mended.events.at(-1)?.draw?.pool ?? []
}

test('when nobody is left to draw, a person’s move is refused and says so', () => {
  const acted = { desk: freePosts().map((post) => `post:${post}`) }

  expect(codeOf({ ...sent, case: { ...sent.case, acted } }, moves.fix)).toBe('nobody-to-draw')
})

test('an extension is had as often as declared', () => {
  const longer = { transition: 'longer', by: officer('water-head'), input: { askedOn: '2018-12-20' } }
  const once = played(sent, longer)

  expect(once.case.clocks.effort).toMatchObject({ total: 15, extensions: 1 })
  expect(codeOf(once, longer)).toBe('no-extension-left')
})

describe('the possible moves', () => {
  const ofAll = (play: Play & { case: NonNullable<Play['case']> }, by: Move['by']) =>
    movesOf(lampProcedure, play.case, by, around(play.now))

  test('are every move but openings and automatic ones, each possible or with its reason', () => {
    expect(ofAll(sent, officer('water-liaison')).map((move) => [move.transition, move.refusal?.code ?? null])).toEqual([
      ['join', 'not-your-part'],
      ['refuse', 'not-your-part'],
      ['send', 'not-your-part'],
      ['longer', 'not-your-part'],
      ['move', 'not-your-part'],
      ['fix', null],
      ['pass', 'not-your-part'],
      ['fail', 'not-your-part'],
      ['redraw', 'not-your-part'],
      ['judge', 'not-your-part'],
      ['silence', 'not-your-part'],
      ['look', 'not-your-part'],
      ['lapse', 'not-your-part'],
    ])
  })

  test('are judged by their conditions as far as those do not need the form', () => {
    const moves = ofAll(mended, checkerOf(mended.case)).find((move) => move.transition === 'pass')
    const done = { ...lamp.transitions.fail, when: ['unhappy'] } as (typeof lamp.transitions)[string]
    const procedure = bound({ ...lamp, transitions: { ...lamp.transitions, fail: done } })
    const refused = movesOf(procedure, mended.case, checkerOf(mended.case), around(mended.now))

    expect(moves).toEqual({ transition: 'pass', party: 'checker', refusal: null })
    expect(refused.find((move) => move.transition === 'fail')?.refusal?.condition).toBe('unhappy')
  })

  test('agree with the judge wherever the form is not asked', () => {
    const refusals = ofAll(mended, checkerOf(mended.case)).flatMap(({ transition, refusal }) =>
      refusal?.code === codeOf(mended, { transition, by: checkerOf(mended.case) }) ? [] : [transition],
    )

    expect(refusals).toEqual(['pass', 'fail'])
    expect(codeOf(mended, fail(mended))).toBe('accepted')
  })
})

test('a case opened without a head is a mistake of the program', () => {
  expect(() => judged({ ...nothingYet(lampProcedure) }, { ...moves.ask, head: undefined as never })).toThrow(TypeError)
})
