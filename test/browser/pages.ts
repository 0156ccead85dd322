/**
 * `npm run pages`: pictures of every page, from the product itself with its demo story, into docs/pages. Large ones of the
 * first page, the plan and a case for the README; all others side by side on sheets. Never part of the tests.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { closeBrowser, open, shut, type View } from '../support/browser.ts'
import { type Instance, openInstance } from './pages-instance.ts'
import { type Tile, webp, writeSheet } from './pages-sheet.ts'

const folder = join(import.meta.dirname, '../../docs/pages')

/** A page to show. `who`: the part of the demo account that sees it; left out for everybody. */
interface Shown {
  readonly title: string
  readonly path: string
  readonly who?: string
  readonly view?: View
}

interface Sheet {
  readonly name: string
  readonly title: string
  readonly pages: readonly Shown[]
}

/** Cases of the story by what they show; their numbers depend on how it was played. */
interface Found {
  readonly problem: string
  readonly task: string
  readonly unit: string
  readonly receipt: string
  readonly draw: string
}

async function firstHref(page: Page, path: string, selector: string): Promise<string> {
  await page.goto(path)
  const href = await page.locator(selector).first().getAttribute('href')
  if (href === null) throw new Error(`${path} has no ${selector}`)
  return href
}

async function findCases({ origin }: Instance): Promise<Found> {
  const page = await open(`${origin}/`)
  const problem = await firstHref(page, `${origin}/`, '.note a[href^="/cases/"]')
  const receipt = await firstHref(page, `${origin}/`, 'a[href^="/receipt/"]')
  const task = await firstHref(page, `${origin}/plan/jiujiang-2018/S4.2`, 'a[href^="/cases/DB-"]')
  const unit = await firstHref(page, `${origin}${problem}`, '.lede a[href^="/units/"]')
  // The oldest round, the last in the list, is open and concluded.
  await page.goto(`${origin}/draws`)
  const draw = (await page.locator('td a[href^="/draws/"]').last().getAttribute('href')) ?? '/draws'
  await shut(page)
  return { problem, task, unit, receipt, draw }
}

const sheetsOf = ({ problem, task, unit, receipt, draw }: Found): readonly Sheet[] => [
  {
    name: 'portal-1',
    title: '方案和它走到哪一步',
    pages: [
      { title: '首页', path: '/' },
      { title: '方案原文', path: '/plan/jiujiang-2018#S4.2' },
      { title: '一条条款和它的链条', path: '/plan/jiujiang-2018/S4.2#case-3' },
      { title: '责任清单', path: '/list' },
      { title: '整改墙', path: '/wall' },
      { title: '整改案件', path: problem },
      { title: '督办任务', path: task },
      { title: '单位主页', path: unit },
    ],
  },
  {
    name: 'portal-2',
    title: '程序、日志、反映',
    pages: [
      { title: '程序与时限', path: '/procedures' },
      { title: '一个程序', path: '/procedures/supervised-task#chart' },
      { title: '期限怎么算', path: '/procedures/deadline?start=2018-09-20&amount=10&unit=wd' },
      { title: '公开日志', path: '/log' },
      { title: '回执', path: receipt },
      { title: '我要反映', path: '/report' },
      { title: '写一件事', path: '/report/write' },
      { title: '我反映的', path: '/mine' },
    ],
  },
  {
    name: 'portal-3',
    title: '帮助，和给每个人的样子',
    pages: [
      { title: '各单位', path: '/units' },
      { title: '查找', path: '/search?q=%E5%A4%8D%E5%8D%B0%E4%BB%B6' },
      { title: '怎样使用', path: '/help' },
      { title: '反映人身份保护', path: '/help/identity' },
      { title: '开放数据与接口', path: '/data' },
      { title: '大字版首页', path: '/', view: { care: true } },
      { title: '深色', path: '/wall', view: { dark: true } },
      { title: 'English', path: '/en/' },
    ],
  },
  {
    name: 'portal-4',
    title: '检查、专栏、版本',
    pages: [
      { title: '随机抽查', path: '/draws' },
      { title: '一轮抽签', path: draw },
      { title: '谁还没被查过', path: '/inspections' },
      { title: '各单位的措施', path: '/measures' },
      { title: '专栏', path: '/column' },
      { title: '方案版本', path: '/plan/jiujiang-2018/versions' },
      { title: '每周校验点', path: '/log/weekly' },
      { title: '错误与办法', path: '/errors' },
      { title: '无障碍声明', path: '/help/accessibility' },
    ],
  },
  {
    name: 'desk',
    title: '工作台',
    pages: [
      { title: '登录', path: '/login' },
      { title: '我的时钟', path: '/desk/clock', who: '督查室' },
      { title: '案件列表', path: '/desk/cases', who: '督查室' },
      { title: '案件', path: `/desk${problem}`, who: '督查室' },
      { title: '拿主意', path: '/desk/decide', who: '市长' },
      { title: '新开一件', path: '/desk/new', who: '督查室' },
    ],
  },
  {
    name: 'desk-2',
    title: '工作台：方案、核查、检查',
    pages: [
      { title: '方案与责任清单', path: '/desk/plan', who: '五型办人员' },
      { title: '编译与校对', path: '/desk/compile', who: '五型办人员' },
      { title: '认领与异议', path: '/desk/claims', who: '单位主要负责人' },
      { title: '核查任务', path: '/desk/verify', who: '核查员' },
      { title: '年度检查计划', path: '/desk/inspections', who: '督查室' },
      { title: '抽查与抽签', path: '/desk/draws', who: '督查员' },
    ],
  },
  {
    name: 'desk-3',
    title: '工作台：人员、账号、通知',
    pages: [
      { title: '人员与岗位', path: '/desk/units', who: '秘书长' },
      { title: '收到的反映', path: '/desk/intake', who: '受理员' },
      { title: '通知', path: '/desk/notices', who: '联络员' },
      { title: '我的账号', path: '/desk/account', who: '联络员' },
      { title: '账号管理', path: '/desk/admin/accounts', who: '系统管理员' },
      { title: '审计', path: '/desk/admin/audit', who: '审计管理员' },
    ],
  },
]

