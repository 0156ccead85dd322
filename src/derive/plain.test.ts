import { describe, expect, test } from 'vitest'
import { bound } from '../kernel/testing/city.ts'
import { lamp } from '../kernel/testing/lamp.ts'
import type { Bilingual } from '../kernel/text.ts'
import { declarations } from '../mechanisms/all.ts'
import { type Plain, plainOf } from './plain.ts'
import { limitText, spanText } from './words.ts'

/** Every pair of texts in the plain words, wherever it stands. */
function pairsIn(value: unknown): readonly Bilingual[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string')) {
    return [value as unknown as Bilingual]
  }
  return Object.entries(value).flatMap(([name, member]) => (name === 'clauses' ? [] : pairsIn(member)))
}

const movesIn = ({ openings, states }: Plain) => [...openings, ...states.flatMap(({ moves }) => moves)]

const names = (all: readonly { readonly transition: string }[]) => [...new Set(all.map((one) => one.transition))].sort()

describe.each(declarations.map((d) => [d.id, d] as const))('%s in plain words', (_, declaration) => {
  const plain = plainOf(bound(declaration))

  test('says every state, move, limit, party, condition and law of the declaration', () => {
    const conditions = new Set(movesIn(plain).flatMap((move) => move.conditions.map(({ name }) => name)))

    expect(plain.states.map(({ state }) => state).sort()).toEqual(Object.keys(declaration.states).sort())
    expect(names(movesIn(plain))).toEqual(Object.keys(declaration.transitions).sort())
    expect(plain.limits.map(({ name }) => name)).toEqual(Object.keys(declaration.clocks))
    expect(plain.parties.map(({ party }) => party)).toEqual(Object.keys(declaration.parties))
    expect([...conditions].sort()).toEqual(Object.keys(declaration.guards).sort())
    expect(plain.laws.map(({ says }) => says)).toEqual(declaration.laws.map(({ says }) => says))
  })

  test('says it in both languages, and gives the ground of every step', () => {
    const pairs = pairsIn(plain)
    const steps = [...movesIn(plain), ...plain.limits, ...plain.laws, ...movesIn(plain).flatMap((m) => m.conditions)]

    expect(pairs.length).toBeGreaterThan(steps.length)
    expect(pairs.filter(([zh, en]) => !/\p{Script=Han}|\d/u.test(zh) || /\p{Script=Han}/u.test(en))).toEqual([])
    expect(steps.filter(({ basis, clauses }) => basis.startsWith('duty/') && clauses.length === 0)).toEqual([])
    expect(steps.filter(({ basis }) => !/^(law|duty|house)\//.test(basis))).toEqual([])
  })

  test('tells the reader of every field under one heading', () => {
    const told = plain.readers.flatMap(({ fields }) => fields)

    expect(told.length).toBe(Object.keys(bound(declaration).fields).length)
  })

  test('is the same each time', () => {
    expect(JSON.stringify(plainOf(bound(declaration)))).toBe(JSON.stringify(plain))
  })
})

describe('the lamp in plain words', () => {
  const p = bound(lamp)
  const plain = plainOf(p)
  const move = (name: string) => movesIn(plain).find(({ transition }) => transition === name)

  test('begins with how a case is opened and goes on as a case can', () => {
    expect(plain.openings.map(({ title }) => title[0])).toEqual(['报修'])
    expect(plain.states.map(({ state }) => state)).toEqual([
      'asked',
      'refused',
      'sent',
      'checking',
      'judging',
      'done',
      'ended',
    ])
  })

  test('says of a move who, under which condition, with what to write, where to, and what else', () => {
    expect(move('fix')).toEqual({
      transition: 'fix',
      title: ['修好了', 'report as mended'],
      who: [
        ['抢修队', 'crew'],
        ['单位负责人', 'head'],
      ],
      conditions: [{ name: 'fresh', says: ['证据没有用过', 'The evidence is new'], basis: 'house/fresh', clauses: [] }],
      asks: [
        { name: 'done', title: ['做了什么', 'What was done'], optional: false },
        { name: 'proof', title: ['证据', 'Evidence'], optional: true },
        { name: 'cost', title: ['花费', 'Cost'], optional: false },
      ],
      leadsTo: ['核查中', 'being checked'],
      effects: [['按签号抽出核查员', 'the checker is drawn by ticket number']],
      basis: 'duty/light',
      clauses: ['light'],
    })
  })

  test.each([
    ['ask', '给出一个案件码'],
    ['longer', '“修理”的时限延长'],
    ['judge', '计入评判'],
    ['pass', '以前的评判不再算数'],
    ['settle', '抽定并密封回看的日子'],
  ])('says what else %s does: %s', (name, effect) => {
    expect(move(name)?.effects.map(([zh]) => zh)).toEqual([effect])
  })

  test('says of a limit how long, when it runs, who sees it, and what follows', () => {
    expect(plain.limits.find(({ name }) => name === 'effort')).toEqual({
      name: 'effort',
      title: ['修理', 'mending'],
      says: ['10个工作日', '10 working days'],
      runsIn: [['已派单', 'sent']],
      renewed: false,
      extension: ['可延长一次，5个工作日', 'can be extended once, by 5 working days'],
      seenBy: 'staff',
      breach: ['逾期', 'lapse'],
      basis: 'house/effort',
      clauses: [],
    })
  })

  test('says who a party is and from whom it is kept apart', () => {
    expect(plain.parties.find(({ party }) => party === 'checker')).toEqual({
      party: 'checker',
      title: ['核查员', 'checker'],
      who: ['从在岗的核查员中抽签', 'drawn by ticket number among those who serve as verifier'],
      apart: [
        ['受理员', 'desk'],
        ['抢修队', 'crew'],
        ['单位负责人', 'head'],
      ],
      unrelated: ['单位', 'Unit'],
    })
  })
})

describe('a limit in words', () => {
  test.each([
    ['5wd', '5个工作日', '5 working days'],
    ['1wd', '1个工作日', '1 working day'],
    ['4wh', '4个工作小时', '4 working hours'],
    ['30d', '30日', '30 days'],
    ['6mo', '6个月', '6 months'],
  ])('%s is %s, %s', (span, zh, en) => {
    expect(spanText(span)).toEqual([zh, en])
  })

  test('that hangs on a field names each answer, and one that ends on a day names the day', () => {
    const [, , finding] = declarations.map((d) => bound(d))
    const clocks = finding?.declaration.clocks ?? {}

    const said = ['rectify', 'redo', 'objection'].map(
      (name) => finding && clocks[name] && limitText(finding, clocks[name]),
    )

    expect(said).toEqual([
      ['30日（一般）、90日（重大）', '30 days (ordinary), 90 days (grave)'],
      ['至“重新整改的期限”', 'until the new due day'],
      ['30日', '30 days'],
    ])
  })
})
