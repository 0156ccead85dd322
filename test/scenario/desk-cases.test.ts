import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fsck } from '../../src/engine/fsck.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { casesByNo } from '../../src/store/read.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer } from '../support/desk.ts'
import { deskCases, matter, photo } from '../support/desk-cases.ts'

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

const { at_, opened, move, stateOf, asDrawn } = deskCases(() => desk)

describe('a supervised task through its forms alone', () => {
  test('is proposed, approved, assigned, accepted, reported, returned, redone, verified and struck off', async () => {
    const no = await opened()
    await move('mayor', no, 'approve')
    await move('inspection-1', no, 'assign')
    await move('water-liaison', no, 'accept', { handlerPost: 'water-clerk' })
    await move('water-liaison', no, 'report-progress', { percent: '40', progressNote: '已修好一条街的路灯' })
    await move('water-head', no, 'report-done', { resultNote: '三条街的路灯都亮了', resultProof: photo('照片') })
    const first = await asDrawn(no, 'verifier')
    await move(first, no, 'fail', { checkNote: '东街还有四盏不亮', missing: '东街四盏' })
    await move('water-head', no, 'report-done', { resultNote: '东街四盏已换', resultProof: photo('新照片') })
    const second = await asDrawn(no, 'verifier')
    await move(second, no, 'pass', { checkNote: '逐盏看过，都亮' })
    const closed = await move('inspection-1', no, 'close')

    expect(await stateOf(no)).toBe('closed')
    expect(closed.path).toMatch(new RegExp(`^/desk/cases/${no}\\?done=\\d+$`))
    expect(closed.text).toContain('“销号”已经记入本件')
  })
})

describe('a finding through its forms alone', () => {
  const story = '窗口让我交了三次复印件，我叫王小明，电话 13900000000'

  test('is taken up, ordered, planned, claimed, failed, ordered again, verified, judged and struck off', async () => {
    const reported = await desk.open('nobody', 'finding-rectification', {
      about: '反复要复印件',
      story,
      against: 'water',
      contact: '王小明 13900000000',
    })
    const { no, code } = reported.body as { no: string; code: string }
    await move('intake-1', no, 'take-up', {
      subject: '窗口反复要求提交复印件',
      fact: '办理一件事，三次要求提交同一份复印件',
      unit: 'water',
      severity: 'ordinary',
    })
    await move('inspection-1', no, 'feed-back', { demand: '五日内取消复印件要求，逐窗口检查' })
    await move('water-liaison', no, 'plan', {
      measures: '取消复印件\n逐窗口检查',
      handlerPost: 'water-clerk',
      promisedOn: '2018-11-30',
    })
    await move('water-head', no, 'begin')
    await move('water-head', no, 'claim', { claims: '已取消\n已检查', claimProof: photo('公告') })
    const first = await asDrawn(no, 'verifier')
    await move(first, no, 'fail', { method: 'unannounced', seen: '三号窗口仍要', sham: 'superficial' })
    await move('inspection-1', no, 'order-again', { demand: '三日内改正并公示', redoBy: '2018-11-21' })
    await move('water-head', no, 'claim', { claims: '已全部取消', claimProof: photo('公示') })
    const second = await asDrawn(no, 'verifier')
    await move(second, no, 'pass', { method: 'other-eyes', seen: '走了五个窗口都不要' })
    const judged = await desk.move({ code }, no, 'judge', (await stateAndSeq(no)).seq, { judgement: 'satisfied' })

    expect([judged.status, await stateOf(no)]).toEqual([200, 'closed'])
  })

  test('its page never shows who reported it, nor his words to anybody but the intake officer', async () => {
    const reported = await desk.open('nobody', 'finding-rectification', {
      about: '门口占道',
      story,
      contact: '王小明 13900000000',
    })
    const { no } = reported.body as { no: string }
    const intake = await (await at_('intake-1')).open(`/desk/cases/${no}`)
    const list = await (await at_('intake-1')).open('/desk/intake')
    await move('intake-1', no, 'take-up', {
      subject: '门口长期占道',
      fact: '门口长期堆放物品',
      unit: 'water',
      severity: 'ordinary',
    })
    await move('inspection-1', no, 'feed-back', { demand: '清理门口，保持畅通' })
    const pages = await Promise.all(
      ['inspection-1', 'water-head', 'water-liaison', 'mayor', 'five-1'].map(async (post) =>
        (await at_(post)).open(`/desk/cases/${no}`),
      ),
    )

    expect([intake.text.includes('让我交了三次复印件'), list.text.includes('门口占道')]).toEqual([true, true])
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(pages.filter(({ html }) => html.includes('让我交了三次') || html.includes('王小明'))).toEqual([])
    expect(
      [intake, list, ...pages].filter(({ html }) => html.includes('contact') || html.includes('王小明 139')),
    ).toEqual([])
  })
})

