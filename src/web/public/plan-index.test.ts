import { describe, expect, test } from 'vitest'
import type { TreeClause, TreeLevel, TreeSentence } from '../../compiler/clause-tree.ts'
import { isInGroup } from './plan-data.ts'
import { anchorOf, bodyOf, planIndex } from './plan-index.ts'

const sentence = (slug: string, text: string): TreeSentence =>
  ({ slug, text, start: 0, end: text.length, kind: 'duty' }) as unknown as TreeSentence

const clause = (id: string, slug: string, level: TreeLevel, sentences: readonly TreeSentence[]): TreeClause => ({
  id,
  slug,
  order: 0,
  level,
  num: '',
  title: '',
  text: '',
  start: 0,
  end: 0,
  sentences,
})

const tree = [
  clause('N-1', 'N1', 'front', [sentence('N1.s0', '各单位：')]),
  clause('一-¶', 'P1.t', 'para', [sentence('P1.t.s0', '指导思想。')]),
  clause('二-(四)', 'S4', 'section', [sentence('S4.s0', '标题。'), sentence('S4.s1', '只有一句。')]),
  clause('二-(四)-2', 'S4.2', 'item', [
    sentence('S4.2.s0', '2.标题。'),
    sentence('S4.2.s1', '第一句。'),
    sentence('S4.2.s2', '第二句。'),
  ]),
]

const plan = planIndex({ id: 'sample-2018', tree })

describe('the plan’s index', () => {
  test('a sentence is cited by the plan’s own numbers and its place after the heading', () => {
    expect(plan.cite('S4.2.s2', 'zh')).toBe('二（四）2 第 2 句')
    expect(plan.cite('S4.2.s2', 'en')).toBe('S4.2, sentence 2')
  })

  test('a clause, and a clause of one sentence, are cited without a sentence number', () => {
    expect(['S4.2', 'S4.s1', 'P1.t.s0'].map((slug) => plan.cite(slug, 'zh'))).toEqual(['二（四）2', '二（四）', '一'])
  })

  test('a citation is the page of the clause with the sentence as its anchor', () => {
    expect(plan.pathOf('S4.2.s2')).toBe('/plan/sample-2018/S4.2#s2')
    expect(plan.pathOf('S4.2')).toBe('/plan/sample-2018/S4.2')
  })

  test('what the plan does not have is cited as it is and leads to the whole plan', () => {
    expect([plan.cite('X9', 'zh'), plan.pathOf('X9'), plan.find('X9')]).toEqual(['X9', '/plan/sample-2018', null])
  })

  test('places follow the order of the text, the unknown last', () => {
    const slugs = ['X9', 'S4.2.s2', 'P1.t', 'S4.2.s1']

    expect(slugs.toSorted((a, b) => plan.placeOf(a) - plan.placeOf(b))).toEqual(['P1.t', 'S4.2.s1', 'S4.2.s2', 'X9'])
  })

  test('headings are no sentences, but a paragraph without a heading has all of its own', () => {
    expect(tree.map((one) => bodyOf(one).map(({ slug }) => slug))).toEqual([
      ['N1.s0'],
      ['P1.t.s0'],
      ['S4.s1'],
      ['S4.2.s1', 'S4.2.s2'],
    ])
    expect(tree.map((one) => anchorOf(one, bodyOf(one)[0] ?? sentence('', '')))).toEqual(['s0', 's0', 's1', 's1'])
  })

  test('a group holds its clauses and no neighbour whose name begins alike', () => {
    const inS1 = ['S1', 'S1.2', 'S1.2.s1', 'S10', 'S10.1'].filter((slug) => isInGroup({ slug }, 'S1'))
    const inG = ['G1', 'G4.s2', 'G', 'GX'].filter((slug) => isInGroup({ slug }, 'G'))

    expect(inS1).toEqual(['S1', 'S1.2', 'S1.2.s1'])
    expect(inG).toEqual(['G1', 'G4.s2'])
  })
})
