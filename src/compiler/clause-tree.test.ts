import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clauseTree, type TreeClause } from './clause-tree.ts'
import { compile } from './compile.ts'

const shared = join(import.meta.dirname, '../../../shared')
const isThere = existsSync(shared)
const letters = { 二: 'S', 三: 'G' }

const small = `通知标题的通知

各单位:

一、总体要求

坚持稳中求进。

二、主要任务

(一)抓好落实。建立台账。

1.每月通报。按月通报进展。

【打印】 【关闭】`

const treeOf = (text: string, options = {}) => clauseTree(text, compile(text), options)

test('a plan of its own shape gets path slugs when its programme names no letters', () => {
  expect(treeOf(small).map((clause) => clause.slug)).toEqual(['N1', 'N2', 'P1', 'P1.t', 'P2', 'P2.1', 'P2.1.1', 'N3'])
})

test('a programme may give the clauses under a part a letter', () => {
  expect(treeOf(small, { letters }).map((clause) => clause.slug)).toEqual([
    'N1',
    'N2',
    'P1',
    'P1.t',
    'P2',
    'S1',
    'S1.1',
    'N3',
  ])
})

test('every clause and every sentence is the slice of the text that its offsets name', () => {
  const clauses = treeOf(small)

  expect(clauses.map((clause) => clause.text)).toEqual(clauses.map((clause) => small.slice(clause.start, clause.end)))
  expect(clauses.flatMap((clause) => clause.sentences.map((sentence) => sentence.text))).toEqual(
    clauses.flatMap((clause) => clause.sentences.map((sentence) => small.slice(sentence.start, sentence.end))),
  )
})

test('a repeated number keeps a slug of its own', () => {
  expect(treeOf('一、甲事\n做甲。\n二、乙事\n做乙。\n二、丙事\n做丙。').map((clause) => clause.slug)).toEqual([
    'P1',
    'P1.t',
    'P2',
    'P2.t',
    'P2-2',
    'P2-2.t',
  ])
})

test('clauseTree refuses a text that was not the one compiled', () => {
  expect(() => clauseTree('甲', compile('乙'))).toThrow(RangeError)
})

if (!isThere && process.env.CI === 'true') throw new Error('../shared is missing')

describe.runIf(isThere)('the plan of the first programme', () => {
  const read = (path: string) => readFileSync(join(shared, path), 'utf8')
  const text = isThere ? read('plan/000_090c31c4a9f3c820.txt') : ''
  const gold: { clauses: (TreeClause & { sentences: TreeClause['sentences'] })[] } = isThere
    ? JSON.parse(read('domain/clauses.json'))
    : { clauses: [] }
  const tree = treeOf(text, { letters })

  test('has exactly the 39 clauses of the gold, with path, slug, title, text and offsets', () => {
    const shape = ({ id, slug, order, level, num, title, text: words, start, end }: TreeClause) => ({
      id,
      slug,
      order,
      level,
      num,
      title,
      text: words,
      start,
      end,
    })

    expect(tree.map(shape)).toEqual(gold.clauses.map(shape))
    expect(tree).toHaveLength(39)
  })

  test('has exactly the 103 sentences of the gold, with slug, text and offsets', () => {
    const sentences = (clauses: readonly TreeClause[]) =>
      clauses.flatMap((clause) =>
        clause.sentences.map(({ slug, text: words, start, end }) => ({ slug, words, start, end })),
      )

    expect(sentences(tree)).toEqual(sentences(gold.clauses))
    expect(sentences(tree)).toHaveLength(103)
  })

  test('gets proposals of kind and testability that agree with the reviewed ones in at least 85 of 100 sentences', () => {
    const proposals = (clauses: readonly TreeClause[]) =>
      clauses.flatMap((clause) => clause.sentences.map(({ kind, testable }) => ({ kind, testable })))
    const [ours, theirs] = [proposals(tree), proposals(gold.clauses)]
    const share = (key: 'kind' | 'testable') =>
      ours.filter((proposal, i) => proposal[key] === theirs[i]?.[key]).length / ours.length

    expect(share('kind')).toBeGreaterThanOrEqual(0.85)
    expect(share('testable')).toBeGreaterThanOrEqual(0.85)
  })
})
