/** Invented data for the kit's larger views: no real place, unit, person or figure. */
import type { RulerDay } from '../parts/desk-parts.tsx'
import type { EvidenceItem } from '../parts/evidence.tsx'
import type { Finding } from '../parts/finding.tsx'
import type { PanoramaLine } from '../parts/panorama.tsx'
import type { Status } from '../parts/status.tsx'
import type { Brick, WallCounts, WallRowData } from '../parts/wall.tsx'

export const evidence: readonly EvidenceItem[] = [
  {
    title: '3 号窗口暗访录像',
    text: '10:42 工作人员：“复印件还是带一份吧。”',
    bearing: 'against',
    strength: 3,
    by: '督查员 11',
    when: '11月12日',
    fingerprint: 'a91f…07c2',
    entry: { index: 1801, href: '/log/1801' },
  },
  {
    title: '回访记录 40 份',
    text: '11 人又交了复印件，电话号码已隔离',
    bearing: 'against',
    strength: 4,
    by: '12345 回访组',
    when: '11月13日',
    entry: { index: 1822, href: '/log/1822' },
  },
  { title: '证照调用日志', text: '412 次成功，0 次失败', bearing: 'for', strength: 2, when: '11月1日起' },
  { title: '整改报告（第二次）', href: '/evidence/4', text: '单位自报，不计分', strength: 1, by: '市商事登记局' },
]

export const findings: readonly Finding[] = [
  {
    claim: ['“全部 ', { mark: '12 个窗口' }, '已取消复印件要求”'],
    verdict: 'false',
    found: ['走了 5 个窗口，', { mark: '3 个仍索要' }, '：3 号、7 号、11 号'],
  },
  {
    claim: ['“', { mark: '10月30日' }, '组织全员培训”'],
    verdict: 'part',
    found: ['签到表 27 人，', { mark: '3 名当班人员不在表上' }],
  },
  {
    claim: ['“系统已上线', { mark: '证照调用' }, '”'],
    verdict: 'true',
    found: [{ mark: '11月1日起调用 412 次' }, '，无失败'],
  },
  {
    claim: ['“', { mark: '群众反映良好' }, '”'],
    verdict: 'false',
    found: ['回访 40 位办事人，', { mark: '11 位说又交了复印件' }],
  },
]

type Paragraph = readonly (readonly [status: Status, length: number])[]

const parts: readonly (readonly [title: string | null, paragraphs: readonly Paragraph[]])[] = [
  [
    null,
    [
      [
        ['principle', 128],
        ['principle', 10],
      ],
    ],
  ],
  ['一、指导思想', [[['principle', 231]]]],
  [
    '二、目标任务',
    [
      [['principle', 80]],
      [
        ['principle', 29],
        ['principle', 92],
        ['doing', 45],
      ],
      [
        ['principle', 93],
        ['ok', 90],
      ],
      [
        ['principle', 59],
        ['principle', 45],
        ['doing', 102],
      ],
      [['principle', 87]],
      [
        ['principle', 54],
        ['doing', 70],
        ['principle', 84],
      ],
      [
        ['doing', 68],
        ['wait', 69],
        ['doing', 66],
      ],
      [
        ['doing', 56],
        ['ok', 60],
        ['doing', 75],
        ['ok', 40],
        ['doing', 88],
      ],
      [['principle', 60]],
      [
        ['ok', 41],
        ['doing', 77],
        ['ok', 50],
        ['doing', 64],
        ['late', 40],
      ],
      [
        ['doing', 102],
        ['principle', 40],
      ],
      [
        ['doing', 50],
        ['doing', 48],
        ['ok', 46],
      ],
      [['principle', 46]],
      [
        ['doing', 100],
        ['wait', 73],
      ],
      [
        ['doing', 76],
        ['ok', 49],
        ['again', 119],
      ],
      [
        ['ok', 34],
        ['doing', 118],
        ['wait', 23],
        ['late', 46],
      ],
      [['principle', 52]],
      [
        ['principle', 60],
        ['doing', 80],
      ],
      [
        ['again', 70],
        ['doing', 64],
      ],
      [
        ['doing', 84],
        ['ok', 42],
        ['doing', 60],
        ['principle', 70],
      ],
    ],
  ],
  [
    '三、保障措施',
    [
      [
        ['ok', 85],
        ['doing', 124],
      ],
      [
        ['ok', 93],
        ['doing', 62],
      ],
      [
        ['doing', 49],
        ['again', 49],
        ['ok', 30],
        ['ok', 22],
        ['doing', 45],
      ],
      [
        ['none', 60],
        ['none', 68],
        ['principle', 62],
      ],
    ],
  ],
]

