import { visitor } from '../../kernel/testing/city.ts'
import { type Asks, asksFor } from './asks.ts'
import type { Begin, Samples, Scenario } from './given.ts'
import { begin, toCheck, toConclude, toFeedback, toNotify, toReview, visits, withProblem } from './inspection-steps.ts'
import * as review from './inspection-time.scenarios.ts'
import { whoMay, whoReads } from './tables.ts'

/** Planned on 14 November 2018 for 28 November, at the door of the water bureau, with two items. */
export const samples: Samples = {
  subject: '供水服务检查',
  plannedOn: '2018-11-28',
  mode: 'onsite',
  checklist: ['报修当天有人到场', '收费与公示一致'],
  item: 1,
  conclusion: '报修基本当天到场，收费一处与公示不符',
  resultSummary: '报修到场及时，收费一处须改',
  personHours: 6,
}

const parts = {
  office: ['plan', 'notify', 'postpone', 'conclude', 'feed-back', 'open-finding', 'dismiss'],
  leader: ['approve', 'call-off'],
  inspector: ['begin', 'tick', 'note-problem'],
  head: ['ask-review'],
  reviewer: ['uphold', 'overturn'],
  clock: ['file', 'lapse'],
  system: ['go-on'],
}

const readers = {
  public: [
    ...['subject', 'unit', 'plannedOn', 'mode', 'merges', 'clause', 'checklist', 'postponeReason', 'ground', 'basedOn'],
    ...[
      'personHours',
      'resultSummary',
      'findingSubject',
      'findingFact',
      'findingSeverity',
      'dismissReason',
      'objection',
    ],
    ...['decision', 'checked', 'problems', 'settled', 'postponed', 'overturned', 'lapses'],
  ],
  parties: ['item', 'met', 'note', 'tickProof', 'problemNote', 'problemProof', 'conclusion', 'objectionProof'],
  staff: [],
  sealed: {},
  hiddenClocks: ['objection'],
}

const asks: Asks = {
  plan: [[], ['subject', 'unit', 'plannedOn', 'mode', 'merges', 'clause', 'checklist']],
  postpone: [
    ['plan', 'approve'],
    ['plannedOn', 'postponeReason'],
  ],
  'call-off': [['plan'], ['ground']],
  tick: [toCheck, ['item', 'met']],
  'note-problem': [toCheck, ['item', 'problemNote']],
  conclude: [
    [...toCheck, 'tick'],
    ['conclusion', 'basedOn', 'personHours'],
  ],
  'feed-back': [toConclude, ['resultSummary']],
  'open-finding': [withProblem, ['findingSubject', 'findingFact', 'findingSeverity']],
  dismiss: [withProblem, ['dismissReason']],
  'ask-review': [toFeedback, ['objection']],
  uphold: [toReview, ['decision']],
  overturn: [toReview, ['decision']],
}

const reach = (given: Begin) => given(...toCheck)

const ways: readonly Scenario[] = [
  {
    title: 'duty/inspect-everyone 常规检查全覆盖: planned, approved, notified, inspected, concluded, fed back, filed',
    play: (given) =>
      given(...toFeedback)
        .isIn('feedback')
        .holds({ checked: 1, problems: 0, settled: 0 })
        .breaches('objection', '2018-12-28')
        .isIn('filed'),
  },
  {
    title: 'law/政府督查工作条例/11 没有批准的不查: neither notified nor begun before it is approved',
    play: (given) =>
      given('plan')
        .when('notify')
        .refused('wrong-state')
        .when('begin')
        .refused('wrong-state')
        .and('approve')
        .when('begin')
        .refused('wrong-state'),
  },
  {
    title: 'law/政府督查工作条例/11 an inspection is called off by the head of government, until it has begun',
    play: (given) => {
      given('plan', 'call-off').isIn('cancelled')
      given('plan', 'approve', 'call-off').isIn('cancelled')
      given(...toNotify, 'call-off').isIn('cancelled')
      given(...toCheck)
        .when('call-off')
        .refused('wrong-state')
    },
  },
  {
    title:
      'duty/inspect-and-feed-back 及时反馈并责令整改: every problem opens a finding of the unit, or is dismissed with the reason',
    play: (given) => {
      const ordering = given(...withProblem)
        .isIn('ordering')
        .holds({ checked: 2, problems: 1, settled: 0 })
      const { play } = ordering.and('open-finding').isIn('feedback').holds({ settled: 1 })
      const opened = JSON.stringify(play.events.find(({ transition }) => transition === 'open-finding')?.opened)
      const wanted = [
        'finding-rectification',
        'open-from-inspection',
        '"unit":"water"',
        '"severity":"ordinary"',
        '"clause":"S1"',
      ]
      const missing = wanted.filter((text) => !opened.includes(text))
      if (missing.length > 0) throw new Error(`the finding opened lacks ${missing.join(', ')}: ${opened}`)
      ordering.and('dismiss').isIn('feedback').holds({ settled: 1 })
    },
  },
  {
    title: 'duty/inspect-and-feed-back nothingLeft: no fewer and no more findings than problems that were noted',
    play: (given) => {
      const two = [
        ...toCheck,
        'note-problem',
        ['note-problem', { input: { item: 2 } }],
        'conclude',
        'feed-back',
      ] as const
      given(...two)
        .when('go-on')
        .refused('condition-not-met', 'nothingLeft')
        .and('open-finding')
        .isIn('ordering')
        .and('dismiss')
        .isIn('feedback')
        .when('open-finding')
        .refused('wrong-state')
    },
  },
  {
    title:
      'law/政府督查工作条例/17 被督查单位可以申请复核: upheld, it is filed; set aside, it is inspected, concluded and fed back anew',
    play: (given) => {
      given(...toReview)
        .isIn('under-review')
        .and('uphold')
        .isIn('filed')
      given(...toReview, 'overturn')
        .isIn('onsite')
        .holds({ overturned: 1 })
        .and('tick', 'conclude', 'feed-back')
        .isIn('feedback')
        .and('ask-review')
        .isIn('under-review')
    },
  },
  {
    title:
      'duty/publish-progress 及时向社会公布: the plan once it is approved, the summary once it is fed back, the rest never',
    play: (given) => {
      given('plan').hides(visitor, '供水服务检查').and('approve').shows(visitor, '报修当天有人到场')
      given(...toConclude)
        .hides(visitor, '报修基本当天到场')
        .shows('head', '报修基本当天到场')
      given(...toFeedback)
        .shows(visitor, '收费一处须改')
        .hides(visitor, '报修基本当天到场')
    },
  },
]

