import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccount } from '../../src/engine/accounts.ts'
import { hashedPassword } from '../../src/engine/password.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import { setPassword } from '../../src/store/accounts.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { addHoldings, saveOrg } from '../../src/store/people.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer, type PageAnswer, password, type TestBrowser } from '../support/desk.ts'
import { personId } from '../support/engine.ts'

const verifier = join(import.meta.dirname, '../../verifier/verify.mjs')
const words = '说好的钱三个月没有到，家里老人等着用'
const summary = '补偿款三个月没有发放到位，当事人住在堤边第三排'
const reason = '本人持案件码到窗口要求删除，已当面核对'

let database: Database
let desk: DeskServer
let intake: TestBrowser
let secretary: TestBrowser
let audit: TestBrowser

/** Anlan has no secretary-general: the head of the archives becomes it. */
async function addSecretary(): Promise<TestBrowser> {
  const always = { from: '2018-01-01', to: null }
  const title = ['秘书长', 'secretary-general'] as const
  const post = { id: 'secretary', unit: 'gov', title, roles: ['secretaryGeneral'], ...always } as const
  await saveOrg(desk.engine.db, region, [], [post])
  await addHoldings(desk.engine.db, region, [{ post: 'secretary', person: personId('p-finance-verifier'), ...always }])
  await desk.engine.refreshOrg()
  const browser = await desk.as('finance-verifier')
  const csrf = /name="form-csrf" value="([^"]+)"/.exec((await browser.open('/desk/post')).html)?.[1] ?? ''
  await browser.forge('/desk/post', { 'form-csrf': csrf, post: 'secretary' })
  return browser
}

async function addAuditor(): Promise<TestBrowser> {
  const opened = await openAccount(desk.engine, null, { login: 'audit.one', name: 'audit', admin: 'audit' })
  if (!opened.ok) throw new TypeError(JSON.stringify(opened.refusal))
  const change = { mustChange: false, until: null }
  await setPassword(desk.engine.db, opened.value.account.id, await hashedPassword(password), change)
  const browser = desk.browser()
  await browser.login('audit.one')
  return browser
}

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
  intake = await desk.as('intake-1')
  secretary = await addSecretary()
  audit = await addAuditor()
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

/** A report about the works bureau that is public: its number, and what the reporter comes back with. */
async function reported(): Promise<{ readonly no: string; readonly code: string }> {
  const opened = await desk.open('nobody', 'finding-rectification', { about: '补偿款没到', story: words })
  const no = String(opened.body.no)
  const taken = { subject: '补偿款迟发', fact: summary, unit: 'works', severity: 'ordinary' }
  await desk.move({ post: 'intake-1' }, no, 'take-up', 0, taken)
  const demand = '三十日内改到位，并逐条报告做了什么。'
  await desk.move({ post: 'inspection-1' }, no, 'feed-back', 1, { demand })
  await desk.engine.settled()
  return { no, code: String(opened.body.code) }
}

/** The request to erase what was written, asked by the intake officer; the page after it. */
async function asked(no: string): Promise<PageAnswer> {
  const form = await intake.open(`/desk/erase/ask?case=${no}`)
  return intake.send(form, `/desk/erase/ask?case=${no}`, {
    fields: ['story', 'fact'],
    ground: 'consent-withdrawn',
    reason,
  })
}

const decision = async (no: string) => {
  const list = await secretary.open('/desk/erase')
  const link = new RegExp(`/desk/erase/decide\\?request=[0-9a-f-]+(?="[^>]*>[^<]*<span class="vh"> ${no})`).exec(
    list.html,
  )
  return secretary.open(link?.[0] ?? '/nowhere')
}

/** What the independent verifier says of the files that a receipt's page offers, the entry perhaps changed. */
async function offline(path: string, change = (entry: string) => entry): Promise<string> {
  const index = path.split('/').at(-1)
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-receipt-'))
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const read = async (address: string) => (await desk.app.inject(address)).body
  const receipt = file('receipt', await read(`/log/proof/${index}.tlog-proof`))
  const entry = file('entry', change(await read(`/receipt/${index}/entry`)))
  const trust = file('trust', await read('/log/log.vkey'))
  const args = [verifier, 'receipt', receipt, '--entry', entry, '--trust', trust]
  return promisify(execFile)(process.execPath, args)
    .then(
      () => 'accepted',
      () => 'refused',
    )
    .finally(() => rmSync(folder, { recursive: true }))
}

const publicPage = async (path: string) => desk.browser().open(path)