async function stateAndSeq(no: string): Promise<{ readonly state: string; readonly seq: number }> {
  const [stored] = await casesByNo(desk.engine.db, region, [no])
  return stored?.case ?? { state: '', seq: -1 }
}

describe('a form that is not accepted', () => {
  test('names every fault, leads to its field and keeps what was typed', async () => {
    const browser = await at_('inspection-1')
    const page = await browser.open('/desk/new/supervised-task/propose')

    const again = await browser.send(page, '/propose', { ...matter, subject: '', deliverable: '只写了这一句' })

    expect(again.status).toBe(400)
    expect(again.html).toContain('href="#f-subject"')
    expect(again.html).toContain('只写了这一句')
    expect(again.html).toMatch(/<option value="water" selected/)
  })

  test('keeps the files that came with it, and lets them be taken out', async () => {
    const no = await opened()
    await move('mayor', no, 'approve')
    await move('inspection-1', no, 'assign')
    await move('water-head', no, 'accept', { handlerPost: 'water-clerk' })

    const again = await move('water-head', no, 'report-done', { resultNote: '短', resultProof: photo('现场照片') })
    const browser = await at_('water-head')
    const sent = await browser.send(again, `/desk/cases/${no}/report-done`, { resultNote: '三条街的路灯都亮了' })

    expect([again.status, again.text.includes('现场照片.txt')]).toEqual([400, true])
    expect([sent.status, await stateOf(no)]).toEqual([200, 'reported'])
    expect(sent.text).toContain('现场照片.txt')
  })

  test('names the condition that does not hold, with its clause', async () => {
    const browser = await at_('inspection-1')
    const page = await browser.open('/desk/new/supervised-task/propose')

    const again = await browser.send(page, '/propose', { ...matter, dueOn: '2018-11-01' })

    expect(again.status).toBe(422)
    expect(again.text).toContain('办结时限不早于今天')
    expect(again.html).toContain('/plan/jiujiang-2018/S3.1')
  })

  test('of a case that moved on shows what changed and keeps what was typed', async () => {
    const no = await opened()
    const browser = await at_('mayor')
    const page = await browser.open(`/desk/cases/${no}?do=cancel`)
    await desk.move({ post: 'mayor' }, no, 'approve', 0)

    const stale = await browser.send(page, `/desk/cases/${no}/cancel`, { ground: '重复立项，撤回' })
    const again = await browser.send(stale, `/desk/cases/${no}/cancel`)

    expect(stale.status).toBe(409)
    expect(stale.text).toContain('本件有了新进展')
    expect(stale.text).toContain('批准立项')
    expect(stale.html).toContain('重复立项，撤回')
    expect([again.status, await stateOf(no)]).toEqual([200, 'cancelled'])
  })

  test('of a move that is no longer possible keeps what was typed for copying', async () => {
    const no = await opened()
    const browser = await at_('inspection-1')
    await move('mayor', no, 'approve')
    const page = await browser.open(`/desk/cases/${no}?do=reassign`)
    await desk.move({ post: 'mayor' }, no, 'cancel', 1, { ground: '重复立项，撤回' })

    const stale = await browser.send(page, `/desk/cases/${no}/reassign`, { unit: 'parks' })

    expect(stale.status).toBe(409)
    expect(stale.text).toContain('现在不能做了')
  })

  test('of an earlier session is shown again and does nothing', async () => {
    const no = await opened()
    const browser = await desk.as('mayor')
    const page = await browser.open(`/desk/cases/${no}?do=cancel`)
    browser.cookies.delete('luoshi')
    await browser.login('p-mayor')

    const old = await browser.send(page, `/desk/cases/${no}/cancel`, { ground: '换了登录再提交' })

    expect([old.status, await stateOf(no)]).toEqual([403, 'proposed'])
    expect(old.html).toContain('换了登录再提交')
    expect((await browser.send(old, `/desk/cases/${no}/cancel`)).status).toBe(200)
  })

  test('sent twice is carried out once', async () => {
    const no = await opened()
    const browser = await at_('mayor')
    const page = await browser.open(`/desk/cases/${no}?do=approve`)

    const [first, second] = [
      await browser.send(page, `/desk/cases/${no}/approve`),
      await browser.send(page, `/desk/cases/${no}/approve`),
    ]

    expect([first.status, second.status, (await stateAndSeq(no)).seq]).toEqual([200, 200, 1])
  })
})

