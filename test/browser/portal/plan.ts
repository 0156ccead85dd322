import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { overflow, views } from '../../support/browser.ts'
import { look, portal } from './visit.ts'

/** The width between the margins of an A4 sheet: 174 mm at 96 px an inch. */
const paper = { width: 658, print: true } as const

export function thePlan(): void {
  describe('the plan', () => {
    test('a citation leads to its sentence, on the page of its clause', async () => {
      const text = await look('/plan/jiujiang-2018/S4.2.s3', {}, async (page) => ({
        at: new URL(page.url()).pathname + new URL(page.url()).hash,
        target: await page.locator('.sentence:target').textContent(),
      }))

      expect(text.at).toBe('/plan/jiujiang-2018/S4.2#s3')
      expect(text.target).toContain('最多跑一次')
    })

    test('its own words are there to the last character', async () => {
      const shown = await look('/plan/jiujiang-2018', {}, (page) =>
        page.locator('.plan-text .sentence').evaluateAll((all) => all.map((one) => one.textContent ?? '')),
      )
      const { programme } = portal().engine
      const bodies = programme.tree.flatMap((clause) =>
        clause.sentences
          .filter(({ slug }) => ['front', 'para'].includes(clause.level) || !slug.endsWith('.s0'))
          .map(({ text }) => text),
      )

      expect(shown).toEqual(bodies)
    })

    test('a sentence that nobody answers for says so, and a principle has neither mark nor line', async () => {
      const seen = await look('/plan/jiujiang-2018/S2.1', {}, async (page) => ({
        notes: await page.locator('.clause-notes').textContent(),
        line: await page.locator('#s1').evaluate((one) => getComputedStyle(one).textDecorationLine),
        marked: await page.locator('#s1 + .mark').count(),
      }))

      expect(seen.notes).toContain('还没有落到单位')
      expect(seen).toMatchObject({ line: 'none', marked: 0 })
    })

    test('on paper the text and its notes stand side by side, and the navigation is gone', async () => {
      const seen = await look('/plan/jiujiang-2018', paper, async (page) => ({
        text: await page.locator('.clause-text').nth(3).boundingBox(),
        notes: await page.locator('.clause-notes').nth(3).boundingBox(),
        navigation: await page.locator('.mainnav').isVisible(),
      }))

      expect(seen.notes?.x).toBeGreaterThan((seen.text?.x ?? 0) + (seen.text?.width ?? 0) - 1)
      expect(seen.navigation).toBe(false)
    })

    test('on paper a table stays a table, a chart fits the sheet, and nothing waits to be filled in', async () => {
      const list = await look('/list', paper, async (page) => ({
        head: await page.locator('thead').first().isVisible(),
        filter: await page.locator('form.sheet').isVisible(),
        overflow: await overflow(page),
      }))
      const chart = await look('/procedures/finding-rectification', paper, overflow)

      expect(list).toEqual({ head: true, filter: false, overflow: [] })
      expect(chart).toEqual([])
    })
  })

  describe('checking', () => {
    test('the receipt checks itself in the browser, up to the root on the page and its signature', async () => {
      const { outcome, says } = await look('/receipt/40', {}, async (page) => {
        const answer = page.locator('[data-receipt] [role=status][data-outcome]')
        await answer.waitFor()
        return { outcome: await answer.getAttribute('data-outcome'), says: await answer.textContent() }
      })

      expect(outcome).toBe('good')
      expect(says).toContain('步算出的树根，就是本页上的这一个')
    })

    test('one byte changed in the entry, in its proof, in the checkpoint or in its signature is found out', async () => {
      /** The file of an address with one character of it changed to another. */
      const changed = (path: string, at: (text: string) => number) => async (page: Page) => {
        const text = await (await fetch(`${portal().origin}${path}`)).text()
        const place = at(text)
        const body = `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`
        await page.route(`**${path.split('?')[0]}*`, (route) => route.fulfill({ body }))
      }
      const proof = '/log/proof/40.tlog-proof'
      const size = await look('/receipt/40', views.noScript, (page) =>
        page.locator('[data-receipt]').getAttribute('data-size'),
      )
      const address = `${proof}?size=${size}`
      const lies = [
        changed('/receipt/40/entry', (text) => text.indexOf('"rule":"') + 8),
        changed(address, (text) => text.indexOf('index 40\n') + 9),
        changed(address, (text) => text.indexOf(`\n${size}\n`) + `${size}`.length + 4),
        changed(
          address,
          (text) => text.lastIndexOf('\n\u2014 ') + text.slice(text.lastIndexOf('\n\u2014 ')).length - 20,
        ),
      ]

      const outcomes = await look('/receipt/40', {}, async (page) => {
        const answer = page.locator('[data-receipt] [role=status][data-outcome]')
        const found: (string | null)[] = []
        for (const lie of lies) {
          await page.unrouteAll()
          await lie(page)
          await page.reload()
          await answer.waitFor()
          found.push(await answer.getAttribute('data-outcome'))
        }
        return found
      })

      expect(outcomes).toEqual(['bad', 'bad', 'bad', 'forged'])
    })

    test('without a script the receipt shows no button that does nothing', async () => {
      const shown = await look('/receipt/40', views.noScript, (page) => page.locator('[data-receipt]').isVisible())

      expect(shown).toBe(false)
    })

    test('rows of the wall are hidden as somebody types, and come back', async () => {
      const counts = await look('/wall?gate=all', {}, async (page) => {
        const rows = page.locator('.wall-row:visible')
        const all = await rows.count()
        await page.getByLabel('在下面找').fill('公厕')
        const some = await rows.count()
        await page.getByLabel('在下面找').fill('')
        return [all, some, await rows.count()]
      })

      expect(counts).toEqual([8, 1, 8])
    })
  })

  describe('a deadline', () => {
    test('is counted over a holiday: make-up days count, the holiday does not', async () => {
      const seen = await look('/procedures/deadline?start=2018-09-20&amount=10&unit=wd', {}, async (page) => ({
        last: await page.locator('.calendar .last time').getAttribute('datetime'),
        counted: await page.locator('.calendar .counted').count(),
        madeUp: await page.locator('.calendar .counted', { hasText: '调休上班' }).count(),
        off: await page.locator('.calendar .off').count(),
      }))

      expect(seen).toEqual({ last: '2018-10-10', counted: 10, madeUp: 2, off: 10 })
    })

    test('that cannot be counted says what to correct, and keeps what was typed', async () => {
      const seen = await look('/procedures/deadline?start=2018-09-20&amount=999&unit=wd', {}, async (page) => ({
        alert: await page.getByRole('alert').textContent(),
        amount: await page.getByLabel('期限').inputValue(),
        calendars: await page.locator('.calendar').count(),
      }))

      expect(seen.alert).toContain('请写 1 到 180 的整数')
      expect(seen).toMatchObject({ amount: '999', calendars: 0 })
    })
  })
}
