import { visitor } from '../../kernel/testing/city.ts'
import { type Asks, asksFor } from './asks.ts'
import type { Begin, Samples, Scenario, Step } from './given.ts'
import { whoMay, whoReads } from './tables.ts'
import { inTwoHats } from './two-hats.ts'

/** Drafted on 14 November 2018, due on 14 December; the lead unit is the water bureau. */
export const samples: Samples = {
  dueOn: '2018-12-14',
  askedDueOn: '2019-01-15',
  suggestedUnit: 'parks',
  subject: '全市供水提质',
}

const toIssue: readonly Step[] = ['draft', 'consult', 'sign', 'issue']
const allDone = { facts: { children: { count: 2, closed: 2, open: 0 } } }

const parts = {
  drafter: ['draft', 'amend', 'consult'],
  head: ['sign', 'object', 'ask-adjustment', 'ask-new-target'],
  ruler: ['rule', 'issue', 'adjust', 'adjust-target', 'keep-as-is', 'withdraw'],
  clock: ['take-as-agreed', 'lapse'],
  system: ['complete'],
}

const readers = {
  public: [
    ...[
      'clause',
      'subject',
      'leadUnit',
      'supportUnits',
      'deliverable',
      'measure',
      'dueOn',
      'objection',
      'suggestedUnit',
    ],
    ...['target', 'baseline', 'milestones', 'askedTarget'],
    ...['rulingReason', 'askedDueOn', 'adjustReason', 'ground', 'adjustments', 'lapses'],
  ],
  parties: [],
  staff: [],
  sealed: {},
  hiddenClocks: [],
}

const asks: Asks = {
  draft: [[], ['clause', 'subject', 'leadUnit', 'deliverable', 'measure', 'dueOn']],
  amend: [['draft'], ['clause', 'subject', 'leadUnit', 'deliverable', 'measure', 'dueOn']],
  object: [
    ['draft', 'consult'],
    ['objection', 'suggestedUnit'],
  ],
  rule: [
    ['draft', 'consult', 'object'],
    ['leadUnit', 'rulingReason'],
  ],
  'ask-adjustment': [toIssue, ['askedDueOn', 'adjustReason']],
  'ask-new-target': [toIssue, ['askedTarget', 'adjustReason']],
  'keep-as-is': [[...toIssue, 'ask-adjustment'], ['ground']],
  withdraw: [['draft'], ['ground']],
}

const reach = (given: Begin) => given(...toIssue)

const ruledTwice = (move: string, before: readonly Step[], transition: string, title: string): Scenario =>
  inTwoHats(title, ['five-1', (hat) => [hat, ...before]], move, transition, 'vice-mayor')

