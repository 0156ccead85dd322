import { expect, test } from 'vitest'
import { type CompileOptions, compile } from './compile.ts'
import type { FindingCode } from './compiled.ts'
import { findingKinds } from './finding.ts'
import { rules } from './rules.ts'

const plan = (items: string) =>
  `某县关于加强管理的通知\n\n各乡镇人民政府：\n\n一、主要任务\n\n${items}\n\n某县人民政府\n2018年10月12日`
const complete = '（一）新建步道。新建步道20公里。（县林业局牵头，县财政局配合，2019年6月底前完成）'

const findingsOf = (items: string, options: CompileOptions = {}) => compile(plan(items), options).lint
const codesOf = (items: string, options: CompileOptions = {}) => findingsOf(items, options).map((found) => found.code)

test('an item with one lead, a deadline and a number has no finding', () => {
  expect(codesOf(complete)).toEqual([])
})

test.each<[FindingCode, string]>([
  ['no-lead', '（一）新建步道。2019年6月底前新建步道20公里。'],
  ['several-leads', '（一）新建步道。新建步道20公里。（县林业局、县财政局负责，2019年6月底前完成）'],
  ['vague-unit', '（一）新建步道。新建步道20公里。（各有关部门负责，2019年6月底前完成）'],
  ['no-deadline', '（一）新建步道。新建步道20公里。（县林业局负责）'],
  ['ongoing-deadline', '（一）养护步道。养护步道20公里。（责任单位：县林业局；完成时限：长期坚持）'],
  ['vague-deadline', '（一）养护步道。及时养护步道20公里。（县林业局负责）'],
  ['no-measure', '（一）养护步道。做好步道养护。（县林业局负责，2019年6月底前完成）'],
  ['vague-measure', '（一）养护步道。步道养护取得明显成效。（县林业局负责，2019年6月底前完成）'],
  ['deadline-before-issue', '（一）新建步道。新建步道20公里。（县林业局负责，2017年6月底前完成）'],
  ['number-gap', `${complete}\n\n（三）拆除围墙。拆除围墙3处。（县城管局负责，2019年6月底前完成）`],
  ['number-repeat', `${complete}\n\n（一）拆除围墙。拆除围墙3处。（县城管局负责，2019年6月底前完成）`],
])('%s is found, with a place, a reason and a fix in both languages', (code, items) => {
  const found = findingsOf(items).find((finding) => finding.code === code)

  expect(found).toBeDefined()
  expect(found?.end).toBeGreaterThan(found?.start ?? Number.POSITIVE_INFINITY)
  expect([...(found?.says ?? []), ...(found?.why ?? []), ...(found?.fix ?? [])].every((text) => text.length > 3)).toBe(
    true,
  )
})

test('长期坚持 is the deadline of the document and a finding at once', () => {
  const compiled = compile(plan('（一）养护步道。养护步道20公里。（责任单位：县林业局；完成时限：长期坚持）'))

  expect(compiled.commitments[0]?.deadline).toMatchObject({ printed: '长期坚持', norm: 'ongoing', origin: 'stated' })
  expect(compiled.lint.map((found) => found.code)).toContain('ongoing-deadline')
})

test('a finding stands at the words it is about', () => {
  const text = plan('（一）新建步道。新建步道20公里。（各有关部门负责，2019年6月底前完成）')
  const found = compile(text).lint.find((finding) => finding.code === 'vague-unit')

  expect(text.slice(found?.start, found?.end)).toBe('各有关部门')
})

test('a document that breaks off, has no title and no date says so', () => {
  expect(
    compile('一、主要任务\n\n县林业局要在2019年6月底前新建步道20公里，并负责养护和').lint.map((found) => found.code),
  ).toEqual(expect.arrayContaining(['cut-off', 'no-title', 'no-date']))
})

test('a bracket of units that never closes is found', () => {
  expect(codesOf('（一）新建步道。新建步道20公里。（牵头单位：县林业局；责任单位：县财')).toContain('open-bracket')
})

test('without a register no unit is doubted; with one, unknown and ended units are', () => {
  const units = [{ name: '县林业局', ended: '2018-01-01', successor: '县自然资源局' }]
  const found = findingsOf(complete, { units })

  expect(found.map((finding) => finding.code)).toEqual(['ended-unit', 'unknown-unit'])
  expect(found[0]?.fix[0]).toContain('县自然资源局')
})

test('a unit that ended after the document was written is no finding', () => {
  expect(codesOf(complete, { units: [{ name: '县林业局', ended: '2019-03-01' }, { name: '县财政局' }] })).toEqual([])
})

test('two demands that pull against each other are found once', () => {
  const items =
    '（一）加强检查。增加检查频次，每月检查20次。（县城管局负责，2019年6月底前完成）\n\n（二）减轻负担。减少对企业的检查30%。（县工信局负责，2019年6月底前完成）'

  expect(codesOf(items)).toEqual(['opposing-indicators'])
})