describe('《个人信息保护法》第四十七条: what somebody wrote', () => {
  test('is asked for by one person, decided by another, and gone from every page, with the entry that says so', async () => {
    const { no } = await reported()
    const before = await publicPage(`/cases/${no}`)
    const file = await intake.open(`/desk/cases/${no}`)
    const sent = await asked(no)
    const form = await decision(no)
    const granted = await secretary.send(form, '/desk/erase/grant')
    await desk.engine.settled()
    const after = await publicPage(`/cases/${no}`)
    const own = await intake.open(`/desk/cases/${no}`)

    expect(file.html).toContain(`/desk/erase/ask?case=${no}`)
    expect([sent.path, granted.path]).toEqual(['/desk/erase?said=asked', '/desk/erase?said=granted'])
    expect(before.text).toContain(summary)
    expect(`${after.html}${own.html}`).not.toMatch(/堤边第三排|老人等着用/)
    expect(after.html).toMatch(/已依法删除，<a href="\/receipt\/\d+">公开日志第 \d+ 条/)
    expect(own.text).toContain('已依法删除')
  })

  test('leaves every receipt of the case valid, and tells on each what was erased and where', async () => {
    const { no } = await reported()
    const receipts = async () => {
      const { html } = await publicPage(`/cases/${no}`)
      return [...new Set([...html.matchAll(/\/receipt\/(\d+)/g)].map(([path]) => path))]
    }
    const indexes = await receipts()
    await asked(no)
    await secretary.send(await decision(no), '/desk/erase/grant')
    await desk.engine.settled()

    const pages = await Promise.all(indexes.map((path) => publicPage(path)))
    const entry = (await receipts()).find((path) => !indexes.includes(path)) ?? ''
    const erasure = await publicPage(entry)

    expect(indexes.length).toBeGreaterThan(2)
    expect(pages.map(({ status }) => status)).toEqual(indexes.map(() => 200))
    expect(pages.filter(({ text }) => text.includes('项内容已依法删除'))).toHaveLength(2)
    expect(erasure.text).toContain('本人撤回同意')
    expect(erasure.text).toMatch(/涉及的记录 第 \d+ 条 ?第 \d+ 条/)
    expect(erasure.text).toMatch(/谁决定的 .*秘书长/)
    expect(await Promise.all(indexes.map((path) => offline(path)))).toEqual(indexes.map(() => 'accepted'))
    expect(await offline(indexes[0] ?? '', (entry) => entry.replace('luoshi-leaf/1', 'luoshi-leaf/2'))).toBe('refused')
  })

  test('is never shown to those who ask and decide, nor kept in what they file', async () => {
    const { no } = await reported()
    const form = await intake.open(`/desk/erase/ask?case=${no}`)
    await asked(no)
    const pages = [form, await intake.open('/desk/erase'), await secretary.open('/desk/erase'), await decision(no)]

    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(pages.filter(({ html }) => /堤边第三排|老人等着用/.test(html))).toEqual([])
    expect(form.text).toContain('步里有')
  })

  test('stays when the second person refuses, who must say why; the officer reads it', async () => {
    const { no } = await reported()
    await asked(no)
    const form = await decision(no)
    const action = form.path.replace('decide', 'refuse')
    const silent = await secretary.send(form, action, { answer: '不行' })
    const refused = await secretary.send(silent, action, { answer: '档案保管期限还没有满，只能封存' })
    const list = await intake.open('/desk/erase')

    expect([silent.status, refused.path]).toEqual([400, '/desk/erase?said=refused'])
    expect(list.text).toContain('档案保管期限还没有满，只能封存')
    expect((await publicPage(`/cases/${no}`)).text).toContain(summary)
  })

  test('is asked for with something chosen and a reason that says something', async () => {
    const { no } = await reported()
    const form = await intake.open(`/desk/erase/ask?case=${no}`)

    const again = await intake.send(form, `/desk/erase/ask?case=${no}`, { ground: 'unlawful', reason: '要删' })

    expect([again.status, again.html.includes('>要删</textarea>')]).toEqual([400, true])
  })
})

/** The page of the reporter, entered with number and code. */
async function own(no: string, code: string) {
  const browser = desk.browser()
  await browser.send(await browser.open('/mine'), '/mine', { no, code })
  return browser
}

