import { describe, expect, test } from 'vitest'
import { type OrgData, orgOf } from '../kernel/org.ts'
import type { Result } from '../kernel/result.ts'
import { org, orgData, region } from '../kernel/testing/city.ts'
import { added, type Change, ended, handedOver, held, left, postAdded, renamed, reparented } from './register-change.ts'

function changed(result: Result<Change>): Change {
  if (!result.ok) throw new TypeError(JSON.stringify(result.refusal))
  return result.value
}

function merged<T>(old: readonly T[], change: readonly T[], key: (of: T) => string): readonly T[] {
  return [...new Map([...old, ...change].map((of) => [key(of), of])).values()]
}

/** The register after a change was written, as the store keeps it. */
function withChange(change: Change, before: OrgData = orgData) {
  return orgOf({
    units: merged(before.units, change.units, ({ id }) => id),
    posts: merged(before.posts, change.posts, ({ id }) => id),
    holdings: merged(before.holdings, change.holdings, ({ post, person, from }) => `${post} ${person} ${from}`),
  })
}

const fieldOf = (result: Result<Change>) => (result.ok ? 'accepted' : (result.refusal.faults?.[0]?.field ?? ''))
const codeOf = (result: Result<Change>) => (result.ok ? 'accepted' : result.refusal.code)

describe('a renamed unit', () => {
  const change = renamed(org, 'parks', { zh: '城市绿化局', en: 'green bureau', from: '2019-01-01', document: '7 号文' })

  test('has its new name from the day on, and its old name on every day before', () => {
    const next = withChange(changed(change))

    expect(next.nameOf('parks', '2018-12-31')[0]).toBe('园林局')
    expect(next.nameOf('parks', '2019-01-01')[0]).toBe('城市绿化局')
  })

  test('is the same unit: posts, kin and id stay', () => {
    const { posts, holdings, units } = changed(change)

    expect([posts, holdings, units.map(({ id }) => id)]).toEqual([[], [], ['parks']])
  })

  test('cannot be renamed from before its present name began', () => {
    expect(fieldOf(renamed(org, 'parks', { zh: '甲', en: 'A', from: '2018-01-01' }))).toBe('from')
  })
})

describe('another superior', () => {
  test('holds from its day on; kinship follows it', () => {
    const next = withChange(changed(reparented(org, 'waterworks', 'works', '2019-01-01')))

    expect(next.lineageOf('waterworks', '2018-12-31')).toEqual(['waterworks', 'water', 'gov'])
    expect(next.lineageOf('waterworks', '2019-01-01')).toEqual(['waterworks', 'works', 'gov'])
  })

  test.each(['water', 'waterworks'])('%s cannot be above the water bureau: nobody stands below himself', (parent) => {
    expect(fieldOf(reparented(org, 'water', parent, '2019-01-01'))).toBe('parent')
  })

  test('is refused where a change that is still to come would close the circle', () => {
    const soon = withChange(changed(reparented(org, 'water', 'parks', '2019-02-01')))

    expect(fieldOf(reparented(soon, 'parks', 'water', '2019-01-01'))).toBe('parent')
  })

  test('is never a unit that has ended', () => {
    expect(fieldOf(reparented(org, 'parks', 'roads', '2019-02-01'))).toBe('parent')
  })
})

describe('a unit that ends', () => {
  const change = ended(org, 'water', '2018-12-31', 'works')

  test('is answered for by its successor from the next day on', () => {
    const next = withChange(changed(change))

    expect(next.successorOf('water', '2018-12-31')).toBe('water')
    expect(next.successorOf('water', '2019-01-01')).toBe('works')
  })

  test('keeps its name, and leaves its posts and their holders with it', () => {
    const next = withChange(changed(change))

    expect(next.nameOf('water', '2018-12-31')[0]).toBe('水务局')
    expect(next.holdingOf('water-head', '2018-12-31')?.person).toBe('p-water-head')
    expect(next.holdingOf('water-head', '2019-01-01')).toBeUndefined()
    expect(next.staffed('unitHead', '2019-01-01').map(({ id }) => id)).not.toContain('water-head')
  })

  test('hands its subordinates to the successor, also one that was only to come under it', () => {
    const soon = withChange(changed(reparented(org, 'parks', 'water', '2019-03-01')))
    const next = withChange(changed(ended(soon, 'water', '2018-12-31', 'works')), soon.data)

    expect(next.lineageOf('waterworks', '2019-01-01')).toEqual(['waterworks', 'works', 'gov'])
    expect(next.lineageOf('parks', '2019-03-01')).toEqual(['parks', 'works', 'gov'])
  })

  test('has a successor that exists and is neither itself nor below it', () => {
    const successors = ['water', 'waterworks', 'roads'].map((id) => fieldOf(ended(org, 'water', '2018-12-31', id)))

    expect(successors).toEqual(['successor', 'successor', 'successor'])
    expect(codeOf(ended(org, 'water', '2018-12-31', 'nowhere'))).toBe('not-found')
  })

  test('ends once, and is changed no more', () => {
    const again = ended(org, 'roads', '2019-01-31', 'works')
    const name = renamed(org, 'roads', { zh: '甲', en: 'A', from: '2019-03-01' })

    expect([again, name].map(codeOf)).toEqual(['wrong-state', 'wrong-state'])
  })

  test('does not end before its present name began', () => {
    expect(fieldOf(ended(org, 'water', '2017-12-31', 'works'))).toBe('on')
  })
})

