/**
 * Pages that one visit leaves to the next: a page in a context of its own costs a second of processor time, a second visit
 * of it a tenth (docs/decisions/0111). Nothing of a visit stays, or the page is not kept; `kit.test.ts` holds that.
 */
import type { CDPSession, Page } from 'playwright-core'

export interface KeptPage {
  readonly page: Page
  readonly session: CDPSession
}

/** What a test may have listened to; `close` and `crash` are Playwright's own business. */
const events = [
  'console',
  'dialog',
  'domcontentloaded',
  'download',
  'filechooser',
  'frameattached',
  'framedetached',
  'framenavigated',
  'load',
  'pageerror',
  'popup',
  'request',
  'requestfailed',
  'requestfinished',
  'response',
  'websocket',
  'worker',
] as const

/** Beyond the edge: a pointer left over a link would go on hovering there. */
const nowhere = { x: -1, y: -1 } as const

/** The website of an address, as browsers keep what is stored. Examples: 'http://127.0.0.1:8420', 'file://'. */
export function websiteOf(address: string): string {
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}

/** Whether a page can be emptied: it has been on one website only, and has opened no other window. */
const isPlain = (page: Page, origins: ReadonlySet<string>) => origins.size === 1 && page.context().pages().length === 1

/**
 * Takes everything out of a page that a visit may have left: routes and listeners, cookies and what was stored, history,
 * name, pointer, headers, permissions. Scripts go off first, so that the page itself can put nothing back. False: it cannot be
 * emptied, and is to be closed. What was added by `addInitScript` or `exposeFunction` cannot be taken away; whoever needs those
 * opens a page of his own.
 */
export async function emptied({ page, session }: KeptPage, origins: ReadonlySet<string>): Promise<boolean> {
  if (!isPlain(page, origins)) return false
  const context = page.context()
  await session.send('Emulation.setScriptExecutionDisabled', { value: true })
  for (const event of events) page.removeAllListeners(event)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await session.send('Runtime.evaluate', { expression: 'sessionStorage.clear(); window.name = ""' })
  await page.mouse.move(nowhere.x, nowhere.y)
  await page.goto('about:blank')
  for (const origin of origins)
    await session.send('Storage.clearDataForOrigin', {
      origin,
      storageTypes: 'local_storage,indexeddb,cache_storage,service_workers',
    })
  await Promise.all([
    context.clearCookies(),
    context.clearPermissions(),
    context.setOffline(false),
    context.setExtraHTTPHeaders({}),
    page.setExtraHTTPHeaders({}),
    session.send('Page.resetNavigationHistory'),
    session.send('Emulation.setScriptExecutionDisabled', { value: false }),
  ])
  return true
}
