/** Which pages stand on which contact sheet of docs/pages. A test compares them with the routes: none is left out. */
import type { Page } from 'playwright-core'

/** A page to show. */
export interface Shown {
  readonly title: string
  readonly path: string
  /** The part of the demo account that sees it; left out for everybody. */
  readonly who?: string
  /** What is done on the page at `path` to come to the one that is shown. */
  readonly reach?: (page: Page) => Promise<void>
}

export interface Sheet {
  readonly name: string
  readonly title: string
  readonly pages: readonly Shown[]
}

/** Addresses of the story by what they show; numbers depend on how it was played. */
export interface Found {
  readonly problem: string
  readonly task: string
  readonly unit: string
  readonly receipt: string
  readonly weekly: string
  /** The measures of one unit, beside the plan. */
  readonly measures: string
  /** A round that is concluded, and one whose ceremony is going on. */
  readonly draw: string
  readonly round: string
  /** A plan that was uploaded: its sentence, and all of them. */
  readonly draft: string
  readonly inspection: string
  /** The number of a case that somebody reported. */
  readonly reported: string
  /** Where a request to erase is decided. */
  readonly decision: string
  readonly account: string
  readonly session: string
}

async function write(page: Page): Promise<void> {
  await page.getByLabel('什么事').fill('窗口还要复印件')
  await page.getByLabel('经过').fill('网上说不用带，到窗口还是要了，来回跑了两趟。')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.locator('h1', { hasText: '看一遍' }).waitFor()
}

async function send(page: Page): Promise<void> {
  await write(page)
  await page.getByRole('button', { name: '提交' }).click()
  await page.locator('h1', { hasText: '收到了' }).waitFor()
}

async function follow(page: Page): Promise<void> {
  await send(page)
  await page.getByRole('button', { name: '现在就去看这一件' }).click()
  await page.locator('h1', { hasText: '窗口还要复印件' }).waitFor()
}

const portalSheets = ({ problem, task, unit, receipt, draw, weekly, measures }: Found): readonly Sheet[] => [
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
    title: '程序、日志、回执',
    pages: [
      { title: '程序与时限', path: '/procedures' },
      { title: '一个程序', path: '/procedures/supervised-task#chart' },
      { title: '期限怎么算', path: '/procedures/deadline?start=2018-09-20&amount=10&unit=wd' },
      { title: '公开日志', path: '/log' },
      { title: '每周检查点', path: '/log/weekly' },
      { title: '一份检查点', path: weekly },
      { title: '查一条', path: '/receipt' },
      { title: '回执', path: receipt },
    ],
  },
  {
    name: 'portal-3',
    title: '检查、专栏、帮助',
    pages: [
      { title: '随机抽查', path: '/draws' },
      { title: '一轮抽签', path: draw },
      { title: '谁还没被查过', path: '/inspections' },
      { title: '专栏', path: '/column' },
      { title: '方案版本', path: '/plan/jiujiang-2018/versions' },
      { title: '怎样使用', path: '/help' },
      { title: '反映人身份保护', path: '/help/identity' },
      { title: '无障碍声明', path: '/help/accessibility' },
    ],
  },
  {
    name: 'portal-4',
    title: '查找、数据、出错',
    pages: [
      { title: '各单位', path: '/units' },
      { title: '各地各部门的贯彻措施', path: '/measures' },
      { title: '一家的措施', path: measures },
      { title: '查找', path: '/search?q=%E5%A4%8D%E5%8D%B0%E4%BB%B6' },
      { title: '开放数据与接口', path: '/data' },
      { title: '出错提示', path: '/errors' },
      { title: '一种提示', path: '/errors/stale' },
      { title: '没有这一页', path: '/nowhere' },
      { title: 'English', path: '/en/' },
      { title: 'English', path: '/en/plan/jiujiang-2018/S4.2' },
    ],
  },
]

/** Last of all: they send something. */
const reportSheet = ({ problem }: Found): Sheet => ({
  name: 'portal-5',
  title: '反映一件事',
  pages: [
    { title: '我要反映', path: '/report' },
    { title: '说说是什么事', path: '/report/write' },
    { title: '看一遍再提交', path: '/report/write', reach: write },
    { title: '收到了', path: '/report/write', reach: send },
    { title: '我反映的一件', path: '/report/write', reach: follow },
    { title: '我反映的', path: '/mine' },
    { title: '我也遇到了', path: `${problem}/join` },
  ],
})

