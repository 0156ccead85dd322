/** Cases at the desk through its forms alone, as people of Anlan work on them. */
import { randomUUID } from 'node:crypto'
import { region } from '../../src/kernel/testing/city.ts'
import { casesByNo } from '../../src/store/read.ts'
import type { DeskServer, FormValues, PageAnswer, TestBrowser } from './desk.ts'

/** A supervised task as the office proposes it. */
export const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-12-10',
  source: 'meeting',
}

/** A file that no other case holds. */
export const photo = (words: string) => ({ name: `${words}.txt`, bytes: Buffer.from(`${words} ${randomUUID()}`) })

/** What people do at a desk that is open by the time they do it. */
export function deskCases(desk: () => DeskServer) {
  const browsers = new Map<string, TestBrowser>()
  /** Who holds the post, logged in; posts of one person are chosen on the way. */
  async function at_(post: string): Promise<TestBrowser> {
    const known = browsers.get(post)
    if (known) return known
    const browser = await desk().as(post)
    browsers.set(post, browser)
    return browser
  }

  async function opened(values: FormValues = matter): Promise<string> {
    const browser = await at_('inspection-1')
    const page = await browser.open('/desk/new/supervised-task/propose')
    const done = await browser.send(page, '/desk/new/supervised-task/propose', values)
    return /\/desk\/cases\/([A-Z]{2}-\d{4}-\d{4})/.exec(done.path)?.[1] ?? `not opened: ${done.text.slice(0, 400)}`
  }

  /** One move of a post through the form that its page links to. */
  async function move(post: string, no: string, transition: string, values: FormValues = {}): Promise<PageAnswer> {
    const browser = await at_(post)
    const page = await browser.open(`/desk/cases/${no}?do=${transition}`)
    return browser.send(page, `/desk/cases/${no}/${transition}`, values)
  }

  async function stateOf(no: string): Promise<string | undefined> {
    const [stored] = await casesByNo(desk().engine.db, region, [no])
    return stored?.case.state
  }

  async function drawn(no: string, party: string): Promise<string> {
    const [stored] = await casesByNo(desk().engine.db, region, [no])
    const holder = stored?.case.holders[party]
    return holder && 'post' in holder ? holder.post : ''
  }

  /** The drawn verifier's browser: one verifier of Anlan holds two posts and must choose. */
  async function asDrawn(no: string, party: string): Promise<string> {
    const post = await drawn(no, party)
    const browser = await at_(post)
    const choose = await browser.open('/desk/clock')
    if (choose.path.includes('/desk/post')) await browser.send(choose, '/desk/post')
    return post
  }

  return { at_, opened, move, stateOf, asDrawn }
}
