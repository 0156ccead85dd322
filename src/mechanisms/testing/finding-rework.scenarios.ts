import { type Asks, asksFor } from './asks.ts'
import { foundToJudge, orderLate, toCheck, toFeedBack, toJudge, toRectify, unsatisfied } from './finding-steps.ts'
import type { Scenario, Step } from './given.ts'

const on = (day: string) => ({ at: `${day} 10:00` })
const contested: readonly Step[] = [...toFeedBack, 'contest']
const silent: readonly Step[] = [...toJudge, 'fall-silent']
const unanswered: readonly Step[] = [...silent, 'ask-again', 'stay-silent']
const unhappy: readonly Step[] = [...toJudge, unsatisfied]
const appealed: readonly Step[] = [...unhappy, 'explain', 'appeal']
const closed: readonly Step[] = [...toJudge, 'judge']
const looking: readonly Step[] = [...closed, 'look-back']

const summary = ['subject', 'fact', 'unit', 'severity']
const seen = ['method', 'seen']
const asks: Asks = {
  report: [[], ['about', 'story']],
  find: [[], [...summary, 'origin']],
  'open-from-inspection': [[], summary],
  'open-from-visit': [[], [...summary]],
  'take-up': [['report'], summary],
  'decline-report': [['report'], ['declineReason']],
  join: [toFeedBack, ['joinStory']],
  'feed-back': [['find'], ['demand']],
  contest: [toFeedBack, ['objection']],
  uphold: [contested, ['decision']],
  withdraw: [contested, ['decision']],
  plan: [toFeedBack, ['measures', 'handlerPost', 'promisedOn']],
  claim: [toRectify, ['claims', 'claimProof']],
  recuse: [toCheck, ['recusalReason']],
  pass: [toCheck, seen],
  fail: [toCheck, [...seen, 'sham']],
  judge: [toJudge, ['judgement']],
  'ask-again': [silent, ['channel']],
  'sign-first': [unanswered, ['signedReason']],
  'sign-nobody': [foundToJudge, ['signedReason']],
  'countersign-unjudged': [[...unanswered, 'sign-first'], ['signedReason']],
  'countersign-nobody': [[...foundToJudge, 'sign-nobody'], ['signedReason']],
  'order-again': [unhappy, ['demand', 'redoBy']],
  explain: [unhappy, ['reasonable', 'withinPower', 'solved', 'explanation']],
  appeal: [[...unhappy, 'explain'], ['appealStory']],
  'reject-appeal': [appealed, ['decision']],
  'grant-appeal': [appealed, ['decision']],
  hold: [looking, seen],
  recur: [looking, [...seen, 'sham']],
}

const again: readonly Step[] = ['order-again', 'claim', 'pass']

