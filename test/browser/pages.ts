/**
 * `npm run pages`: pictures of every page, from the product itself with its demo story, into docs/pages. Large ones of the
 * first page, the plan and a case for the README; all others side by side on sheets. Never part of the tests.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { closeBrowser, open, shut, type View } from '../support/browser.ts'
import { type Instance, openInstance } from './pages-instance.ts'
import { type Sheet, type Shown, sheetsOf } from './pages-list.ts'
import { type Tile, webp, writeSheet } from './pages-sheet.ts'

const folder = join(import.meta.dirname, '../../docs/pages')

/** The first address on a page that a selector finds. */
async function hrefOn(page: Page, path: string, selector: string, at: 'first' | 'last' = 'first'): Promise<string> {
  await page.goto(path)
  const href = await page.locator(selector)[at]().getAttribute('href')
  if (href === null) throw new Error(`${path} has no ${selector}`)
  return href
}

async function findPublic({ origin }: Instance) {
  const page = await open(`${origin}/`)
  const problem = await hrefOn(page, `${origin}/`, '.note a[href^="/cases/"]')
  const found = {
    problem,
    receipt: await hrefOn(page, `${origin}/`, 'a[href^="/receipt/"]'),
    task: await hrefOn(page, `${origin}/plan/jiujiang-2018/S4.2`, 'a[href^="/cases/DB-"]'),
    unit: await hrefOn(page, `${origin}${problem}`, '.lede a[href^="/units/"]'),
    measures: await hrefOn(page, `${origin}/measures`, 'main a[href^="/measures/"]'),
    weekly: await hrefOn(page, `${origin}/log/weekly`, 'main a[href^="/log/weekly/"]'),
    // The oldest round, the last in the list, is open and concluded; the newest waits for the supervisors.
    draw: await hrefOn(page, `${origin}/draws`, 'td a[href^="/draws/"], th a[href^="/draws/"]', 'last'),
    round: await hrefOn(page, `${origin}/draws`, 'td a[href^="/draws/"], th a[href^="/draws/"]'),
  }
  await shut(page)
  return found
}

/** A page in which the first demo account with this part is signed in. */
async function openAs({ origin }: Instance, part: string): Promise<Page> {
  const page = await open(`${origin}/login`)
  await enter(page, origin, part)
  return page
}

/** The running plan with one sentence changed, as its next edition would come. */
async function uploadPlan(instance: Instance): Promise<string> {
  const plan = readFileSync(join(import.meta.dirname, '../../programmes/jiujiang-2018/plan.txt'), 'utf8')
  const changed = plan.replace('最多跑一次、', '')
  const page = await openAs(instance, '五型办人员')
  await page.goto(`${instance.origin}/desk/compile`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '方案.txt', mimeType: 'text/plain', buffer: Buffer.from(changed) })
  await page.getByRole('button', { name: '上传并编译' }).click()
  await page.waitForURL(/\/desk\/compile\/[0-9a-f-]{36}/)
  const { pathname } = new URL(page.url())
  await shut(page)
  return pathname
}

/** Somebody at the counter wants erased what he wrote; the page on which it is decided. */
async function askToErase(instance: Instance, no: string): Promise<string> {
  const intake = await openAs(instance, '受理员')
  await intake.goto(`${instance.origin}/desk/erase/ask?case=${no}`)
  await intake.locator('main input[type=checkbox]').first().check()
  await intake.locator('main input[type=radio]').first().check()
  await intake.locator('main textarea').fill('本人当面来办，核对了查询码。')
  await intake.locator('main form button').last().click()
  await intake.waitForURL(/said=asked/)
  await shut(intake)
  const secretary = await openAs(instance, '秘书长')
  const href = await hrefOn(secretary, `${instance.origin}/desk/erase`, 'a[href^="/desk/erase/decide"]')
  await shut(secretary)
  return href
}

