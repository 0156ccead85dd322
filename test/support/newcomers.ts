import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { browserAt, type PageAnswer, password, type TestBrowser } from './desk.ts'
import type { Victim } from './kill.ts'

/** What a stranger sets: a data folder of his own and no demo. */
export const strangersOwn = {
  LUOSHI_DEMO: '0',
  LUOSHI_PORT: '0',
  LUOSHI_ORIGIN: 'https://luoshi.anlan.example',
} as const

/** The address that a server says when it listens. */
export async function addressOf(server: Victim): Promise<string> {
  const [, address = ''] = await server.says(/落实 Luoshi {2}(http:\S+)/)
  return address
}

/** `./luoshi …` beside the server; its output. */
function luoshi(data: string, ...args: readonly string[]): string {
  const done = spawnSync(process.execPath, ['bin/luoshi.mjs', ...args], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ...strangersOwn, LUOSHI_DATA: data },
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`luoshi ${args.join(' ')} ended with ${done.status}: ${done.stderr}`)
  return done.stdout
}

const once = ({ text }: PageAnswer) => /([a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5})/.exec(text)?.[1] ?? ''

/** Logs in with the password for one use, and sets one's own. */
async function entered(address: string, login: string, first: string): Promise<TestBrowser> {
  const browser = browserAt(address)
  const page = await browser.login(login, first)
  await browser.send(page, '/desk/password', { present: first, next: password, again: password })
  return browser
}

/** The first administrator, opened by the command line. */
export function firstAdministrator(address: string, data: string): Promise<TestBrowser> {
  const said = luoshi(data, 'account', 'create', '--login', 'admin', '--name', '系统管理员', '--admin', 'system')
  return entered(address, 'admin', /password: (\S+)/.exec(said)?.[1] ?? '')
}

export interface Newcomer {
  readonly login: string
  readonly unit: string
  readonly role: string
}

/** Adds a unit, its post and an account that holds it, all by the forms of the desk; a browser in which he is logged in. */
export async function newcomer(
  address: string,
  admin: TestBrowser,
  { login, unit, role }: Newcomer,
  known: Set<string>,
): Promise<TestBrowser> {
  if (!known.has(unit)) {
    const named = { id: unit, zh: `单位 ${unit}`, en: `unit ${unit}` }
    await admin.send(await admin.open('/desk/units/new'), '/desk/units/new', { ...named, kind: 'department' })
    known.add(unit)
  }
  const opened = await admin.send(await admin.open('/desk/admin/accounts/new'), '/desk/admin/accounts/new', {
    login,
    name: login,
  })
  const adding = await admin.open(`/desk/units/${unit}?do=add-post`)
  const id = login.replace('.', '-')
  const post = { id, zh: '岗位', en: 'post', roles: [role] }
  await admin.send(adding, `/desk/units/${unit}?do=add-post&post=`, post)
  const holding = await admin.open(`/desk/units/${unit}?do=hold&post=${id}`)
  const person = new RegExp(`value="([0-9a-f-]{36})"[^>]*>(?:</?[a-z][^>]*>)*${login}`).exec(holding.html)?.[1] ?? ''
  if (person === '') throw new Error(`nobody called ${login} can hold a post: ${holding.text}`)
  const held = await admin.send(holding, `/desk/units/${unit}?do=hold&post=${id}`, { person })
  if (held.status !== 200) throw new Error(`${login} holds no post: ${held.text}`)
  return entered(address, login, once(opened))
}
