import { withCode } from '../../kernel/testing/city.ts'
import { foundToJudge, orderLate, toJudge, unsatisfied } from './finding-steps.ts'
import type { Scenario, Step } from './given.ts'
import { inTwoHats } from './two-hats.ts'

const silent: readonly Step[] = [...toJudge, 'fall-silent']
const unanswered: readonly Step[] = [...silent, 'ask-again', 'stay-silent']
const unhappy: readonly Step[] = [...toJudge, unsatisfied]
const explaining: readonly Step[] = [...unhappy, 'explain']
const closed: readonly Step[] = [...toJudge, 'judge']

const second = { by: withCode('t-8', 'ZG-2018-0001') }

/** The second gate: the people concerned, silence, signatures, explanation, appeal, and the look-back. */
export const scenarios: readonly Scenario[] = [
  {
    title:
      'duty/satisfied-or-not-let-go allSatisfied 群众不满意不放过: struck off when all who were asked are satisfied',
    play: (given) =>
      given(...toJudge, 'join')
        .isIn('judging')
        .and('judge')
        .isIn('judging')
        .and(['judge', second])
        .isIn('closed')
        .holds({ outcome: 'satisfied' }),
  },
  {
    title: 'duty/satisfied-or-not-let-go someoneUnsatisfied one who is not satisfied keeps the case open',
    play: (given) =>
      given(...toJudge, 'join', 'judge')
        .and(['judge', { ...unsatisfied[1], ...second }])
        .isIn('unsatisfied')
        .and('order-again')
        .isIn('rectifying'),
  },
  {
    title:
      'duty/satisfied-or-not-let-go 重新整改的重新问: what was said of the first attempt does not count for the second',
    play: (given) =>
      given(...unhappy, 'order-again', 'claim', 'pass')
        .isIn('judging')
        .and('judge')
        .isIn('closed'),
  },
  {
    title: 'duty/satisfied-or-not-let-go reasonGiven 不满意写一句为什么: an empty one is none',
    play: (given) => {
      const asked = given(...toJudge)
      asked.when('judge', { input: { judgement: 'unsatisfied' } }).refused('condition-not-met', 'reasonGiven')
      asked.when('judge', { input: { judgement: 'unsatisfied', judgementReason: '' } }).refused('invalid-input')
      asked
        .when('judge', { input: { judgement: 'unsatisfied', judgementReason: null } })
        .refused('condition-not-met', 'reasonGiven')
      asked.and(unsatisfied).isIn('unsatisfied')
      asked.and('judge').isIn('closed')
    },
  },
  {
    title:
      'house/second-request 沉默不算满意: no answer leads to a second request by another office, which may still be answered',
    play: (given) => {
      given(...toJudge)
        .breaches('answer', '2018-11-28')
        .isIn('silent')
        .when('sign-first')
        .refused('wrong-state')
      given(...silent, 'judge').isIn('closed')
      given(...silent, unsatisfied).isIn('unsatisfied')
      given(...silent, 'ask-again', 'judge').isIn('closed')
      given(...silent, 'ask-again', unsatisfied).isIn('unsatisfied')
    },
  },
  {
    title: 'house/second-request 无回应的由另一机构五个工作日内再请一次',
    play: (given) =>
      given(...silent)
        .breaches('askAgain', '2018-12-06')
        .isIn('silent')
        .holds({ lapses: 1 })
        .and('ask-again')
        .isIn('asked-again'),
  },
  {
    title: 'house/answer-limit 反映人十个工作日内评判, the second time as well',
    play: (given) =>
      given(...silent, ['ask-again', { at: '2018-11-29 10:00' }])
        .breaches('secondAnswer', '2018-12-13')
        .isIn('unanswered'),
  },
  {
    title: 'house/two-signatures 两请无回应的，两个机构各签一次, and it counts as unjudged, not as satisfied',
    play: (given) =>
      given(...unanswered, 'sign-first')
        .isIn('countersigning')
        .and('countersign-unjudged')
        .isIn('unjudged')
        .holds({ outcome: 'unjudged' }),
  },
  inTwoHats(
    'house/two-signatures one person does not sign for both offices',
    ['inspection-1', (hat) => [...silent, ['ask-again', { by: 'five-2' }], 'stay-silent', hat]],
    'sign-first',
    'countersign-unjudged',
    'five-1',
  ),
  {
    title: 'house/two-signatures nobodyToAsk 无人可问的双人签字: not where somebody can be asked',
    play: (given) => {
      given(...toJudge)
        .when('sign-nobody')
        .refused('condition-not-met', 'nobodyToAsk')
      given(...silent)
        .when('sign-nobody')
        .refused('condition-not-met', 'nobodyToAsk')
      given(...foundToJudge)
        .isIn('judging')
        .and('sign-nobody')
        .isIn('nobody-asked')
        .and('countersign-nobody')
        .isIn('closed')
        .holds({ outcome: 'nobody-to-ask' })
      given(...foundToJudge, 'fall-silent', 'sign-nobody').isIn('nobody-asked')
    },
  },
  {
    title: 'house/two-signatures somebodyToAsk 没有可以询问的人就不再请',
    play: (given) => {
      given(...foundToJudge, 'fall-silent')
        .when('ask-again')
        .refused('condition-not-met', 'somebodyToAsk')
      given(...silent)
        .when('ask-again')
        .accepted()
    },
  },
  {
    title: 'house/two-signatures 五个工作日内签字',
    play: (given) => {
      given(...unanswered)
        .breaches('sign', '2018-12-21')
        .isIn('unanswered')
        .holds({ lapses: 1 })
      given(...foundToJudge, 'sign-nobody')
        .breaches('sign', '2018-11-21')
        .isIn('nobody-asked')
        .holds({ lapses: 1 })
    },
  },
  {
    title: 'house/one-appeal notForUnit 只有诉求不合理或不在职权之内，才能解释办结',
    play: (given) => {
      const state = given(...unhappy)
      state
        .when('explain', { input: { reasonable: true, withinPower: true } })
        .refused('condition-not-met', 'notForUnit')
      state.and(['explain', { input: { reasonable: true, withinPower: false } }]).isIn('explaining')
      state.and(['explain', { input: { reasonable: false, withinPower: true } }]).isIn('explaining')
    },
  },
  {
    title: 'house/one-appeal 解释办结的，反映人可在十个工作日内申诉一次',
    play: (given) => {
      given(...explaining)
        .breaches('appeal', '2018-11-28')
        .isIn('explained')
        .holds({ outcome: 'explained' })
        .when('appeal')
        .refused('wrong-state')
      given(...explaining, 'appeal', 'reject-appeal')
        .isIn('explained')
        .holds({ outcome: 'explained' })
      given(...explaining, 'appeal', 'grant-appeal').isIn('unsatisfied')
    },
  },
  {
    title: 'house/one-appeal 十个工作日内决定申诉',
    play: (given) =>
      given(...explaining, 'appeal')
        .breaches('decideAppeal', '2018-11-28')
        .isIn('appealed')
        .holds({ lapses: 1 }),
  },
  {
    title: 'house/order-again-limit 群众不满意的、复发的，两个工作日内重新责令',
    play: (given) => {
      given(...unhappy)
        .breaches('orderAgain', '2018-11-16')
        .isIn('unsatisfied')
        .holds({ lapses: 1 })
      given(...closed, 'look-back', 'recur')
        .isIn('reopened')
        .holds({ recurrences: 1 })
    },
  },
  {
    title:
      'house/look-back 销号后回头看，日子抽定、密封、事后公开: nobody reads the day before it has come, everybody after',
    play: (given) => {
      const done = given(...closed)
      const [day, key] = [String(done.case.data.lookBackOn), String(done.case.data.lookBackOnNonce)]
      const people = ['intake', 'office', 'head', 'verifier', 'reporter', 'secondOffice', 'visitor']
      for (const viewer of people) done.hides(viewer, day).hides(viewer, key)
      done.breaches('wait', day).isIn('looking-back').shows('visitor', day).shows('visitor', key)
      given(...unanswered, 'sign-first', 'countersign-unjudged', 'look-back').isIn('looking-back')
    },
  },
  {
    title: 'house/look-back 销了号的都要回头看: it held and is settled, or it recurred and is rectified again',
    play: (given) => {
      given(...closed, 'look-back', 'hold').isIn('settled')
      given(...closed, 'look-back', 'recur', orderLate)
        .isIn('rectifying')
        .when('claim')
        .accepted()
    },
  },
  {
    title: 'house/look-back-limit 回头看十个工作日内完成, or another is drawn with ten of his own',
    play: (given) => {
      const looking = given(...closed, 'look-back')
      const redrawn = looking.and('redraw-look-back').isIn('looking-back').holds({ lapses: 1 })
      if (redrawn.case.holders.lookBack === looking.case.holders.lookBack) throw new Error('the same one was drawn')
      redrawn.and('redraw-look-back').holds({ lapses: 2 })
    },
  },
]