async function findAtDesk(instance: Instance) {
  const { origin } = instance
  const on = async (part: string, path: string, selector: string) => {
    const page = await openAs(instance, part)
    const href = await hrefOn(page, `${origin}${path}`, selector)
    await shut(page)
    return href
  }
  const waiting = await on('受理员', '/desk/intake', 'main a[href^="/desk/cases/ZG-"]')
  const reported = /ZG-\d+-\d+/.exec(waiting)?.[0] ?? ''
  return {
    reported,
    inspection: await on('督查员', '/desk/inspections', 'a[href^="/desk/inspections/JC-"]'),
    draft: await uploadPlan(instance),
    decision: await askToErase(instance, reported),
    account: await on('系统管理员', '/desk/admin/accounts', 'a[href^="/desk/admin/accounts/"]:not([href$=new])'),
    session: await on('安全管理员', '/desk/admin/security', 'a[href^="/desk/admin/security/"]'),
  }
}

/** Enters as the first demo account with this part. */
async function enter(page: Page, origin: string, part: string): Promise<void> {
  await page.goto(`${origin}/login`)
  await page.locator('tr', { hasText: part }).first().getByRole('button').click()
  await page.waitForURL('**/desk/**')
}

/** The picture of a page at one size. */
async function picture(instance: Instance, { path, who, reach }: Shown, view: View): Promise<Buffer> {
  const { origin } = instance
  const page = await open(`${origin}${who === undefined ? path : '/login'}`, view)
  if (who !== undefined) {
    await enter(page, origin, who)
    await page.goto(`${origin}${path}`)
  }
  await reach?.(page)
  // Pictures inside a page are fetched when they come into view.
  await page.waitForLoadState('networkidle')
  const bytes = await page.screenshot()
  await shut(page)
  return bytes
}

const phone = { width: 390, height: 850 }

async function tileOf(instance: Instance, shown: Shown): Promise<Tile> {
  const at = (view: View) => picture(instance, shown, view)
  return {
    title: shown.title,
    path: shown.path,
    wide: await at({ width: 1440, height: 1080 }),
    phones: [await at(phone), await at({ ...phone, dark: true }), await at({ ...phone, care: true })],
  }
}

async function writeLarge({ origin }: Instance, name: string, path: string): Promise<void> {
  const page = await open(`${origin}${path}`, { width: 1440, height: 960 })
  writeFileSync(join(folder, `${name}.webp`), await webp(page, 80))
  await shut(page)
}

const indexOf = (sheets: readonly Sheet[]) => `# 页面 Pages

演示里的每一页：宽屏、手机、深色、大字版。除方案原文外，单位、案件、人员和数字都是虚构的。由 \`npm run pages\` 从运行着的产品生成，请不要手改。

Every page of the demonstration: wide, on a phone, dark, and in large type. All but the text of the plan is invented. Made by
\`npm run pages\` from the running product; not edited by hand.

${sheets.map(({ name, title, pages }) => `## ${title}\n\n![${pages.map((page) => page.title).join('、')}](${name}.webp)\n`).join('\n')}`

/** All of them, or the sheets that are named: `npm run pages portal-4`. */
export async function main(names: readonly string[]): Promise<void> {
  const instance = await openInstance()
  try {
    const found = { ...(await findPublic(instance)), ...(await findAtDesk(instance)) }
    const sheets = sheetsOf(found)
    if (names.length === 0) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      await writeLarge(instance, 'home', '/')
      await writeLarge(instance, 'plan', '/plan/jiujiang-2018#S4.2')
      await writeLarge(instance, 'case', found.problem)
    }
    for (const { name, pages } of sheets.filter((sheet) => names.length === 0 || names.includes(sheet.name))) {
      const tiles: Tile[] = []
      for (const shown of pages) tiles.push(await tileOf(instance, shown))
      await writeSheet(join(folder, `${name}.webp`), tiles)
    }
    writeFileSync(join(folder, 'README.md'), indexOf(sheets))
    process.stdout.write(`${readdirSync(folder).join(' ')}\n`)
  } finally {
    await closeBrowser()
    await instance.close()
  }
}
