import { visitor } from '../../kernel/testing/city.ts'
import type { Begin, Samples, Scenario, Step } from './given.ts'
import { whoMay, whoReads } from './tables.ts'
import * as rework from './task-rework.scenarios.ts'
import { drawnInTwoHats } from './two-hats.ts'

/** Proposed on 14 November 2018, to be done by 14 December. */
export const samples: Samples = { dueOn: '2018-12-14', askedDueOn: '2019-01-15', subject: '修好东门水管' }

const toWork: readonly Step[] = ['propose', 'approve', 'assign', 'accept']
const toCheck: readonly Step[] = [...toWork, 'report-done']

const parts = {
  office: ['propose', 'assign', 'reassign', 'send-back', 'close'],
  leader: ['approve', 'grant-extension', 'refuse-extension', 'instruct', 'cancel'],
  liaison: ['accept', 'report-progress'],
  head: ['accept', 'decline', 'report-progress', 'ask-extension', 'report-done'],
  verifier: ['pass', 'fail'],
  clock: ['redraw', 'issue-blue', 'issue-orange', 'issue-red', 'lapse'],
  system: ['open-from-list'],
}

const readers = {
  public: [
    ...['subject', 'deliverable', 'measure', 'unit', 'dueOn', 'clause', 'responsibility', 'source', 'handlerPost'],
    ...[
      'legalGround',
      'percent',
      'progressNote',
      'resultNote',
      'checkNote',
      'missing',
      'askedDueOn',
      'extensionReason',
    ],
    ...['ground', 'colour', 'returns', 'lapses', 'extensionAsked', 'extensionsUsed'],
  ],
  parties: ['progressProof', 'resultProof', 'checkProof'],
  staff: ['instruction'],
  sealed: {},
  hiddenClocks: [],
}

const reach = (given: Begin) => given(...toWork)

const ways: readonly Scenario[] = [
  {
    title: '督办任务 goes from proposal to striking off',
    play: (given) =>
      given(...toCheck, 'pass', 'close')
        .isIn('closed')
        .holds({ returns: 0, lapses: 0, handlerPost: 'water-clerk' }),
  },
  {
    title: 'duty/responsibility-list 推行责任清单化管理: an item of the list opens a task that is approved already',
    play: (given) => given('open-from-list').isIn('approved').holds({ source: 'list', colour: 'green', percent: 0 }),
  },
  {
    title: 'law/政府督查工作条例/11 督查事项由行政首长决定或批准: nothing is assigned before it is approved',
    play: (given) =>
      given('propose').when('assign').refused('wrong-state').when('approve').accepted().when('assign').accepted(),
  },
  {
    title: 'house/independent-verifier 不经核查通过，不能销号: a claim alone does not strike off',
    play: (given) =>
      given(...toCheck)
        .when('close')
        .refused('wrong-state'),
  },
  {
    title: 'house/independent-verifier 退回以后，不再核查就不能销号: what failed is verified again',
    play: (given) =>
      given(...toCheck, 'fail')
        .isIn('returned')
        .holds({ returns: 1 })
        .when('close')
        .refused('wrong-state')
        .and('report-done', 'pass', 'close')
        .isIn('closed'),
  },
  {
    title: 'law/政府督查工作条例/18 the office sends an incomplete claim back and says what is missing',
    play: (given) =>
      given(...toCheck, 'send-back')
        .isIn('returned')
        .holds({ returns: 1 }),
  },
  {
    title: 'duty/to-task-person-post 不属职责的写明依据退回: what is not its duty goes back to be reassigned',
    play: (given) =>
      given('propose', 'approve', 'assign', 'decline')
        .isIn('approved')
        .and(['reassign', { input: { unit: 'parks' } }])
        .isIn('assigned')
        .holds({ unit: 'parks' })
        .when('accept', { by: 'water-liaison' })
        .refused('not-your-part')
        .when('accept')
        .accepted(),
  },
  {
    title: 'law/政府督查工作条例/11 the leader instructs and cancels, and gives the ground',
    play: (given) =>
      given(...toWork, 'instruct', 'cancel')
        .isIn('cancelled')
        .when('report-done')
        .refused('wrong-state'),
  },
  {
    title:
      'duty/publish-progress 及时向社会公布: a proposal is not public, an assigned task is; the instruction never is',
    play: (given) =>
      given('propose')
        .hides(visitor, '修好东门水管')
        .and('approve', 'assign')
        .shows(visitor, '修好东门水管')
        .and(['instruct', { input: { instruction: '抓紧办' } }])
        .hides(visitor, '抓紧办')
        .shows('parks-head', '抓紧办'),
  },
]

