import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccount } from '../../src/engine/accounts.ts'
import { hashedPassword } from '../../src/engine/password.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import { setPassword } from '../../src/store/accounts.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { addHoldings, saveOrg } from '../../src/store/people.ts'
import { freshDatabase } from '../support/database.ts'
import {
  type DeskServer,
  type FormValues,
  openDeskServer,
  type PageAnswer,
  password,
  type TestBrowser,
} from '../support/desk.ts'
import { personId } from '../support/engine.ts'

let database: Database
let desk: DeskServer
let system: TestBrowser
let secretary: TestBrowser

/** Anlan has no secretary-general: the head of the archives becomes it. */
async function addSecretary(): Promise<void> {
  const always = { from: '2018-01-01', to: null }
  const post = {
    id: 'secretary',
    unit: 'gov',
    title: ['秘书长', 'secretary-general'],
    roles: ['secretaryGeneral'],
  } as const
  await saveOrg(desk.engine.db, region, [], [{ ...post, ...always }])
  await addHoldings(desk.engine.db, region, [{ post: 'secretary', person: personId('p-finance-verifier'), ...always }])
  await desk.engine.refreshOrg()
}

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
  await addSecretary()
  const opened = await openAccount(desk.engine, null, { login: 'system.one', name: 'system', admin: 'system' })
  if (!opened.ok) throw new TypeError(JSON.stringify(opened.refusal))
  const change = { mustChange: false, until: null }
  await setPassword(desk.engine.db, opened.value.account.id, await hashedPassword(password), change)
  system = desk.browser()
  await system.login('system.one')
  secretary = await desk.as('finance-verifier')
  const choose = await secretary.open('/desk/post')
  const csrf = /name="form-csrf" value="([^"]+)"/.exec(choose.html)?.[1] ?? ''
  await secretary.forge('/desk/post', { 'form-csrf': csrf, post: 'secretary' })
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

/** One act on a unit through the form that its page links to. */
async function act(browser: TestBrowser, unit: string, query: string, values: FormValues): Promise<PageAnswer> {
  const page = await browser.open(`/desk/units/${unit}?${query}`)
  return browser.send(page, `/desk/units/${unit}?${query.includes('post=') ? query : `${query}&post=`}`, values)
}