/** What a finding keeps when it is rectified again, and where each move may be made from. */
export const scenarios: readonly Scenario[] = [
  asksFor(asks),
  {
    title:
      'duty/satisfied-or-not-let-go 我也遇到了: whoever met with the same joins while it is open, and is asked too',
    play: (given) => {
      const ways = [toFeedBack, [...toFeedBack, 'plan'], toRectify, toCheck, [...toCheck, 'fail'], toJudge, silent]
      const later = [[...silent, 'ask-again'], unhappy, [...looking, 'recur']]
      for (const way of [...ways, ...later]) {
        const before = given(...way)
        const holder = before.and('join').isIn(before.case.state).case.holders.reporter
        if (!holder || !('tokens' in holder) || holder.tokens.length !== 2)
          throw new Error(`nobody joined in ${before.case.state}`)
      }
      given(...closed)
        .when('join')
        .refused('wrong-state')
    },
  },
  {
    title:
      'law/政府督查工作条例/17 自收到反馈起三十日: the time to object ends wherever the case is, and waits during the review',
    play: (given) => {
      for (const way of [toFeedBack, [...toFeedBack, 'plan'], toRectify, toCheck, [...toCheck, 'fail']])
        given(...way)
          .breaches('objection', '2018-12-14')
          .holds({ objectionOpen: false })
      given(...toFeedBack, 'plan', 'contest').isIn('contested')
      given(...toFeedBack, ['contest', on('2018-11-20')], ['uphold', on('2018-11-30')])
        .breaches('plan', '2018-12-03')
        .breaches('objection', '2018-12-24')
    },
  },
  {
    title: 'law/政府督查工作条例/17 a second objection is reviewed within thirty days of its own',
    play: (given) =>
      given(...toFeedBack, ['contest', on('2018-11-20')], ['uphold', on('2018-11-30')], 'contest').breaches(
        'review',
        '2019-01-02',
      ),
  },
  {
    title:
      'house/rectify-limit 返工不重新起算: what failed has what is left of the first limit, and its new day counts once',
    play: (given) => {
      const order = given(
        ...toRectify,
        ['claim', on('2018-11-20')],
        ['fail', on('2018-11-22')],
        ['order-again', on('2018-11-26')],
      )
      order.breaches('rectify', '2018-12-20')
      const late = order
        .breaches('redo', '2018-12-20')
        .and('contest', 'uphold', ['plan', { input: { promisedOn: '2019-02-01' } }], 'begin')
      if (late.case.clocks.redo?.breached !== true) throw new Error('a day that has passed passes again')
    },
  },
  {
    title: 'house/verify-limit each claim gives its verifier ten days, each failure the office two',
    play: (given) => {
      const round = given(...toCheck, ['fail', on('2018-11-19')], ['order-again', on('2018-11-21')], 'claim')
      round.breaches('verify', '2018-12-05')
      round.and('fail').breaches('orderAgain', '2018-11-23')
    },
  },
  {
    title: 'house/verify-limit the next verifier is another',
    play: (given) => {
      const before = given(...toCheck)
      const after = before.and('redraw')
      if (JSON.stringify(before.case.holders.verifier) === JSON.stringify(after.case.holders.verifier))
        throw new Error('the same verifier was drawn again')
    },
  },
  {
    title: 'house/answer-limit each time people are asked they have ten days, and another office five to ask again',
    play: (given) => {
      given(...toJudge, ['judge', { ...unsatisfied[1], ...on('2018-11-19') }], ...again).breaches(
        'answer',
        '2018-12-03',
      )
      given(...silent, ['judge', { ...unsatisfied[1], ...on('2018-12-04') }], ...again)
        .breaches('answer', '2018-12-18')
        .breaches('askAgain', '2018-12-26')
      given(
        ...silent,
        ['ask-again', on('2018-11-29')],
        ['judge', { ...unsatisfied[1], ...on('2018-12-04') }],
        ...again,
        'fall-silent',
        'ask-again',
      ).breaches('secondAnswer', '2019-01-03')
    },
  },
  {
    title:
      'house/two-signatures after a recurrence the signatures have five days of their own, and the look-back comes again',
    play: (given) => {
      const first = given(
        ...foundToJudge,
        'sign-nobody',
        ['countersign-nobody', on('2018-11-16')],
        'look-back',
        'recur',
      )
      const second = first.and(
        ['order-again', { ...orderLate[1], ...on('2019-06-03') }],
        'claim',
        'pass',
        'sign-nobody',
      )
      second.breaches('sign', '2019-06-10')
      second.and('countersign-nobody', 'look-back').isIn('looking-back')
    },
  },
  {
    title: 'house/one-appeal after a granted appeal the same limits begin again',
    play: (given) => {
      const granted = given(
        ...unhappy,
        'explain',
        ['appeal', on('2018-11-19')],
        ['grant-appeal', on('2018-11-21')],
        'explain',
      )
      granted.breaches('appeal', '2018-12-05')
      granted.and('appeal').breaches('decideAppeal', '2018-12-05')
    },
  },
  {
    title: 'house/look-back-limit ten days, each time: drawn for 13 May 2019, then for 13 November',
    play: (given) => {
      given(...looking).breaches('lookBack', '2019-05-28')
      const recurred = given(...looking, ['recur', on('2019-05-17')], orderLate, 'claim', 'pass', 'judge')
      const second = recurred.and('look-back')
      second.breaches('lookBack', '2019-11-28')
    },
  },
]
