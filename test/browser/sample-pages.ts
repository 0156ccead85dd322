import { createElement } from 'react'
import type { Language } from '../../src/kernel/text.ts'
import { kitPages } from '../../src/web/kit/pages.ts'
import { renderPage } from '../../src/web/parts/render.ts'
import { sampleFrame } from '../support/sample-frame.ts'
import type { Render } from '../support/static-site.ts'

/** The kit's pages in both languages; null for any other address. */
export const renderSample: Render = (address, display, assets) => {
  const lang: Language = address.startsWith('/en/') ? 'en' : 'zh'
  const path = lang === 'en' ? address.slice(3) : address
  const Page = kitPages[path]
  if (!Page) return null
  return renderPage(createElement(Page, { frame: sampleFrame(assets, path, lang, display) }))
}
