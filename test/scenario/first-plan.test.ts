import { expect, test } from 'vitest'
import { fsck } from '../../src/engine/fsck.ts'
import { openDatabase } from '../../src/store/cluster/database.ts'
import { browserAt, type PageAnswer, type TestBrowser } from '../support/desk.ts'
import { dataFolder, startVictim } from '../support/kill.ts'
import { addressOf, firstAdministrator, newcomer, strangersOwn } from '../support/newcomers.ts'
import { strangePlan } from '../support/strange-plan.ts'

const idIn = ({ path }: PageAnswer) => /\/desk\/compile\/([0-9a-f-]{36})/.exec(path)?.[1] ?? ''

/** Presses the main button on every sentence that waits. */
async function all(browser: TestBrowser, id: string, act: 'decide' | 'agree'): Promise<void> {
  let page = await browser.open(`/desk/compile/${id}`)
  for (let n = 0; n < 60 && !page.path.includes('/all'); n += 1)
    page = await browser.send(page, `/desk/compile/${id}/${act}`)
}

const settings = {
  id: 'water-2018',
  region: '990100',
  'title-en': 'Water saving plan',
  'site-zh': '安澜节水公开平台',
  'site-en': 'Anlan saves water',
  officeHours: '08:30-12:00\n14:00-17:30',
  daysOff: '2019-04-08 开渠节',
}

const inSixtyDays = () => new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)

/** The number of the case that a page is about. */
const numberIn = ({ path, text }: PageAnswer) => /\/desk\/cases\/([A-Z]+-\d{4}-\d+)/.exec(path)?.[1] ?? text

/** Makes one move without input on a case. */
async function move(browser: TestBrowser, no: string, transition: string): Promise<PageAnswer> {
  const page = await browser.open(`/desk/cases/${no}?do=${transition}`)
  return browser.send(page, `/desk/cases/${no}/${transition}`)
}

test('a plan of a city that nobody knows is uploaded, settled by two persons, and runs without a restart and after one', async () => {
  const data = dataFolder()
  const server = startVictim({ data, env: strangersOwn })
  const address = await addressOf(server)
  const admin = await firstAdministrator(address, data)
  const units = new Set<string>()
  const staff = (login: string, unit: string, role: string) => newcomer(address, admin, { login, unit, role }, units)
  const [one, other] = [
    await staff('li.one', 'office', 'officeStaff'),
    await staff('wang.two', 'office', 'officeStaff'),
  ]
  const [head, ruler] = [
    await staff('zhao.head', 'water', 'unitHead'),
    await staff('qian.vice', 'city', 'execViceMayor'),
  ]
  const before = await one.open('/')

  const id = idIn(
    await one.send(await one.open('/desk/compile'), '/desk/compile/new', {
      plan: { name: '方案.txt', bytes: Buffer.from(strangePlan) },
    }),
  )
  await all(one, id, 'decide')
  await all(other, id, 'agree')
  const early = await one.open(`/desk/compile/${id}/publish`)
  const wrong = await one.send(early, '/settings', { ...settings, daysOff: '四月八日 开渠节' })
  await one.send(wrong, '/settings', settings)
  await other.send(await other.open(`/desk/compile/${id}/publish`), '/settings/agree')
  const published = await one.send(await one.open(`/desk/compile/${id}/publish`), `/desk/compile/${id}/publish`)

  const visitor = browserAt(address)
  const plan = await visitor.open('/plan/water-2018')
  const home = await visitor.open('/')
  const log = await visitor.open('/log')
  const audit = await admin.open('/desk/units')
  const drafting = await one.open('/desk/new/responsibility-list/draft')
  const opened = await one.send(drafting, '/desk/new/responsibility-list/draft', {
    clause: /value="([^"]+)"[^>]*>[^<"]*2019年6月底前改造/.exec(drafting.html)?.[1] ?? '',
    subject: '改造老旧管网',
    leadUnit: 'water',
    deliverable: '老旧管网改造完成',
    measure: '按竣工验收单核对',
    dueOn: inSixtyDays(),
  })
  const no = numberIn(opened)
  await move(one, no, 'consult')
  await move(head, no, 'sign')
  await move(ruler, no, 'issue')
  const issued = await visitor.open(`/cases/${no}`)

  await server.interrupt()
  const again = startVictim({ data, env: strangersOwn })
  const anew = browserAt(await addressOf(again))
  const later = await anew.open('/plan/water-2018')
  const laterCase = await anew.open(`/cases/${no}`)
  const checkpoint = await anew.open('/log/checkpoint')
  await anew.login('li.one')
  const drafts = await anew.open('/desk/compile')
  await again.interrupt()
  const database = await openDatabase({ data, log: { info: () => {}, warn: () => {} } })
  const report = await fsck(database)
  await database.close()

  expect(before.text).not.toContain('安澜')
  expect(early.text).toContain('以后，才能公布')
  expect(early.text).toContain('还没有设的单位 水务局、财政局')
  expect([wrong.status, wrong.html.includes('href="#f-daysOff"'), wrong.text.includes('四月八日 开渠节')]).toEqual([
    400,
    true,
    true,
  ])
  expect(published.text).toContain('这个平台正在运行这份方案，第 1 版')
  expect([plan.status, plan.text.includes('改造老旧管网120公里')]).toEqual([200, true])
  expect(home.text).toContain('安澜节水公开平台')
  expect(log.text).toContain('公布方案 water-2018 第 1 版')
  expect(audit.text).toContain('单位 water')
  expect(issued.text).toContain('改造老旧管网')
  expect(later.text).toContain('改造老旧管网120公里')
  expect(laterCase.status).toBe(200)
  expect(checkpoint.html.split('\n')[0]).toBe('luoshi.anlan.example/log')
  expect(drafts.text).toContain('安澜市节水行动方案')
  expect(report.differences).toEqual([])
})