const conditions: readonly Scenario[] = [
  {
    title: 'house/inspection-day dayAhead 检查日期不早于今天: neither planned nor postponed into the past',
    play: (given) => {
      given.opening('plan', { input: { plannedOn: '2018-11-13' } }).refused('condition-not-met', 'dayAhead')
      given.opening('plan', { input: { plannedOn: '2018-11-14' } }).accepted()
      given('plan', 'approve')
        .when('postpone', { input: { plannedOn: '2018-11-13' } })
        .refused('condition-not-met', 'dayAhead')
        .when('postpone', { input: { plannedOn: '2018-11-14' } })
        .accepted()
    },
  },
  {
    title: 'house/inspection-rhythm notThird 同一单位一月三查: the third in a month is neither planned nor moved there',
    play: (given) => {
      given.opening('plan', visits({ month: 2 })).refused('condition-not-met', 'notThird')
      given.opening('plan', visits({ month: 1 })).accepted()
      given(...toNotify)
        .when('postpone', visits({ month: 2 }))
        .refused('condition-not-met', 'notThird')
        .when('postpone', visits({ month: 1 }))
        .accepted()
        .isIn('notified')
        .holds({ postponed: 1 })
    },
  },
  {
    title: 'house/one-visit-a-year oneVisit 一年只上门一次: a second time by data or papers only',
    play: (given) => {
      given.opening('plan', visits({ atDoor: 1 })).refused('condition-not-met', 'oneVisit')
      given.opening('plan', { ...visits({ atDoor: 1 }), input: { mode: 'data' } }).accepted()
      given.opening('plan', { ...visits({ atDoor: 1 }), input: { mode: 'paper' } }).accepted()
    },
  },
  {
    title:
      'house/inspections-not-more notMore 频次总量不超上年: as many as in the year before, and no more; the first year is free',
    play: (given) =>
      given('plan')
        .when('approve', visits({ year: 40, yearBefore: 40 }))
        .refused('condition-not-met', 'notMore')
        .when('approve', visits({ year: 39, yearBefore: 40 }))
        .accepted()
        .isIn('approved') &&
      given('plan')
        .when('approve', visits({ year: 40 }))
        .accepted(),
  },
  {
    title: 'house/inspection-day onTheDay 通知的日子到了才开始',
    play: (given) =>
      given(...toNotify)
        .when('begin', { at: '2018-11-27 23:59' })
        .refused('condition-not-met', 'onTheDay')
        .when('begin', { at: '2018-11-28 00:00' })
        .accepted()
        .isIn('onsite'),
  },
  {
    title: 'law/政府督查工作条例/15 onTheList 不得随意扩大督查范围: only what stands on the checklist is recorded',
    play: (given) =>
      given(...toCheck)
        .when('tick', { input: { item: 3 } })
        .refused('condition-not-met', 'onTheList')
        .when('note-problem', { input: { item: 3 } })
        .refused('condition-not-met', 'onTheList')
        .when('tick', { input: { item: 2 } })
        .accepted()
        .isIn('onsite'),
  },
  {
    title: 'house/fresh-evidence 同一份证据不得用于两件事: a photograph of another case proves no problem here',
    play: (given) =>
      given(...toCheck)
        .when('note-problem', { facts: { reuse: { files: 1 } } })
        .refused('condition-not-met', 'freshEvidence'),
  },
  {
    title: 'law/政府督查工作条例/16 factsClear 督查结论应当事实清楚: none before anything was recorded',
    play: (given) =>
      given(...toCheck)
        .when('conclude')
        .refused('condition-not-met', 'factsClear')
        .and('note-problem')
        .when('conclude')
        .accepted()
        .isIn('concluded'),
  },
  {
    title: 'house/inspection-by-results notRecordsAlone 只查台账不查结果: records alone conclude nothing',
    play: (given) => {
      const checked = given(...toCheck, 'tick')
      checked.when('conclude', { input: { basedOn: ['records'] } }).refused('condition-not-met', 'notRecordsAlone')
      for (const way of ['results', 'people', 'data'])
        checked.when('conclude', { input: { basedOn: ['records', way] } }).accepted()
    },
  },
  {
    title: 'law/政府督查工作条例/15 hoursFit 上门的写明人时，没有上门的写 0',
    play: (given) => {
      given(...toCheck, 'tick')
        .when('conclude', { input: { personHours: 0 } })
        .refused('condition-not-met', 'hoursFit')
      const byData = given(['plan', { input: { mode: 'data' } }], 'approve', 'notify', begin, 'tick')
      byData.when('conclude').refused('condition-not-met', 'hoursFit')
      byData.when('conclude', { input: { personHours: 0 } }).accepted()
    },
  },
]

export const scenarios: readonly Scenario[] = [
  whoMay(parts, reach),
  whoReads(readers, reach),
  asksFor(asks),
  ...ways,
  ...conditions,
  ...review.apart,
  ...review.clocks,
]