describe('the page of a case', () => {
  test('gives every closed move its reason, and the authority for it', async () => {
    const no = await opened()

    const strange = await (await at_('parks-head')).open(`/desk/cases/${no}`)
    await move('mayor', no, 'approve')
    await move('inspection-1', no, 'assign')
    const visible = await (await at_('water-head')).open(`/desk/cases/${no}`)

    expect(strange.status).toBe(404)
    expect(visible.text).toContain('“报办结”只能在“办理中、退回补办”时进行')
    expect(visible.text).toContain('《政府督查工作条例》第 18 条')
  })

  test('has the same address in English', async () => {
    const no = await opened()

    const page = await (await at_('mayor')).open(`/en/desk/cases/${no}`)

    expect(page.text).toContain('What can be done now')
    expect(page.html).toContain(`/en/desk/cases/${no}?do=approve#do`)
  })
})

describe('what is given to a unit', () => {
  const item = {
    clause: 'S4.2.s3',
    subject: '证照复印件一律取消',
    leadUnit: 'parks',
    deliverable: '全部窗口不再要复印件',
    measure: '随机抽查，逐个窗口核对',
    dueOn: '2018-12-20',
  }

  test('stands under 认领与异议 until the unit has answered, and nowhere there afterwards', async () => {
    const drafter = await at_('five-1')
    const done = await drafter.send(await drafter.open('/desk/new/responsibility-list/draft'), '/draft', item)
    const no = /ZR-\d{4}-\d{4}/.exec(done.path)?.[0] ?? done.text.slice(0, 300)
    const head = await at_('parks-head')
    const before = await head.open('/desk/claims')
    await move('five-1', no, 'consult')

    const asked = await head.open('/desk/claims')
    const other = await (await at_('water-head')).open('/desk/claims')
    await move('parks-head', no, 'sign')
    const after = await head.open('/desk/claims')

    expect([before, asked, other, after].map(({ text }) => text.includes('证照复印件一律取消'))).toEqual([
      false,
      true,
      false,
      false,
    ])
    expect(asked.html).toContain(`/desk/cases/${no}?do=object#do`)
  })

  test('answers for its sentence on the plan at the desk, where open sentences lead to a draft', async () => {
    const [drafter, head] = [await at_('five-1'), await at_('parks-head')]
    const plan = await drafter.open('/desk/plan')
    const open = await drafter.open('/desk/plan?show=none')
    const mine = await head.open('/desk/plan?show=mine')
    const theirs = await (await at_('water-head')).open('/desk/plan?show=mine')

    expect(plan.text).toContain('证照复印件一律取消')
    expect(open.text).not.toContain('证照复印件一律取消')
    expect(open.html).toContain('/desk/new/responsibility-list/draft?clause=')
    expect(mine.text).toContain('证照复印件一律取消')
    expect(theirs.text).not.toContain('证照复印件一律取消')
    expect((await head.open('/desk/plan?show=none')).html).not.toContain('/desk/new/responsibility-list/draft')
  })
})

test('after all of this the journal still makes every row', async () => {
  await desk.engine.settled()

  expect((await fsck(database)).differences).toEqual([])
})
