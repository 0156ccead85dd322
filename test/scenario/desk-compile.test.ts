import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadProgramme } from '../../src/engine/programme.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { docx, word } from '../../src/reader/testing/office.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer, type PageAnswer, type TestBrowser } from '../support/desk.ts'
import { openProgrammeServer } from '../support/programme-server.ts'
import { strangePlan as plan } from '../support/strange-plan.ts'

let database: Database
let desk: DeskServer
let [first, second]: TestBrowser[] = []

const one = () => first as TestBrowser
const other = () => second as TestBrowser

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
  ;[first, second] = [await desk.as('five-1'), await desk.as('five-2')]
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

const file = (bytes: Buffer, name = '方案.txt') => ({ plan: { name, bytes } })

async function upload(browser: TestBrowser, text = plan): Promise<PageAnswer> {
  return browser.send(await browser.open('/desk/compile'), '/desk/compile/new', file(Buffer.from(text)))
}

const idIn = ({ path }: PageAnswer) => /\/desk\/compile\/([0-9a-f-]{36})/.exec(path)?.[1] ?? ''

describe('a plan is uploaded', () => {
  test('and opens at its first sentence to be decided, with who, when and how much', async () => {
    const page = await upload(one())
    const list = await one().open('/desk/compile')

    expect(page.status).toBe(200)
    expect(page.text).toContain('编译与校对')
    expect(list.text).toContain('安澜市节水行动方案')
    expect(list.text).toContain('0／')
  })

  test('a file that cannot be read is told in the sentence of the reader and leaves nothing', async () => {
    const before = (await one().open('/desk/compile')).text
    const page = await one().open('/desk/compile')

    const answers = [
      await one().send(page, '/desk/compile/new', file(Buffer.from('%PDF-1.7 nothing'), '扫描.pdf')),
      await one().send(page, '/desk/compile/new', file(Buffer.from('\x89PNG\r\n\x1a\n'), '图.docx')),
      await one().send(page, '/desk/compile/new'),
    ]

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(answers[0]?.text).toContain('这个文件已损坏或不完整')
    expect(answers[1]?.text).toContain('认不出这种格式')
    expect(answers[2]?.text).toContain('请选一个文件')
    expect((await one().open('/desk/compile')).text).toBe(before)
  })

  test('by nobody but the office', async () => {
    const stranger = await desk.as('water-head')
    const page = await stranger.open('/desk/compile')
    const csrf = /name="form-csrf" value="([^"]+)"/.exec((await stranger.open('/desk/account')).html)?.[1] ?? ''
    const forged = await stranger.forge('/desk/compile/new', { 'form-csrf': csrf })

    expect([page.status, forged.status]).toEqual([403, 403])
    expect((await stranger.open('/desk/plan')).html).not.toContain('/desk/compile')
  })
})

/** Presses the main button on every sentence that waits, as the key does. */
async function all(browser: TestBrowser, id: string, act: 'decide' | 'agree'): Promise<PageAnswer> {
  let page = await browser.open(`/desk/compile/${id}`)
  for (let n = 0; n < 60 && !page.path.includes('/all'); n += 1)
    page = await browser.send(page, `/desk/compile/${id}/${act}`)
  return page
}

