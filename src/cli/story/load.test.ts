import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jiujiang } from '../../../test/support/demo.ts'
import { EngineFault } from '../../engine/fault.ts'
import { orgOf } from '../../kernel/org.ts'
import type { Demo } from './demo.ts'
import { loadDemo } from './load.ts'

const post = (id: string, roles: readonly string[], holders: readonly unknown[]) => ({
  id,
  title: ['岗位', 'post'],
  roles,
  holders,
})

const org = {
  since: '2018-01-01',
  units: [
    {
      id: 'town',
      kind: 'government',
      names: [
        { zh: '旧名', en: 'Old name', to: '2018-10-31' },
        { zh: '新名', en: 'New name', from: '2018-11-01' },
      ],
      posts: [
        post('list-1', ['officeStaff'], ['anna']),
        post(
          'town-head',
          ['unitHead'],
          [
            { who: 'bob', to: '2018-10-19' },
            { who: 'carl', from: '2018-10-22' },
          ],
        ),
      ],
    },
  ],
  people: [
    { login: 'anna', name: '安甲' },
    { login: 'bob', name: '安乙', admin: 'audit' },
    { login: 'carl', name: '安丙' },
  ],
}

const item = {
  clause: 'S5.2.s1',
  subject: '窗口',
  leadUnit: 'town',
  deliverable: '窗口有人',
  measure: '到现场看',
  dueOn: '2018-12-01',
}
const draft = ['2018-10-12 10:00', 'list-1', 'draft', item] as const
const told = (key: string, steps: readonly unknown[], more: object = {}) => ({
  key,
  procedure: 'responsibility-list',
  ...more,
  steps,
})

interface Files {
  readonly demo?: unknown
  readonly org?: unknown
  readonly story?: unknown
}

