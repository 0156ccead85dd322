import { visitor } from '../../kernel/testing/city.ts'
import { type Asks, asksFor } from './asks.ts'
import type { Begin, Samples, Scenario } from './given.ts'
import { whoMay, whoReads } from './tables.ts'
import { inTwoHats } from './two-hats.ts'

/** Asked on 14 November 2018; the unit is the water bureau. */
export const samples: Samples = {
  subject: '供水措施报备',
  measureText: '水务局年内更换老旧管网三十五公里，漏损率降一半。',
}

const parts = {
  office: ['request', 'accept', 'return', 'excuse'],
  head: ['file'],
  reviewer: ['clear', 'bar'],
  clock: ['lapse'],
}

const readers = {
  public: [
    ...[
      'subject',
      'unit',
      'clause',
      'measureText',
      'document',
      'documentNo',
      'legalNote',
      'unlawfulNote',
      'reviewNote',
      'returnedFor',
      'returnNote',
    ],
    ...['ground', 'copied', 'covered', 'clauses', 'targets', 'coveredClauses', 'ownTargets', 'returns', 'lapses'],
  ],
  parties: [],
  staff: [],
  sealed: {},
  hiddenClocks: [],
}

const asks: Asks = {
  request: [[], ['subject', 'unit', 'clause']],
  clear: [['request', 'file'], ['legalNote']],
  bar: [['request', 'file'], ['unlawfulNote']],
  accept: [['request', 'file', 'clear'], ['reviewNote']],
  return: [
    ['request', 'file'],
    ['returnedFor', 'returnNote'],
  ],
  excuse: [['request'], ['ground']],
}

const reach = (given: Begin) => given('request', 'file', 'clear')

/** What the machine found about a text. */
const found = (copied: number) => ({
  comparison: {
    readable: true,
    ...{ clauses: 20, covered: 7, copied, targets: 0, coveredClauses: ['二(一)1 创造性'], ownTargets: [] },
  },
})

const document = [{ sha256: 'a'.repeat(64), name: '措施.docx', type: 'application/pdf', size: 10 }]