const deskSheets = ({
  problem,
  round,
  draft,
  inspection,
  reported,
  decision,
  account,
  session,
}: Found): readonly Sheet[] => [
  {
    name: 'desk-1',
    title: '工作台',
    pages: [
      { title: '登录工作台', path: '/login' },
      { title: '忘了密码', path: '/login/recover' },
      { title: '我的时钟', path: '/desk/clock', who: '督查室' },
      { title: '案件列表', path: '/desk/cases', who: '督查室' },
      { title: '案件', path: `/desk${problem}`, who: '督查室' },
      { title: '拿主意', path: '/desk/decide', who: '市长' },
      { title: '新开一件', path: '/desk/new', who: '督查室' },
      { title: '填一张表', path: '/desk/new/supervised-task/propose', who: '督查室' },
    ],
  },
  {
    name: 'desk-2',
    title: '方案',
    pages: [
      { title: '方案与责任清单', path: '/desk/plan', who: '五型办人员' },
      { title: '编译与校对', path: '/desk/compile', who: '五型办人员' },
      { title: '一句话', path: draft, who: '五型办人员' },
      { title: '全部句子', path: `${draft}/all`, who: '五型办人员' },
      { title: '方案版本比较', path: `${draft}/compare`, who: '五型办人员' },
      { title: '公布', path: `${draft}/publish`, who: '五型办人员' },
      { title: '认领与异议', path: '/desk/claims', who: '单位主要负责人' },
      { title: '核查任务', path: '/desk/verify', who: '核查员' },
    ],
  },
  {
    name: 'desk-3',
    title: '检查、抽签、反映',
    pages: [
      { title: '年度检查计划', path: '/desk/inspections', who: '督查室' },
      { title: '现场清单', path: inspection, who: '督查员' },
      { title: '抽查与抽签', path: '/desk/draws', who: '督查员' },
      { title: '一轮抽签', path: `/desk${round}`, who: '监督员' },
      { title: '收到的反映', path: '/desk/intake', who: '受理员' },
      { title: '查找', path: '/desk/search?q=%E5%A4%8D%E5%8D%B0%E4%BB%B6', who: '督查室' },
      { title: '订阅到日历', path: '/desk/calendar', who: '督查室' },
      { title: '帮助与快捷键', path: '/desk/help', who: '督查室' },
    ],
  },
  {
    name: 'desk-4',
    title: '人员、通知、账号',
    pages: [
      { title: '人员与岗位', path: '/desk/units', who: '秘书长' },
      { title: '一个单位', path: '/desk/units/data', who: '秘书长' },
      { title: '设单位', path: '/desk/units/new', who: '秘书长' },
      { title: '一次设多个单位', path: '/desk/units/many', who: '秘书长' },
      { title: '通知', path: '/desk/notices', who: '联络员' },
      { title: '怎样通知我', path: '/desk/notices/settings', who: '联络员' },
      { title: '我的账号', path: '/desk/account', who: '联络员' },
      { title: '改密码', path: '/desk/password', who: '联络员' },
      { title: '换岗位', path: '/desk/post', who: '联络员' },
    ],
  },
  {
    name: 'desk-5',
    title: '身份和删除',
    pages: [
      { title: '身份启封', path: '/desk/unseal', who: '秘书长' },
      { title: '申请启封', path: `/desk/unseal/ask?case=${reported}`, who: '受理员' },
      { title: '依法删除', path: '/desk/erase', who: '秘书长' },
      { title: '申请删除个人内容', path: `/desk/erase/ask?case=${reported}`, who: '受理员' },
      { title: '决定删除', path: decision, who: '秘书长' },
    ],
  },
  {
    name: 'desk-6',
    title: '三员',
    pages: [
      { title: '账号', path: '/desk/admin/accounts', who: '系统管理员' },
      { title: '开账号', path: '/desk/admin/accounts/new', who: '系统管理员' },
      { title: '一个账号', path: account, who: '系统管理员' },
      { title: '事件推送', path: '/desk/admin/webhooks', who: '系统管理员' },
      { title: '锁定与会话', path: '/desk/admin/security', who: '安全管理员' },
      { title: '一个人的会话', path: session, who: '安全管理员' },
      { title: '审计', path: '/desk/admin/audit', who: '审计管理员' },
    ],
  },
]

export const sheetsOf = (found: Found): readonly Sheet[] => [
  ...portalSheets(found),
  ...deskSheets(found),
  reportSheet(found),
]
