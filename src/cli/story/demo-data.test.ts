import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jiujiang, jiujiangDemo, programmeFolder } from '../../../test/support/demo.ts'
import { withVectors } from '../../../test/support/vectors.ts'
import { orgOf } from '../../kernel/org.ts'
import { evidenceNames } from './evidence.ts'

const demo = jiujiangDemo()
const programme = jiujiang()
const folder = join(programmeFolder, 'demo')
const told = readdirSync(join(folder, 'story')).map((name) => readFileSync(join(folder, 'story', name), 'utf8'))
const everything = [readFileSync(join(folder, 'org.json'), 'utf8'), ...told].join('\n')
const unitNames = demo.org.units.flatMap((unit) => unit.names.map(({ name }) => name))
const clausesOf = (procedure: string) =>
  demo.cases.flatMap((one) => (one.procedure === procedure ? [String(one.steps[0]?.input.clause)] : []))

test('every sentence of the plan that can be tested has an item of the list', () => {
  const testable = Object.entries(programme.reading.sentences).flatMap(([slug, { testable: is }]) => (is ? [slug] : []))
  const items = new Set(clausesOf('responsibility-list'))

  expect(testable).toHaveLength(48)
  expect(testable.filter((slug) => !items.has(slug))).toEqual([])
})

test('every issued item has a task in the story', () => {
  const issued = demo.cases.filter(({ steps }) => steps.some(({ transition }) => transition === 'issue'))
  const tasks = new Set(demo.cases.map(({ of }) => of))

  expect(issued.map(({ key }) => key).filter((key) => !tasks.has(key))).toEqual([])
})

test('moves that open a case elsewhere stand in minutes of their own, so that numbers do not depend on chance', () => {
  const issues = demo.cases.flatMap(({ steps }) =>
    steps.flatMap(({ at, transition }) => (transition === 'issue' ? [at] : [])),
  )

  expect(issues.length).toBeGreaterThan(40)
  expect(new Set(issues).size).toBe(issues.length)
})

test('the story is as large as it should be', () => {
  const count = (procedure: string) => demo.cases.filter((one) => one.procedure === procedure).length

  expect(demo.cases.length).toBeGreaterThanOrEqual(160)
  expect(demo.cases.length).toBeLessThanOrEqual(220)
  expect(count('finding-rectification')).toBeGreaterThanOrEqual(55)
  expect(demo.people.length).toBeGreaterThanOrEqual(100)
})

test('every unit is flagged as invented in both languages', () => {
  expect(unitNames.filter(([zh, en]) => !zh.endsWith('（演示）') || !en.endsWith(' (demo)'))).toEqual([])
})

test('twelve verifiers sit in at least eight units', () => {
  const verifiers = orgOf(demo.org).staffed('verifier', '2018-10-12')

  expect(verifiers).toHaveLength(12)
  expect(new Set(verifiers.map(({ unit }) => unit)).size).toBeGreaterThanOrEqual(8)
})

test('a unit that answers for something has a head, a liaison officer and somebody who handles it', () => {
  const org = orgOf(demo.org)
  const held = ['unit', 'leadUnit', 'against'] as const
  const answering = new Set(
    demo.cases.flatMap(({ steps }) =>
      steps.flatMap(({ input }) => held.flatMap((name) => (typeof input[name] === 'string' ? [input[name]] : []))),
    ),
  )
  const lacking = [...answering].filter((unit) => {
    const posts = demo.org.posts.filter((post) => post.unit === unit && org.holdingOf(post.id, '2018-10-12'))
    return (
      !(['unitHead', 'unitLiaison'] as const).every((role) => posts.some(({ roles }) => roles.includes(role))) ||
      !posts.some(({ roles }) => !roles.includes('unitHead') && !roles.includes('unitLiaison'))
    )
  })

  expect(answering.size).toBeGreaterThan(20)
  expect(lacking).toEqual([])
})

test('a unit is renamed, one goes up in another, one gets another superior, and a post changes hands', () => {
  const { units, holdings, posts } = demo.org
  const hands = posts.map(
    ({ id }) => new Set(holdings.flatMap(({ post, person }) => (post === id ? [person] : []))).size,
  )

  expect(units.filter(({ names }) => names.length > 1).map(({ id }) => id)).toEqual(['hall'])
  expect(units.filter(({ successor }) => successor).map(({ id }) => id)).toEqual(['promotion'])
  expect(units.filter(({ parents }) => parents.length > 1).map(({ id }) => id)).toEqual(['info'])
  expect(hands.filter((count) => count > 1)).toHaveLength(1)
})

test('no person of the organisation is named in the story, nor anybody the plan names', () => {
  const named = [...programme.text.matchAll(/(\p{Script=Han}{3})总书记/gu)].map(([, name]) => name ?? '')
  const story = told.join('\n')

  expect(named.length).toBeGreaterThan(0)
  expect([...named, ...demo.people.map(({ name }) => name)].filter((name) => story.includes(name))).toEqual([])
  expect(demo.people.map(({ name }) => name).filter((name) => programme.text.includes(name))).toEqual([])
})

test('no number in the demo could be somebody’s telephone or identity number', () => {
  expect(everything.match(/\d{7,}/g) ?? []).toEqual([])
})

test('no piece of evidence is handed in twice', () => {
  const files = demo.cases.flatMap(({ steps }) =>
    steps.flatMap(({ name, input }) =>
      Object.values(input).flatMap((value) => (evidenceNames(value) ?? []).map((file) => `${name}/${file}`)),
    ),
  )

  expect(files.length).toBeGreaterThan(100)
  expect(new Set(files).size).toBe(files.length)
})

withVectors('domain', ({ json, text }) => {
  test('no real body is called as a unit of the demo, nor named anywhere in it', () => {
    const { orgs } = json('org.json') as { orgs: readonly { nameZh: string; shortZh: string }[] }
    const real = orgs.flatMap(({ nameZh, shortZh }) => [nameZh, shortZh])

    expect(real.length).toBeGreaterThan(100)
    expect(real.filter((name) => everything.includes(name))).toEqual([])
  })

  test('no division of the region is called as a county of the demo', () => {
    const divisions = text('divisions.json')
    const counties = demo.org.units.filter(({ kind }) => kind === 'county')
    const names = counties.flatMap(({ names: all }) => all.map(({ name: [zh] }) => zh.replace(/[县区市]（演示）$/, '')))

    expect(names).toHaveLength(6)
    expect(names.filter((name) => divisions.includes(name))).toEqual([])
  })
})