describe('《个人信息保护法》第五十条: the reporter himself', () => {
  test('asks with his case code for his own words only; an officer takes it in, another decides, and he follows it', async () => {
    const { no, code } = await reported()
    const reporter = await own(no, code)
    const form = await reporter.open('/mine')
    const filed = await reporter.send(form, '/mine/erase', { fields: ['story'], ground: 'consent-withdrawn' })
    const waiting = await reporter.open('/mine')
    const list = await intake.open('/desk/erase')
    const card = list.html.slice(list.html.indexOf(no))
    const wish = /name="wish" value="([^"]+)"/.exec(card)?.[1] ?? ''
    const taken = await intake.send(list, '/desk/erase/take', { wish })
    const passed = await reporter.open('/mine')
    await secretary.send(await decision(no), '/desk/erase/grant')
    await desk.engine.settled()
    const over = await reporter.open('/mine')

    expect(form.html).toMatch(/name="fields" value="story"|value="story"[^>]*name="fields"/)
    expect(form.html).not.toMatch(/value="fact"/)
    expect([filed.path, taken.path]).toEqual(['/mine?did=yes', '/desk/erase?said=taken'])
    expect(waiting.text).toContain('已经提出，等受理员送交')
    expect(list.html).not.toMatch(/老人等着用/)
    expect(list.text).toContain('本人凭查询码')
    expect(passed.text).toContain('已经送交，等秘书长决定')
    expect(over.text).toMatch(/已依法删除[\s\S]*公开日志第 \d+ 条/)
    expect(over.html).not.toMatch(/老人等着用|value="story"/)
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['what the office wrote', { fields: 'fact', ground: 'unlawful' }],
    ['a state', { fields: 'unit', ground: 'unlawful' }],
    ['nothing', { ground: 'unlawful' }],
    ['something on no ground', { fields: 'story' }],
  ])('cannot ask for %s', async (_, values) => {
    const { no, code } = await reported()
    const reporter = await own(no, code)

    const answer = await reporter.forge('/mine/erase', values)

    expect(answer.status).toBe(400)
    expect((await reporter.open('/mine')).text).not.toContain('等受理员送交')
  })

  test('asks once: a second wish for the same words is refused while the first waits', async () => {
    const { no, code } = await reported()
    const reporter = await own(no, code)
    const wish = { fields: ['story'], ground: 'unlawful' }
    await reporter.send(await reporter.open('/mine'), '/mine/erase', wish)

    const again = await reporter.send(await reporter.open('/mine'), '/mine/erase', wish)

    expect(again).toMatchObject({ status: 422, text: expect.stringContaining('已经提出过，正在办') })
  })

  test.each(['works-head', 'mayor', 'inspection-1'])('nobody but an intake officer takes it in: %s', async (post) => {
    const { no, code } = await reported()
    const reporter = await own(no, code)
    await reporter.send(await reporter.open('/mine'), '/mine/erase', { fields: ['story'], ground: 'unlawful' })
    const list = await intake.open('/desk/erase')
    const wish = /name="wish" value="([^"]+)"/.exec(list.html.slice(list.html.indexOf(no)))?.[1] ?? ''
    const browser = await desk.as(post)
    const csrf = /name="form-csrf" value="([^"]+)"/.exec((await browser.open('/desk')).html)?.[1] ?? ''

    const answer = await browser.forge('/desk/erase/take', { 'form-csrf': csrf, wish })

    expect(wish).not.toBe('')
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('依法删除只经受理员和秘书长的手') })
    expect((await reporter.open('/mine')).text).toContain('等受理员送交')
  })
})

describe('whom the complaint is about, and everybody else', () => {
  test.each(['works-head', 'mayor', 'inspection-1'])('%s sees no request and has no form', async (post) => {
    const { no } = await reported()
    await asked(no)
    const browser = await desk.as(post)

    const pages = [await browser.open('/desk/erase'), await browser.open(`/desk/erase/ask?case=${no}`)]

    expect(pages.map(({ status }) => status)).toEqual([403, 403])
    expect(pages.filter(({ text }) => text.includes(reason))).toEqual([])
  })
})

test('the audit administrator reads who asked, who decided, which fields and why, and the entry of the log', async () => {
  const { no } = await reported()
  await asked(no)
  await secretary.send(await decision(no), '/desk/erase/grant')
  await desk.engine.settled()

  const page = await audit.open('/desk/admin/audit')

  expect(page.text).toContain('申请依法删除')
  expect(page.text).toMatch(new RegExp(`${no} p-intake-1 p-finance-verifier 已依法删除 公开日志第 \\d+ 条`))
  expect(page.text).toContain(reason)
  expect(page.html).not.toMatch(/堤边第三排|老人等着用/)
})