export const scenarios: readonly Scenario[] = [
  whoMay(parts, reach),
  whoReads(readers, reach),
  asksFor(asks),
  {
    title: 'duty/own-measures 根据本实施方案制定具体措施: a unit is asked, files, is found lawful, and is accepted',
    play: (given) =>
      given('request')
        .isIn('due')
        .and('file')
        .isIn('filed')
        .and('clear')
        .isIn('cleared')
        .and('accept')
        .isIn('accepted'),
  },
  {
    title:
      'house/measures-legality 先审核合不合法: nothing is accepted before, and what is filed again is reviewed again',
    play: (given) => {
      given('request', 'file').when('accept').refused('wrong-state')
      given('request', 'file', 'clear', 'return', 'file').isIn('filed').when('accept').refused('wrong-state')
    },
  },
  {
    title: 'house/measures-legality 不合法的退回: the article stands in the open, and the unit files again',
    play: (given) =>
      given('request', 'file', ['bar', { input: { unlawfulNote: '第一条设了许可，行政许可法第十七条不允许' } }])
        .isIn('returned')
        .holds({ returns: 1 })
        .shows(visitor, '行政许可法第十七条')
        .and('file', 'clear', 'accept')
        .isIn('accepted'),
  },
  {
    title: 'house/measures-legality 审核人与报备单位没有隶属关系: nobody of the unit reviews its own measures',
    play: (given) => {
      const filed = given('request', 'file')
      filed.when('clear', { by: 'water-reviewer' }).refused('separation-of-duties')
      filed.when('bar', { by: 'water-reviewer' }).refused('separation-of-duties')
      filed.when('clear', { by: 'reviewer-2' }).accepted()
    },
  },
  {
    title:
      'house/measures-compared 照抄、对应条款、自有数字由系统比对: what is filed carries the figures, public at once',
    play: (given) =>
      given('request', ['file', { facts: found(83) }])
        .holds({ copied: 83, covered: 7, clauses: 20, targets: 0, coveredClauses: ['二(一)1 创造性'], ownTargets: [] })
        .shows(visitor, '二(一)1 创造性'),
  },
  {
    title: 'house/measures-compared 只提醒不裁决: a copy can be filed and accepted, and an honest text returned',
    play: (given) => {
      given('request', ['file', { facts: found(100) }], 'clear', 'accept').isIn('accepted')
      given('request', ['file', { facts: found(0) }], 'return')
        .isIn('returned')
        .holds({ returns: 1 })
      given('request', 'file', 'clear', 'return').isIn('returned').holds({ returns: 1 })
    },
  },
  {
    title: 'house/measures-compared a text that is filed again is compared again',
    play: (given) =>
      given('request', ['file', { facts: found(83) }], 'return', ['file', { facts: found(12) }])
        .isIn('filed')
        .holds({ copied: 12, returns: 1 }),
  },
  {
    title: 'house/measures-in-the-list 可以直接填写措施，不要求另发文件: a text or a document, not neither',
    play: (given) => {
      const due = given('request')
      due
        .when('file', { input: { measureText: undefined, document: undefined } })
        .refused('condition-not-met', 'legible')
      due.when('file', { input: { measureText: undefined, document } }).accepted()
      due.when('file', { input: { document: undefined } }).accepted()
    },
  },
  {
    title: 'house/measures-compared legible: a scan without text is not filed, nor what nobody compared',
    play: (given) => {
      const scan = { input: { measureText: undefined, document }, facts: { comparison: { readable: false } } }
      given('request').when('file', scan).refused('condition-not-met', 'legible')
    },
  },
  {
    title: 'duty/own-measures 退回的，不重报不能通过',
    play: (given) =>
      given('request', 'file', 'return')
        .when('accept')
        .refused('wrong-state')
        .and('file', 'clear', 'accept')
        .isIn('accepted'),
  },
  {
    title: 'duty/own-measures 免报写明依据: before filing and after a return, not while it is reviewed',
    play: (given) => {
      given('request', 'excuse').isIn('excused')
      given('request', 'file', 'return', 'excuse').isIn('excused')
      given('request', 'file').when('excuse').refused('wrong-state')
    },
  },
  inTwoHats(
    'duty/own-measures 报备的人不审阅自己的: who filed does not accept',
    ['water-head', (hat) => [['request', { by: 'five-2' }], hat, 'clear']],
    'file',
    'accept',
    'five-1',
  ),
  inTwoHats(
    'house/measures-legality 审核人没有报备: who filed does not find it lawful',
    ['water-head', (hat) => ['request', hat]],
    'file',
    'clear',
    'reviewer-1',
  ),
  inTwoHats(
    'house/measures-legality 审核人没有经办: who asked for the measures does not find them lawful',
    ['five-1', (hat) => [hat, 'file']],
    'request',
    'clear',
    'reviewer-1',
  ),
  {
    title: 'duty/publish-progress 及时向社会公布: who was asked is public before he files',
    play: (given) => given('request').shows(visitor, '供水措施报备'),
  },
  {
    title: 'house/measures-file-limit 二十个工作日内报备',
    play: (given) => given('request').breaches('file', '2018-12-12').isIn('due').holds({ lapses: 1 }),
  },
  {
    title: 'house/measures-legality-limit 报备后五个工作日内审核合法性, each time anew',
    play: (given) => {
      given('request', 'file').breaches('legality', '2018-11-21').isIn('filed').holds({ lapses: 1 })
      given('request', 'file', ['return', { at: '2018-11-19 10:00' }], 'file').breaches('legality', '2018-11-26')
    },
  },
  {
    title: 'house/measures-review-limit 合法性审核通过后五个工作日内审阅, each time anew',
    play: (given) => {
      given('request', 'file', 'clear').breaches('review', '2018-11-21').isIn('cleared').holds({ lapses: 1 })
      given('request', 'file', 'clear', ['return', { at: '2018-11-19 10:00' }], 'file', 'clear').breaches(
        'review',
        '2018-11-26',
      )
    },
  },
  {
    title: 'house/measures-redo-limit 退回后十个工作日内重报, each time anew',
    play: (given) => {
      given('request', 'file', 'return').breaches('redo', '2018-11-28').isIn('returned').holds({ lapses: 1 })
      given('request', 'file', 'return', ['file', { at: '2018-11-20 10:00' }], 'return').breaches('redo', '2018-12-04')
    },
  },
]
