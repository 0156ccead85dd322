import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clauseTree } from '../compiler/clause-tree.ts'
import { compile } from '../compiler/compile.ts'
import type { StoredEdition } from '../store/editions.ts'
import { landings, wholeMapping } from './edition-mapping.ts'
import { clauseKey, editionsOf } from './editions.ts'
import { loadProgramme, type Programme } from './programme.ts'
import { inForce } from './publication.ts'
import { comparedEditions } from './review-editions.ts'

const side = (text: string) => {
  const compiled = compile(text)
  return { compiled, tree: clauseTree(text, compiled) }
}

const plan = (...items: readonly string[]) => `某市方案\n\n一、任务\n\n${items.join('\n\n')}\n`
const pipes = '（一）改造管网。2019年6月底前改造管网120公里。及时公布进展。'
const tools = '（二）推广器具。在机关推广节水器具。'

const landed = (before: string, after: string) => {
  const [old, now] = [side(before), side(after)]
  return landings(old, now, comparedEditions(old.compiled, now.compiled, 'print', []))
}

describe('where a sentence stands in the next edition', () => {
  test('is where it stood, as long as not a word of it changed', () => {
    const found = landed(plan(pipes, tools), plan(pipes, tools))

    expect([...found].filter(([slug, { to, isSame }]) => to !== slug || !isSame)).toEqual([])
  })

  test('is the likest sentence of the clause that its own became, and then a person is asked', () => {
    const found = landed(plan(pipes, tools), plan(pipes.replace('120公里', '150公里'), tools))
    const changed = [...found].filter(([, { isSame }]) => !isSame)

    expect(changed).toEqual([
      ['P1.1', { to: 'P1.1', isSame: false }],
      ['P1.1.s1', { to: 'P1.1.s1', isSame: false }],
    ])
  })

  test('follows its clause to another number', () => {
    const found = landed(plan(pipes, tools), plan(tools.replace('（二）', '（一）'), pipes.replace('（一）', '（二）')))

    expect([found.get('P1.1.s1'), found.get('P1.2.s1')]).toEqual([
      { to: 'P1.2.s1', isSame: true },
      { to: 'P1.1.s1', isSame: true },
    ])
  })

  test('is nowhere where nothing like it is left', () => {
    const found = landed(plan(pipes, tools), plan(pipes))

    expect(found.get('P1.2.s1')).toEqual({ to: null, isSame: false })
  })

  test('is what a person says, also that it is nowhere', () => {
    const found = landed(plan(pipes, tools), plan(pipes, tools))
    const mapping = wholeMapping(found, { 'P1.1.s1': 'P1.2.s1', 'P1.1.s2': null })

    expect([mapping['P1.1.s1'], mapping['P1.1.s2'], mapping['P1.2.s1']]).toEqual(['P1.2.s1', null, 'P1.2.s1'])
  })
})

const served = loadProgramme(join(import.meta.dirname, '../../programmes/jiujiang-2018'))

const stored = (edition: number, mapping: StoredEdition['mapping'], isPublished = true): StoredEdition => ({
  plan: served.id,
  edition,
  region: served.region,
  regionBefore: null,
  files: {
    ...served.files,
    'programme.json': JSON.stringify({ ...JSON.parse(served.files['programme.json'] ?? ''), edition }),
  },
  textPrint: '',
  filesPrint: '',
  mapping,
  published: isPublished ? { draft: 'd', person: 'p', post: 'office', at: new Date(0), statement: 's' } : null,
})

describe('a case of an earlier edition', () => {
  const third: Programme = { ...served, edition: 3 }
  const editions = editionsOf(third, [
    stored(1, {}, false),
    stored(2, { 'S1.1.s1': 'S1.1.s2', 'S1.1.s2': null }),
    stored(3, { 'S1.1.s2': 'S1.2.s1' }),
  ])

  test('stands where its sentence went, edition by edition', () => {
    expect([1, 2, 3].map((edition) => editions.nowAt('S1.1.s1', edition))).toEqual(['S1.2.s1', null, 'S1.1.s1'])
    expect(editions.nowAt('S1.1.s2', 1)).toBeNull()
  })

  test('is found under the key that it is kept by', () => {
    expect(editions.keysAt('S1.2.s1')).toEqual(['S1.1.s1', 'S1.1.s2@2', 'S1.2.s1@3'])
    expect(['S1.1.s1', 'S1.1.s2@2', 'S1.2.s1@3'].map(editions.nowOf)).toEqual(Array(3).fill('S1.2.s1'))
    expect([clauseKey('S1.1', 1), clauseKey('S1.1', 2)]).toEqual(['S1.1', 'S1.1@2'])
  })
})

describe('the plan that runs', () => {
  const other: Programme = { ...served, id: 'anlan-2018' }

  test('is the latest edition that was published, whatever the shipped folder holds', () => {
    expect(inForce(served, false, [stored(1, {}, false)])).toBe(served)
    expect(inForce(served, false, [stored(1, {}, false), stored(2, {})]).edition).toBe(2)
    expect(inForce(other, false, [stored(2, {})])).toMatchObject({ id: served.id, edition: 2 })
  })

  test('is the folder where that holds a later edition of it', () => {
    expect(inForce({ ...served, edition: 4 }, true, [stored(2, {})]).edition).toBe(4)
  })

  test('is none where somebody chose another plan than the one that was published', () => {
    expect(() => inForce(other, true, [stored(2, {})])).toThrow('LUOSHI_PROGRAMME names anlan-2018')
  })
})
