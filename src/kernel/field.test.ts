import { describe, expect, test } from 'vitest'
import {
  caseRef,
  choice,
  choices,
  clause,
  day,
  evidence,
  type Field,
  faultsOf,
  feelTypeOf,
  identity,
  integer,
  lines,
  post,
  text,
  unit,
  units,
  yesNo,
} from './field.ts'
import type { Json } from './text.ts'

const open = { title: ['甲', 'field a'], see: 'public' } as const
const options = { red: ['红', 'red'], blue: ['蓝', 'blue'] } as const
const photo = { sha256: 'a'.repeat(64), name: '现场.jpg', type: 'image/jpeg', size: 12 }

const fields: Readonly<Record<string, Field>> = {
  text: text({ ...open, min: 2, max: 5 }),
  lines: lines({ ...open, most: 2, max: 3 }),
  integer: integer({ ...open, from: 0, upTo: 100 }),
  day: day(open),
  yesNo: yesNo(open),
  choice: choice({ ...open, options }),
  choices: choices({ ...open, options }),
  evidence: evidence({ ...open, most: 2 }),
  unit: unit(open),
  units: units({ ...open, most: 2 }),
  post: post(open),
  clause: clause(open),
  case: caseRef(open),
  identity: identity({ ...open, see: 'sealed' }),
}

const codesOf = (kind: string, value: Json) =>
  faultsOf({ a: fields[kind] ?? yesNo(open) }, { a: value }).map((fault) => fault.code)

describe('a value fits', () => {
  test.each<readonly [string, Json]>([
    ['text', '路灯'],
    ['text', ' 路灯 '],
    ['text', '🏮🏮🏮🏮🏮'],
    ['text', '一\n二'],
    ['lines', ['甲', '甲']],
    ['integer', 0],
    ['integer', 100],
    ['day', '2020-02-29'],
    ['yesNo', false],
    ['choice', 'red'],
    ['choices', ['blue', 'red']],
    ['evidence', [photo, photo]],
    ['unit', 'water-1.a_b'],
    ['units', ['water', 'parks']],
    ['post', 'water-head'],
    ['clause', 'S4.2.s3'],
    ['case', 'ZG-2018-0037'],
    ['identity', '王先生 138'],
  ])('%s: %o', (kind, value) => {
    expect(codesOf(kind, value)).toEqual([])
  })
})

describe('a value does not fit', () => {
  test.each<readonly [string, Json, string]>([
    ['text', 7, 'wrong-type'],
    ['text', '路', 'too-short'],
    ['text', '路    ', 'too-short'],
    ['text', '一二三四五六', 'too-long'],
    ['text', '   路灯', 'no fault'],
    ['text', '    路灯', 'too-long'],
    ['text', 'a\u0000b', 'wrong-type'],
    ['text', 'a\u202eb', 'wrong-type'],
    ['text', 'a\ud800b', 'wrong-type'],
    ['lines', '甲', 'wrong-type'],
    ['lines', ['甲', ''], 'too-short'],
    ['lines', ['甲', '乙', '丙'], 'too-long'],
    ['lines', ['甲乙丙丁'], 'too-long'],
    ['integer', '3', 'wrong-type'],
    ['integer', 1.5, 'wrong-type'],
    ['integer', -1, 'out-of-range'],
    ['integer', 101, 'out-of-range'],
    ['day', '2018-02-29', 'wrong-type'],
    ['day', '2018-2-3', 'wrong-type'],
    ['day', 20181012, 'wrong-type'],
    ['yesNo', 'true', 'wrong-type'],
    ['choice', 'green', 'not-an-option'],
    ['choice', 'toString', 'not-an-option'],
    ['choice', ['red'], 'not-an-option'],
    ['choices', ['red', 'red'], 'repeated'],
    ['choices', ['green'], 'not-an-option'],
    ['evidence', [{ ...photo, sha256: 'A'.repeat(64) }], 'wrong-type'],
    ['evidence', [{ ...photo, size: 0 }], 'wrong-type'],
    ['evidence', [{ ...photo, name: '' }], 'wrong-type'],
    ['evidence', [{ ...photo, type: 'image' }], 'wrong-type'],
    ['evidence', [{ ...photo, more: 1 }], 'wrong-type'],
    ['evidence', [null], 'wrong-type'],
    ['evidence', [photo, photo, photo], 'too-long'],
    ['unit', '-water', 'wrong-type'],
    ['unit', 'w'.repeat(65), 'wrong-type'],
    ['units', ['water', 'water'], 'repeated'],
    ['post', 'a/b', 'wrong-type'],
    ['identity', 'x'.repeat(201), 'too-long'],
  ])('%s: %o is %s', (kind, value, code) => {
    expect(codesOf(kind, value)[0] ?? 'no fault').toBe(code)
  })
})

describe('what is not there', () => {
  test.each<readonly [Json, string]>([
    [null, 'missing'],
    ['', 'missing'],
    [[], 'missing'],
  ])('is missing where it is asked for: %o', (value, code) => {
    expect(Object.keys(fields).map((kind) => codesOf(kind, value))).toEqual(Object.keys(fields).map(() => [code]))
  })

  test('may be left out or null where it is optional, but an empty text is not an answer', () => {
    const optional = text({ ...open, max: 5, optional: true })

    expect(faultsOf({ a: optional }, {})).toEqual([])
    expect(faultsOf({ a: optional }, { a: null })).toEqual([])
    expect(['', '  '].map((value) => faultsOf({ a: optional }, { a: value })[0]?.code)).toEqual([
      'too-short',
      'too-short',
    ])
    expect(faultsOf({ a: evidence({ ...open, most: 2, optional: true }) }, { a: [] })).toEqual([])
  })

  test('is not found on the prototype', () => {
    expect(faultsOf({ toString: text({ ...open, max: 5 }) }, {})[0]?.code).toBe('missing')
  })
})

test('a field that nobody asked for is a fault of its own', () => {
  const input = JSON.parse('{"a": true, "b": 1, "__proto__": 2}')

  expect(faultsOf({ a: yesNo(open) }, input).map((fault) => [fault.field, fault.code])).toEqual([
    ['b', 'unknown'],
    ['__proto__', 'unknown'],
  ])
})

test('every fault is named, each by its field and in both languages', () => {
  const faults = faultsOf({ a: yesNo(open), b: day(open), c: text({ ...open, max: 1 }) }, { b: 'x', c: '一二' })

  expect(faults.map((fault) => fault.field)).toEqual(['a', 'b', 'c'])
  expect(faults[0]?.says).toEqual(['请填写甲', 'field a is missing'])
  expect(faults[2]?.says).toEqual(['最多 1 个字，现有 2 个', 'must have at most 1 characters, has 2'])
})

test('a guard may say of each kind what its values are', () => {
  const names = Object.entries(fields).map(([kind, field]) => [kind, feelTypeOf(field).is])

  expect(Object.fromEntries(names)).toEqual({
    text: 'text',
    lines: 'list',
    integer: 'number',
    day: 'day',
    yesNo: 'boolean',
    choice: 'choice',
    choices: 'list',
    evidence: 'list',
    unit: 'text',
    units: 'list',
    post: 'text',
    clause: 'text',
    case: 'text',
    identity: 'text',
  })
})
