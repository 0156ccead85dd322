/** What is written down about a page while a test looks at it, and the switch of its scripts. */
import { gzipSync } from 'node:zlib'
import type { CDPSession, Page, Request, Response } from 'playwright-core'

export interface Weight {
  /** Bytes after gzip. */
  readonly html: number
  readonly css: number
}

interface PageRecord {
  readonly complaints: string[]
  /** Set where the page's scripts are off. */
  scriptless: CDPSession | null
  html: number
  css: number
}

const records = new WeakMap<Page, PageRecord>()

/**
 * Begins a record of the page; an earlier one of it ends with its listeners. Only what was asked for since then counts: an
 * answer to an earlier visit may still be on its way.
 */
export function beginRecord(page: Page): void {
  const record: PageRecord = { complaints: [], scriptless: null, html: 0, css: 0 }
  const asked = new WeakSet<Request>()
  page.on('request', (request) => asked.add(request))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') record.complaints.push(message.text())
  })
  page.on('pageerror', (error) => record.complaints.push(String(error)))
  page.on('requestfailed', (request) => {
    if (asked.has(request)) record.complaints.push(`failed: ${request.url()}`)
  })
  page.on('response', (response) => {
    const request = response.request()
    if (asked.has(request) && response.status() >= 400 && request.resourceType() !== 'document') {
      record.complaints.push(`${response.status()}: ${response.url()}`)
    }
  })
  records.set(page, record)
}

/** Adds the bytes of a stylesheet that the page asked for. */
export function noteStyle(page: Page, gzipped: number): void {
  const record = records.get(page)
  if (record) record.css += gzipped
}

/** Notes the bytes of the page's own document. */
export async function noteDocument(page: Page, answer: Response | null): Promise<void> {
  const record = records.get(page)
  if (record) record.html = gzipSync((await answer?.body()) ?? Buffer.alloc(0)).length
}

/** Off from the first byte and on every later page; unlike Playwright's own switch, the tests can turn it back on. */
export async function switchScriptsOff(page: Page, session: CDPSession): Promise<void> {
  await session.send('Emulation.setScriptExecutionDisabled', { value: true })
  const record = records.get(page)
  if (record) record.scriptless = session
}

/** Runs a script of the test's own, whose promises would never resolve while scripts are off. */
export async function withScripts<T>(page: Page, run: () => Promise<T>): Promise<T> {
  const session = records.get(page)?.scriptless
  await session?.send('Emulation.setScriptExecutionDisabled', { value: false })
  const result = await run()
  await session?.send('Emulation.setScriptExecutionDisabled', { value: true })
  return result
}

/** Errors and warnings of the console (the content security policy speaks there), failed and refused requests. */
export function complaints(page: Page): readonly string[] {
  return records.get(page)?.complaints ?? []
}

/** What a visitor downloads for the page: the document and our stylesheet, both after gzip. */
export function weight(page: Page): Weight {
  const { html = 0, css = 0 } = records.get(page) ?? {}
  return { html, css }
}

/** A public page and its stylesheet together. */
export const weightLimit = 60 * 1024
