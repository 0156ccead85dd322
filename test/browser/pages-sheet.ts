/** Pictures of pages, and sheets on which many of them lie side by side. */
import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { browser } from '../support/browser.ts'

/** One page on a sheet: what it is, where it is, and how it looks on a desk and in a hand: light, dark, in large type. */
export interface Tile {
  readonly title: string
  readonly path: string
  readonly wide: Buffer
  readonly phones: readonly Buffer[]
}

/** WebP: a third of the bytes of PNG at the same sharpness of letters. `quality` from 0 to 100. */
export async function webp(page: Page, quality: number): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality,
    captureBeyondViewport: false,
  })
  await session.detach()
  return Buffer.from(data, 'base64')
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const source = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`

const style = `body { margin: 0; padding: 24px; background: #e3ded4; font: 15px/1.5 'Noto Sans CJK SC', 'PingFang SC', sans-serif; color: #1b1e22 }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 28px 32px }
p { margin: 0 0 6px } b { font-size: 17px; margin-right: 10px } code { color: #454c54; font-size: 13px }
div { display: flex; gap: 12px; align-items: flex-start } img { display: block; border: 1px solid #c8c1b4; background: #fff }
.wide { width: 480px; height: 360px } .phone { width: 165px; height: 360px; object-fit: cover; object-position: top }`

const cell = ({ title, path, wide, phones }: Tile) =>
  `<section><p><b>${escaped(title)}</b><code>${escaped(path)}</code></p><div><img class="wide" src="${source(wide)}">${phones.map((phone) => `<img class="phone" src="${source(phone)}">`).join('')}</div></section>`

/** Lays tiles out, two in a row, and writes them as one picture. */
export async function writeSheet(path: string, tiles: readonly Tile[]): Promise<void> {
  const width = 2130
  const context = await (await browser()).newContext({ viewport: { width, height: 900 } })
  const page = await context.newPage()
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><style>${style}</style><main>${tiles.map(cell).join('')}</main>`,
  )
  const height = await page.evaluate('document.documentElement.scrollHeight')
  await page.setViewportSize({ width, height: Number(height) })
  writeFileSync(path, await webp(page, 62))
  await context.close()
}
