/**
 * The desk as a browser without scripts meets it: cookies, pages, and forms filled in as they were sent. A value for a field
 * that the form does not have is a mistake of the test, and thrown.
 */
import { DomUtils, parseDocument } from 'htmlparser2'
import type { OutsideSettings } from '../../src/engine/outside.ts'
import { hashedPassword } from '../../src/engine/password.ts'
import type { Programme } from '../../src/engine/programme.ts'
import { setPassword } from '../../src/store/accounts.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { addPages } from '../../src/web/site/pages.ts'
import { openTestServer, type TestServer } from './server.ts'

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number]

export interface PageAnswer {
  readonly status: number
  readonly html: string
  /** The words of the page, without tags. */
  readonly text: string
  /** Where a redirect led; the page's own address otherwise. */
  readonly path: string
  readonly headers: Readonly<Record<string, unknown>>
}

export interface SentFile {
  readonly name: string
  readonly bytes: Buffer
}

export type FormValues = Readonly<Record<string, string | readonly string[] | SentFile>>

/** A button with an address or a value of its own. */
export interface Pressed {
  readonly to?: string
  readonly button?: readonly [name: string, value: string]
}

export interface TestBrowser {
  /** Opens a page, following redirects. */
  readonly open: (path: string) => Promise<PageAnswer>
  /** Fills in and sends the form of a page whose action ends in `action`, following redirects. */
  readonly send: (page: PageAnswer, action: string, values?: FormValues, press?: Pressed) => Promise<PageAnswer>
  /** Posts fields that no form gave. */
  readonly forge: (path: string, fields: Readonly<Record<string, string>>) => Promise<PageAnswer>
  readonly cookies: Map<string, string>
  readonly login: (login: string, password?: string) => Promise<PageAnswer>
}

export interface DeskServer extends TestServer {
  /** A browser at an address of the network; attempts to sign in are counted by it. */
  readonly browser: (address?: string) => TestBrowser
  /** A browser in which the holder of a post is logged in. */
  readonly as: (post: string) => Promise<TestBrowser>
}

export const password = 'a long test password'

const isFile = (value: FormValues[string]): value is SentFile => typeof value === 'object' && 'bytes' in value

const wordsOf = (html: string) =>
  html
    .replace(/<(script|style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()

/** What a browser would send of one control, before anybody touched it. */
function controlValue(control: Element): readonly string[] {
  const { type = 'text', value = '' } = control.attribs
  if (control.name === 'textarea') return [DomUtils.textContent(control).replace(/^\n/, '')]
  if (control.name === 'select') {
    const options = DomUtils.getElementsByTagName('option', control)
    const chosen = options.find((option) => 'selected' in option.attribs) ?? options[0]
    return chosen ? [chosen.attribs.value ?? ''] : []
  }
  if (type === 'checkbox' || type === 'radio') return 'checked' in control.attribs ? [value] : []
  return type === 'file' ? [] : [value]
}

interface FoundForm {
  readonly action: string
  readonly isMultipart: boolean
  readonly names: ReadonlySet<string>
  readonly values: ReadonlyMap<string, readonly string[]>
}

function formIn(page: PageAnswer, action: string): FoundForm {
  const forms = DomUtils.getElementsByTagName('form', parseDocument(page.html))
  const form = forms.find((one) => (one.attribs.action ?? '').endsWith(action))
  if (!form) throw new TypeError(`${page.path} has no form to ${action}; it says: ${page.text.slice(0, 600)}`)
  const controls = ['input', 'textarea', 'select'].flatMap((name) => DomUtils.getElementsByTagName(name, form))
  const named = controls.filter((control) => control.attribs.name !== undefined)
  const values = new Map<string, readonly string[]>()
  for (const control of named) {
    const name = control.attribs.name ?? ''
    values.set(name, [...(values.get(name) ?? []), ...controlValue(control)])
  }
  return {
    action: form.attribs.action ?? '',
    isMultipart: form.attribs.enctype === 'multipart/form-data',
    names: new Set(named.map((control) => control.attribs.name ?? '')),
    values,
  }
}

/** One request of a browser, and what came back. */
export type Ask = (
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: Buffer,
) => Promise<{
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}>

const browserOn = ({ app }: TestServer, remoteAddress = '127.0.0.1'): TestBrowser =>
  browserOver((method, url, headers, payload) =>
    app.inject({ method, url, remoteAddress, headers, ...(payload && { payload }) }),
  )

/** A browser on a server that listens. Example: browserAt('http://127.0.0.1:8420'). */
export const browserAt = (address: string): TestBrowser =>
  browserOver(async (method, path, headers, body) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body && { body: new Uint8Array(body) }),
    })
    return {
      statusCode: answer.status,
      headers: { ...Object.fromEntries(answer.headers), 'set-cookie': answer.headers.getSetCookie() },
      body: await answer.text(),
    }
  })

