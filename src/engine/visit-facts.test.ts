import { describe, expect, test } from 'vitest'
import type { InspectionRow } from '../store/inspections.ts'
import { visitQuestion, visitsOf } from './visit-facts.ts'

const row = (no: string, unit: string, plannedOn: string, change: Partial<InspectionRow> = {}): InspectionRow => ({
  procedure: 'routine-inspection',
  no,
  unit,
  plannedOn,
  mode: 'onsite',
  isApproved: true,
  ...change,
})

const of = (unit: string, day: string) => ({ procedure: 'routine-inspection', unit, day })

describe('the other inspections of a unit', () => {
  const rows = [
    row('1', 'water', '2018-11-01'),
    row('2', 'water', '2018-11-30', { mode: 'data' }),
    row('3', 'water', '2018-10-31', { isApproved: false }),
    row('4', 'parks', '2018-11-14'),
    row('5', 'water', '2017-11-14'),
    row('6', 'parks', '2017-11-14', { isApproved: false }),
  ]

  test('are counted by calendar month and year of the planned day, whether approved or not', () => {
    expect(visitsOf(rows, of('water', '2018-11-14'), null)).toMatchObject({ month: 2, atDoor: 2 })
    expect(visitsOf(rows, of('water', '2018-12-01'), null)).toMatchObject({ month: 0, atDoor: 2 })
    expect(visitsOf(rows, of('water', '2019-11-14'), null)).toMatchObject({ month: 0, atDoor: 0 })
  })

  test('are counted over all units only once they are approved', () => {
    expect(visitsOf(rows, of('water', '2018-11-14'), null)).toMatchObject({ year: 3, yearBefore: 1 })
  })

  test('do not include the case itself', () => {
    expect(visitsOf(rows, of('water', '2018-11-14'), '1')).toEqual({ month: 1, atDoor: 1, year: 2, yearBefore: 1 })
  })
})

test('a move is about the unit and day of its form, else of its case, else about none', () => {
  const data = { unit: 'water', plannedOn: '2018-11-14' }

  expect(visitQuestion('p', { plannedOn: '2018-12-01' }, data)).toEqual({
    procedure: 'p',
    unit: 'water',
    day: '2018-12-01',
  })
  expect(visitQuestion('p', {}, data)).toEqual({ procedure: 'p', unit: 'water', day: '2018-11-14' })
  expect(visitQuestion('p', { plannedOn: '2018-12-01' }, {})).toBeNull()
})