/** Enters as the first demo account with this part. */
async function enter(page: Page, origin: string, part: string): Promise<void> {
  await page.goto(`${origin}/login`)
  await page.locator('tr', { hasText: part }).first().getByRole('button').click()
  await page.waitForURL('**/desk/**')
}

/** The picture of a page at one size. */
async function picture({ origin }: Instance, { path, who, view = {} }: Shown, width: number, height: number) {
  const page = await open(`${origin}${who === undefined ? path : '/login'}`, { ...view, width, height })
  if (who !== undefined) {
    await enter(page, origin, who)
    await page.goto(`${origin}${path}`)
  }
  // Pictures inside a page are fetched when they come into view.
  await page.waitForLoadState('networkidle')
  const bytes = await page.screenshot()
  await shut(page)
  return bytes
}

async function tileOf(instance: Instance, shown: Shown): Promise<Tile> {
  const wide = await picture(instance, shown, 1440, 1080)
  const phone = await picture(instance, shown, 390, 850)
  return { title: shown.title, path: shown.path, wide, phone }
}

async function writeLarge({ origin }: Instance, name: string, path: string): Promise<void> {
  const page = await open(`${origin}${path}`, { width: 1440, height: 960 })
  writeFileSync(join(folder, `${name}.webp`), await webp(page, 80))
  await shut(page)
}

const indexOf = (sheets: readonly Sheet[]) => `# 页面 Pages

演示里的每一页，宽屏和手机。除方案原文外，单位、案件、人员和数字都是虚构的。由 \`npm run pages\` 从运行着的产品生成，请不要手改。

Every page of the demonstration, wide and on a phone. All but the text of the plan is invented. Made by \`npm run pages\` from
the running product; not edited by hand.

${sheets.map(({ name, title, pages }) => `## ${title}\n\n![${pages.map((page) => page.title).join('、')}](${name}.webp)\n`).join('\n')}`

export async function main(): Promise<void> {
  const instance = await openInstance()
  try {
    const found = await findCases(instance)
    const sheets = sheetsOf(found)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    await writeLarge(instance, 'home', '/')
    await writeLarge(instance, 'plan', '/plan/jiujiang-2018#S4.2')
    await writeLarge(instance, 'case', found.problem)
    for (const { name, pages } of sheets) {
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
