import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { views } from '../../support/browser.ts'
import { pages } from './pages.ts'
import { faultsIn, look, sound } from './visit.ts'

/**
 * Texts and labels with a Chinese character other than the product's name, that do not stand inside an element marked as Chinese: the plan's own words and
 * what somebody wrote in a case are marked.
 */
const chineseIn = (page: Page) =>
  page.evaluate(() => {
    // A title is in one language; a page whose heading is the plan's or a case's own repeats it there.
    const heading = document.querySelector('h1')?.textContent ?? ''
    const all: string[] = [document.title.replace(heading, '')]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest('[lang="zh-CN"], script')) all.push(node.textContent?.trim() ?? '')
    }
    for (const element of document.body.querySelectorAll('[aria-label], [alt], [placeholder], [title]')) {
      if (element.closest('[lang="zh-CN"]')) continue
      for (const label of ['aria-label', 'alt', 'placeholder', 'title']) all.push(element.getAttribute(label) ?? '')
    }
    return all.filter((text) => /\p{Script=Han}/u.test(text.replaceAll('落实', '')))
  })

export function inEnglish(): void {
  describe('in English', () => {
    test.each(pages)('/en%s is all English, and sound', async (path) => {
      const seen = await look(path === '/' ? '/en/' : `/en${path}`, views.phone, async (page) => ({
        chinese: await chineseIn(page),
        lang: await page.locator('html').getAttribute('lang'),
        ...(await faultsIn(page)),
      }))

      expect(seen).toEqual({ chinese: [], lang: 'en', ...sound })
    })
  })
}