function browserOver(request: Ask): TestBrowser {
  const cookies = new Map<string, string>()
  const ask = async (method: 'GET' | 'POST', path: string, payload?: { type: string; body: Buffer }) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, ...(payload && { 'content-type': payload.type }) }
    const answer = await request(method, path, headers, payload?.body)
    for (const line of [answer.headers['set-cookie'] ?? []].flat() as unknown as readonly string[]) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const follow = async (method: 'GET' | 'POST', path: string, payload?: { type: string; body: Buffer }) => {
    let [answer, at] = [await ask(method, path, payload), path]
    for (let hops = 0; answer.statusCode === 303 && hops < 5; hops += 1) {
      at = String(answer.headers.location)
      answer = await ask('GET', at)
    }
    const html = answer.body
    return { status: answer.statusCode, html, text: wordsOf(html), path: at, headers: answer.headers }
  }
  const send: TestBrowser['send'] = async (page, action, values = {}, press = {}) => {
    const form = formIn(page, action)
    for (const name of Object.keys(values))
      if (!form.names.has(name)) throw new TypeError(`the form to ${action} has no field ${name}`)
    const data = new FormData()
    for (const [name, before] of form.values) {
      const given = values[name] ?? before
      if (isFile(given)) {
        data.append(name, new Blob([new Uint8Array(given.bytes)]), given.name)
        for (const kept of before) data.append(name, kept)
      } else for (const value of [given].flat()) data.append(name, value)
    }
    if (press.button) data.append(...press.button)
    const fields = [...data].map(([name, value]) => [name, String(value)] as [string, string])
    const body = new Response(form.isMultipart ? data : new URLSearchParams(fields))
    const type = body.headers.get('content-type') ?? ''
    return follow('POST', press.to ?? form.action, { type, body: Buffer.from(await body.arrayBuffer()) })
  }
  const open = (path: string) => follow('GET', path)
  return {
    cookies,
    open,
    send,
    forge: (path, fields) =>
      follow('POST', path, {
        type: 'application/x-www-form-urlencoded',
        body: Buffer.from(new URLSearchParams(fields).toString()),
      }),
    login: async (login, given = password) => send(await open('/login'), '/login', { login, password: given }),
  }
}

/** The desk on a migrated database, with the people of Anlan, who all have the same password. */
export async function openDeskServer(
  database: Database,
  startsAt: number,
  outside?: OutsideSettings,
  own: { readonly folder?: string; readonly programme?: Programme } = {},
): Promise<DeskServer> {
  const server = await openTestServer(database, startsAt, own.folder, outside, own.programme)
  await addPages(server.app, server.context)
  const hash = await hashedPassword(password)
  for (const person of new Set(server.engine.org().data.holdings.map((holding) => holding.person)))
    await setPassword(server.engine.db, person, hash, { mustChange: false, until: null })
  return {
    ...server,
    browser: (address) => browserOn(server, address),
    as: async (post) => {
      const browser = browserOn(server)
      await browser.login(`p-${post}`)
      return browser
    },
  }
}
