/** A clause for the kit. The sentences are written for it; no plan contains them. */
import type { ClauseData, ContentsEntry } from '../parts/clause.tsx'

const who = '市政务大厅'

export const clauses: readonly ClauseData[] = [
  {
    id: 'X4',
    title: '（四）样例条款',
    citation: '二（四）',
    href: '/plan/sample/X4',
    sentences: [
      { id: 'X4-s0', text: '字号：大 中 小', status: 'none', residue: true },
      { id: 'X4-s1', opens: true, text: '坚持把服务作为天职，努力建设人民满意的服务型政府。', status: 'principle' },
    ],
    summary: 'Serving is the government’s first duty.',
  },
  {
    id: 'X4.2',
    title: '2.样例条款的第二项',
    citation: '二（四）2',
    href: '/plan/sample/X4.2',
    sentences: [
      {
        id: 's1',
        text: '加快推动政务信息资源共享和政务服务事项标准化编制，推动跨部门、跨地域、跨层级政务信息可靠交换与安全共享。',
        status: 'doing',
        note: {
          title: '信息资源共享与事项标准化',
          facts: {
            who: '市数据资源中心',
            clock: { state: 'running', used: 0.4, left: 32, unit: 'wd', due: '2018-12-28' },
            evidence: '38 类数据已上目录，27 类按期应答',
          },
          links: [
            { href: '/chain/1', label: '链条' },
            { href: '/evidence', label: '证据 41' },
          ],
        },
      },
      {
        id: 's2',
        text: '大力推进政务服务“一网通办”，推动审批智能化、服务自助化、办事移动化。',
        status: 'ok',
        note: {
          title: '“一网通办”',
          facts: { who, clock: { state: 'done', on: '2018-11-02' }, evidence: '抽验 60 件：58 件全程网上办结' },
          links: [{ href: '/evidence', label: '证据 63' }],
        },
      },
      {
        id: 's3',
        text: '深化“最多跑一次”改革，把实体服务大厅、网上服务平台、移动客户端、服务热线结合起来，方便企业、群众办事创业。',
        status: 'again',
        note: {
          title: '“最多跑一次”',
          facts: {
            who: `${who}牵头，13 单位`,
            clock: { state: 'late', over: 1, unit: 'wd' },
            evidence: '自报 100%，回访实测 87.3%（n=1,204）。9 个事项仍要跑两次，已重开',
          },
          links: [{ href: '/wall', label: '案件 9' }],
        },
      },
      {
        id: 's4',
        text: '开展“企业评部门”活动，强化评议结果运用。',
        status: 'wait',
        note: {
          title: '“企业评部门”',
          facts: { who: '第三方调查组', when: '每季度', evidence: '待复核发布' },
          links: [],
        },
      },
      {
        id: 's5',
        text: '扎实开展营商环境突出问题专项整治。',
        status: 'late',
        note: {
          title: '营商环境突出问题专项整治',
          facts: {
            who: '市营商服务局',
            clock: { state: 'late', over: 3, unit: 'wd' },
            evidence: '问题台账未按期公布，已发督办单',
          },
          links: [],
        },
      },
      {
        id: 's6',
        text: '年底开展考核评估，评估结果向社会公布。',
        status: 'none',
        note: {
          title: '考核评估',
          label: '没有单位负责',
          says: '还没有单位负责这一句。',
          links: [],
        },
      },
    ],
  },
]

export const contents: readonly ContentsEntry[] = [
  { href: '#X4', label: '二（四）样例条款', ticks: ['principle'] },
  {
    href: '#X4.2',
    label: '2 第二项',
    ticks: ['doing', 'ok', 'again', 'wait', 'late', 'none'],
    sub: true,
    current: true,
  },
]