const conditions: readonly Scenario[] = [
  {
    title: 'duty/to-task-person-post futureDue 办结时限不早于今天',
    play: (given) => {
      given.opening('propose', { input: { dueOn: '2018-11-13' } }).refused('condition-not-met', 'futureDue')
      given.opening('propose', { input: { dueOn: '2018-11-14' } }).accepted()
    },
  },
  {
    title: 'house/progress-forward forward 进度不能比上次报的小',
    play: (given) =>
      given(...toWork, ['report-progress', { input: { percent: 40 } }])
        .when('report-progress', { input: { percent: 39 } })
        .refused('condition-not-met', 'forward')
        .when('report-progress', { input: { percent: 40 } })
        .accepted(),
  },
  {
    title: 'house/fresh-evidence freshEvidence 证据没有在别的案件里用过',
    play: (given) =>
      given(...toWork)
        .when('report-done', { facts: { reuse: { files: 1 } } })
        .refused('condition-not-met', 'freshEvidence')
        .when('report-done')
        .accepted(),
  },
  {
    title: 'house/one-extension beforeDue 延期在到期之前提出',
    play: (given) =>
      given(...toWork)
        .when('ask-extension', { at: '2018-12-15 00:00' })
        .refused('condition-not-met', 'beforeDue')
        .when('ask-extension', { at: '2018-12-14 23:59' })
        .accepted()
        .holds({ extensionAsked: true }),
  },
  {
    title: 'house/one-extension laterDay 申请的新期限晚于原期限',
    play: (given) =>
      given(...toWork)
        .when('ask-extension', { input: { askedDueOn: '2018-12-14' } })
        .refused('condition-not-met', 'laterDay')
        .when('ask-extension', { input: { askedDueOn: '2018-12-15' } })
        .accepted(),
  },
  {
    title: 'house/one-extension firstExtension 一件一次',
    play: (given) =>
      given(...toWork, 'ask-extension', 'grant-extension')
        .holds({ extensionsUsed: 1, dueOn: '2019-01-15', extensionAsked: false })
        .when('ask-extension', { input: { askedDueOn: '2019-02-15' } })
        .refused('condition-not-met', 'firstExtension'),
  },
  {
    title: 'house/one-extension extensionPending 没有申请就没有决定: nothing is granted or refused that nobody asked',
    play: (given) =>
      given(...toWork)
        .when('grant-extension')
        .refused('condition-not-met', 'extensionPending')
        .when('refuse-extension')
        .refused('condition-not-met', 'extensionPending')
        .and('ask-extension')
        .when('refuse-extension')
        .accepted()
        .holds({ extensionAsked: false, dueOn: '2018-12-14', extensionsUsed: 0 })
        .when('grant-extension')
        .refused('condition-not-met', 'extensionPending'),
  },
]