describe('a plan is reviewed', () => {
  test('sentence by sentence: each decision is kept at once and the next one comes', async () => {
    const id = idIn(await upload(one()))
    const start = await one().open(`/desk/compile/${id}`)

    const next = await one().send(start, `/desk/compile/${id}/decide`)
    const later = await (await desk.as('five-1')).open(`/desk/compile/${id}`)

    expect(next.text).toContain('已存')
    expect(next.path).not.toBe(start.path)
    expect(later.text).toContain('已定 1 句')
    expect(later.text).not.toBe(start.text)
  })

  test('what a person types is marked as his, and what the text says stays marked as stated', async () => {
    const id = idIn(await upload(one()))
    const list = await one().open(`/desk/compile/${id}/all`)
    const pipes = /\?s=(s\d+-\d+)">[^<]*2019年6月底前/.exec(list.html)?.[1] ?? ''
    const page = await one().open(`/desk/compile/${id}?s=${pipes}`)
    await one().send(page, '/decide', { 'm0-lead': '住建局' })

    const seen = await other().open(`/desk/compile/${id}?s=${pipes}`)

    expect(page.html).toContain('value="水务局"')
    expect(page.text).toContain('120公里')
    expect(seen.text).toMatch(/谁 住建局 人定/)
    expect(seen.text).toMatch(/谁配合 财政局 原句/)
    expect(seen.text).toContain('另定')
  })

  test('a matter that the system did not find is added by hand, and goes when it is emptied', async () => {
    const id = idIn(await upload(one()))
    const list = await one().open(`/desk/compile/${id}/all`)
    const aim = /\?s=(s\d+-\d+)">坚持节水优先/.exec(list.html)?.[1] ?? ''
    const at = `/desk/compile/${id}?s=${aim}`
    await one().send(await one().open(at), '/decide', {
      'added-action': '制定节水办法',
      'added-lead': '水务局',
      testable: 'yes',
    })

    const seen = await other().open(at)
    await one().send(await one().open(at), '/decide', { 'm0-lead': '' })
    const emptied = await other().open(at)

    expect(seen.text).toMatch(/制定节水办法.*谁 水务局 人定/)
    expect(emptied.text).not.toContain('制定节水办法')
  })

  test('a sentence is taken apart by hand, decided so, and joined again', async () => {
    const id = idIn(await upload(one(), plan.replace('推广节水器具。', '推广节水器具，开展用水宣传。')))
    const list = await one().open(`/desk/compile/${id}/all`)
    const tools = /\?s=(s\d+-\d+)">[^<]*开展用水宣传/.exec(list.html)?.[1] ?? ''
    const at = `/desk/compile/${id}?s=${tools}`
    const whole = await one().open(at)
    const cut = /value="(c0\.\d+)"[^>]*>从“开展用水宣传/.exec(whole.html)?.[1] ?? ''
    await one().send(await one().open(`${at}&parts=${cut}`), '/decide', { 'm0-lead': '水务局', 'm1-lead': '宣传办' })

    const apart = await other().open(at)
    await one().send(await one().open(`${at}&parts=j1`), '/decide')
    const again = await other().open(at)

    expect(apart.text).toContain('这一句里有 2 件事')
    expect(apart.text).toMatch(/要做的事 开展用水宣传 人定 谁 宣传办 人定/)
    expect(again.text).toContain('这一句里有 1 件事')
    expect(again.text).toMatch(/谁 水务局、宣传办 人定/)
  })

  test('what was typed before a sentence is cut or joined is still there afterwards, and nothing is kept before somebody decides', async () => {
    const id = idIn(await upload(one(), plan.replace('推广节水器具。', '推广节水器具，开展用水宣传。')))
    const list = await one().open(`/desk/compile/${id}/all`)
    const tools = /\?s=(s\d+-\d+)">[^<]*开展用水宣传/.exec(list.html)?.[1] ?? ''
    const at = `/desk/compile/${id}?s=${tools}`
    const part = (page: PageAnswer, typed: Readonly<Record<string, string>>, value: string) =>
      one().send(page, '/decide', typed, { to: `/desk/compile/${id}/part`, button: ['part', value] })
    const whole = await one().open(at)
    const cut = /value="(c0\.\d+)"[^>]*>从“开展用水宣传/.exec(whole.html)?.[1] ?? ''
    const typed = { 'm0-lead': '水务局', 'm0-measure': '每月公布', 'added-action': '办一次用水展', testable: 'no' }

    const apart = await part(whole, typed, cut)
    const joined = await part(apart, { 'm1-lead': '宣传办' }, 'j1')
    const untouched = await other().open(at)
    await one().send(apart, '/decide', { 'm1-lead': '宣传办', 'added-action': '', testable: 'yes' })
    const decided = await other().open(at)

    const values = (page: PageAnswer, name: string) =>
      new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.html)?.[1]
    expect(apart.text).toContain('这一句里有 2 件事')
    expect([values(apart, 'm0-measure'), values(apart, 'm1-measure')]).toEqual(['每月公布', '每月公布'])
    expect([values(apart, 'added-action'), values(joined, 'added-action')]).toEqual(['办一次用水展', '办一次用水展'])
    expect(apart.html).toMatch(/name="testable"[^>]*>(?:(?!<\/select>).)*value="no" selected/)
    expect(values(joined, 'm0-lead')).toBe('水务局、宣传办')
    expect(untouched.text).toContain('这一句里有 1 件事')
    expect(decided.text).toMatch(/要做的事 开展用水宣传 人定 谁 宣传办 人定/)
  })

  test('nobody countersigns what he decided, neither on the page nor with a form of his own', async () => {
    const id = idIn(await upload(one()))
    const start = await one().open(`/desk/compile/${id}`)
    const subject = /name="s" value="([^"]+)"/.exec(start.html)?.[1] ?? ''
    await one().send(start, '/decide')

    const own = await one().open(`/desk/compile/${id}?s=${subject}`)
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(own.html)?.[1] ?? ''
    const forged = await one().forge(`/desk/compile/${id}/agree`, {
      'form-csrf': hidden('form-csrf'),
      'form-seen': hidden('form-seen'),
      s: subject,
    })
    const theirs = await other().open(`/desk/compile/${id}?s=${subject}`)

    expect(own.html).not.toContain('>复核同意</button>')
    expect([forged.status, forged.text.includes('自己定的要由另一人复核')]).toEqual([403, true])
    expect(theirs.html).toContain('>复核同意</button>')
  })

  test('a sentence that is given back waits for a decision again, with the reason', async () => {
    const id = idIn(await upload(one()))
    const start = await one().open(`/desk/compile/${id}`)
    const subject = /name="s" value="([^"]+)"/.exec(start.html)?.[1] ?? ''
    await one().send(start, '/decide')

    const theirs = await other().open(`/desk/compile/${id}?s=${subject}`)
    const empty = await other().send(theirs, '/return', { reason: '' })
    await other().send(theirs, '/return', { reason: '这是目标，不是要求' })
    const again = await one().open(`/desk/compile/${id}`)

    expect([empty.status, empty.text.includes('请写明退回的理由')]).toEqual([400, true])
    expect(again.html).toContain(`name="s" value="${subject}"`)
    expect(again.text).toContain('这是目标，不是要求')
  })

  test('whoever has not seen the last decision decides nothing', async () => {
    const id = idIn(await upload(one()))
    const [mine, theirs] = [await one().open(`/desk/compile/${id}`), await other().open(`/desk/compile/${id}`)]
    await one().send(mine, '/decide')

    const late = await other().send(theirs, '/decide')

    expect([late.status, late.text.includes('刚刚有别人定过')]).toEqual([409, true])
  })

  test('two persons bring it to its end, and a change asks for the second person anew', async () => {
    const id = idIn(await upload(one()))
    const decided = await all(one(), id, 'decide')
    const agreed = await all(other(), id, 'agree')
    const subject = /\?s=(s\d+-\d+)">坚持节水优先/.exec(agreed.html)?.[1] ?? ''
    await other().send(await other().open(`/desk/compile/${id}?s=${subject}`), '/decide')
    const changed = await one().open(`/desk/compile/${id}`)

    expect(decided.text).toContain('这份方案没有等您的句子了')
    expect(agreed.text).not.toContain('等另一人复核')
    expect(changed.html).toContain(`name="s" value="${subject}"`)
    expect(changed.html).toContain('>复核同意</button>')
  })

  test('a plan from a word processor is reviewed like any other', async () => {
    const body = plan
      .split('\n')
      .map((line) => word.paragraph(line))
      .join('')
    const page = await one().send(
      await one().open('/desk/compile'),
      '/desk/compile/new',
      file(Buffer.from(docx(body)), '方案.docx'),
    )

    expect(page.status).toBe(200)
    expect((await one().open(`/desk/compile/${idIn(page)}/all`)).text).toContain('2019年6月底前改造老旧管网120公里')
  })
})

