import { describe, expect, test } from 'vitest'
import { orgOf } from './org.ts'
import { org, orgData, withHoldings } from './testing/city.ts'

const on = '2018-11-14'

describe('a unit', () => {
  test('stands in a line of superiors, nearest first', () => {
    expect(org.lineageOf('waterworks', on)).toEqual(['waterworks', 'water', 'gov'])
    expect(org.lineageOf('nowhere', on)).toEqual(['nowhere'])
  })

  test('is kin to itself, to those above and below it, and to nobody beside it', () => {
    const kin = [
      ['water', 'water'],
      ['gov', 'waterworks'],
      ['waterworks', 'water'],
      ['water', 'works'],
      ['waterworks', 'bridges'],
    ].map(([a = '', b = '']) => org.areRelated(a, b, on))

    expect(kin).toEqual([true, true, true, false, false])
  })

  test('that was put under itself does not hang the program', () => {
    const circle = orgOf({
      ...orgData,
      units: orgData.units.map((unit) =>
        unit.id === 'gov' ? { ...unit, parents: [{ from: '2018-01-01', to: null, parent: 'water' }] } : unit,
      ),
    })

    expect(circle.lineageOf('water', on)).toEqual(['water', 'gov'])
  })

  test('that ended is answered for by its successor from the day after, and by the successor’s successor', () => {
    const chain = orgOf({
      ...orgData,
      units: orgData.units.map((unit) =>
        unit.id === 'works' ? { ...unit, ended: '2019-06-30', successor: 'parks' } : unit,
      ),
    })

    expect(['2018-12-31', '2019-01-01', '2019-07-01'].map((day) => chain.successorOf('roads', day))).toEqual([
      'roads',
      'works',
      'parks',
    ])
  })

  test('that was succeeded in a circle answers for itself in the end', () => {
    const circle = orgOf({
      ...orgData,
      units: orgData.units.map((unit) =>
        unit.id === 'works' ? { ...unit, ended: '2018-12-31', successor: 'roads' } : unit,
      ),
    })

    expect(circle.successorOf('roads', '2019-02-01')).toBe('roads')
  })

  test('has the name of its day, and the last one afterwards', () => {
    const [gov] = orgData.units
    const renamed = orgOf({
      ...orgData,
      units: [
        {
          ...(gov ?? orgData.units[0]),
          id: 'office',
          region: 'r',
          kind: 'k',
          parents: [],
          names: [
            { from: '2018-01-01', to: '2019-03-31', name: ['办公厅', 'General Office'] },
            { from: '2019-04-01', to: '2020-12-31', name: ['办公室', 'Office'] },
          ],
        },
      ],
    })

    expect(['2019-03-31', '2019-04-01', '2021-01-01'].map((day) => renamed.nameOf('office', day)[0])).toEqual([
      '办公厅',
      '办公室',
      '办公室',
    ])
    expect(org.nameOf('nowhere', on)).toEqual(['nowhere', 'nowhere'])
  })
})

describe('a post', () => {
  test('is held by whom it is held on that day', () => {
    expect(org.holdingOf('water-head', '2018-10-31')?.person).toBe('p-old-head')
    expect(org.holdingOf('water-head', on)?.person).toBe('p-water-head')
    expect(org.holdingOf('nothing', on)).toBeUndefined()
  })

  test('may be held by two', () => {
    const shared = withHoldings({ post: 'mayor', person: 'p-second' })

    expect(['p-mayor', 'p-second', 'p-third'].map((person) => shared.isHeldBy('mayor', person, on))).toEqual([
      true,
      true,
      false,
    ])
  })

  test('counts as staffed while it exists and somebody holds it; the list is in order', () => {
    const vacant = orgOf({
      ...orgData,
      holdings: orgData.holdings.filter((holding) => holding.post !== 'health-verifier'),
    })
    const closed = orgOf({
      ...orgData,
      posts: orgData.posts.map((post) => (post.id === 'health-verifier' ? { ...post, to: '2018-06-30' } : post)),
    })
    const ids = (of: typeof org) => of.staffed('verifier', on).map((post) => post.id)

    expect(ids(org)).toContain('health-verifier')
    expect(ids(vacant)).not.toContain('health-verifier')
    expect(ids(closed)).not.toContain('health-verifier')
    expect(ids(org)).toEqual([...ids(org)].sort())
    expect(org.staffed('publisher', on)).toEqual([])
  })
})