const duties: readonly Scenario[] = [
  whoMay(parts, reach),
  whoReads(readers, reach),
  drawnInTwoHats('verifier', [...toCheck, 'pass'], 'close', 'inspection-1'),
  drawnInTwoHats('verifier', [...toCheck, 'fail'], 'cancel', 'mayor'),
  drawnInTwoHats('verifier', [...toCheck, 'fail'], 'report-progress', 'water-liaison'),
  drawnInTwoHats('verifier', [...toCheck, 'fail'], 'report-progress', 'water-head'),
  {
    title: 'house/independent-verifier 与承办单位无隶属: nobody of the unit, above it or below it is drawn',
    play: (given) => {
      const pool = given(...toCheck).play.events.at(-1)?.draw?.pool ?? []
      const kin = ['water-verifier', 'waterworks-verifier', 'gov-verifier'].filter((post) => pool.includes(post))
      if (pool.length !== 8 || kin.length > 0) throw new Error(`drawn among ${pool.join(', ')}`)
    },
  },
]

const clocks: readonly Scenario[] = [
  {
    title: 'house/task-approval-limit 五个工作日内决定立项',
    play: (given) => given('propose').breaches('approve', '2018-11-21').isIn('proposed').holds({ lapses: 1 }),
  },
  {
    title: 'house/task-assign-limit 一个工作日内交办',
    play: (given) => given('propose', 'approve').breaches('assign', '2018-11-15').isIn('approved').holds({ lapses: 1 }),
  },
  {
    title: 'house/task-accept-limit 一个工作日内签收',
    play: (given) =>
      given('propose', 'approve', 'assign').breaches('accept', '2018-11-15').isIn('assigned').holds({ lapses: 1 }),
  },
  {
    title: 'house/colour-notice 逾期亮蓝，五个工作日升橙，再五个工作日升红',
    play: (given) =>
      given(...toWork)
        .holds({ colour: 'green' })
        .breaches('handle', '2018-12-14')
        .holds({ colour: 'blue' })
        .breaches('blue', '2018-12-21')
        .holds({ colour: 'orange' })
        .breaches('orange', '2018-12-28')
        .isIn('in-progress')
        .holds({ colour: 'red' }),
  },
  {
    title: 'house/one-extension an extension granted late begins green, and a later notice is blue again, not red',
    play: (given) =>
      given(...toWork, 'ask-extension')
        .breaches('handle', '2018-12-14')
        .breaches('blue', '2018-12-21')
        .and(['grant-extension', { at: '2018-12-26 10:00' }])
        .holds({ colour: 'green', dueOn: '2019-01-15' })
        .breaches('handle', '2019-01-15')
        .holds({ colour: 'blue' })
        .breaches('blue', '2019-01-23')
        .holds({ colour: 'orange' }),
  },
  {
    title: 'house/task-redo-limit 退回后五个工作日内补办',
    play: (given) =>
      given(...toCheck, 'fail')
        .breaches('redo', '2018-11-21')
        .isIn('returned')
        .holds({ lapses: 1 }),
  },
  {
    title: 'duty/to-task-person-post 退回不顺延: being returned moves no due day',
    play: (given) =>
      given(...toCheck, ['fail', { at: '2018-11-23 10:00' }])
        .breaches('redo', '2018-11-30')
        .breaches('handle', '2018-12-14')
        .holds({ colour: 'blue' }),
  },
  {
    title: 'house/task-verify-limit 十个工作日内核查，逾期另行抽人: another verifier is drawn, with a whole limit',
    play: (given) => {
      const before = given(...toCheck)
      const after = before.breaches('verify', '2018-11-28').isIn('reported').holds({ lapses: 1 })
      const drawn = [before, after].map((stage) => JSON.stringify(stage.case.holders.verifier))
      if (drawn[0] === drawn[1]) throw new Error('the same verifier was drawn again')
      after.breaches('verify', '2018-12-13').holds({ lapses: 2 })
    },
  },
  {
    title: 'house/task-close-limit 核查通过后两个工作日内销号',
    play: (given) =>
      given(...toCheck, 'pass')
        .breaches('close', '2018-11-16')
        .isIn('verified')
        .holds({ lapses: 1 }),
  },
]

export const scenarios: readonly Scenario[] = [...duties, ...ways, ...conditions, ...clocks, ...rework.scenarios]
