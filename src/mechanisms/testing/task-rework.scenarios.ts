import { type Asks, asksFor } from './asks.ts'
import type { Scenario, Step } from './given.ts'

const toAssign: readonly Step[] = ['propose', 'approve', 'assign']
const toWork: readonly Step[] = [...toAssign, 'accept']
const toCheck: readonly Step[] = [...toWork, 'report-done']
const returned: readonly Step[] = [...toCheck, 'fail']

const listed = ['subject', 'deliverable', 'measure', 'unit', 'dueOn']
const asks: Asks = {
  propose: [[], [...listed, 'source']],
  'open-from-list': [[], listed],
  accept: [toAssign, ['handlerPost']],
  decline: [toAssign, ['legalGround']],
  reassign: [[...toAssign, 'decline'], ['unit']],
  'report-progress': [toWork, ['percent', 'progressNote']],
  'ask-extension': [toWork, ['askedDueOn', 'extensionReason']],
  'refuse-extension': [[...toWork, 'ask-extension'], ['ground']],
  'report-done': [toWork, ['resultNote', 'resultProof']],
  pass: [toCheck, ['checkNote']],
  fail: [toCheck, ['checkNote', 'missing']],
  'send-back': [toCheck, ['missing']],
  instruct: [toWork, ['instruction']],
  cancel: [['propose'], ['ground']],
}

/** What a task keeps when it is returned, and where each move may be made from. */
export const scenarios: readonly Scenario[] = [
  asksFor(asks),
  {
    title: 'law/政府督查工作条例/11 撤项: the leader cancels before verification, not after it',
    play: (given) => {
      for (const way of [['propose'], ['propose', 'approve'], toAssign, toWork, returned])
        given(...way, 'cancel').isIn('cancelled')
      given(...toCheck)
        .when('cancel')
        .refused('wrong-state')
      given(...toCheck, 'pass')
        .when('cancel')
        .refused('wrong-state')
    },
  },
  {
    title: 'law/政府督查工作条例/11 批示: the leader instructs wherever somebody is at work',
    play: (given) => {
      for (const way of [toAssign, toWork, toCheck, returned])
        given(...way)
          .when('instruct')
          .accepted()
      given('propose').when('instruct').refused('wrong-state')
    },
  },
  {
    title: 'duty/to-task-person-post what was returned is worked on like before: progress, extension, decision',
    play: (given) => {
      given(...returned, 'report-progress', 'ask-extension', 'grant-extension')
        .isIn('returned')
        .holds({ extensionsUsed: 1 })
      given(...returned, 'ask-extension', 'refuse-extension')
        .isIn('returned')
        .holds({ extensionsUsed: 0 })
    },
  },
  {
    title: 'house/colour-notice a task that nobody accepted turns blue, orange and red as well',
    play: (given) =>
      given(...toAssign)
        .breaches('handle', '2018-12-14')
        .breaches('blue', '2018-12-21')
        .breaches('orange', '2018-12-28')
        .isIn('assigned')
        .holds({ colour: 'red' }),
  },
  {
    title: 'house/colour-notice 补办不重新起算: a claim that fails buys no new days, and no notice is issued twice',
    play: (given) =>
      given(...toWork)
        .breaches('handle', '2018-12-14')
        .and(['report-done', { at: '2018-12-19 10:00' }], ['fail', { at: '2018-12-20 10:00' }])
        .when('issue-blue')
        .refused('condition-not-met')
        .breaches('blue', '2018-12-24')
        .and(['report-done', { at: '2018-12-27 10:00' }], ['fail', { at: '2018-12-28 10:00' }])
        .breaches('orange', '2019-01-03')
        .isIn('returned')
        .holds({ colour: 'red' }),
  },
  {
    title:
      'house/task-assign-limit a task that is declined is assigned anew within a whole day, and accepted within another',
    play: (given) =>
      given('propose', 'approve', ['assign', { at: '2018-11-15 16:00' }], ['decline', { at: '2018-11-16 10:00' }])
        .breaches('assign', '2018-11-19')
        .and('reassign')
        .breaches('accept', '2018-11-21'),
  },
  {
    title: 'house/task-redo-limit each return gives five days, and each claim a verifier ten',
    play: (given) => {
      const again = given(...returned, ['report-done', { at: '2018-11-19 10:00' }], 'fail')
      again.breaches('redo', '2018-11-26')
      again.and(['report-done', { at: '2018-11-20 10:00' }]).breaches('verify', '2018-12-04')
      given(...toCheck, ['fail', { at: '2018-11-19 10:00' }], 'report-done').breaches('verify', '2018-12-03')
    },
  },
]
