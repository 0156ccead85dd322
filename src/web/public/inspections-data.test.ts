import { describe, expect, test } from 'vitest'
import { org as anlan, region } from '../../kernel/testing/city.ts'
import { coverageOf, fits, type Inspection, isOften, standingOf } from './inspections-data.ts'
import type { Visit } from './visit.ts'

const visit = {
  engine: { org: () => anlan, programme: { region } },
  today: '2018-11-14',
  unitName: (id: string | null) => id ?? '',
} as unknown as Visit

/** Held at the door, eight person-hours, unless the change says otherwise. */
function inspection(unit: string, plannedOn: string, change: Partial<Inspection> = {}): Inspection {
  const line = { seen: { unit, no: `JC-${unit}-${plannedOn}` } } as unknown as Inspection['line']
  return { line, plannedOn, isAtDoor: true, isMerged: false, personHours: 8, isHeld: true, ...change }
}

const planned = { isHeld: false, personHours: 0 } as const

const rowOf = (all: readonly Inspection[], unit: string, year = 2018) =>
  coverageOf(visit, all, year).rows.filter((row) => row.unit.id === unit)

describe('who has been inspected', () => {
  test('every unit with a head is to be inspected, but for who inspects, and whoever ended or is elsewhere', () => {
    const names = (on: string) =>
      coverageOf({ ...visit, today: on }, [], 2018)
        .rows.map((row) => row.unit.id)
        .sort()

    expect(names('2018-11-14')).toEqual(['parks', 'roads', 'water', 'waterworks', 'works'])
    expect(names('2019-01-01')).toEqual(['parks', 'water', 'waterworks', 'works'])
  })

  test('a day that is planned is not yet an inspection', () => {
    const standing = (all: readonly Inspection[]) => rowOf(all, 'water').map(standingOf)

    expect(standing([])).toEqual(['not-yet'])
    expect(standing([inspection('water', '2018-11-28', planned)])).toEqual(['planned'])
    expect(standing([inspection('water', '2018-11-28', planned), inspection('water', '2018-03-01')])).toEqual([
      'inspected',
    ])
  })

  test('each year begins anew', () => {
    const all = [inspection('water', '2017-12-31'), inspection('parks', '2018-01-01')]

    expect(rowOf(all, 'water').map(standingOf)).toEqual(['not-yet'])
    expect(rowOf(all, 'water', 2017).map(standingOf)).toEqual(['inspected'])
    expect(coverageOf(visit, all, 2018).years).toEqual([2018, 2017])
  })

  test('whoever has not been inspected stands first', () => {
    const all = [inspection('parks', '2018-01-05'), inspection('roads', '2018-12-05', planned)]

    expect(coverageOf(visit, all, 2018).rows.map((row) => row.unit.id)).toEqual([
      'water',
      'waterworks',
      'works',
      'roads',
      'parks',
    ])
  })
})

describe('what inspection costs', () => {
  test('hours and shares are of what was held, not of what is planned', () => {
    const { held, personHours, merged, offSite } = coverageOf(
      visit,
      [
        inspection('water', '2018-03-01', { isMerged: true }),
        inspection('parks', '2018-04-01', { isAtDoor: false, personHours: 0 }),
        inspection('works', '2018-12-01', { ...planned, isMerged: true, isAtDoor: false }),
      ],
      2018,
    )

    expect([held.length, personHours, merged, offSite]).toEqual([2, 8, 1, 1])
  })

  test('twice in a month is often, twice in different months is not, three times in a year is', () => {
    const on = (...days: string[]) => isOften(days.map((day) => inspection('water', day)))

    expect(on('2018-03-01')).toBe(false)
    expect(on('2018-03-01', '2018-04-01')).toBe(false)
    expect(on('2018-03-01', '2018-03-31')).toBe(true)
    expect(on('2018-03-01', '2018-04-01', '2018-05-01')).toBe(true)
  })

  test('a unit that is inspected often is found under that name as well as among the inspected', () => {
    const [row] = rowOf([inspection('water', '2018-03-01'), inspection('water', '2018-03-20')], 'water')

    expect(
      (['all', 'often', 'inspected', 'planned', 'not-yet'] as const).filter((standing) => row && fits(row, standing)),
    ).toEqual(['all', 'often', 'inspected'])
  })
})
