import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { views } from '../../support/browser.ts'
import { faultsIn, get, look, portal, sound } from './visit.ts'

const phone = { ...views.phone, javascript: false } as const

const visit = <T>(path: string, work: (page: Page) => Promise<T>): Promise<T> => look(path, phone, work)

const photo = {
  name: '窗口.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
    'base64',
  ),
}

const words = async (locator: Locator) => (await locator.textContent()) ?? ''
const heading = (page: Page) => words(page.locator('h1'))
const submit = (page: Page, name: string) => page.getByRole('button', { name }).click()

/** From the first step to the page with the code. */
async function reported(page: Page): Promise<{ readonly no: string; readonly code: string }> {
  await page.getByRole('link', { name: '开始写' }).click()
  await page.getByLabel('什么事').fill('窗口还要复印件')
  await page.getByLabel('经过').fill('网上说不用带复印件，到窗口还是要了。')
  await page.getByLabel('联系方式').fill('电话一二三')
  await submit(page, '下一步：看一遍再提交')
  await submit(page, '提交')
  const [no = '', code = ''] = await page.locator('dd .mono').allTextContents()
  return { no, code }
}

async function entered(page: Page, no: string, code: string): Promise<void> {
  await page.getByLabel('编号').fill(no)
  await page.getByLabel('查询码').fill(code)
  await submit(page, '打开')
}