test('one thing to be raised and lowered is found', () => {
  const items =
    '（一）保障投入。提高基层办公经费10%。（县财政局负责，2019年6月底前完成）\n\n（二）厉行节约。降低基层办公经费10%。（县机关事务局负责，2019年6月底前完成）'

  expect(codesOf(items)).toContain('opposing-indicators')
})

test('one indicator with two values for the same time is found', () => {
  const items =
    '（一）造林。森林覆盖率达到60%。（县林业局负责，2019年6月底前完成）\n\n（二）绿化。森林覆盖率达到65%。（县住建局负责，2019年6月底前完成）'

  expect(codesOf(items)).toEqual(['two-values'])
})

test('及时 gets a limit put forward as a suggestion, never as a deadline', () => {
  const [item] = compile(plan('（一）养护步道。及时养护步道20公里。（县林业局负责）')).commitments

  expect(item?.deadline).toBeNull()
  expect(item?.proposals.find((proposal) => proposal.field === 'deadline')).toMatchObject({
    origin: 'suggested',
    rule: 'deadline/vague-word',
    value: '2个工作日',
  })
})

test('a sentence that names nobody gets the actor of the sentence before as inferred', () => {
  const second = compile(plan('（一）工作要求\n\n县林业局要在2019年6月底前新建步道20公里。2019年底前完成绿化3处。'))
    .commitments[1]

  expect(second?.leads).toEqual([])
  expect(second?.proposals.find((proposal) => proposal.field === 'lead')).toMatchObject({
    value: '县林业局',
    origin: 'inferred',
    rule: 'lead/preceding-sentence',
  })
})

test('an indicator of the register is put forward where its words fit', () => {
  const [item] = compile(plan('（一）养护步道。做好步道养护。（县林业局负责，2019年6月底前完成）'), {
    indicators: [{ name: '步道完好率', about: ['步道'] }],
  }).commitments

  expect(item?.proposals.find((proposal) => proposal.field === 'measure')).toMatchObject({
    value: '步道完好率',
    origin: 'suggested',
    rule: 'measure/register',
  })
})

test('every value of a commitment carries its origin and a rule that the table explains', () => {
  const compiled = compile(plan(`${complete}\n\n（二）及时养护。县住建局会同县水利局及时养护，完好率95%以上。`))
  const values = compiled.commitments.flatMap((item) => [
    ...item.units,
    ...item.targets,
    ...(item.deadline ? [item.deadline] : []),
    ...item.proposals,
  ])

  expect(values.length).toBeGreaterThan(6)
  expect(
    values.every(
      (value) => ['stated', 'inferred', 'suggested'].includes(value.origin) && rules[value.rule] !== undefined,
    ),
  ).toBe(true)
})

test('every finding has its sentences in both languages', () => {
  expect(
    Object.values(findingKinds).every((kind) =>
      [kind.says, kind.why, kind.fix].every(([zh, en]) => /[一-龥]/.test(zh) && /[a-z]/.test(en)),
    ),
  ).toBe(true)
})

const register = [
  { name: '县人力资源和社会保障局', aliases: ['县人社局'] },
  { name: '县林业局', about: ['步道', '造林'] },
  { name: '县园林管理处', ended: '2017-03-31', successor: '县城市管理局', about: ['步道'] },
]

test.each([
  ['县人力社保局', '县人力资源和社会保障局'],
  ['县林业管理局', '县林业局'],
  ['县园林处', '县城市管理局'],
])('for %s, which is not registered, the nearest registered name is put forward: %s', (name, wanted) => {
  const items = `（一）新建步道。新建步道20公里。（${name}负责，2019年6月底前完成）`
  const found = findingsOf(items, { units: register }).find((finding) => finding.code === 'unknown-unit')

  expect(found?.fix[0]).toContain(wanted)
})

test.each(['县气象台', '县人武部'])(
  'for %s, like no registered unit, nothing is put forward but the general fix',
  (name) => {
    const items = `（一）新建步道。新建步道20公里。（${name}负责，2019年6月底前完成）`
    const found = findingsOf(items, { units: register }).find((finding) => finding.code === 'unknown-unit')

    expect(found?.fix).toEqual(findingKinds['unknown-unit'].fix)
  },
)

test('where nothing names a lead, the units of the register with such tasks are put forward, ended ones never', () => {
  const [item] = compile('一、新建步道20公里。', { units: register }).commitments

  expect(item?.proposals.filter((proposal) => proposal.field === 'lead')).toEqual([
    expect.objectContaining({ value: '县林业局', origin: 'suggested', rule: 'lead/register' }),
  ])
})

test('of several leads the first is put forward', () => {
  const items = '（一）新建步道。新建步道20公里。（县林业局、县财政局负责，2019年6月底前完成）'
  const found = findingsOf(items).find((finding) => finding.code === 'several-leads')

  expect(found?.fix[0]).toContain('“县林业局”牵头')
})
