import { getClaimsSync } from '@sd-jwt/decode'
import { expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import type { Json } from './canonical.ts'
import { disclosed, disclosuresOf } from './disclosure.ts'
import { type Entry, entryBytes, entryFault, readEntry, type Statement } from './entry.ts'
import { sha256 } from './hash.ts'

const statement: Statement = {
  type: 'case.opened',
  at: '2026-09-01T00:00:42.156Z',
  link: { case: 'c-1', seq: 0, prev: null },
  actor: 'post-7',
  rule: 'demo-2026@1#S1.1',
  body: { state: 'handling', due: '2026-10-18' },
}

/** A generator that can be repeated: not random, which is why only tests use it. */
function counting(): (bytes: number) => Uint8Array {
  let calls = 0
  return (bytes) => sha256(`test randomness ${calls++}`).subarray(0, bytes)
}

const text = (entry: Uint8Array) => Buffer.from(entry).toString()
const entryOf = (bytes: Uint8Array) => JSON.parse(text(bytes)) as Entry
const hasher = { hasher: (data: string | ArrayBuffer) => new Uint8Array(sha256(String(data))), alg: 'sha-256' }

function concealing(fields: Record<string, Json>) {
  const { disclosures, sd } = disclosuresOf(fields, counting())
  return { entry: entryOf(entryBytes({ ...statement, sd })), texts: disclosures.map((disclosure) => disclosure.text) }
}

test('an entry is canonical and reads as what it says', () => {
  const bytes = entryBytes(statement)

  expect(text(bytes)).toBe(
    '{"actor":"post-7","at":"2026-09-01T00:00:42.156Z","body":{"due":"2026-10-18","state":"handling"},"case":"c-1","prev":null,"rule":"demo-2026@1#S1.1","seq":0,"type":"case.opened","v":"luoshi-leaf/1"}',
  )
  expect(readEntry(bytes)).toMatchObject({ ok: true, value: { case: 'c-1', seq: 0, prev: null } })
})

test.each([
  ['a type without a dot', { type: 'opened' }],
  ['a time without milliseconds', { at: '2026-09-01T00:00:42Z' }],
  ['a time with an offset', { at: '2026-09-01T08:00:42.156+08:00' }],
  ['no actor', { actor: '' }],
  ['no rule', { rule: '' }],
  ['a first entry with a predecessor', { link: { case: 'c', seq: 0, prev: 'a'.repeat(64) } }],
  ['a later entry without a predecessor', { link: { case: 'c', seq: 1, prev: null } }],
  ['a predecessor in capitals', { link: { case: 'c', seq: 1, prev: 'A'.repeat(64) } }],
  ['unsorted digests', { sd: ['b'.repeat(43), 'a'.repeat(43)] }],
  ['the same digest twice', { sd: ['a'.repeat(43), 'a'.repeat(43)] }],
  ['no digest at all', { sd: [] }],
])('an entry with %s cannot be written', (_, part) => {
  expect(() => entryBytes({ ...statement, ...part })).toThrow(TypeError)
})

test('an entry of 16,385 bytes cannot be written and is refused when read', () => {
  const room = 16_384 - entryBytes({ ...statement, body: { x: '' } }).length

  expect(entryBytes({ ...statement, body: { x: 'x'.repeat(room) } })).toHaveLength(16_384)
  expect(() => entryBytes({ ...statement, body: { x: 'x'.repeat(room + 1) } })).toThrow(RangeError)
  expect(readEntry(Buffer.from(`{"v":"luoshi-leaf/1","x":"${'x'.repeat(16_384)}"}`))).toMatchObject({ ok: false })
})

test.each([1, 2, 3, 4, 5, 8])('%d concealed fields stand among decoys that hide how many they are', (count) => {
  const fields = Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, i]))

  const { sd } = disclosuresOf(fields, counting())

  expect(sd).toHaveLength(4 * Math.floor(count / 4) + 4)
  expect(sd).toEqual([...sd].sort())
  expect(new Set(sd).size).toBe(sd.length)
})

test('nothing concealed means no digests', () => {
  expect(disclosuresOf({}, counting())).toEqual({ disclosures: [], sd: [] })
})

