import { createElement } from 'react'
import type { Language } from '../../src/kernel/text.ts'
import { Kit } from '../../src/web/kit/kit.tsx'
import { renderPage } from '../../src/web/parts/render.ts'
import { sampleFrame } from '../support/sample-frame.ts'
import type { Render } from '../support/static-site.ts'

const pages = { '/kit': Kit } as const

/** The kit and the sample pages, in both languages; null for any other address. */
export const renderSample: Render = (address, display, assets) => {
  const lang: Language = address.startsWith('/en/') ? 'en' : 'zh'
  const path = lang === 'en' ? address.slice(3) : address
  const Page = pages[path as keyof typeof pages]
  if (!Page) return null
  return renderPage(createElement(Page, { frame: sampleFrame(assets, path, lang, display) }))
}
