/**
 * What each kind of user does most (docs/keyboard.md), by keyboard alone. The scripts run in this order on one database, so
 * that they are also one story: what one of them drafts, another signs.
 */
import type { Keyboard } from '../support/keyboard.ts'
import { desk } from './desk-visit.ts'

export interface Script {
  /** As in docs/keyboard.md, where the keys are counted. */
  readonly task: string
  /** Account; '' for nobody, 'drawn' for the verifier that a task drew. */
  readonly who: string
  /** Where it begins: the page after signing in, or the first page of the portal. */
  readonly from: string
  readonly run: (keys: Keyboard) => Promise<void>
  /** What the last page's main part must say. */
  readonly ends: string
}

const confirm = (keys: Keyboard) => keys.follow('Control+Enter')

/** Who drafts, signs and issues one item of the list. */
const list: readonly Script[] = [
  {
    task: '拟一条责任清单条目',
    who: 'p-five-1',
    from: '/desk/plan',
    ends: '拟定',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('拟定事项 二（一）1 第 3 句')
      await keys.skip()
      await keys.type('事项', '窗口一次告知')
      await keys.choose('牵头单位', '园林局')
      await keys.type('成果', '每个窗口都有一次告知单')
      await keys.type('衡量办法', '随机看十个窗口')
      await keys.type('时限', '12202018')
      await confirm(keys)
    },
  },
  {
    task: '发给牵头单位征求意见',
    who: 'p-five-1',
    from: '/desk',
    ends: '征求意见',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('进行中 窗口一次告知')
      await keys.enter('发出征求意见')
      await keys.enter('确认')
    },
  },
  {
    task: '签认责任清单条目',
    who: 'p-parks-head',
    from: '/desk',
    ends: '已签认',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('进行中 窗口一次告知')
      await keys.enter('签认')
      await keys.enter('确认')
    },
  },
  {
    task: '批一件（下发并公开）',
    who: 'p-vice-mayor',
    from: '/desk/decide',
    ends: '已下发',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('下发')
      await keys.enter('确认')
    },
  },
]

const task: readonly Script[] = [
  {
    task: '交办下发的任务',
    who: 'p-inspection-1',
    from: '/desk',
    ends: '已交办',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('进行中 窗口一次告知')
      await keys.enter('交办')
      await keys.enter('确认')
    },
  },
  {
    task: '签收并定承办岗位',
    who: 'p-parks-liaison',
    from: '/desk',
    ends: '办理中',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('进行中 窗口一次告知')
      await keys.enter('签收')
      await keys.choose('承办岗位', 'parks-liaison')
      await confirm(keys)
    },
  },
  {
    task: '报进展',
    who: 'p-parks-liaison',
    from: '/desk',
    ends: '报进展',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('报进展')
      await keys.type('完成进度', '50')
      await keys.type('做了什么', '六个窗口已经放好一次告知单。')
      await confirm(keys)
    },
  },
]

const finding: readonly Script[] = [
  {
    task: '受理一件反映',
    who: 'p-intake-1',
    from: '/desk',
    ends: '受理',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('受理')
      await keys.type('问题', '窗口要求交复印件')
      await keys.type('事实', '到窗口看，仍在要复印件。')
      await keys.choose('责任单位', '水务局')
      await keys.tabTo('一般')
      await keys.press('Space')
      await confirm(keys)
    },
  },
  {
    task: '报整改完成，附证据',
    who: 'p-water-head',
    from: '/desk',
    ends: '“报整改完成”已经记入本件',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('窗口要求重复提交营业执照复印件')
      await keys.skip()
      await keys.enter('报整改完成')
      await keys.type('做了什么', '撤掉了复印件要求')
      await keys.attach('每条措施的证据', '窗口现场.png')
      await confirm(keys)
    },
  },
  {
    task: '重新责令整改',
    who: 'p-inspection-1',
    from: '/desk',
    ends: '“重新责令整改”已经记入本件',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('重新责令整改')
      await keys.type('整改要求', '逐座公厕开放，换人复看一周。')
      await keys.type('重新整改的期限', '12202018')
      await confirm(keys)
    },
  },
  {
    task: '看超期的，按时限排',
    who: 'p-inspection-1',
    from: '/desk',
    ends: '公园夜间无照明',
    run: async (keys) => {
      await keys.press('g')
      await keys.follow('l')
      await keys.skip()
      await keys.enter('超期的')
    },
  },
]

