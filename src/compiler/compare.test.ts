import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClausePair, compareEditions } from './compare.ts'
import { compile } from './compile.ts'
import { textChanges } from './text-change.ts'

const head = '某市节水行动方案\n\n'
const edition = (...clauses: readonly string[]) => compile(head + clauses.join('\n\n'))

const old = [
  '一、总体要求',
  '坚持节水优先，统筹推进各项工作。',
  '二、重点任务',
  '（一）改造管网。2023年底前改造老旧管网120公里。（市水利局牵头，市财政局配合）',
  '（二）推广器具。在机关、学校推广节水器具。（市机关事务局负责）',
  '（三）加强宣传。利用媒体宣传节水知识，营造良好氛围。（市委宣传部负责）',
]

const line = (pair: ClausePair) =>
  [
    `${pair.placeBefore ?? '-'} → ${pair.placeAfter ?? '-'}`,
    pair.change,
    ...(pair.renumbered ? ['renumbered'] : []),
    ...(pair.moved ? ['moved'] : []),
    ...(pair.toConfirm ? ['?'] : []),
  ].join(' ')
const linesOf = (before: readonly string[], after: readonly string[]) =>
  compareEditions(edition(...before), edition(...after)).pairs.map(line)

test('an edition compared with itself has nothing to confirm', () => {
  const { pairs, outside } = compareEditions(edition(...old), edition(...old))

  expect(pairs.map((pair) => [pair.change, pair.rule, pair.toConfirm, pair.duties.length])).toEqual(
    Array(5).fill(['same', 'pair/same-text', false, 0]),
  )
  expect(outside).toEqual([])
})

test('an inserted clause renumbers what follows it and is itself added', () => {
  const now = [...old.slice(0, 4), '（二）建设水厂。新建供水厂3座。（市住房城乡建设局负责）']
  const after = [
    ...now,
    ...old.slice(4).map((text) => text.replace('（三）', '（四）').replace('（二）推', '（三）推')),
  ]

  expect(linesOf(old, after)).toEqual([
    '一、 → 一、 same',
    '二、 → 二、 same',
    '二、/（一） → 二、/（一） same',
    '- → 二、/（二） added ?',
    '二、/（二） → 二、/（三） same renumbered ?',
    '二、/（三） → 二、/（四） same renumbered ?',
  ])
})

test('a clause under another heading has moved, and one that is gone was removed', () => {
  const after = [
    ...old.slice(0, 5),
    '三、保障措施',
    '（一）加强宣传。利用媒体宣传节水知识，营造良好氛围。（市委宣传部负责）',
  ]

  expect(linesOf(old, after).slice(3)).toEqual([
    '二、/（二） → 二、/（二） same',
    '- → 三、 added ?',
    '二、/（三） → 三、/（一） same renumbered moved ?',
  ])
  expect(linesOf(old, old.slice(0, 5)).at(-1)).toBe('二、/（三） → - removed ?')
})

test('a changed clause shows phrase by phrase what was cut and put, and whose responsibility changes how', () => {
  const now = '（一）改造管网。2024年底前改造老旧管网150公里。（市住房城乡建设局牵头，市财政局配合）'
  const pair = compareEditions(edition(...old), edition(...old.slice(0, 3), now, ...old.slice(4))).pairs[2]

  expect(
    pair?.text.filter((change) => change.kind !== 'kept').map((change) => `${change.kind} ${change.text}`),
  ).toEqual([
    'cut 2023年底前改造老旧管网120公里。（市水利局牵头，',
    'put 2024年底前改造老旧管网150公里。（市住房城乡建设局牵头，',
  ])
  expect(
    pair?.duties.map((duty) => duty.fields.map((field) => `${field.field}: ${field.before} → ${field.after}`)),
  ).toEqual([
    [
      'action: 改造管网。2023年底前改造老旧管网120公里 → 改造管网。2024年底前改造老旧管网150公里',
      'leads: 市水利局 → 市住房城乡建设局',
      'deadline: 2023-12-31 → 2024-12-31',
      'targets: 120公里 → 150公里',
    ],
  ])
  expect(pair?.duties[0]?.units).toEqual(['市水利局', '市财政局', '市住房城乡建设局'])
})

