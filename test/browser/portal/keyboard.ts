import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { views } from '../../support/browser.ts'
import { look, portal } from './visit.ts'

/** Presses Tab until something with these words has the focus; how many presses that took. */
async function tabTo(page: Page, words: string): Promise<number> {
  for (let presses = 1; presses <= 80; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.locator(':focus').evaluateAll(([at]) => {
      const labels = 'labels' in (at ?? {}) ? [...((at as HTMLInputElement).labels ?? [])] : []
      return [at, ...labels].map((one) => one?.textContent ?? '').join(' ')
    })
    if (focused.includes(words)) return presses
  }
  throw new Error(`nothing with ${words} takes the focus`)
}

async function press(page: Page, words: string): Promise<void> {
  await tabTo(page, words)
  await page.keyboard.press('Enter')
}

async function type(page: Page, label: string, words: string): Promise<void> {
  await tabTo(page, label)
  await page.keyboard.type(words)
}

const heading = (page: Page, words: string) => page.locator('h1', { hasText: words }).waitFor()

export function byKeyboard(): void {
  describe('by keyboard alone, without JavaScript', () => {
    test('from the first page to number and code, and with them to the case', async () => {
      const seen = await look('/', views.noScript, async (page) => {
        const toReport = await tabTo(page, '我要反映')
        await page.keyboard.press('Enter')
        await heading(page, '先看清楚')
        await press(page, '开始写')
        await heading(page, '说说是什么事')
        await type(page, '什么事', '窗口还要复印件')
        await type(page, '经过', '网上说不用带，到窗口还是要了。')
        await press(page, '下一步')
        await heading(page, '看一遍')
        await press(page, '提交')
        await heading(page, '收到了')
        const given = await page.locator('dd .mono').allTextContents()
        await press(page, '现在就去看这一件')
        await heading(page, '窗口还要复印件')
        return { toReport, given, at: new URL(page.url()).pathname }
      })

      // The skip link, four switches, the brand, and the seven entries of the navigation.
      expect(seen).toMatchObject({ toReport: 13, at: '/mine' })
      expect(seen.given).toHaveLength(2)
    })

    test('群众不满意不放过: whoever reported it judges that it is not put right, and the case goes back', async () => {
      const { contested = '' } = portal().numbers
      const after = await look('/mine', views.noScript, async (page) => {
        await type(page, '编号', contested)
        await type(page, '查询码', portal().codes.contested ?? '')
        await press(page, '打开')
        await page.getByRole('radio').first().waitFor()
        await tabTo(page, '满意')
        await page.keyboard.press('Space')
        await page.keyboard.press('ArrowDown')
        await type(page, '为什么', '只清了一半，下游还在漂。')
        await press(page, '提交')
        await page.getByText('记下了').waitFor()
        return page.locator('main').textContent()
      })

      expect(after).toContain('反映人不满意')
    })

    test('the first Tab offers to skip to the content', async () => {
      const focused = await look('/wall', views.noScript, async (page) => {
        await page.keyboard.press('Tab')
        return page.locator(':focus').getAttribute('href')
      })

      expect(focused).toBe('#main')
    })
  })
}