describe('units and posts', () => {
  test('are read by everybody at the desk, and changed by nobody without the part', async () => {
    const browser = await desk.as('water-head')

    const list = await browser.open('/desk/units')
    const unit = await browser.open('/desk/units/water?do=rename')
    const csrf = /name="form-csrf" value="([^"]+)"/.exec(unit.html)?.[1] ?? ''
    const forged = await browser.forge('/desk/units/water?do=rename', {
      'form-csrf': csrf,
      zh: '甲',
      en: 'A',
      from: '2018-12-01',
    })

    expect([list.status, unit.status, forged.status]).toEqual([200, 200, 403])
    expect(unit.html).not.toContain('name="zh"')
    expect(forged.text).toContain('由系统管理员或秘书长办理')
    expect(desk.engine.org().nameOf('water', '2018-12-01')[0]).toBe('水务局')
  })

  test('a renamed unit shows both names with their days', async () => {
    const done = await act(system, 'parks', 'do=rename', {
      zh: '城市绿化局',
      en: 'green bureau',
      from: '2018-11-14',
      document: '安编〔2018〕7号',
    })

    expect(done.text).toContain('已经改好')
    expect(done.text).toContain('城市绿化局 安编〔2018〕7号')
    expect(done.text).toContain('2018年1月1日至2018年11月13日 园林局')
  })

  test('a form that is not right comes back with what was typed', async () => {
    const empty = await act(system, 'works', 'do=rename', { zh: '建设局', en: '', from: '2018-12-01' })
    const early = await act(system, 'works', 'do=rename', { zh: '建设局', en: 'building', from: '2017-12-01' })

    expect([empty.status, early.status]).toEqual([400, 400])
    expect([empty, early].map(({ html }) => html.includes('value="建设局"'))).toEqual([true, true])
    expect(empty.html).toContain('href="#f-en"')
    expect(early.html).toContain('href="#f-from"')
    expect(desk.engine.org().nameOf('works', '2018-12-01')[0]).toBe('住建局')
  })

  test('several units are added at once: each line for itself, with its posts, and what is wrong stays to be mended', async () => {
    const form = await system.open('/desk/units/many?names=%E5%8C%97%E4%B9%A1')
    const lines = '新水局，部门\n怪局，怪类\n北乡\t乡镇街道\t新水局\n新水局\n孤局，部门，没有的局'

    const done = await system.send(form, '/desk/units/many', {
      lines,
      file: { name: '单位.csv', bytes: Buffer.from('南乡,township,新水局') },
    })
    const units = await system.open('/desk/units')
    const mended = await system.send(done, '/desk/units/many', { lines: '怪局' })

    const kept = /<textarea[^>]*>([^<]*)</.exec(done.html)?.[1]?.trim()
    expect(form.html).toMatch(/<textarea[^>]*>\s*北乡</)
    expect(done.status).toBe(400)
    expect(kept).toBe('怪局，怪类\n孤局，部门，没有的局')
    expect(done.text.match(/已设，两个岗位也设了/g)).toHaveLength(3)
    expect(done.text).toContain('已经有这个单位')
    expect(units.text).toMatch(/新水局 主要负责人 空缺 联络员 空缺/)
    expect(mended.status).toBe(200)
  })

  test('nobody is put below himself', async () => {
    const loop = await act(system, 'works', 'do=reparent', { parent: 'bridges', from: '2018-12-01' })

    expect(loop.status).toBe(400)
    expect(loop.text).toContain('上级不能是自己，也不能是自己的下级')
  })

  test('a post is handed over by the secretary-general, and its former holder can do nothing any more', async () => {
    const [before, after] = [await desk.as('works-head'), await desk.as('sports-verifier')]

    const done = await act(secretary, 'works', 'do=hand-over&post=works-head', {
      person: personId('p-sports-verifier'),
      from: '2018-11-14',
    })
    const left = await before.open('/desk/clock')
    const choose = await after.open('/desk/post')

    expect(done.text).toContain('已经改好')
    expect(done.text).toContain('p-sports-verifier 2018年11月14日起')
    expect(left.text).toContain('任期到 2018年11月13日 为止')
    expect(choose.text).toContain('住建局 works-head')
  })

  test('before a post is handed over the page says how many cases go with it', async () => {
    const inspector = await desk.as('inspection-1')
    const form = await inspector.open('/desk/new/supervised-task/propose')
    await inspector.send(form, '/propose', {
      subject: '路灯修复',
      deliverable: '三条街的路灯全部亮起来',
      measure: '夜间逐盏核查',
      unit: 'water',
      dueOn: '2018-12-10',
      source: 'meeting',
    })

    const handing = await secretary.open('/desk/units/gov?do=hand-over&post=mayor')
    const leaving = await secretary.open('/desk/units/gov?do=leave&post=mayor')

    expect(handing.text).toContain('现在有 1 件等这个岗位')
    expect(leaving.text).toContain('等它办的 1 件没有人办')
  })

  test('an administrator gets no post with a part in cases', async () => {
    const opened = await openAccount(desk.engine, null, { login: 'audit.one', name: 'audit', admin: 'audit' })
    const person = opened.ok ? opened.value.account.id : ''

    const refused = await act(system, 'water', 'do=hold&post=water-head', { person, from: '2018-11-14' })

    expect(refused.status).toBe(403)
    expect(refused.text).toContain('管理员不能兼办案的岗位')
    expect(refused.html).toContain(`value="${person}" selected`)
  })

  test('somebody holds a post for a time beside its holder', async () => {
    await act(system, 'parks', 'do=hold&post=parks-head', {
      person: personId('p-health-verifier'),
      from: '2018-11-14',
      to: '2018-11-16',
    })

    expect((await (await desk.as('parks-head')).open('/desk/clock')).status).toBe(200)
    expect(desk.engine.org().isHeldBy('parks-head', personId('p-health-verifier'), '2018-11-16')).toBe(true)
    expect(desk.engine.org().isHeldBy('parks-head', personId('p-health-verifier'), '2018-11-17')).toBe(false)
  })

  test('only who holds a post can leave it, and afterwards it is vacant', async () => {
    const form = await system.open('/desk/units/bridges?do=leave&post=bridges-verifier')
    const done = await act(system, 'bridges', 'do=leave&post=bridges-verifier', { on: '2018-11-13' })

    expect(form.html.match(/name="person"[^>]*value="[0-9a-f-]{36}"/g)).toHaveLength(1)
    expect(done.text).toContain('p-bridges-verifier 2018年1月1日至2018年11月13日')
  })

  test('an account that cannot be used gets no post', async () => {
    const page = await system.open('/desk/units/water?do=hold&post=water-clerk')
    const csrf = /name="form-csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''

    const refused = await system.forge('/desk/units/water?do=hold&post=water-clerk', {
      'form-csrf': csrf,
      person: personId('nobody'),
      from: '2018-11-14',
    })

    expect([refused.status, refused.html.includes('href="#f-person"')]).toEqual([400, true])
  })

  test('a unit and a post are added, and an id that no address can hold is refused', async () => {
    const form = await system.open('/desk/units/new')
    const unit = { zh: '河道局', en: 'rivers bureau', kind: 'department', parent: 'gov', from: '2018-11-14' }

    const refused = await system.send(form, '/desk/units/new', { ...unit, id: '河道' })
    const added = await system.send(refused, '/desk/units/new', { ...unit, id: 'rivers' })
    const post = await act(system, 'rivers', 'do=add-post', {
      id: 'rivers-head',
      zh: '局长',
      en: 'director',
      roles: ['unitHead'],
      from: '2018-11-14',
    })

    expect([refused.status, added.path]).toEqual([400, '/desk/units/rivers?said=done'])
    expect(post.text).toContain('局长 rivers-head 单位主要负责人')
  })

  test('a unit that ends says who answers for it, and offers no further act', async () => {
    const page = await system.open('/desk/units/archives?do=end')
    const done = await act(system, 'archives', 'do=end', { successor: 'statistics', on: '2018-11-14' })

    expect(page.text).toContain('不能撤回')
    expect(done.text).toContain('2018年11月14日撤并，由统计局承接')
    expect(done.html).not.toContain('do=rename')
  })

  test('a unit that does not exist is a page that says so', async () => {
    const page = await system.open('/desk/units/nowhere')

    expect([page.status, page.text.includes('没有这个单位')]).toEqual([404, true])
  })
})