function load(files: Files): Demo {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-demo-'))
  const { demo = { startsAt: '2018-10-12 09:00', endsAt: '2018-11-14 17:00' }, story = [] } = files
  mkdirSync(join(folder, 'story'))
  writeFileSync(join(folder, 'demo.json'), JSON.stringify(demo))
  writeFileSync(join(folder, 'org.json'), JSON.stringify(files.org ?? org))
  writeFileSync(join(folder, 'story', 'one.json'), typeof story === 'string' ? story : JSON.stringify(story))
  try {
    return loadDemo(folder, jiujiang())
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The faults in English, one a line, without the sentence above them. */
function faultsOf(files: Files): readonly string[] {
  try {
    load(files)
    return []
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error
    return error.says[1].split('\n').slice(1)
  }
}

const changed = (change: (unit: (typeof org)['units'][number]) => object, people: readonly unknown[] = org.people) => ({
  ...org,
  people,
  units: org.units.map((unit) => ({ ...unit, ...change(unit) })),
})

test('a demo without a fault is loaded, with every step at its instant', () => {
  const demo = load({ story: [told('item', [draft])] })

  expect(new Date(demo.cases[0]?.steps[0]?.at ?? 0).toISOString()).toBe('2018-10-12T02:00:00.000Z')
  expect(demo.cases[0]?.steps[0]?.who).toEqual({ kind: 'post', post: 'list-1' })
})

test('a unit bears the name of the day, flagged as invented', () => {
  const names = orgOf(load({}).org)

  expect(names.nameOf('town', '2018-10-31')).toEqual(['旧名（演示）', 'Old name (demo)'])
  expect(names.nameOf('town', '2018-11-01')).toEqual(['新名（演示）', 'New name (demo)'])
})

test('a post changes hands on its day, and nobody holds it in between', () => {
  const { org: data, people } = load({})
  const loginOn = (day: string) =>
    people.find(({ id }) => id === orgOf(data).holdingOf('town-head', day)?.person)?.login

  expect([loginOn('2018-10-19'), loginOn('2018-10-20'), loginOn('2018-10-22')]).toEqual(['bob', undefined, 'carl'])
  expect(people.find(({ login }) => login === 'bob')?.admin).toBe('audit')
})

test('all faults of the organisation are told at once', () => {
  const broken = changed(
    () => ({
      parent: 'nowhere',
      ended: '2018-13-01',
      posts: [post('twice', ['unitHead'], ['anna']), post('twice', [], ['nobody']), post('empty', [], [])],
    }),
    [...org.people.slice(0, 1), { login: 'anna', name: '安甲' }],
  )

  expect(faultsOf({ org: broken })).toEqual([
    'org.json: unit town names nowhere, which is no unit',
    'org.json: unit town ended without a successor',
    'org.json: post twice names nobody, who is nobody',
    'org.json: post empty is held by nobody',
    'org.json: two posts are called twice',
    'org.json: two people have the login anna',
    'org.json: two people are called 安甲',
    'org.json: 2018-13-01 is no day',
  ])
})

test('faults of shape name the file and the place', () => {
  const misshaped = changed(() => ({ colour: 'red', posts: [post('Bad Id', ['king'], ['anna'])] }))

  expect(faultsOf({ org: misshaped, demo: { startsAt: 'yesterday' } })).toEqual([
    "demo.json: / must have required property 'endsAt'",
    'demo.json: /startsAt must match pattern "^\\d{4}-\\d{2}-\\d{2} ([01]\\d|2[0-3]):[0-5]\\d$"',
    'org.json: /units/0 must NOT have additional properties (colour)',
    'org.json: /units/0/posts/0/id must match pattern "^[a-z][a-z0-9-]{1,40}$"',
    'org.json: /units/0/posts/0/roles/0 must be equal to one of the allowed values',
  ])
})

test('a file that is no JSON is told by its name', () => {
  expect(faultsOf({ story: '[' })).toEqual([expect.stringMatching(/^story\/one\.json: is not valid JSON: /)])
})

test('every step is checked for who, when, what and with what', () => {
  const steps = [
    draft,
    ['2018-10-12 10:05', 'stranger', 'consult', {}],
    ['2018-10-12 10:06', 'town-head', 'consult', {}],
    ['2018-10-13 10:00', 'list-1', 'consult', {}],
    ['2018-10-15 12:30', 'list-1', 'consult', {}],
    ['2018-10-22 09:00', 'town-head', 'object', { objection: '短', suggestedUnit: 'moon' }],
    ['2018-10-19 09:00', 'town-head', 'sign', {}],
    ['2018-10-22 09:00', 'town-head', 'celebrate', {}],
    ['2018-10-22 09:00', 'list-1', 'draft', { ...item, clause: 'S99' }],
    ['2018-12-03 09:00', 'town-head', 'sign', {}, { if: 'asleep' }],
  ]

  expect(faultsOf({ story: [told('item', steps)] })).toEqual(
    [
      'step 2: there is no post stranger',
      'step 3: consult is not a move for town-head',
      'step 4: it lies outside office hours',
      'step 5: it lies outside office hours',
      'step 6: objection: must have at least 5 characters',
      'step 6: suggestedUnit: there is no "moon"',
      'step 7: it is earlier than the step before it',
      'step 8: responsibility-list has no move celebrate',
      'step 9: it would open another case',
      'step 9: clause: there is no "S99"',
      'step 10: there is no state asleep',
      'step 10: it lies outside the story',
    ].map((fault) => `story/one.json: item, ${fault}`),
  )
})

test('a post that nobody holds that day takes no step', () => {
  const steps = [draft, ['2018-10-12 11:00', 'list-1', 'consult', {}], ['2018-10-22 09:00', 'town-head', 'sign', {}]]
  const vacant = changed(({ posts }) => ({
    posts: posts.map((one) =>
      one.id === 'town-head'
        ? {
            ...one,
            holders: [
              { who: 'bob', to: '2018-10-19' },
              { who: 'carl', from: '2018-10-23' },
            ],
          }
        : one,
    ),
  }))

  expect(faultsOf({ org: vacant, story: [told('item', steps)] })).toEqual([
    'story/one.json: item, step 3: nobody holds town-head on 2018-10-22',
  ])
})

test('citizens join once, act only after they joined, at any hour, and hand in named evidence', () => {
  const report = {
    about: '没人办事',
    story: '中午去，一个人都没有，等到两点。',
    reporterProof: { $evidence: ['窗口.png', '窗口.png', '记录.exe'] },
  }
  const steps = [
    ['2018-10-13 22:00', 'visitor:lee', 'report', report],
    ['2018-10-14 06:00', 'visitor:lee', 'join', { joinStory: '我也遇到了一次' }],
    ['2018-10-14 07:00', 'code:kim', 'judge', { judgement: 'satisfied' }],
    ['2018-10-15 09:00', '@lookBack', 'pass', { method: 'data', seen: ['看过'] }],
  ]

  expect(faultsOf({ story: [{ key: 'noon', procedure: 'finding-rectification', steps }] })).toEqual([
    'story/one.json: noon, step 1: 记录.exe must end in .png or .txt',
    'story/one.json: noon, step 1: the same evidence stands there twice',
    'story/one.json: noon, step 2: lee has joined before',
    'story/one.json: noon, step 3: kim has not joined yet',
    'story/one.json: noon, step 4: pass is not a move for a drawn lookBack',
  ])
})

test('a case that another opens comes of one that does, and after it', () => {
  const accept = ['2018-10-12 10:00', 'town-head', 'accept', { handlerPost: 'town-head' }]
  const orphan = { key: 'task', procedure: 'supervised-task', of: 'item', steps: [accept] }

  expect(faultsOf({ story: [told('item', [draft]), told('item', [draft]), orphan] })).toEqual([
    'story: two cases are called item',
    'story: task is said to come of item, which opens no supervised-task',
  ])
})
