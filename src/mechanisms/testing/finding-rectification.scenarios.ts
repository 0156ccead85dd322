import { freeVerifiers, visitor } from '../../kernel/testing/city.ts'
import * as judging from './finding-judgement.scenarios.ts'
import * as rework from './finding-rework.scenarios.ts'
import { orderLate, toCheck, toFeedBack, toJudge, toRectify } from './finding-steps.ts'
import type { Begin, Given, Samples, Scenario, Step } from './given.ts'
import { whoMay, whoReads } from './tables.ts'
import { drawnInTwoHats, inTwoHats } from './two-hats.ts'

export const samples: Samples = {
  story: '东门的水管漏了三天，没有人管',
  subject: '东门水管',
  promisedOn: '2018-12-10',
  redoBy: '2018-12-20',
  reasonable: false,
}

const parts = {
  visitor: ['report', 'join'],
  reporter: ['judge', 'appeal'],
  intake: ['take-up', 'decline-report'],
  inspector: ['find'],
  office: ['feed-back', 'sign-first', 'sign-nobody', 'order-again'],
  secondOffice: ['ask-again', 'countersign-unjudged', 'countersign-nobody', 'reject-appeal', 'grant-appeal'],
  liaison: ['plan'],
  head: ['contest', 'plan', 'begin', 'claim'],
  reviewer: ['uphold', 'withdraw', 'explain'],
  verifier: ['recuse', 'pass', 'fail'],
  lookBack: ['hold', 'recur'],
  clock: [
    'end-objection',
    'redraw',
    'fall-silent',
    'stay-silent',
    'let-stand',
    'look-back',
    'redraw-look-back',
    'lapse',
  ],
  system: ['be-unsatisfied', 'close', 'open-from-inspection', 'open-from-visit'],
}

const byIntake = ['intake']
const readers = {
  public: [
    ...['subject', 'fact', 'unit', 'severity', 'clause', 'origin', 'declineReason', 'demand', 'objection', 'decision'],
    ...[
      'measures',
      'handlerPost',
      'promisedOn',
      'claims',
      'method',
      'seen',
      'sham',
      'channel',
      'signedReason',
      'redoBy',
    ],
    ...[
      'reasonable',
      'withinPower',
      'solved',
      'explanation',
      'outcome',
      'failures',
      'recurrences',
      'lapses',
      'objectionOpen',
    ],
    ...['lookBackOnCommitment', 'lookBackDay', 'lookBackKey'],
  ],
  parties: ['foundProof', 'objectionProof', 'claimProof', 'seenProof', 'judgement'],
  staff: ['recusalReason'],
  sealed: {
    about: byIntake,
    story: byIntake,
    against: byIntake,
    place: byIntake,
    reporterProof: byIntake,
    joinStory: byIntake,
    judgementReason: byIntake,
    appealStory: byIntake,
  },
  hiddenClocks: ['objection', 'wait'],
}

const reach = (given: Begin) => given(...toCheck)

const ways: readonly Scenario[] = [
  {
    title: 'duty/inspect-and-feed-back what a routine inspection finds is found already, and says where it comes from',
    play: (given) => given('open-from-inspection').isIn('found').holds({ origin: 'inspection' }),
  },
  {
    title:
      'duty/rectified-or-not-let-go 整改不到位不放过: what was not verified is not struck off, however often it is claimed',
    play: (given) =>
      given(...toCheck, 'fail')
        .isIn('rejected')
        .holds({ failures: 1 })
        .and('order-again')
        .isIn('rectifying')
        .holds({ redoBy: '2018-12-20' })
        .and('claim', 'fail')
        .holds({ failures: 2 }),
  },
  {
    title: 'duty/open-channels 畅通联系渠道: what a citizen reports is taken up, or declined with the reason',
    play: (given) => {
      given('report').isIn('reported').and('take-up').isIn('found')
      given('report', 'decline-report').isIn('not-accepted')
    },
  },
  {
    title: 'law/政府督查工作条例/17 提出异议的由原参与人员以外的人复核: upheld, it goes on; withdrawn, it ends',
    play: (given) => {
      given(...toFeedBack, 'contest', 'uphold').isIn('fed-back')
      given(...toFeedBack, 'contest', 'withdraw').isIn('withdrawn')
      given(...toRectify, 'contest').isIn('contested')
    },
  },
  {
    title: 'house/independent-verifier a verifier who steps aside is replaced by another, with a whole limit',
    play: (given) => {
      const before = given(...toCheck)
      const after = before.and(['recuse', { at: '2018-11-20 10:00' }]).isIn('verifying')
      if (before.case.holders.verifier === after.case.holders.verifier) throw new Error('the same verifier was drawn')
      after.breaches('verify', '2018-12-04')
    },
  },
  {
    title: 'duty/publish-progress 及时向社会公布: public once it is fed back',
    play: (given) => given('report', 'take-up').hides(visitor, '东门水管').and('feed-back').shows(visitor, '东门水管'),
  },
  {
    title:
      'law/信访工作条例/30 检举材料不得透露给被检举人: neither the unit, nor the public, nor who joined reads the story',
    play: (given) =>
      given(...toJudge, 'join')
        .shows('intake', '漏了三天')
        .shows('reporter', '漏了三天')
        .hides('head', '漏了三天')
        .hides('office', '漏了三天')
        .hides('verifier', '漏了三天')
        .hides(visitor, '漏了三天')
        .hides({ kind: 'person', case: 'ZG-2018-0001', token: 't-8' }, '漏了三天'),
  },
  {
    title: 'law/政府督查工作条例/26 不得泄露举报人信息: who reported is in no case, event or view',
    play: (given) => {
      const contact = '王某 13800000000'
      const { play } = given(['report', { input: { contact } }], 'take-up').hides('intake', contact)
      if (JSON.stringify(play.events).includes(contact)) throw new Error('the identity is in an event')
    },
  },
]

