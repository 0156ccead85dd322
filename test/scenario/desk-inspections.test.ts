import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fsck } from '../../src/engine/fsck.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { casesByNo } from '../../src/store/read.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, type FormValues, openDeskServer, type PageAnswer, type TestBrowser } from '../support/desk.ts'

let database: Database
let desk: DeskServer

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

const browsers = new Map<string, TestBrowser>()
async function at_(post: string): Promise<TestBrowser> {
  const browser = browsers.get(post) ?? (await desk.as(post))
  browsers.set(post, browser)
  return browser
}

const form = {
  subject: '窗口服务检查',
  plannedOn: '2018-11-14',
  mode: 'onsite',
  merges: '2',
  clause: 'G3.s1',
  checklist: 'S4.2.s2 窗口不再要复印件\n投诉电话有人接',
}

/** The boxes of these units on the page of the year plan, as the form has them. */
function boxesOf(page: PageAnswer, units: readonly string[]): readonly string[] {
  const values = [...page.html.matchAll(/name="unit"[^>]*value="([^"]+)"/g)].map(([, value]) => value ?? '')
  return values.filter((value) => units.includes(value.split(' ')[0] ?? ''))
}

async function planned(units: readonly string[], change: FormValues = {}): Promise<PageAnswer> {
  const browser = await at_('inspection-1')
  const page = await browser.open('/desk/inspections')
  return browser.send(page, '/desk/inspections', { ...form, unit: boxesOf(page, units), ...change })
}

const numbersIn = (page: PageAnswer) => [...new Set([...page.html.matchAll(/JC-\d{4}-\d{4}/g)].map(([no]) => no))]

async function move(post: string, no: string, transition: string, values: FormValues = {}): Promise<PageAnswer> {
  const browser = await at_(post)
  const page = await browser.open(`/desk/cases/${no}?do=${transition}`)
  return browser.send(page, `/desk/cases/${no}/${transition}`, values)
}

async function begun(unit: string, change: FormValues = {}): Promise<string> {
  const [no = ''] = numbersIn(await planned([unit], change))
  await move('mayor', no, 'approve')
  await move('inspection-1', no, 'notify')
  await move('inspector-1', no, 'begin')
  return no
}

async function caseOf(no: string) {
  const [stored] = await casesByNo(desk.engine.db, region, [no])
  return stored?.case
}

describe('the year plan at the desk', () => {
  test('house/one-visit-a-year one form plans an inspection for each unit picked, and says of each what became of it', async () => {
    const first = await planned(['water', 'parks'])
    const second = await planned(['water', 'works'])

    expect(first.text).toContain('2 个单位，排上 2 个')
    expect(second.text).toContain('2 个单位，排上 1 个')
    expect(second.text).toContain('这个单位今年还没有安排上门')
  })

  test('house/inspection-rhythm 同一单位一月三查: the third in a month is refused, whatever the way', async () => {
    const answers = [
      await planned(['roads'], { mode: 'data' }),
      await planned(['roads'], { mode: 'paper' }),
      await planned(['roads'], { mode: 'data' }),
      await planned(['roads'], { mode: 'data', plannedOn: '2018-12-03' }),
    ]

    expect(answers.map(({ text }) => /排上 \d 个/.exec(text)?.[0])).toEqual([
      '排上 1 个',
      '排上 1 个',
      '排上 0 个',
      '排上 1 个',
    ])
    expect(answers[2]?.text).toContain('同一单位一个月内不安排第三次检查')
  })

  test('nothing picked, or something missing, brings the form back with what was written', async () => {
    const nobody = await planned([])
    const nothing = await planned(['waterworks'], { subject: '' })

    expect([nobody.status, nothing.status]).toEqual([400, 400])
    expect(nobody.text).toContain('还没有选单位')
    expect(nothing.text).toContain('请填写检查事项')
    expect(nothing.html).toMatch(/value="waterworks [^"]+"[^>]*checked|checked[^>]*value="waterworks /)
  })

  test('whoever is never inspected stands first, and only the inspection office plans', async () => {
    const page = await (await at_('mayor')).open('/desk/inspections')

    expect(page.text).toContain('没有查过')
    expect(page.html).not.toContain('name="unit"')
  })
})

describe('an inspection from its plan to its findings', () => {
  test('duty/inspect-and-feed-back items are recorded one by one, the conclusion is fed back, a problem opens a finding of the unit', async () => {
    const no = await begun('waterworks')
    const inspector = await at_('inspector-1')
    const page = await inspector.open(`/desk/inspections/${no}`)
    const words = `拨了三次都没有人接 ${randomUUID()}`
    const problem = { 'result-2': 'problem', 'note-2': words }
    // Both items' forms post to one address: the second is sent as it stands on the page.
    const second = { ...page, html: page.html.slice(page.html.indexOf('data-item="2"') - 400) }

    const noResult = await inspector.send(page, `/desk/inspections/${no}`)
    await inspector.send(page, `/desk/inspections/${no}`, { 'result-1': 'met' })
    await inspector.send(second, `/desk/inspections/${no}`, problem)
    const twice = await inspector.send(second, `/desk/inspections/${no}`, problem)
    await move('inspection-1', no, 'conclude', {
      conclusion: '电话无人接，其余做到了。',
      basedOn: ['results', 'people'],
      personHours: '6',
    })
    await move('inspection-1', no, 'feed-back', { resultSummary: '投诉电话无人接，责令整改。' })
    await move('inspection-1', no, 'open-finding', {
      findingSubject: '投诉电话无人接',
      findingFact: '拨三次无人接。',
      findingSeverity: 'ordinary',
    })
    await desk.engine.settled()
    const { rows } = await desk.engine.db.query(
      'select procedure, unit, state, clause from case_file where parent = $1',
      [no],
    )
    const unitReads = await (await at_('waterworks-head')).open(`/desk/cases/${no}`)
    const publicReads = await desk.browser().open(`/cases/${no}`)

    expect(noResult.text).toContain('请选一个结果')
    expect(twice.text).toContain('已记：有问题')
    expect((await caseOf(no))?.data).toMatchObject({ checked: 2, problems: 1, settled: 1 })
    expect((await caseOf(no))?.state).toBe('feedback')
    expect(rows).toEqual([{ procedure: 'finding-rectification', unit: 'waterworks', state: 'found', clause: 'G3.s1' }])
    expect(unitReads.text).toContain(words)
    expect(publicReads.text).toContain('投诉电话无人接，责令整改')
    expect(publicReads.text).not.toContain(words)
  })

  test('duty/inspect-everyone 常规检查全覆盖: the public page counts it, and its table opens into it', async () => {
    const page = await desk.browser().open('/inspections')
    const csv = await desk.browser().open('/inspections.csv')

    expect(page.text).toContain('已查过')
    expect(csv.html).toContain('自来水所,已查过,1,0,2018-11-14,1,0,1,6,否,JC-2018-')
    expect(page.html).toMatch(/href="\/cases\/JC-2018-\d{4}"/)
  })

  test('whoever is no inspector records nothing, and nothing is recorded of what has not begun', async () => {
    const [no = ''] = numbersIn(await planned(['works'], { mode: 'paper', plannedOn: '2018-12-20' }))
    const office = await (await at_('inspection-1')).open(`/desk/inspections/${no}`)
    const unknown = await (await at_('inspector-1')).open('/desk/inspections/JC-2018-9999')

    expect(office.text).toContain('这件检查现在不在实施')
    expect(unknown.status).toBe(404)
  })

  test('every row is what its events add up to', async () => {
    expect((await fsck(database)).differences).toEqual([])
  })
})
