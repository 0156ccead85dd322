import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jiujiang, jiujiangDemo, programmeFolder } from '../../../test/support/demo.ts'
import { withVectors } from '../../../test/support/vectors.ts'
import { orgOf } from '../../kernel/org.ts'
import { officeMinuteAfter } from './agenda.ts'
import { voiceOf } from './book.ts'
import { loadBook } from './book-file.ts'
import { chanceOf } from './chance.ts'
import { daysFrom, openingsOn } from './plot.ts'
import { findingIn, taskIn } from './telling.ts'

const programme = jiujiang()
const demo = jiujiangDemo()
const { calendar } = programme
const folder = join(programmeFolder, 'demo')
const book = loadBook(folder, programme)
const org = orgOf(demo.org)
const within = join(folder, 'year')
const everything = readdirSync(within)
  .map((name) => readFileSync(join(within, name), 'utf8'))
  .join('\n')
const all = daysFrom('2018-11-15', '2019-10-12').flatMap((day) => openingsOn({ day, book, calendar, org }))
const opened = (procedure: string) => all.filter((one) => one.procedure === procedure)

test('a year opens more than two thousand cases of every procedure', () => {
  const procedures = new Set(all.map(({ procedure }) => procedure))

  expect(all.length).toBeGreaterThan(1_700)
  expect(all.length).toBeLessThan(3_000)
  expect(procedures).toEqual(new Set(programme.procedures.keys()))
})

test('the same day always opens the same, and no key is used twice', () => {
  const again = daysFrom('2018-11-15', '2019-10-12').flatMap((day) => openingsOn({ day, book, calendar, org }))

  expect(again).toEqual(all)
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
})

test('officials open cases within office hours on working days', () => {
  const wrong = all.filter(
    ({ by, at }) =>
      'post' in by &&
      !(
        calendar.isWorkingDay(calendar.dayAt(at)) &&
        calendar.data.officeHours.some(({ from, to }) => from <= calendar.minuteAt(at) && calendar.minuteAt(at) <= to)
      ),
  )

  expect(wrong.map(({ key }) => key)).toEqual([])
})

test('citizens do not write the same over and over', () => {
  const stories = opened('finding-rectification').flatMap(({ input }) => (input.story ? [String(input.story)] : []))

  expect(stories.length).toBeGreaterThan(1_000)
  expect(new Set(stories).size).toBeGreaterThan(stories.length * 0.9)
})

test('every problem and every task is known again by its public words', () => {
  const data = (template: string, other: string, matter: object, seed: string) => {
    const { say } = voiceOf(book, chanceOf(seed), matter, {
      unit: '砚湖县',
      month: '3月',
      quarter: '一季度',
      year: '2019年',
    })
    return [say(template), say(other)] as const
  }
  const findings = book.findings.filter((matter) => {
    const [subject, fact] = data(matter.subject, matter.fact, matter, matter.id)
    return findingIn(book, { subject, fact })?.matter.id !== matter.id
  })
  const tasks = book.tasks.filter((matter) => {
    const [subject, deliverable] = data(matter.subject, matter.deliverable, matter, matter.id)
    return taskIn(book, { subject, deliverable })?.matter.id !== matter.id
  })

  expect([...findings, ...tasks].map(({ id }) => id)).toEqual([])
})

test('every unit, clause and person of the year is there', () => {
  const clauses = new Set(programme.tree.flatMap((clause) => clause.sentences.map(({ slug }) => slug)))
  const cited = [...book.findings, ...book.lists, ...book.inspections].map(({ clause }) => clause)
  const units = [
    ...book.findings,
    ...book.tasks,
    ...book.lists,
    ...book.inspections,
    ...book.measureWaves,
    ...book.inspectionWaves,
  ]
  const unknown = units.flatMap((one) => one.units).filter((unit) => unit !== '*' && !org.unit(unit))
  const strangers = book.changes.filter(
    (change) => 'login' in change && !demo.people.some(({ login }) => login === change.login),
  )

  expect(cited.filter((clause) => !clauses.has(clause))).toEqual([])
  expect(unknown).toEqual([])
  expect(strangers).toEqual([])
})

test('nobody of the organisation is named in the year, and no number could be a telephone', () => {
  expect(demo.people.map(({ name }) => name).filter((name) => everything.includes(name))).toEqual([])
  expect(everything.match(/\d{7,}/g) ?? []).toEqual([])
})

test('what is done some working days later is done in an office minute of that day', () => {
  const friday = Date.parse('2018-11-16T16:55:00+08:00')

  const at = officeMinuteAfter(calendar, friday, 1)

  expect(new Date(at).toISOString().slice(0, 10)).toBe('2018-11-19')
  expect(at).toBeGreaterThan(Date.parse('2018-11-19T16:30:00+08:00'))
})

withVectors('domain', ({ json }) => {
  test('no real body is named anywhere in the year', () => {
    const { orgs } = json('org.json') as { orgs: readonly { nameZh: string; shortZh: string }[] }
    const real = orgs.flatMap(({ nameZh, shortZh }) => [nameZh, shortZh])

    expect(real.filter((name) => everything.includes(name))).toEqual([])
  })
})