const conditions: readonly Scenario[] = [
  {
    title:
      'law/政府督查工作条例/17 duringObjection 自收到反馈起三十日内提出, and the case is not overdue for it afterwards',
    play: (given) => {
      given(...toFeedBack)
        .when('contest', { at: '2018-12-14 23:00' })
        .accepted()
      const over = given(...toRectify)
        .breaches('objection', '2018-12-14')
        .isIn('rectifying')
        .holds({ objectionOpen: false, lapses: 0 })
      over.when('contest').refused('condition-not-met', 'duringObjection')
      if (over.case.clocks.objection?.due !== null) throw new Error('the time to object still runs')
    },
  },
  {
    title: 'house/plan-limit planAhead 承诺完成日不早于今天',
    play: (given) =>
      given(...toFeedBack)
        .when('plan', { input: { promisedOn: '2018-11-13' } })
        .refused('condition-not-met', 'planAhead')
        .when('plan', { input: { promisedOn: '2018-11-14' } })
        .accepted(),
  },
  {
    title: 'house/fresh-evidence freshEvidence 证据没有在别的案件里用过',
    play: (given) =>
      given(...toRectify)
        .when('claim', { facts: { reuse: { files: 2 } } })
        .refused('condition-not-met', 'freshEvidence')
        .when('claim')
        .accepted(),
  },
  {
    title: 'house/redo-by redoSoon 重新整改的期限在今天之后',
    play: (given) =>
      given(...toCheck, 'fail')
        .when('order-again', { input: { redoBy: '2018-11-14' } })
        .refused('condition-not-met', 'redoSoon')
        .when('order-again', { input: { redoBy: '2018-11-15' } })
        .accepted(),
  },
]

const failed: readonly Step[] = [...toCheck, 'fail']
const closed: readonly Step[] = [...toJudge, 'judge']
const recurred: readonly Step[] = [...closed, 'look-back', 'recur']
const planAgain: readonly Step[] = [orderLate, 'contest', 'uphold']
const askAgain: readonly Step[] = [orderLate, 'claim', 'pass', 'fall-silent']
const unhappyAgain: readonly Step[] = [
  orderLate,
  'claim',
  'pass',
  ['judge', { input: { judgement: 'unsatisfied', judgementReason: '还在漏' } }],
]

/** Each verifier against each duty that he could still take on after he verified. */
const verifierHats = (party: 'verifier' | 'lookBack', steps: readonly Step[]): readonly Scenario[] => [
  drawnInTwoHats(party, steps, 'order-again', 'inspection-1'),
  drawnInTwoHats(party, [...steps, orderLate], 'claim', 'water-head'),
  drawnInTwoHats(party, [...steps, ...planAgain], 'plan', 'water-liaison'),
  drawnInTwoHats(party, [...steps, ...askAgain], 'ask-again', 'five-1'),
  drawnInTwoHats(party, [...steps, ...unhappyAgain], 'explain', 'reviewer-1'),
]

