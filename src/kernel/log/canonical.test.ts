import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { canonical, readCanonical } from './canonical.ts'
import { hex, leafHash } from './hash.ts'

const bytes = (text: string) => Buffer.from(text)
const key = fc.stringMatching(/^[A-Za-z0-9_.-]{1,64}$/)
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.maxSafeInteger().map((n) => n + 0),
  fc.boolean(),
  fc.constant(null),
)
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(key, tie('value'), { noNullPrototype: true }),
  ),
}))

describe('the writer', () => {
  test('keys stand in the order of their bytes, also where JavaScript would put numbers first', () => {
    expect(canonical({ b: 1, 10: 2, 9: 3, '-': 4, _: 5, B: 6, a: 7 })).toBe(
      '{"-":4,"10":2,"9":3,"B":6,"_":5,"a":7,"b":1}',
    )
  })

  test('a key called __proto__ is a key like any other', () => {
    expect(canonical(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}')
  })

  test('only quote, backslash and control characters are escaped', () => {
    expect(canonical('"\\\b\f\n\r\t\u0001\u001f\u007f\u2028/é中😀')).toBe(
      '"\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u2028/é中😀"',
    )
  })

  test.each([
    ['a fraction', 1.5],
    ['minus zero', -0],
    ['a number that JSON cannot hold', Number.NaN],
    ['a whole number beyond 2^53−1', 2 ** 53],
    ['a lone surrogate', '\ud800'],
    ['undefined', undefined],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a hole in a list', new Array(1)],
    ['a key outside ASCII', { 键: 1 }],
    ['an empty key', { '': 1 }],
    ['a key of 65 characters', { ['k'.repeat(65)]: 1 }],
    ['a member that is undefined', { a: undefined }],
  ])('%s is refused', (_, value) => {
    expect(() => canonical({ deep: [value] })).toThrow(TypeError)
  })

  test('the refusal names the member', () => {
    expect(() => canonical({ body: { score: 1.5 } })).toThrow('member "score": 1.5 is not a whole number')
  })

  test('64 levels of nesting are written, 65 are refused', () => {
    const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))

    expect(canonical(nested(64))).toHaveLength(128)
    expect(() => canonical(nested(65))).toThrow('nested deeper than 64 levels')
  })

  test('npm canonicalize (RFC 8785 by other people) writes the same text for every value of the profile', () => {
    fc.assert(fc.property(json, (value) => canonical(value) === canonicalize(value)))
  })
})

describe('the reader', () => {
  test('what the writer wrote is read as the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(readCanonical(bytes(canonical(value)))).toEqual({ ok: true, value })
      }),
    )
  })

  test.each([
    ['a space', '{"a": 1}'],
    ['a newline at the end', '{"a":1}\n'],
    ['keys in another order', '{"b":1,"a":2}'],
    ['a key twice', '{"a":1,"a":1}'],
    ['an escape that is not needed', '"\\u0041"'],
    ['an escaped slash', '"\\/"'],
    ['an exponent', '1e3'],
    ['a fraction of zero', '1.0'],
    ['minus zero', '-0'],
    ['a number that rounds', '9007199254740993'],
    ['an escaped lone surrogate', '"\\ud800"'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['nothing', ''],
    ['a value and a half', '{"a":1}x'],
    ['nesting that would exhaust the stack', '['.repeat(30_000) + ']'.repeat(30_000)],
  ])('%s is refused', (_, text) => {
    expect(readCanonical(bytes(text))).toMatchObject({ ok: false })
  })

  test('bytes that are not UTF-8 are refused', () => {
    expect(readCanonical(Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ ok: false })
  })
})

withVectors('verify/vectors/log', (vectors) => {
  const { accept, reject } = vectors.json('jcs.json') as {
    accept: readonly { input: string; canonical: string; leafHash: string }[]
    reject: readonly { input: string }[]
  }

  test.each(accept)('the hard case $input gives its bytes and its leaf hash', (hard) => {
    const text = canonical(JSON.parse(hard.input))

    expect(text).toBe(hard.canonical)
    expect(hex(leafHash(bytes(text)))).toBe(hard.leafHash)
    expect(readCanonical(bytes(text))).toMatchObject({ ok: true })
  })

  test.each(reject)('the bytes $input are refused', ({ input }) => {
    expect(readCanonical(bytes(input))).toMatchObject({ ok: false })
  })

  test('all entries of the vectors are canonical and give the published leaf hashes', () => {
    const entries = vectors.lines('entries.ndjson')

    expect(entries.filter((entry) => !readCanonical(bytes(entry)).ok)).toEqual([])
    expect(entries.map((entry) => hex(leafHash(bytes(entry))))).toEqual(vectors.lines('leafhashes.txt'))
  })
})
