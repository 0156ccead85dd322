import { Ajv, type ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Field, faultsOf } from '../kernel/field.ts'
import { bound } from '../kernel/testing/city.ts'
import { lamp } from '../kernel/testing/lamp.ts'
import type { Json, JsonRecord } from '../kernel/text.ts'
import { documentNames, exampleInput } from './example.ts'
import { fieldSchema, formOf, moveSchema, openingSchema, schemaOf } from './schema.ts'

/** LUOSHI_SOAK=20 runs twenty times as many inputs. */
const effort = Number(process.env.LUOSHI_SOAK ?? 1)

const settings = { allErrors: true, strict: true, formats: { date: true } } as const
const dialects = { 'draft-07': new Ajv(settings), '2020-12': new Ajv2020(settings) }

const title = ['甲', 'a'] as const
const options = { red: ['红', 'red'], blue: ['蓝', 'blue'], green: ['绿', 'green'] } as const
const small = fc.integer({ min: 1, max: 6 })
const base = fc.record({
  title: fc.constant(title),
  see: fc.constantFrom('public' as const, 'staff' as const),
  optional: fc.constantFrom(true as const, undefined),
})

/** A field of any kind, small enough that its limits are met often. */
const anyField = fc
  .tuple(
    base,
    fc.oneof(
      fc.tuple(small, small).map(([min, more]) => ({ kind: 'text', min, max: min + more })),
      small.map((max) => ({ kind: 'text', max })),
      fc.tuple(small, small).map(([most, max]) => ({ kind: 'lines', most, max })),
      fc
        .tuple(fc.integer({ min: -3, max: 3 }), small)
        .map(([from, more]) => ({ kind: 'integer', from, upTo: from + more })),
      fc.constantFrom('day', 'yesNo', 'unit', 'post', 'clause', 'case', 'identity').map((kind) => ({ kind })),
      fc.constantFrom('choice', 'choices').map((kind) => ({ kind, options })),
      fc.tuple(fc.constantFrom('units', 'evidence'), small).map(([kind, most]) => ({ kind, most })),
    ),
  )
  .map(([common, own]) => JSON.parse(JSON.stringify({ ...common, ...own })) as Field)

const piece = fc.constantFrom(
  '路',
  '灯',
  'a',
  ' ',
  '\n',
  '　',
  '🏮',
  '\u0000',
  '\u202e',
  '\ud800',
  '\ufeff',
  '0',
  '-',
  '.',
)
const anyText = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''))
const anyDay = fc
  .tuple(
    fc.constantFrom('2018', '2020', '1900', '2000', '0000'),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
  )
  .map(([year, month, of]) => `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`)
const anyId = fc.oneof(fc.constantFrom('water', 'S4.2.s3', 'ZG-2018-0037', '-a', 'a b', 'a'.repeat(65), ''), anyText)
const sound = { sha256: 'a'.repeat(64), name: '现场.jpg', type: 'image/jpeg', size: 12 }
const anyEvidence = fc.oneof(
  fc.constant(sound),
  fc.record(
    {
      sha256: fc.constantFrom('a'.repeat(64), 'A'.repeat(64), 'b'.repeat(63)),
      name: anyText,
      type: fc.constantFrom('image/jpeg', 'image', 'IMAGE/PNG', 'a/b+c.d-e'),
      size: fc.constantFrom(1, 0, -1, 1.5, 2 ** 53, '1'),
      more: fc.constant(1),
    },
    { requiredKeys: ['sha256', 'name', 'type', 'size'] },
  ),
)
const anyOption = fc.constantFrom('red', 'blue', 'green', 'toString', 'black')
const anyValue: fc.Arbitrary<Json> = fc.oneof(
  anyText,
  anyDay,
  anyId,
  anyOption,
  fc.integer({ min: -5, max: 12 }),
  fc.constantFrom<Json>(null, true, false, 1.5, 2 ** 60, [], {}, [null], [[]]),
  ...[anyText, anyId, anyOption, anyEvidence].map((one) => fc.array(one as fc.Arbitrary<Json>, { maxLength: 7 })),
)