test('clauses under a heading that was renumbered have not moved', () => {
  const after = [
    '一、形势任务',
    '节水形势严峻。',
    ...old.map((text) => text.replace('二、', '三、').replace('一、', '二、')),
  ]

  expect(linesOf(old, after)).toEqual([
    '- → 一、 added ?',
    '一、 → 二、 same renumbered ?',
    '二、 → 三、 same renumbered ?',
    '二、/（一） → 三、/（一） same ?',
    '二、/（二） → 三、/（二） same ?',
    '二、/（三） → 三、/（三） same ?',
  ])
})

test('a changed clause is found in another place, and an unlike one in another place is another clause', () => {
  const like = '（四）推广器具。在机关、学校、医院推广节水器具。（市机关事务局负责）'
  const unlike = '（四）表彰先进。每年评选先进单位。（市政府办公室负责）'
  const short = [...old.slice(0, 4), old[5]?.replace('（三）', '（二）') ?? '']

  expect(linesOf(old, [...short, '（三）完善水价。按用量分档计价。（市发改委负责）', like])).toContain(
    '二、/（二） → 二、/（四） changed renumbered ?',
  )
  expect(linesOf(old, [...short, '（三）完善水价。按用量分档计价。（市发改委负责）', unlike])).toContain(
    '二、/（二） → - removed ?',
  )
})

test('width, blanks and punctuation change no clause', () => {
  const after = old.map((text) => text.replaceAll('，', ','))

  expect(linesOf(old, after).filter((text) => text.includes('changed'))).toEqual([])
})

test('a pair that a person decided stands, also against the likeness of the texts', () => {
  const before = edition(...old)
  const after = edition(...old)
  const [second, third] = [before.clauses[3]?.id ?? '', before.clauses[4]?.id ?? '']
  const { pairs } = compareEditions(before, after, [
    { before: second, after: third },
    { before: third, after: null },
  ])

  expect(pairs.slice(3).map((pair) => [pair.before, pair.after, pair.rule, pair.toConfirm])).toEqual([
    [null, second, 'pair/none', true],
    [second, third, 'pair/decided', false],
    [third, null, 'pair/none', true],
  ])
})

test('a decided pair of a clause that does not exist is an error of the caller', () => {
  expect(() => compareEditions(edition(...old), edition(...old), [{ before: 'c99', after: 'c1' }])).toThrow(RangeError)
})

test('what was kept and cut is the old text, what was kept and put the new one', () => {
  const phrases = fc.array(fc.constantFrom('改造管网，', '加强宣传。', '建立台账、', '市水利局', '；', '及时'), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(phrases, phrases, (a, b) => {
      const changes = textChanges(a.join(''), b.join(''))
      const without = (kind: string) =>
        changes.flatMap((change) => (change.kind === kind ? [] : [change.text])).join('')

      expect(without('put')).toBe(a.join(''))
      expect(without('cut')).toBe(b.join(''))
    }),
  )
})

test('each clause of either edition stands in exactly one pair', () => {
  const plan = compile(readFileSync(join(import.meta.dirname, '../../programmes/jiujiang-2018/plan.txt'), 'utf8'))
  fc.assert(
    fc.property(fc.shuffledSubarray(old, { minLength: 0 }), fc.shuffledSubarray(old, { minLength: 0 }), (a, b) => {
      const [before, after] = [edition(...a), edition(...b)]
      const { pairs } = compareEditions(before, after)

      expect(pairs.flatMap((pair) => pair.before ?? []).sort()).toEqual(
        before.clauses.map((clause) => clause.id).sort(),
      )
      expect(pairs.flatMap((pair) => pair.after ?? []).sort()).toEqual(after.clauses.map((clause) => clause.id).sort())
    }),
    { numRuns: 60 },
  )
  expect(compareEditions(plan, plan).pairs.every((pair) => pair.change === 'same')).toBe(true)
})
