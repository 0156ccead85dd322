import { describe, expect, test } from 'vitest'
import { choice, text, unit } from './field.ts'
import { faultsOfOpenings } from './opening-laws.ts'
import type { Declaration } from './procedure.ts'
import { lamp } from './testing/lamp.ts'
import { changed } from './testing/lamp-changed.ts'

const titled = { title: ['甲', 'a'] as const, basis: 'house/a' as const }
const open = { title: ['甲', 'a'], see: 'public' } as const

describe('a case that opens another', () => {
  const order = {
    ...lamp,
    id: 'order',
    forms: { order: { goal: text({ ...open, max: 40 }), at: unit(open) } },
    transitions: { order: { ...titled, from: 'new', to: 'asked', by: ['system'], form: 'order' } },
  } as unknown as Declaration

  const opening = (input: Readonly<Record<string, string>>, transition = 'order') =>
    faultsOfOpenings([changed({ transitions: { send: { opens: { procedure: 'order', transition, input } } } }), order])

  test('gives it all it asks for, in kind and size, and nothing that was closed', () => {
    expect(opening({ goal: 'subject', at: 'unit' })).toEqual([])
  })

  test.each([
    ['a field too few', { goal: 'subject' }, 'lamp: send gives no at'],
    [
      'a field too many',
      { goal: 'subject', at: 'unit', x: 'unit' },
      'lamp: send gives x, which the form does not have',
    ],
    ['what is no field', { goal: 'subjects', at: 'unit' }, 'lamp: send gives subjects, which is no field'],
    ['another kind', { goal: 'unit', at: 'unit' }, 'lamp: send gives unit, which may not fit goal'],
    ['what is too long', { goal: 'what', at: 'unit' }, 'lamp: send gives what, which may not fit goal'],
    [
      'what was confidential',
      { goal: 'also', at: 'unit' },
      'lamp: send gives also as goal, which more people may read',
    ],
    ['what may be empty', { goal: 'contact', at: 'unit' }, 'lamp: send gives contact, which may be empty, as goal'],
    ['a number for a text', { goal: 'case.no', at: 'unit' }, 'lamp: send gives a case number as goal'],
  ])('not %s', (_, input, fault) => {
    expect(opening(input)).toContain(fault)
  })

  test('not by a move that the system cannot make, or in a procedure that is not there', () => {
    expect(opening({}, 'disorder')).toEqual(['lamp: send opens order by disorder, which the system cannot do'])
    expect(
      faultsOfOpenings([changed({ transitions: { send: { opens: { procedure: 'x', transition: 'y', input: {} } } } })]),
    ).toEqual(['lamp: send opens x by y, which the system cannot do'])
  })

  test.each<readonly [string, object, readonly [fits: object, tooMuch: object]]>([
    [
      'text',
      { max: 9, min: 3 },
      [
        { max: 9, min: 3 },
        { max: 10, min: 3 },
      ],
    ],
    [
      'text',
      { max: 9, min: 3 },
      [
        { max: 8, min: 4 },
        { max: 9, min: 2 },
      ],
    ],
    ['text', { max: 9 }, [{ max: 9 }, { max: 10 }]],
    [
      'lines',
      { max: 9, most: 3 },
      [
        { max: 9, most: 3 },
        { max: 10, most: 3 },
      ],
    ],
    [
      'lines',
      { max: 9, most: 3 },
      [
        { max: 8, most: 2 },
        { max: 9, most: 4 },
      ],
    ],
    [
      'integer',
      { from: 0, upTo: 9 },
      [
        { from: 0, upTo: 9 },
        { from: -1, upTo: 9 },
      ],
    ],
    [
      'integer',
      { from: 0, upTo: 9 },
      [
        { from: 1, upTo: 8 },
        { from: 0, upTo: 10 },
      ],
    ],
    ['units', { most: 3 }, [{ most: 3 }, { most: 4 }]],
    ['evidence', { most: 3 }, [{ most: 3 }, { most: 4 }]],
    ['choice', { options: { a: 1, b: 1 } }, [{ options: { a: 1, b: 1 } }, { options: { a: 1, c: 1 } }]],
    ['day', {}, [{}, { kind: 'text', max: 9 }]],
  ])('gives %s only within what is asked: %o', (kind, wanted, sources) => {
    const target = { ...order, forms: { order: { v: { ...open, kind, ...wanted } } } } as unknown as Declaration
    const faults = sources.map((source) => {
      const from = changed({
        record: { given: { ...open, kind, ...source } },
        transitions: { send: { opens: { procedure: 'order', transition: 'order', input: { v: 'given' } } } },
      })
      return faultsOfOpenings([from, target])
    })

    expect(faults).toEqual([[], ['lamp: send gives given, which may not fit v']])
  })

  test('may give an answer out of fewer than are asked for', () => {
    const options = { yes: ['满意', 'yes'], no: ['不满意', 'no'], later: ['以后', 'later'] } as const
    const wide = { ...order, forms: { order: { v: choice({ ...open, see: 'parties', options }) } } } as Declaration
    const from = changed({
      transitions: { send: { opens: { procedure: 'order', transition: 'order', input: { v: 'verdict' } } } },
    })

    expect(faultsOfOpenings([from, wide])).toEqual([])
  })
})