describe('a reviewed plan becomes a programme', () => {
  const settings = {
    id: 'water-2018',
    'title-en': 'Water saving plan',
    'site-zh': '安澜节水公开平台',
    'site-en': 'Anlan saves water',
    log: 'luoshi.invalid/water-2018/log',
  }

  test('not before two persons have decided and countersigned every sentence and the settings', async () => {
    const id = idIn(await upload(one()))
    const early = await one().open(`/desk/compile/${id}/programme.zip`)
    await all(one(), id, 'decide')
    await all(other(), id, 'agree')
    const page = await one().open(`/desk/compile/${id}/publish`)
    const wrong = await one().send(page, '/settings', { ...settings, id: '节水', edition: '二' })
    const decided = await one().send(wrong, '/settings', { ...settings, edition: '1' })
    const still = await one().open(`/desk/compile/${id}/programme.zip`)

    expect([early.status, still.status]).toEqual([422, 422])
    expect([wrong.status, wrong.html.includes('href="#f-id"')]).toEqual([400, true])
    expect(['value="节水"', 'value="二"'].filter((typed) => !wrong.html.includes(typed))).toEqual([])
    expect(decided.text).toContain('设置是您定的，要由另一人复核')
    expect(decided.html).not.toContain('programme.zip')
  })

  test('which a server loads and shows: the plan page of a strange plan, as two persons read it', async () => {
    const id = idIn(await upload(one()))
    const list = await one().open(`/desk/compile/${id}/all`)
    const subjectOf = (words: string) => new RegExp(`\\?s=(s\\d+-\\d+)">${words}`).exec(list.html)?.[1] ?? ''
    await all(one(), id, 'decide')
    await all(other(), id, 'agree')
    await one().send(await one().open(`/desk/compile/${id}/publish`), '/settings', {
      ...settings,
      'duty-rectified-or-not-let-go': subjectOf('对整改不到位的不放过'),
    })
    await other().send(await other().open(`/desk/compile/${id}/publish`), '/settings/agree')
    const zip = await desk.app.inject({
      url: `/desk/compile/${id}/programme.zip`,
      headers: { cookie: [...one().cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    const folder = mkdtempSync(join(tmpdir(), 'luoshi-programme-'))
    for (const [name, bytes] of Object.entries(unzipSync(zip.rawPayload)))
      writeFileSync(join(folder, name.replace('water-2018/', '')), bytes)

    const programme = loadProgramme(folder)
    const running = await openProgrammeServer(programme)
    const plain = await running.get('/plan/water-2018')
    const home = await running.get('/')
    const english = await running.get('/en/plan/water-2018')
    const procedure = await running.get('/procedures/finding-rectification')
    const clauses = await running.get('/api/v1/plans/water-2018/clauses')
    await running.close()
    rmSync(folder, { recursive: true })

    expect(zip.headers['content-disposition']).toBe('attachment; filename="water-2018.zip"')
    expect([plain, home, english, procedure, clauses].map(({ statusCode }) => statusCode)).toEqual(Array(5).fill(200))
    expect(plain.body).toContain('改造老旧管网')
    expect(home.body).toContain('安澜节水公开平台')
    expect(home.body).toContain('重点任务')
    // The plan says one of the two only: nothing stands in quotation marks that it does not say.
    expect(home.body).not.toContain('“整改不到位不放过')
    expect(programme.groups.map(({ title }) => title[0])).toEqual(['重点任务', '保障措施'])
    expect(programme.binding.duties['rectified-or-not-let-go']).toHaveLength(1)
    expect(programme.binding.duties['leading-group']).toEqual([])
    expect(procedure.body).toContain('平台规则（法律和方案没有规定）')
    expect(clauses.body).toContain('"kind":"orientation"')
  })
})

describe('a draft is compared with the plan in force', () => {
  const inForce = readFileSync(join(import.meta.dirname, '../../programmes/jiujiang-2018/plan.txt'), 'utf8')
  const changed = '对督查中发现的问题'

  test('clause by clause: an equal text has nothing to confirm, a changed one names the items that rest on it', async () => {
    const same = idIn(await upload(one(), inForce))
    const other = idIn(await upload(one(), inForce.replace(changed, '对暗访中发现的问题')))
    const drafted = await desk.open({ post: 'five-1' }, 'responsibility-list', {
      clause: 'G3.s2',
      subject: '督查问题反馈',
      deliverable: '反馈清单逐件公开',
      measure: '按件核对',
      leadUnit: 'water',
      dueOn: '2018-12-20',
    })

    const equal = await one().open(`/desk/compile/${same}/compare`)
    const differs = await one().open(`/desk/compile/${other}/compare`)

    expect(drafted).toMatchObject({ status: 201 })
    expect(equal.text).toContain('一个字也不差')
    expect(differs.html).toContain('<del>')
    expect(differs.html).toContain('<ins>')
    expect(differs.text).toContain('督查问题反馈，水务局')
    expect(differs.html.match(/name="old"/g)).toHaveLength(1)
  })

  test('a person confirms a pair, or pairs it otherwise, and his word stands', async () => {
    const id = idIn(await upload(one(), inForce.replace(changed, '对暗访中发现的问题')))
    const page = await one().open(`/desk/compile/${id}/compare`)
    const theirs = await other().open(`/desk/compile/${id}/compare`)

    const confirmed = await one().send(page, '/compare')
    const late = await other().send(theirs, '/compare')
    const again = idIn(await upload(one(), inForce.replace(changed, '对暗访中发现的问题')))
    const parted = await one().send(await one().open(`/desk/compile/${again}/compare`), '/compare', { old: '' })

    expect(confirmed.text).toContain('五型办 five-1 已确认')
    expect(late.status).toBe(409)
    expect(parted.text).toContain('新增')
    expect(parted.text).toContain('删去')
  })
})