const objecting: readonly Script[] = [
  {
    task: '看本单位超期的',
    who: 'p-parks-head',
    from: '/desk',
    ends: '营商环境问题台账',
    run: async (keys) => {
      await keys.press('g')
      await keys.follow('l')
      await keys.skip()
      await keys.enter('超期的')
    },
  },
  {
    task: '对认定的问题提出异议',
    who: 'p-water-head',
    from: '/desk',
    ends: '“提出异议”已经记入本件',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('提出异议')
      await keys.type('异议和依据', '台账当天已经更正，附上更正记录。')
      await confirm(keys)
    },
  },
]

const verifying: readonly Script[] = [
  {
    task: '核查一件，判定（从本件起）',
    who: 'drawn',
    from: '/desk/cases/DB-2018-0004',
    ends: '“核查通过”已经记入本件',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('核查通过')
      await keys.type('核查所见', '抽看十份问卷，都能对上。')
      await confirm(keys)
    },
  },
]

const admins: readonly Script[] = [
  {
    task: '开一个账号',
    who: 'system-admin',
    from: '/desk',
    ends: 'clerk-7 的一次性密码',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('开账号')
      await keys.skip()
      await keys.type('登录名', 'clerk-7')
      await keys.type('同事看到的名字', '七号联络员')
      await keys.follow('Enter')
    },
  },
  {
    task: '收回一个人的会话',
    who: 'security-admin',
    from: '/desk',
    ends: '登录着',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('p-inspection-1')
      await keys.skip()
      await keys.enter('全部退出')
    },
  },
  { task: '看审计记录', who: 'audit-admin', from: '/desk', ends: '审计', run: (keys) => keys.skip() },
]

const citizens: readonly Script[] = [
  {
    task: '反映一件事',
    who: '',
    from: '/',
    ends: '收到了',
    run: async (keys) => {
      await keys.enter('我要反映')
      await keys.skip()
      await keys.enter('开始写')
      await keys.skip()
      await keys.type('什么事', '窗口还要复印件')
      await keys.type('经过', '网上说不用带，到窗口还是要了。')
      await keys.enter('下一步')
      await keys.skip()
      await keys.enter('提交')
    },
  },
  {
    task: '查进度',
    who: '',
    from: '/',
    ends: '窗口还要复印件',
    run: async (keys) => {
      await keys.enter('我要反映')
      await keys.skip()
      await keys.enter('我反映的')
      await openMine(keys)
    },
  },
  {
    task: '不满意，再说一次',
    who: '',
    from: '/mine',
    ends: '反映人不满意',
    run: async (keys) => {
      await openMine(keys)
      await keys.skip()
      await keys.tabTo('满意')
      await keys.press('Space')
      await keys.press('ArrowDown')
      await keys.type('为什么', '修好两天又灭了。')
      await keys.enter('提交')
    },
  },
  {
    task: '看一家单位',
    who: '',
    from: '/',
    ends: '水务局',
    run: async (keys) => {
      await keys.skip()
      await keys.enter('整改墙')
      await keys.skip()
      await keys.enter('跳过墙')
      await keys.enter('窗口要求重复提交营业执照复印件')
      await keys.skip()
      await keys.enter('水务局')
    },
  },
]

/** With the number and the code of somebody's own matter. */
async function openMine(keys: Keyboard) {
  const { numbers, codes } = desk().portal
  await keys.skip()
  await keys.type('编号', numbers.contested ?? '')
  await keys.type('查询码', codes.contested ?? '')
  await keys.enter('打开')
}

export const scripts: readonly Script[] = [
  ...list,
  ...task,
  ...finding,
  ...objecting,
  ...verifying,
  ...admins,
  ...citizens,
]