describe('a new unit and a new post', () => {
  const unit = {
    id: 'rivers',
    kind: 'department',
    zh: '河道局',
    en: 'rivers bureau',
    from: '2019-01-01',
    parent: 'gov',
  }

  test('begin on their day', () => {
    const withUnit = withChange(changed(added(org, region, unit)))
    const post = { id: 'rivers-head', unit: 'rivers', title: ['局长', 'head'], from: '2019-01-01' } as const
    const next = withChange(changed(postAdded(withUnit, { ...post, roles: ['unitHead'] })), withUnit.data)

    expect(next.lineageOf('rivers', '2019-01-01')).toEqual(['rivers', 'gov'])
    expect(next.post('rivers-head')).toMatchObject({ unit: 'rivers', from: '2019-01-01', to: null })
  })

  test('never take an id that is taken', () => {
    const post = { id: 'mayor', unit: 'gov', title: ['市长', 'mayor'], roles: [], from: '2019-01-01' } as const

    expect([fieldOf(added(org, region, { ...unit, id: 'water' })), fieldOf(postAdded(org, post))]).toEqual(['id', 'id'])
  })
})

describe('a post', () => {
  test('is held from the day on, by nobody before it exists', () => {
    const young = withChange({
      units: [],
      holdings: [],
      posts: [{ id: 'new', unit: 'water', title: ['新', 'new'], roles: [], from: '2019-01-01', to: null }],
    })

    expect(fieldOf(held(young, 'new', 'p-mayor', false, { from: '2018-12-31', to: null }))).toBe('from')
    expect(codeOf(held(young, 'new', 'p-mayor', false, { from: '2019-01-01', to: null }))).toBe('accepted')
  })

  test('is not held twice at once by the same person', () => {
    expect(fieldOf(held(org, 'mayor', 'p-mayor', false, { from: '2018-11-14', to: null }))).toBe('person')
  })

  test('with a part in cases is closed to administrators', () => {
    expect(codeOf(held(org, 'mayor', 'p-admin', true, { from: '2018-11-14', to: null }))).toBe('separation-of-duties')
  })

  test('is left with the end of a day, never before it was taken', () => {
    const next = withChange(changed(left(org, 'mayor', 'p-mayor', '2018-11-30')))

    expect([next.isHeldBy('mayor', 'p-mayor', '2018-11-30'), next.isHeldBy('mayor', 'p-mayor', '2018-12-01')]).toEqual([
      true,
      false,
    ])
    expect(fieldOf(left(org, 'water-head', 'p-water-head', '2018-10-31'))).toBe('on')
  })

  test('can be held for a time only', () => {
    const deputy = held(org, 'mayor', 'p-vice-mayor', false, { from: '2018-12-01', to: '2018-12-14' })
    const next = withChange(changed(deputy))

    expect(
      ['2018-11-30', '2018-12-01', '2018-12-14', '2018-12-15'].map((on) => next.isHeldBy('mayor', 'p-vice-mayor', on)),
    ).toEqual([false, true, true, false])
    expect(fieldOf(held(org, 'mayor', 'p-vice-mayor', false, { from: '2018-12-14', to: '2018-12-01' }))).toBe('to')
  })

  test('that is handed over has exactly one holder on every day', () => {
    const next = withChange(changed(handedOver(org, 'mayor', 'p-vice-mayor', false, '2018-12-01')))
    const holders = (on: string) =>
      next.data.holdings
        .filter(({ post, from, to }) => post === 'mayor' && from <= on && (to === null || to >= on))
        .map(({ person }) => person)

    expect([holders('2018-11-30'), holders('2018-12-01')]).toEqual([['p-mayor'], ['p-vice-mayor']])
  })

  test('is handed over neither to its holder, nor from the day on which he took it', () => {
    expect(fieldOf(handedOver(org, 'mayor', 'p-mayor', false, '2018-12-01'))).toBe('person')
    expect(fieldOf(handedOver(org, 'water-head', 'p-mayor', false, '2018-11-01'))).toBe('from')
  })
})
