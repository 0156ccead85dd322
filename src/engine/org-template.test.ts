import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { orgOf } from '../kernel/org.ts'
import { importOf } from './org-template.ts'

const empty = orgOf({ units: [], posts: [], holdings: [] })
const file = new URL('../../programmes/jiujiang-2018/org-template.json', import.meta.url)

const small = {
  format: 'luoshi-org/1',
  units: [
    { id: 'city', kind: 'government', name: ['市政府', 'City'], parent: null },
    { id: 'water', kind: 'department', name: ['水务局', 'Water'], parent: 'city' },
  ],
  standardPosts: [{ id: 'head', title: ['主要负责人', 'head'], roles: ['unitHead'] }],
  posts: [{ id: 'mayor', unit: 'city', title: ['市长', 'mayor'], roles: ['mayor'] }],
}
const imported = (template: unknown, org = empty) => importOf(JSON.stringify(template), org, '360400', '2018-11-01')
const faultsOf = (template: unknown) => {
  const result = imported(template)
  return result.ok ? [] : result.faults
}

test('The template of the first programme is whole, and holds no person', () => {
  const result = importOf(readFileSync(file, 'utf8'), empty, '360400', '2018-11-01')

  expect(result).toMatchObject({ ok: true, knownUnits: 0, change: { holdings: [] } })
  expect(readFileSync(file, 'utf8')).not.toContain('演示')
})

test('Every unit gets the standard posts under its own id, and the posts named beside', () => {
  const result = imported(small)

  expect(result.ok && result.change.posts.map(({ id, unit }) => `${id} ${unit}`)).toEqual([
    'city-head city',
    'water-head water',
    'mayor city',
  ])
})

test('What the register has already stays as it is', () => {
  const first = imported(small)
  const org = orgOf(first.ok ? first.change : empty.data)

  expect(imported(small, org)).toEqual({
    ok: true,
    change: { units: [], posts: [], holdings: [] },
    knownUnits: 2,
    knownPosts: 3,
  })
})

test.each<[string, unknown, string]>([
  ['of another format', { ...small, format: 'x' }, '/format must be equal to constant'],
  ['with a member that nobody knows', { ...small, people: [] }, '(people)'],
  ['with two units of one id', { ...small, units: [...small.units, small.units[1]] }, 'two units have the id water'],
  [
    'under a unit that is none',
    { ...small, units: [{ ...small.units[1], parent: 'moon' }] },
    'unit water stands under moon, which is no unit',
  ],
  [
    'with a circle',
    { ...small, units: [{ ...small.units[0], parent: 'water' }, small.units[1]] },
    'unit city stands above itself',
  ],
  [
    'with a role that nobody plays',
    { ...small, posts: [{ ...small.posts[0], roles: ['king'] }] },
    '/posts/0/roles/0 must be equal to one of the allowed values',
  ],
  [
    'with a post of no unit',
    { ...small, posts: [{ ...small.posts[0], unit: 'moon' }] },
    'post mayor belongs to moon, which is no unit',
  ],
])('A template %s is refused, with the place', (_how, template, fault) => {
  expect(faultsOf(template).join('\n')).toContain(fault)
})

test('What is not JSON is refused in one sentence', () => {
  expect(importOf('{', empty, '360400', '2018-11-01')).toMatchObject({
    ok: false,
    faults: [expect.stringMatching(/^not valid JSON/)],
  })
})
