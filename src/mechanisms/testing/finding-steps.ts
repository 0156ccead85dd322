import type { Step } from './given.ts'

/** A finding that a citizen reported, as far as each of these states. */
export const toFeedBack: readonly Step[] = ['report', 'take-up', 'feed-back']
export const toRectify: readonly Step[] = [...toFeedBack, 'plan', 'begin']
export const toCheck: readonly Step[] = [...toRectify, 'claim']
export const toJudge: readonly Step[] = [...toCheck, 'pass']

/** A finding that an inspector recorded: nobody reported it, so there is nobody to ask. */
export const foundToJudge: readonly Step[] = ['find', 'feed-back', 'plan', 'begin', 'claim', 'pass']

/** A new order after the look-back, which may be in the summer of 2019. */
export const orderLate = ['order-again', { input: { redoBy: '2019-12-20' } }] as const satisfies Step

const no = { input: { judgement: 'unsatisfied', judgementReason: '还在漏' } } as const

/** The first reporter is not satisfied, or whoever is named besides. */
export const unsatisfied = ['judge', no] as const satisfies Step