export function theReport(): void {
  describe('a citizen reports, on a phone and without JavaScript', () => {
    test('reads what is protected, writes, checks, sends, and is given number and code', async () => {
      const found = await visit('/report', async (page) => {
        const first = await heading(page)
        const { no, code } = await reported(page)
        return { first, no, code, last: await heading(page), address: new URL(page.url()).pathname }
      })

      expect(found).toMatchObject({ first: '先看清楚，再写', last: '收到了', address: '/report/send' })
      expect(found.no).toMatch(/^ZG-2018-\d{4}$/)
      expect(found.code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/)
    })

    test('every step of the way is sound, the faults, the last look, the code and the case with it', async () => {
      const steps = await visit('/report/write', async (page) => {
        await submit(page, '下一步：看一遍再提交')
        const faults = await faultsIn(page)
        await page.getByLabel('什么事').fill('窗口还要复印件')
        await page.getByLabel('经过').fill('来回跑了两趟，窗口说要复印件。')
        await submit(page, '下一步：看一遍再提交')
        const lastLook = await faultsIn(page)
        await submit(page, '提交')
        const code = await faultsIn(page)
        await submit(page, '现在就去看这一件')
        return { faults, lastLook, code, mine: await faultsIn(page), heading: await heading(page) }
      })

      expect(steps).toEqual({ faults: sound, lastLook: sound, code: sound, mine: sound, heading: '窗口还要复印件' })
    })

    test('with a script, number and code can be printed and copied; without one there is no button for it', async () => {
      const shown = await Promise.all(
        [views.wide, phone].map((view) =>
          look('/report', view, async (page) => {
            await reported(page)
            return page.getByRole('button', { name: '复制编号和查询码' }).isVisible()
          }),
        ),
      )

      expect(shown).toEqual([true, false])
    })

    test('what is missing is said first, and words and photos that were sent are still there', async () => {
      const found = await visit('/report/write', async (page) => {
        await page.getByLabel('经过').fill('来回跑了两趟，窗口说要复印件。')
        await page.getByLabel('照片或文件').setInputFiles(photo)
        await submit(page, '下一步：看一遍再提交')
        const alert = await words(page.getByRole('alert'))
        const story = await page.getByLabel('经过').inputValue()
        await page.getByLabel('什么事').fill('窗口还要复印件')
        await submit(page, '下一步：看一遍再提交')
        return { alert, story, check: await words(page.locator('main')) }
      })

      expect(found.alert).toContain('请填写什么事')
      expect(found.story).toBe('来回跑了两趟，窗口说要复印件。')
      expect(found.check).toContain('窗口.png')
    })

    test('before sending one may go back, and everything typed is in its place', async () => {
      const found = await visit('/report/write', async (page) => {
        await page.getByLabel('什么事').fill('窗口还要复印件')
        await page.getByLabel('经过').fill('来回跑了两趟，窗口说要复印件。')
        await page.getByLabel('照片或文件').setInputFiles(photo)
        await submit(page, '下一步：看一遍再提交')
        await submit(page, '回去改')
        return {
          about: await page.getByLabel('什么事').inputValue(),
          kept: await page.getByText('窗口.png').count(),
          alerts: await page.getByRole('alert').count(),
        }
      })

      expect(found).toEqual({ about: '窗口还要复印件', kept: 1, alerts: 0 })
    })

    test('sent twice by going back, it is one report with one code', async () => {
      const codes = await visit('/report', async (page) => {
        const first = await reported(page)
        await page.goBack()
        await submit(page, '提交')
        return [first.code, (await page.locator('dd .mono').allTextContents())[1]]
      })

      expect(codes[1]).toBe(codes[0])
    })

    test('with number and code he reads his own words, and the code stands in no address', async () => {
      const found = await visit('/report', async (page) => {
        const { code } = await reported(page)
        const addresses: string[] = []
        page.on('framenavigated', (frame) => addresses.push(frame.url()))
        await submit(page, '现在就去看这一件')
        const text = await words(page.locator('main'))
        return {
          text,
          isInAddress: addresses.some((address) => address.includes(code)),
          at: new URL(page.url()).pathname,
        }
      })

      expect(found.at).toBe('/mine')
      expect(found.isInAddress).toBe(false)
      expect(found.text).toContain('网上说不用带复印件，到窗口还是要了。')
      expect(found.text).not.toContain('电话一二三')
    })
  })

  describe('我反映的', () => {
    test('a wrong code opens nothing, is answered like a wrong number, and is there to be corrected', async () => {
      const { waiting = '' } = portal().numbers
      const { alerts, typed } = await visit('/mine', async (page) => {
        await entered(page, waiting, 'AAAAA-AAAAA-AAAAA-AAAAA')
        const first = await words(page.getByRole('alert'))
        const typed = await page.getByLabel('查询码').inputValue()
        await entered(page, 'ZG-2018-9999', portal().codes.waiting ?? '')
        return { alerts: [first, await words(page.getByRole('alert'))], typed }
      })

      expect(alerts[0]).toContain('编号和查询码对不上')
      expect(alerts[1]).toBe(alerts[0])
      expect(typed).toBe('AAAAA-AAAAA-AAAAA-AAAAA')
    })

    test('where somebody judges, the page is sound and offers two answers', async () => {
      const { waiting = '' } = portal().numbers
      const seen = await visit('/mine', async (page) => {
        await entered(page, waiting, portal().codes.waiting ?? '')
        return { ...(await faultsIn(page)), choices: await page.getByRole('radio').count() }
      })

      expect(seen).toEqual({ ...sound, choices: 2 })
    })

    test('群众不满意不放过: 不满意 without a reason is asked for one, with a reason it sends the case back', async () => {
      const { waiting = '' } = portal().numbers
      const found = await visit('/mine', async (page) => {
        await entered(page, waiting, portal().codes.waiting ?? '')
        await page.getByRole('radio', { name: '不满意' }).check()
        await submit(page, '提交')
        const refusal = await words(page.getByRole('alert'))
        await page.getByRole('radio', { name: '不满意' }).check()
        await page.getByRole('textbox', { name: '为什么' }).fill('只清了一半，下游还在漂。')
        await submit(page, '提交')
        return { refusal, after: await words(page.locator('main')) }
      })

      expect(found.refusal).toContain('不满意请写一句为什么')
      expect(found.after).toContain('记下了')
      expect(found.after).toContain('反映人不满意')
    })

    test('an explanation can be appealed against', async () => {
      const { explaining = '' } = portal().numbers
      const after = await visit('/mine', async (page) => {
        await entered(page, explaining, portal().codes.explaining ?? '')
        await page.getByLabel('为什么不同意').fill('补偿标准是县里定的，不是省里定的。')
        await submit(page, '提交')
        return words(page.locator('main'))
      })

      expect(after).toContain('申诉中')
    })

    test('whoever leaves is asked for the code again', async () => {
      const { struckOff = '' } = portal().numbers
      const after = await visit('/mine', async (page) => {
        await entered(page, struckOff, portal().codes.struckOff ?? '')
        await submit(page, '看完了，离开')
        await page.goto(`${portal().origin}/mine`)
        return words(page.locator('main'))
      })

      expect(after).toContain('查询码')
      expect(after).not.toContain(struckOff)
    })
  })

  describe('我也遇到了', () => {
    test('from a public case somebody joins, is given a code of his own, and reads the case with it', async () => {
      const { found: no = '' } = portal().numbers
      const seen = await visit(`/cases/${no}`, async (page) => {
        await page.getByRole('link', { name: '我也遇到了' }).click()
        await page.getByLabel('您遇到的情况').fill('我们小区也是这样，台账上写着有，去了没有。')
        await submit(page, '提交')
        const [given = ''] = await page.locator('dd .mono').allTextContents()
        await submit(page, '现在就去看这一件')
        return { given, text: await words(page.locator('main')) }
      })

      expect(seen.given).toBe(no)
      expect(seen.text).toContain('我们小区也是这样')
    })

    test('what citizens wrote is on no public page', async () => {
      const { found: no = '' } = portal().numbers
      const texts = await Promise.all(
        [`/cases/${no}`, '/wall', '/'].map((path) => get(path).then((answer) => answer.text())),
      )

      expect(texts.filter((text) => /我们小区也是这样|来回跑了两趟|电话一二三/.test(text))).toEqual([])
    })
  })

  describe('a form that another site makes a browser send', () => {
    test.each([
      ['/report/send', { 'sec-fetch-site': 'cross-site' }],
      ['/mine', { 'sec-fetch-site': 'same-site' }],
      ['/mine/judge', { origin: 'https://elsewhere.example' }],
      ['/mine/leave', { origin: 'null' }],
    ])('to %s is refused', async (path, headers) => {
      const answer = await fetch(`${portal().origin}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'no=1',
      })

      expect(answer.status).toBe(403)
    })
  })

  describe('what bad input gets', () => {
    const send = async (path: string, type: string, body: string) => {
      const answer = await fetch(`${portal().origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': type, accept: 'text/html' },
        body,
      })
      return { status: answer.status, type: answer.headers.get('content-type')?.split(';')[0] }
    }
    const form = 'application/x-www-form-urlencoded'

    test.each([
      ['a form that is none', '/report/write', 'multipart/form-data; boundary=x', 'garbage', 400],
      ['numbers and lists where texts belong', '/report/write', 'application/json', '{"story":1,"about":["a",2]}', 400],
      ['a list instead of a form', '/report/send', 'application/json', '[]', 400],
      ['another kind of document', '/report/send', 'text/xml', '<a/>', 400],
      ['evidence that is no description', '/report/write', form, 'reporterProof=null&about=x', 400],
      [
        'evidence that nobody uploaded',
        '/report/send',
        form,
        `id=00000000-0000-4000-8000-000000000001&about=x&story=abcdefghijkl&reporterProof=${encodeURIComponent(
          JSON.stringify({ sha256: 'a'.repeat(64), name: 'n', type: 'image/png', size: 5 }),
        )}`,
        422,
      ],
      ['a move of no name', '/mine/__proto__', form, 'a=b', 200],
    ])('%s is answered on a page, never with a fault of ours', async (_title, path, type, body, status) => {
      expect(await send(path, type, body)).toEqual({ status, type: 'text/html' })
    })
  })
}
