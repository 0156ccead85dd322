import fc from 'fast-check'
import { expect, test } from 'vitest'
import { akomaNtoso } from './akoma-ntoso.ts'
import { clauseTree } from './clause-tree.ts'
import { compareEditions } from './compare.ts'
import { compile } from './compile.ts'
import { markdown } from './markdown.ts'

/** Pieces that official documents are made of, in any order: what random characters would hardly ever form. */
const pieces = [
  '一、',
  '（一）',
  '(二)',
  '1.',
  '１．',
  '1、',
  '（1）',
  '①',
  '第一章　总则',
  '第二条 ',
  '1.1 ',
  '2.3.1',
  '关于印发《方案》的通知',
  '某县人民政府',
  '2018年10月12日',
  '附件：1.清单',
  '附件1',
  '目录',
  '牵头单位：县财政局',
  '（市教育局、市财政局负责）',
  '（牵头单位：',
  '，2019年6月底前完成',
  '不低于20%',
  '县林业局要',
  '由',
  '会同',
  '每月25日前',
  '自印发之日起30日内',
  '。',
  '；',
  '：',
  '，',
  '\n',
  '\n\n',
  '　　',
  '\t',
  '|',
  '“',
  '”',
  '《',
  '》',
  '（',
  '）',
  '**',
  '# ',
  '<p>',
  '</p>',
  '&nbsp;',
  '— 2 —',
  '【打印】',
  '各单位：',
  '发布日期：2019-01-01',
  '序号\t任务\t牵头单位',
  '1\t造林\t县林业局',
  '\t\t植树\t县林业局',
  '【牵头单位】',
  '县财政局（牵头）、',
  '组　长：张　三　县长',
  '市　长　张某',
  '一：',
  '翻一番',
  '三分之二以上',
  '3—5月',
  '| 甲<br>乙 | 丙 |',
  '县 应 急 管 理 局 要 完 成 ',
  '及时',
  '明显成效',
  '不得',
  '\u0000',
  '\ud83d',
  '\u202e',
  '𠮷',
  '臺',
]

const document = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

test('any text compiles, and every offset lies in it and in order', () => {
  fc.assert(
    fc.property(document, (text) => {
      const compiled = compile(text)
      const spans = [
        ...compiled.clauses,
        ...compiled.sentences,
        ...compiled.pieces,
        ...compiled.commitments,
        ...compiled.lint,
        ...compiled.evidence,
        ...compiled.commitments.flatMap((item) => [...item.units, ...item.targets]),
      ]
      expect(spans.every(({ start, end }) => start >= 0 && start <= end && end <= text.length)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('pieces cover the text without overlap, and each clause starts with its number', () => {
  fc.assert(
    fc.property(document, (text) => {
      const { pieces: found, clauses } = compile(text)
      expect(found.every((piece, i) => i === 0 || piece.start >= (found[i - 1]?.end ?? 0))).toBe(true)
      const plain = (words: string) => words.replace(/\s/g, '')
      expect(
        clauses.every(
          (clause) =>
            clause.number === null || plain(text.slice(clause.start, clause.start + 60)).startsWith(clause.number),
        ),
      ).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('the clause tree of any text has unique slugs and slices that are its texts', () => {
  fc.assert(
    fc.property(document, (text) => {
      const tree = clauseTree(text, compile(text))
      const slugs = tree.flatMap((clause) => [clause.slug, ...clause.sentences.map((sentence) => sentence.slug)])
      expect(new Set(slugs).size).toBe(slugs.length)
      expect(tree.every((clause) => clause.text === text.slice(clause.start, clause.end))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('compiling the same text twice gives the same result', () => {
  fc.assert(
    fc.property(document, (text) => {
      expect(JSON.stringify(compile(text))).toBe(JSON.stringify(compile(text)))
    }),
    { numRuns: 100 },
  )
})

test.each(pieces.map((piece) => [piece]))('a text of nothing but %j, 30,000 characters of it, compiles', (piece) => {
  const text = piece.repeat(Math.ceil(30_000 / piece.length))

  expect(compile(text).schema).toBe('luoshi-compiled/1')
})

/** Shapes on which patterns of ours once took minutes: runs of what a pattern repeats, then what makes it fail. */
const runs: readonly (readonly [before: string, unit: string, after: string])[] = [
  ['', '…', 'x'],
  ['（责任单位：', '.', '）'],
  ['1.', '.', '，'],
  ['（', '。', '）'],
  ['（责任单位：', '；', '）'],
  ['x', '>>> ', '\n'],
  ['现将《', '》《业(', '已'],
  ['第一条(', '。为成员年', '和'],
  ['成员由', '由成员为', '，'],
  ['（', '等与', '牵头）'],
  ['', '按职责牵头负责', 'x'],
  ['', '0,00', '个'],
  ['', '每月', '底'],
  ['责任单位：', '，\t ', 'x'],
  ['一、', '。\n', 'x'],
  ['高举', '旗以论学理大要', '\n'],
  ['[', '局单', '('],
  ['', '由45%提高', '到'],
  ['序号\t任务\t责任单位\n1\t', '一是', '\t县财政局'],
  ['', '县 应 ', ''],
  ['', '一：甲\n', ''],
  ['', '1:甲\n', ''],
  ['成员：', '王 五 县长 ', '\n'],
  ['（', '为牵头单位，', '）'],
  ['', '今年上半年', '要'],
  ['', '、\n-委', ''],
  ['', '局0.5下设办公室<p>', ''],
]

test.each(runs)(
  'the run %j(%j)*%j of 30,000 characters compiles, in time linear in its length',
  (before, unit, after) => {
    const text = before + unit.repeat(Math.ceil(30_000 / unit.length)) + after

    expect(compile(text).text).toBe(text)
  },
)

test('an edition of any text compares with any other, and the export of either is well-formed', () => {
  fc.assert(
    fc.property(document, document, (a, b) => {
      const [before, after] = [compile(a), compile(b)]
      const { pairs } = compareEditions(before, after)

      expect(pairs.length).toBe(
        before.clauses.length + after.clauses.length - pairs.filter((pair) => pair.before && pair.after).length,
      )
      expect(markdown(after).endsWith('\n')).toBe(true)
      expect(akomaNtoso(after)).not.toMatch(/[\u0000-\u0008\ufffe\uffff]/)
    }),
    { numRuns: 150 },
  )
})