test('a holder opens exactly the fields they were given', () => {
  const { entry, texts } = concealing({ complainant: '张三', phone: '13800000000', lines: ['一', '二'] })

  expect(disclosed(entry, texts)).toEqual({
    ok: true,
    value: new Map<string, Json>([
      ['complainant', '张三'],
      ['phone', '13800000000'],
      ['lines', ['一', '二']],
    ]),
  })
  expect(disclosed(entry, texts.slice(1, 2))).toEqual({ ok: true, value: new Map([['phone', '13800000000']]) })
})

test('erasing one field leaves the entry and the other fields as they were', () => {
  const { entry, texts } = concealing({ complainant: '张三', phone: '13800000000' })

  const [, phone = ''] = texts

  expect(disclosed(entry, [phone])).toMatchObject({ ok: true })
})

test.each([
  ['a text of another entry', disclosuresOf({ phone: '1' }, () => new Uint8Array(32)).disclosures[0]?.text ?? ''],
  ['an empty text', ''],
])('%s is refused', (_, forged) => {
  const { entry, texts } = concealing({ phone: '13800000000' })

  expect(disclosed(entry, [...texts, forged])).toMatchObject({ ok: false })
})

test('the same disclosure twice is refused', () => {
  const { entry, texts } = concealing({ phone: '13800000000' })

  expect(disclosed(entry, [...texts, ...texts])).toMatchObject({ ok: false })
})

test('a concealed field cannot take the place of a public one', () => {
  const { entry, texts } = concealing({ actor: 'someone else' })

  expect(disclosed(entry, texts)).toMatchObject({ ok: false, why: expect.stringContaining('"actor"') })
})

test('a field cannot be called _sd', () => {
  expect(() => disclosuresOf({ _sd: [] }, counting())).toThrow(TypeError)
})

test('npm @sd-jwt/decode opens our disclosures to the same fields', () => {
  const { disclosures, sd } = disclosuresOf({ complainant: '张三', phone: '13800000000' }, counting())
  const entry = entryOf(entryBytes({ ...statement, sd }))

  const claims = getClaimsSync<Record<string, unknown>>(entry, disclosures.map(theirs), hasher.hasher)

  expect(claims).toMatchObject({ complainant: '张三', phone: '13800000000', actor: 'post-7' })
})

/** A disclosure as @sd-jwt/decode holds it. */
function theirs({ text: encoded }: { readonly text: string }) {
  const [salt, key, value] = JSON.parse(Buffer.from(encoded, 'base64url').toString())
  return { salt, key, value, encode: () => encoded, digestSync: () => digest(encoded) } as never
}

const digest = (encoded: string) => Buffer.from(sha256(encoded)).toString('base64url')

withVectors('verify/vectors/log', (vectors) => {
  const entries = vectors.lines('entries.ndjson')
  const given = vectors.json('disclosures.json') as Readonly<Record<string, readonly string[]>>
  const concealed = Object.entries(given).map(([index, texts]) => ({
    entry: JSON.parse(entries[Number(index)] ?? '') as Entry,
    texts,
  }))

  test('every entry of the vectors has well-formed members', () => {
    expect(entries.map((entry) => entryFault(JSON.parse(entry))).filter((fault) => fault !== null)).toEqual([])
  })

  test('the 839 entries with disclosures open, and to what @sd-jwt/decode finds in them', () => {
    const ours = concealed.map(({ entry, texts }) => disclosed(entry, texts))
    const others = concealed.map(({ entry, texts }) =>
      getClaimsSync<Record<string, unknown>>(
        entry,
        texts.map((encoded) => theirs({ text: encoded })),
        hasher.hasher,
      ),
    )

    expect(ours).toHaveLength(839)
    expect(ours.map((opened) => opened.ok && Object.fromEntries(opened.value))).toEqual(
      concealed.map(({ entry }, i) =>
        Object.fromEntries(Object.entries(others[i] ?? {}).filter(([name]) => !(name in entry))),
      ),
    )
  })

  test('no entry of the vectors opens with the disclosures of another', () => {
    const wrong = concealed.map(({ entry }, i) => disclosed(entry, concealed.at(i - 1)?.texts ?? []).ok)

    expect(wrong).not.toContain(true)
  })
})
