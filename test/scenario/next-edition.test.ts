import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'
import { fsck } from '../../src/engine/fsck.ts'
import { inForce } from '../../src/engine/publication.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { type Database, withClient } from '../../src/store/cluster/database.ts'
import { storedEditions } from '../../src/store/editions.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer, type PageAnswer, type TestBrowser } from '../support/desk.ts'
import { anlanProgramme } from '../support/engine.ts'

const inForceText = readFileSync(join(import.meta.dirname, '../../programmes/jiujiang-2018/plan.txt'), 'utf8')
const [before, after] = ['对督查中发现的问题', '对暗访中发现的问题']
/** The sentence is reworded, and another one is put before it: it is the third of its clause now. */
const nextText = inForceText.replace(before, `每季度通报督查安排。${after}`)

let database: Database
let folder: string
let desk: DeskServer

/** Opens the desk anew on the plan that is in force now, as the holder of the server does. */
async function reopened(): Promise<void> {
  await desk.close()
  const editions = await withClient(database.as('app'), storedEditions)
  desk = await openDeskServer(database, at('2018-11-14 11:00'), undefined, {
    folder,
    programme: inForce(anlanProgramme(), false, editions),
  })
}

beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'luoshi-next-'))
  desk = await openDeskServer(database, at('2018-11-14 10:00'), undefined, { folder })
})
afterAll(async () => {
  await desk.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

const idIn = ({ path }: PageAnswer) => /\/desk\/compile\/([0-9a-f-]{36})/.exec(path)?.[1] ?? ''

async function all(browser: TestBrowser, id: string, act: 'decide' | 'agree'): Promise<void> {
  let page = await browser.open(`/desk/compile/${id}`)
  for (let n = 0; n < 200 && !page.path.includes('/all'); n += 1)
    page = await browser.send(page, `/desk/compile/${id}/${act}`)
}

/** Confirms every pair of clauses that waits. */
async function pairs(browser: TestBrowser, id: string): Promise<PageAnswer> {
  let page = await browser.open(`/desk/compile/${id}/compare`)
  for (let n = 0; n < 20 && page.html.includes('name="old"'); n += 1)
    page = await browser.send(page, `/desk/compile/${id}/compare`)
  return page
}

const kept = (engine: Engine) => engine.editions.all.map(({ edition }) => edition)

test('a new edition takes over beside a running case: it keeps its clause and rules, its owners are told, both texts stay', async () => {
  const item = {
    clause: 'G3.s2',
    subject: '督查问题反馈',
    deliverable: '反馈清单逐件公开',
    measure: '按件核对',
    leadUnit: 'water',
    dueOn: '2018-12-20',
  }
  const { no } = (await desk.open({ post: 'five-1' }, 'responsibility-list', item)).body as { no: string }
  await desk.move({ post: 'five-1' }, no, 'consult', 0)
  await desk.move({ post: 'water-head' }, no, 'sign', 1)
  const versionBefore = desk.engine.procedure('responsibility-list')?.version
  const [one, other] = [await desk.as('five-1'), await desk.as('five-2')]
  const upload = { plan: { name: '新版.txt', bytes: Buffer.from(nextText) } }
  const id = idIn(await one.send(await one.open('/desk/compile'), '/desk/compile/new', upload))
  await all(one, id, 'decide')
  await all(other, id, 'agree')
  const settings = await one.open(`/desk/compile/${id}/publish`)
  await one.send(settings, '/settings')
  await other.send(await other.open(`/desk/compile/${id}/publish`), '/settings/agree')
  const unmapped = await one.open(`/desk/compile/${id}/publish`)
  const early = await one.forge(`/desk/compile/${id}/publish`, {
    'form-csrf': /name="form-csrf" value="([^"]+)"/.exec(unmapped.html)?.[1] ?? '',
  })
  const compared = await pairs(one, id)
  await one.send(compared, '/map')
  const published = await one.send(await one.open(`/desk/compile/${id}/publish`), `/desk/compile/${id}/publish`)
  const during = await desk.move({ post: 'vice-mayor' }, no, 'issue', 2)

  await reopened()

  const visitor = desk.browser()
  const issued = await desk.move({ post: 'vice-mayor' }, no, 'issue', 2)
  await desk.engine.settled()
  const [now, then, versions] = [
    await visitor.open('/plan/jiujiang-2018/G3'),
    await visitor.open('/plan/jiujiang-2018@1/G3'),
    await visitor.open('/plan/jiujiang-2018/versions'),
  ]
  const whole = await visitor.open('/plan/jiujiang-2018@1')
  const source = await visitor.open('/plan/jiujiang-2018@1/source.txt')
  const page = await visitor.open(`/cases/${no}`)
  const told = await (await desk.as('water-head')).open('/desk/notices')
  const task = (await desk.call({ post: 'water-head' }, 'GET', '/api/v1/cases?procedure=supervised-task&clause=G3.s3'))
    .body
  const later = (await desk.open({ post: 'five-1' }, 'responsibility-list', { ...item, subject: '新立的一项' })).body
  const report = await fsck(database)

  expect(settings.html).toContain('value="jiujiang-2018"')
  expect(settings.html).toMatch(/name="edition"[^>]*value="2"/)
  expect(unmapped.text).toContain('1 件，还没有确认在新版的哪一句')
  expect([early.status, early.text.includes('都由人确认以后，才能公布')]).toEqual([422, true])
  expect(published.status).toBe(200)
  expect(during.status).toBe(503)
  expect(issued).toMatchObject({ status: 200, body: { version: versionBefore } })
  expect(desk.engine.procedure('responsibility-list')?.version).not.toBe(versionBefore)
  expect(now.text).toContain(after)
  expect(now.text).toContain('督查问题反馈')
  expect(then.text).toContain(before)
  expect(then.text).toContain('这是第 1 版，已经被后来的版本代替')
  expect([whole.status, source.html === inForceText]).toEqual([200, true])
  expect(versions.html).toContain('<del>')
  expect(versions.text).toContain('第 1 版到第 2 版改了什么')
  expect(page.html).toContain('/plan/jiujiang-2018@1/G3#s2')
  expect(told.text).toContain('方案换版')
  expect(task.cases).toHaveLength(1)
  expect(later).toMatchObject({ version: desk.engine.procedure('responsibility-list')?.version })
  expect(kept(desk.engine)).toEqual([1, 2])
  expect(report.differences).toEqual([])
})