export const scenarios: readonly Scenario[] = [
  whoMay(parts, reach),
  whoReads(readers, reach),
  asksFor(asks),
  {
    title: 'duty/responsibility-list 推行责任清单化管理: an item is drafted, signed for, issued, and opens its task',
    play: (given) => {
      const { play } = given(...toIssue).isIn('issued')
      const opened = JSON.stringify(play.events.at(-1)?.opened)
      const wanted = {
        procedure: 'supervised-task',
        transition: 'open-from-list',
        subject: '全市供水提质',
        unit: 'water',
      }
      const missing = Object.values({ ...wanted, no: play.case.no, dueOn: '2018-12-14' }).filter(
        (text) => !opened.includes(text),
      )
      if (missing.length > 0) throw new Error(`the task opened lacks ${missing.join(', ')}`)
    },
  },
  {
    title: 'duty/first-responsible-person 不经签认、裁定或期满，不能下发',
    play: (given) =>
      given('draft')
        .when('issue')
        .refused('wrong-state')
        .and('consult')
        .when('issue')
        .refused('wrong-state')
        .and('sign')
        .when('issue')
        .accepted(),
  },
  {
    title: 'house/item-complete 没有牵头单位、时限、衡量办法的条目不能下发: none can be drafted',
    play: (given) => {
      const opening = (field: string) =>
        given.opening('draft', { input: { [field]: undefined } }).refused('invalid-input')
      for (const field of ['leadUnit', 'dueOn', 'measure']) opening(field)
      given.opening('draft', { input: { measure: '好' } }).refused('invalid-input')
    },
  },
  {
    title: 'house/item-complete futureDue 时限不早于今天: neither drafted nor amended',
    play: (given) => {
      given.opening('draft', { input: { dueOn: '2018-11-13' } }).refused('condition-not-met', 'futureDue')
      given.opening('draft', { input: { dueOn: '2018-11-14' } }).accepted()
      given('draft')
        .when('amend', { input: { dueOn: '2018-11-13' } })
        .refused('condition-not-met', 'futureDue')
        .when('amend', { input: { dueOn: '2018-11-14' } })
        .accepted()
        .holds({ dueOn: '2018-11-14' })
        .isIn('drafted')
    },
  },
  {
    title: 'house/item-consult-limit 提出异议的，由常务副市长裁定: the ruling names the lead unit',
    play: (given) =>
      given('draft', 'consult', 'object')
        .isIn('objected')
        .and(['rule', { input: { leadUnit: 'parks' } }])
        .isIn('confirmed')
        .holds({ leadUnit: 'parks' })
        .and('issue')
        .when('ask-adjustment', { by: 'water-head' })
        .refused('not-your-part')
        .when('ask-adjustment', { by: 'parks-head' })
        .accepted(),
  },
  {
    title: 'house/item-adjust beforeDue 调整须在到期前提出',
    play: (given) =>
      given(...toIssue)
        .when('ask-adjustment', { at: '2018-12-15 00:00' })
        .refused('condition-not-met', 'beforeDue')
        .when('ask-adjustment', { at: '2018-12-14 23:59' })
        .accepted()
        .isIn('revising'),
  },
  {
    title: 'house/item-adjust newDay 新时限晚于原时限',
    play: (given) =>
      given(...toIssue)
        .when('ask-adjustment', { input: { askedDueOn: '2018-12-14' } })
        .refused('condition-not-met', 'newDay')
        .when('ask-adjustment', { input: { askedDueOn: '2018-12-15' } })
        .accepted(),
  },
  {
    title: 'house/item-adjust 新旧值都公开: an adjustment is counted, and a refusal changes nothing',
    play: (given) => {
      given(...toIssue, 'ask-adjustment', 'adjust')
        .isIn('issued')
        .holds({ dueOn: '2019-01-15', adjustments: 1 })
        .shows(visitor, '2018-12-14')
        .breaches('due', '2019-01-15')
      given(...toIssue, 'ask-adjustment', 'keep-as-is')
        .isIn('issued')
        .holds({ dueOn: '2018-12-14', adjustments: 0 })
        .breaches('due', '2018-12-14')
    },
  },
  {
    title:
      'house/item-adjust newTarget 申请调整指标须在到期前提出: the new one differs, is ruled on and counted, and both are public',
    play: (given) => {
      const listed = given(['draft', { input: { target: '40%' } }], 'consult', 'sign', 'issue')
      const wanted = { input: { askedTarget: '35%' } }
      listed.when('ask-new-target', { input: { askedTarget: '40%' } }).refused('condition-not-met', 'newTarget')
      listed.when('ask-new-target', { ...wanted, at: '2018-12-15 00:00' }).refused('condition-not-met', 'beforeDue')
      listed.when('ask-new-target', { ...wanted, at: '2018-12-14 23:59' }).accepted()
      const asked = listed.and(['ask-new-target', wanted]).isIn('retargeting')
      asked.when('adjust').refused('wrong-state')
      asked
        .and('adjust-target')
        .isIn('issued')
        .holds({ target: '35%', dueOn: '2018-12-14', adjustments: 1 })
        .shows(visitor, '40%')
      asked.and('keep-as-is').isIn('issued').holds({ target: '40%', adjustments: 0 })
    },
  },
  {
    title: 'house/item-adjust-limit 对调整申请五个工作日内决定: a target too, and the due day does not wait for it',
    play: (given) => {
      const asked = given(...toIssue, ['ask-new-target', { input: { askedTarget: '35%' } }])
      asked.breaches('adjust', '2018-11-21').isIn('retargeting').holds({ lapses: 1 })
      asked.breaches('due', '2018-12-14').isIn('retargeting').holds({ lapses: 1 })
    },
  },
  {
    title:
      'duty/to-task-person-post tasksClosed 下发的任务都已核查销号，而且至少有一件: then the item is done by itself',
    play: (given) => {
      const none = { facts: { children: { count: 0, closed: 0, open: 0 } } }
      const half = { facts: { children: { count: 2, closed: 1, open: 1 } } }
      const issued = given(...toIssue)
      issued
        .when('complete', none)
        .refused('condition-not-met', 'tasksClosed')
        .when('complete', half)
        .refused('condition-not-met', 'tasksClosed')
      issued.and(['ask-adjustment', half]).isIn('revising')
      issued.and(['ask-adjustment', allDone]).isIn('done')
      issued.and(['ask-new-target', allDone]).isIn('done')
      issued.and(['complete', allDone]).isIn('done')
    },
  },
  {
    title: 'duty/responsibility-list 撤销写明依据: before issue and after it, never while it is argued about',
    play: (given) => {
      given('draft', 'withdraw').isIn('withdrawn')
      given('draft', 'consult', 'sign', 'withdraw').isIn('withdrawn')
      given('draft', 'consult')
        .when('withdraw')
        .refused('wrong-state')
        .and('object')
        .when('withdraw')
        .refused('wrong-state')
      given(...toIssue, 'withdraw').isIn('withdrawn')
    },
  },
  ruledTwice('draft', ['consult', 'sign'], 'issue', 'house/item-rule-limit 拟定的人不裁定: who drafted does not issue'),
  ruledTwice('draft', ['consult', 'object'], 'rule', 'house/item-rule-limit 拟定的人不裁定: who drafted does not rule'),
  {
    title: 'duty/publish-progress 及时向社会公布: public once it is issued',
    play: (given) =>
      given('draft', 'consult', 'sign').hides(visitor, '全市供水提质').and('issue').shows(visitor, '全市供水提质'),
  },
  {
    title: 'house/item-draft-limit 拟定后二十个工作日内征求意见',
    play: (given) => given('draft').breaches('draft', '2018-12-12').isIn('drafted').holds({ lapses: 1 }),
  },
  {
    title: 'house/item-consult-limit 征求意见五个工作日，逾期视为无异议',
    play: (given) =>
      given('draft', 'consult')
        .breaches('consult', '2018-11-21')
        .isIn('confirmed')
        .when('object')
        .refused('wrong-state'),
  },
  {
    title: 'house/item-rule-limit 对异议五个工作日内裁定',
    play: (given) =>
      given('draft', 'consult', 'object').breaches('rule', '2018-11-21').isIn('objected').holds({ lapses: 1 }),
  },
  {
    title: 'house/item-issue-limit 签认后五个工作日内下发',
    play: (given) =>
      given('draft', 'consult', 'sign').breaches('issue', '2018-11-21').isIn('confirmed').holds({ lapses: 1 }),
  },
  {
    title: 'duty/responsibility-list an issued item that is not done by its day is overdue',
    play: (given) =>
      given(...toIssue)
        .breaches('due', '2018-12-14')
        .isIn('issued')
        .holds({ lapses: 1 }),
  },
  {
    title: 'house/item-adjust-limit 对调整申请五个工作日内决定',
    play: (given) =>
      given(...toIssue, 'ask-adjustment')
        .breaches('adjust', '2018-11-21')
        .isIn('revising')
        .holds({ lapses: 1 }),
  },
  {
    title: 'house/item-adjust-limit each application has five days of its own, and the due day does not wait for it',
    play: (given) => {
      given(...toIssue, 'ask-adjustment')
        .breaches('due', '2018-12-14')
        .isIn('revising')
        .holds({ lapses: 1 })
      given(...toIssue, 'ask-adjustment', ['keep-as-is', { at: '2018-11-19 10:00' }], 'ask-adjustment').breaches(
        'adjust',
        '2018-11-26',
      )
    },
  },
]
