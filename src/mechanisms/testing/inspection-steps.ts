import type { Step } from './given.ts'

const others = { visits: { month: 0, atDoor: 0, year: 0, yearBefore: 0 } }
/** As if so many other inspections were there. */
export const visits = (change: Partial<typeof others.visits>) => ({
  facts: { visits: { ...others.visits, ...change } },
})

/** On the day of the notice. */
export const begin: Step = ['begin', { at: '2018-11-28 09:00' }]
/** An inspection as far as each of these. */
export const toNotify: readonly Step[] = ['plan', 'approve', 'notify']
export const toCheck: readonly Step[] = [...toNotify, begin]
export const toConclude: readonly Step[] = [...toCheck, 'tick', 'conclude']
export const toFeedback: readonly Step[] = [...toConclude, 'feed-back']
export const withProblem: readonly Step[] = [
  ...toCheck,
  'tick',
  ['note-problem', { input: { item: 2 } }],
  'conclude',
  'feed-back',
]
export const toReview: readonly Step[] = [...toFeedback, 'ask-review']

/** Everybody takes some days, and the review sets the conclusion aside on 20 December. */
export const slowly: readonly Step[] = [
  ...toCheck,
  'note-problem',
  ['conclude', { at: '2018-12-05 10:00' }],
  ['feed-back', { at: '2018-12-07 10:00' }],
  ['open-finding', { at: '2018-12-11 10:00' }],
  ['ask-review', { at: '2018-12-17 10:00' }],
  ['overturn', { at: '2018-12-20 09:00' }],
]