const anyFields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyField, { minKeys: 1 })
/** Values of which some do not fit, and the fields that get a fitting one instead. */
const anyInput = fc.record({
  values: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), anyValue),
  fitting: fc.subarray(['a', 'b', 'c']),
})

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonRecord

/** The field that an error of Ajv is about. */
function blamedBy({ instancePath, params }: ErrorObject): string {
  return String(instancePath.split('/')[1] ?? params.missingProperty ?? params.additionalProperty)
}

describe.each(Object.entries(dialects))('in %s', (_, ajv) => {
  test('the schema of a form accepts what the kernel accepts, and blames the fields that the kernel blames', () => {
    let accepted = 0

    fc.assert(
      fc.property(anyFields, fc.array(anyInput, { minLength: 10, maxLength: 20 }), (fields, inputs) => {
        const validate = ajv.compile(schemaOf(fields))
        for (const { values, fitting } of inputs) {
          const example = Object.entries(exampleInput(fields, documentNames, true))
          const chosen = Object.fromEntries(example.filter(([name]) => fitting.includes(name)))
          const input = plain({ ...values, ...chosen })
          const blamed = new Set(faultsOf(fields, input).map((fault) => fault.field))
          accepted += blamed.size === 0 ? 1 : 0
          validate(input)
          expect(new Set(validate.errors?.map(blamedBy))).toEqual(blamed)
        }
      }),
      { numRuns: 150 * effort },
    )

    expect(accepted).toBeGreaterThan(60)
  })

  test('an example of any form fits it, with and without what may be left out', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b'), anyField), fc.boolean(), (fields, whole) => {
        const input = exampleInput(fields, documentNames, whole)
        expect(faultsOf(fields, input)).toEqual([])
        expect(ajv.compile(schemaOf(fields))(input)).toBe(true)
      }),
      { numRuns: 60 * effort },
    )
  })

  test('the body of a command is its key, what was seen, and the input, and nothing else', () => {
    const p = bound(lamp)
    const move = ajv.compile(moveSchema(schemaOf(formOf(p, 'send'))))
    const id = '018f3c1e-7b7a-7c3e-9d2a-0f6d3b2a1c4e'
    const input = exampleInput(formOf(p, 'send'), documentNames)

    expect(move({ id, seen: 0, input })).toBe(true)
    expect(
      [{}, { id, input }, { id, seen: -1, input }, { id: '1', seen: 0, input }, { id, seen: 0, input, x: 1 }].map(
        (body) => move(body),
      ),
    ).toEqual([false, false, false, false, false])
  })

  test('the body of an opening names its procedure', () => {
    const open = ajv.compile(openingSchema('lamp', 'ask', schemaOf(formOf(bound(lamp), 'ask'))))
    const id = '018f3c1e-7b7a-7c3e-9d2a-0f6d3b2a1c4e'
    const input = { what: '东门第三盏' }

    expect(open({ id, procedure: 'lamp', input })).toBe(true)
    expect(open({ id, procedure: 'lamp', transition: 'ask', region: '990000', clause: 'S1', input })).toBe(true)
    expect([
      open({ id, procedure: 'other', input }),
      open({ id, procedure: 'lamp', transition: 'send', input }),
    ]).toEqual([false, false])
  })
})

test('a description speaks both languages, hint and options included', () => {
  const field = {
    kind: 'choice',
    title,
    see: 'public',
    hint: ['提示', 'hint'],
    options: { red: ['红', 'red'] },
  } as const

  expect(fieldSchema(field).description).toBe('甲 · a\n\n提示 · hint\n\n`red` 红 · red')
})

test('a text without words is refused in time that grows with its length only', () => {
  const field = { kind: 'text', title, see: 'public', min: 5, max: 200_000 } as const
  const pattern = new RegExp(String(fieldSchema(field).pattern), 'u')
  const hostile = [`a${' '.repeat(100_000)}`, `${'ab '.repeat(30_000)}\u0000`, ' '.repeat(100_000)]

  expect(hostile.map((text) => pattern.test(text))).toEqual([false, false, false])
})