const reviewTwice = (post: string, move: string, steps: (hat: Step) => readonly Step[]): Scenario =>
  inTwoHats(
    `law/政府督查工作条例/17 原参与人员回避: who made the move ${move} does not review`,
    [post, steps],
    move,
    'uphold',
    'reviewer-1',
  )

const poolWithout = (party: string, given: Given) => {
  const pool = given.play.events.findLast((event) => event.draw?.party === party)?.draw?.pool ?? []
  const kin = ['water-verifier', 'waterworks-verifier', 'gov-verifier'].filter((post) => pool.includes(post))
  if (pool.length < freeVerifiers.length || kin.length > 0)
    throw new Error(`${party} was drawn among ${pool.join(', ')}`)
}

const duties: readonly Scenario[] = [
  whoMay(parts, reach),
  whoReads(readers, reach),
  ...verifierHats('verifier', failed),
  ...verifierHats('lookBack', recurred),
  reviewTwice('inspection-1', 'feed-back', (hat) => ['report', 'take-up', hat, 'contest']),
  reviewTwice('inspector-1', 'find', (hat) => [hat, 'feed-back', 'contest']),
  reviewTwice('intake-1', 'take-up', (hat) => ['report', hat, 'feed-back', 'contest']),
  {
    title: 'house/independent-verifier 与责任单位无隶属: a reviewer of the unit itself steps aside',
    play: (given) =>
      given(...toFeedBack, 'contest')
        .when('uphold', { by: 'water-reviewer' })
        .refused('separation-of-duties')
        .when('uphold')
        .accepted(),
  },
  {
    title: 'house/independent-verifier 核查人抽签产生，与责任单位无隶属: so is who looks back',
    play: (given) => {
      poolWithout('verifier', given(...toCheck))
      poolWithout('lookBack', given(...closed, 'look-back'))
    },
  },
]

const clocks: readonly Scenario[] = [
  {
    title: 'duty/inspect-and-feed-back what a drawn visit finds is found already, and says where it comes from',
    play: (given) => given('open-from-visit').isIn('found').holds({ origin: 'spot-check' }),
  },
  {
    title: 'house/triage-limit 收到反映五个工作日内决定是否受理',
    play: (given) => given('report').breaches('triage', '2018-11-21').isIn('reported').holds({ lapses: 1 }),
  },
  {
    title: 'house/feedback-limit 立案后五个工作日内反馈',
    play: (given) => given('find').breaches('feedback', '2018-11-21').isIn('found').holds({ lapses: 1 }),
  },
  {
    title: 'law/政府督查工作条例/17 三十日内作出复核决定',
    play: (given) =>
      given(...toFeedBack, 'contest')
        .breaches('review', '2018-12-14')
        .isIn('contested')
        .holds({ lapses: 1 }),
  },
  {
    title: 'house/plan-limit 五个工作日内报方案并开始',
    play: (given) =>
      given(...toFeedBack)
        .breaches('plan', '2018-11-21')
        .holds({ lapses: 1 })
        .and('plan')
        .isIn('planned'),
  },
  {
    title: 'house/rectify-limit 一般问题整改三十日，重大问题九十日',
    play: (given) => {
      const grave: Step = ['take-up', { input: { severity: 'grave' } }]
      given(...toRectify)
        .breaches('rectify', '2018-12-14')
        .holds({ lapses: 1 })
      given('report', grave, 'feed-back', 'plan', 'begin').breaches('rectify', '2019-02-12').holds({ lapses: 1 })
    },
  },
  {
    title: 'house/redo-by 重新责令时写明期限: the new day counts, and the first limit is not renewed',
    play: (given) =>
      given(...failed, 'order-again')
        .breaches('rectify', '2018-12-14')
        .breaches('redo', '2018-12-20')
        .isIn('rectifying')
        .holds({ lapses: 2 }),
  },
  {
    title: 'house/verify-limit 十个工作日内作出结论，逾期另行抽人: the next one has ten of his own',
    play: (given) =>
      given(...toCheck)
        .breaches('verify', '2018-11-28')
        .isIn('verifying')
        .holds({ lapses: 1 })
        .breaches('verify', '2018-12-13')
        .holds({ lapses: 2 }),
  },
  {
    title: 'house/order-again-limit 两个工作日内重新责令',
    play: (given) =>
      given(...failed)
        .breaches('orderAgain', '2018-11-16')
        .isIn('rejected')
        .holds({ lapses: 1 }),
  },
]

export const scenarios: readonly Scenario[] = [
  ...duties,
  ...ways,
  ...conditions,
  ...clocks,
  ...judging.scenarios,
  ...rework.scenarios,
]