describe('opening an identity at the desk', () => {
  const reason = '要当面核实补偿款到没到他手里'

  async function reported(): Promise<string> {
    const opened = await desk.open('nobody', 'finding-rectification', {
      about: '补偿款没到',
      story: '说好的钱三个月没有到。',
      contact: '王小明 13900000000',
    })
    return String(opened.body.no)
  }

  test('goes from the case through two persons to one reading', async () => {
    const no = await reported()
    const intake = await desk.as('intake-1')
    const file = await intake.open(`/desk/cases/${no}`)
    const form = await intake.open(`/desk/unseal/ask?case=${no}`)

    const asked = await intake.send(form, `/desk/unseal/ask?case=${no}`, { reason })
    const waiting = await secretary.open('/desk/unseal')
    const agreed = await secretary.send(waiting, '/desk/unseal/agree')
    const opened = await intake.send(await intake.open('/desk/unseal'), '/desk/unseal/open')
    const after = await intake.open('/desk/unseal')

    expect(file.html).toContain(`/desk/unseal/ask?case=${no}`)
    expect([asked.path, agreed.path]).toEqual(['/desk/unseal?said=asked', '/desk/unseal?said=agreed'])
    expect(waiting.text).toContain(reason)
    expect(waiting.html).not.toContain('王小明')
    expect(opened.text).toContain('王小明 13900000000')
    expect(opened.headers['cache-control']).toBe('no-store')
    expect(after.text).toContain('已经打开过')
    expect(after.html).not.toContain('王小明')
  })

  test('a reason that says nothing comes back as it was typed', async () => {
    const no = await reported()
    const intake = await desk.as('intake-1')
    const form = await intake.open(`/desk/unseal/ask?case=${no}`)

    const again = await intake.send(form, `/desk/unseal/ask?case=${no}`, { reason: '工作需要' })

    expect([again.status, again.html.includes('>工作需要</textarea>')]).toEqual([400, true])
  })

  test('nobody else sees that anything was asked', async () => {
    const no = await reported()
    const pages = await Promise.all(
      ['mayor', 'inspection-1', 'water-head'].map(async (post) => {
        const browser = await desk.as(post)
        return [await browser.open('/desk/unseal'), await browser.open(`/desk/unseal/ask?case=${no}`)]
      }),
    )

    expect(pages.flat().map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403])
    expect(pages.flat().filter(({ text }) => text.includes(reason))).toEqual([])
  })
})
