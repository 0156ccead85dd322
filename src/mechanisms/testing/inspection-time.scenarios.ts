import type { Scenario } from './given.ts'
import { begin, slowly, toCheck, toConclude, toNotify, toReview, withProblem } from './inspection-steps.ts'
import { inTwoHats } from './two-hats.ts'

/** Who may not review what he took part in. */
export const apart: readonly Scenario[] = [
  inTwoHats(
    'law/政府督查工作条例/17 原参与人员回避: who was the office in the case does not review it',
    ['inspection-1', (hat) => [hat, 'approve', 'notify', begin, 'tick', 'conclude', 'feed-back', 'ask-review']],
    'plan',
    'uphold',
    'reviewer-1',
  ),
  inTwoHats(
    'law/政府督查工作条例/17 原参与人员回避: who inspected does not review',
    ['inspector-1', (hat) => [...toNotify, begin, hat, 'conclude', 'feed-back', 'ask-review']],
    'tick',
    'uphold',
    'reviewer-1',
  ),
  {
    title: 'law/政府督查工作条例/17 who belongs to the unit inspected does not review',
    play: (given) =>
      given(...toReview)
        .when('uphold', { by: 'water-reviewer' })
        .refused('separation-of-duties')
        .when('uphold', { by: 'reviewer-2' })
        .accepted(),
  },
]

/** Each limit, and what is new after a review. */
export const clocks: readonly Scenario[] = [
  {
    title: 'house/inspection-approve-limit 拟定的检查十个工作日内决定',
    play: (given) => given('plan').breaches('approve', '2018-11-28').isIn('planned').holds({ lapses: 1 }),
  },
  {
    title: 'house/inspection-notify-limit 批准后三个工作日内通知',
    play: (given) => given('plan', 'approve').breaches('notify', '2018-11-19').isIn('approved').holds({ lapses: 1 }),
  },
  {
    title:
      'house/inspection-day an inspection that does not begin on its day is overdue, on the new day where it was moved',
    play: (given) => {
      given(...toNotify)
        .breaches('visit', '2018-11-28')
        .isIn('notified')
        .holds({ lapses: 1 })
      given(...toNotify, ['postpone', { input: { plannedOn: '2018-12-05' } }]).breaches('visit', '2018-12-05')
    },
  },
  {
    title: 'house/inspection-conclude-limit 十五个工作日内作出结论: anew after a review',
    play: (given) => {
      given(...toCheck)
        .breaches('conclude', '2018-12-19')
        .isIn('onsite')
        .holds({ lapses: 1 })
      given(...slowly).breaches('conclude', '2019-01-11')
    },
  },
  {
    title: 'house/inspection-feed-back-limit 结论作出后五个工作日内反馈: anew after a review',
    play: (given) => {
      given(...toConclude)
        .breaches('feedBack', '2018-12-05')
        .isIn('concluded')
        .holds({ lapses: 1 })
      given(...slowly, 'conclude').breaches('feedBack', '2018-12-27')
    },
  },
  {
    title: 'house/inspection-order-limit 反馈后五个工作日内逐项立案: anew after a review',
    play: (given) => {
      given(...withProblem)
        .breaches('order', '2018-12-05')
        .isIn('ordering')
        .holds({ lapses: 1 })
      given(...slowly, 'note-problem', 'conclude', 'feed-back').breaches('order', '2018-12-27')
    },
  },
  {
    title:
      'law/政府督查工作条例/17 三十日内申请、三十日内决定: each review has its own days, and so has each new conclusion',
    play: (given) => {
      given(...toReview)
        .breaches('review', '2018-12-28')
        .isIn('under-review')
        .holds({ lapses: 1 })
      const again = given(...slowly, 'conclude', 'feed-back')
      again.breaches('objection', '2019-01-21')
      again.and(['ask-review', { at: '2018-12-21 09:00' }]).breaches('review', '2019-01-21')
    },
  },
]