export const panorama: readonly PanoramaLine[] = parts.flatMap(([title, paragraphs]) => [
  ...(title === null ? [] : [{ kind: 'title' as const, text: title }]),
  ...paragraphs.flatMap((sentences) => [
    { kind: 'paragraph' as const, length: 11 },
    ...sentences.map(([status, length], at) => ({
      kind: 'sentence' as const,
      status,
      length,
      href: `/plan/sample/S1#s${at + 1}`,
    })),
  ]),
])

const kinds: readonly Pick<Brick, 'inPlace' | 'satisfied' | 'reopened' | 'overdue'>[] = [
  ...Array(6).fill({ inPlace: 'pass', satisfied: 'pass' }),
  { inPlace: 'pass', satisfied: 'open' },
  { inPlace: 'fail', satisfied: 'open', reopened: true },
  ...Array(5).fill({ inPlace: 'pass', satisfied: 'pass' }),
  { inPlace: 'open', satisfied: 'open' },
  { inPlace: 'fail', satisfied: 'open', overdue: true },
  { inPlace: 'pass', satisfied: 'fail' },
  { inPlace: 'pass', satisfied: 'unjudged' },
  { inPlace: 'open', satisfied: 'open' },
  { inPlace: 'pass', satisfied: 'pass' },
]

export const bricks: readonly Brick[] = Array.from({ length: 58 }, (_, at) => ({
  no: `ZG-2018-${String(at + 1).padStart(4, '0')}`,
  title: '窗口要求重复提交复印件',
  href: `/cases/${at + 1}`,
  ...(kinds[(at * 7) % kinds.length] ?? { inPlace: 'open', satisfied: 'open' }),
}))

export const wallCounts: WallCounts = {
  closed: 27,
  inPlaceOpen: 14,
  reopened: 3,
  overdue: 2,
  waiting: 8,
  unsatisfied: 4,
}

export const wallRows: readonly WallRowData[] = [
  {
    no: 'ZG-2018-0037',
    title: '窗口要求重复提交营业执照复印件',
    href: '/cases/37',
    inPlace: 'fail',
    satisfied: 'open',
    reopened: true,
    found: '暗访发现',
    clause: { href: '/plan/sample/S5.2', citation: '二（五）2' },
    text: '两次报“已整改”。11月12日换人暗访 5 个窗口，3 个仍在要复印件，判为表面整改，提请问责。',
    unit: '市商事登记局',
    clock: { state: 'late', over: 3, unit: 'wd' },
    times: '重开 2 次',
  },
  {
    no: 'ZG-2018-0031',
    title: '水电接入要跑三个窗口',
    href: '/cases/31',
    inPlace: 'pass',
    satisfied: 'pass',
    found: '企业诉求发现',
    clause: { href: '/plan/sample/S4.2', citation: '二（四）2' },
    text: '合并为一张表。回访 14 家企业，13 家满意；1 家意见另立案。',
    unit: '市工程建设局',
    clock: { state: 'done', on: '2018-11-13' },
  },
]

const due = (title: string, status: Status, ...notes: readonly string[]) => ({
  title,
  href: '/desk/cases/37',
  status,
  notes,
})

export const ruler: readonly RulerDay[] = [
  {
    kind: 'over',
    items: [
      due('问题台账公布', 'late', '超期 3 个工作日', '已自动抄送分管领导'),
      due('补正告知单复核', 'late', 'ZG-2018-0044'),
    ],
  },
  {
    kind: 'today',
    day: '2018-11-14',
    items: [
      due('核查任务：认领或回避', 'wait', 'HY-2018-0118', '抽签派给您'),
      due('公布当日台账', 'doing', '待您签发'),
    ],
  },
  {
    kind: 'day',
    day: '2018-11-15',
    items: [{ ...due('重开后重新责令', 'again', 'ZG-2018-0037', '18:00 前，只能由督查室发'), current: true }],
  },
  { kind: 'day', day: '2018-11-16', items: [due('客运站公厕复看结论', 'wait', '第 2 次复看')] },
  { kind: 'off', why: '周末不计时', from: '2018-11-17' },
  { kind: 'day', day: '2018-11-19', items: [due('暗访报告审核', 'doing', 'ZC-2018-05')] },
  { kind: 'day', day: '2018-11-20', items: [due('容错申请受理', 'doing', 'RC-2018-0006')] },
  { kind: 'later', items: [due('第三次整改期限', 'again', '11月21日'), due('季度通报起草', 'none', '12月14日')] },
]

const ups = [0, 0, 1, 0, 2, 1, 0, 3, 1, 2, 4, 2, 1, 3, 2, 5, 3, 2, 4, 6, 3, 5, 4]
const downs: Readonly<Record<number, number>> = { 8: 1, 13: 1, 17: 1, 20: 2, 22: 1 }

export const days = ups.map((up, at) => ({
  name: at < 13 ? `10月${15 + at}日` : `11月${at - 8}日`,
  up,
  down: downs[at] ?? 0,
}))
