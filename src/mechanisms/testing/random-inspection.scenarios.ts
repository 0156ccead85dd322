import { visitor } from '../../kernel/testing/city.ts'
import { type Asks, asksFor } from './asks.ts'
import type { Begin, Samples, Scenario, Step } from './given.ts'
import { whoMay, whoReads } from './tables.ts'
import { inTwoHats } from './two-hats.ts'

const digits = (digit: string) => digit.repeat(64)

/** Frozen on Wednesday 14 November 2018. */
export const samples: Samples = {
  subject: '第六轮抽查',
  firstPost: 'supervisor-1',
  secondPost: 'supervisor-2',
  officeSeal: digits('a'),
  firstSeal: digits('b'),
  secondSeal: digits('c'),
  dice: '314159',
  officeNumber: digits('1'),
  firstNumber: digits('2'),
  secondNumber: digits('3'),
  foundSubject: '窗口午间无人',
}

const sealSecond: Step = ['seal-second', { by: 'supervisor-2' }]
const showSecond: Step = ['show-second', { by: 'supervisor-2' }]

const toTwo: readonly Step[] = ['freeze', 'seal-office', 'seal-first']
const toClose: readonly Step[] = [...toTwo, sealSecond]
const toRoll: readonly Step[] = [...toClose, 'roll']
const toShow: readonly Step[] = [...toRoll, 'show-office', 'show-first']
const toDraw: readonly Step[] = [...toShow, showSecond]

/** The same steps of a covert round. */
const covertly = (steps: readonly Step[]): readonly Step[] => [
  ['freeze', { input: { mode: 'covert' } }],
  ...steps.slice(1),
]
const toExecuted: readonly Step[] = [...covertly(toDraw), 'finish-covert']

const replacing = ['replace-unit', 'replace-inspector']
const supervised = ['seal-first', 'seal-second', 'show-first', 'show-second']
const parts = {
  office: ['freeze', 'seal-office', 'roll', 'show-office', ...replacing, 'finish', 'finish-covert', 'unseal', 'report'],
  first: supervised,
  second: supervised,
  inspector: ['find', 'ask-unit', 'ask-aside'],
  clock: ['void', 'lapse'],
}

const readers = {
  public: [
    ...['subject', 'unit', 'mode', 'firstPost', 'secondPost', 'cover', 'spot', 'teamSize'],
    ...['officeSeal', 'firstSeal', 'secondSeal', 'officeSigned', 'firstSigned', 'secondSigned'],
    ...['dice', 'goneUnitWhy', 'goneInspectorWhy', 'conclusion', 'lapses', 'unitChanges', 'inspectorChanges'],
  ],
  parties: ['foundAt', 'foundSubject', 'foundFact', 'foundSeverity', 'visitNote'],
  staff: [],
  sealed: { officeNumber: [], firstNumber: [], secondNumber: [], goneUnit: [] },
  hiddenClocks: [],
}

const reach = (given: Begin) => given(...toDraw)

const asks: Asks = {
  freeze: [[], ['subject', 'unit', 'mode', 'firstPost', 'secondPost', 'cover', 'spot', 'teamSize']],
  'seal-office': [['freeze'], ['officeSeal']],
  'seal-first': [['freeze', 'seal-office'], ['firstSeal']],
  roll: [toClose, ['dice']],
  'show-office': [toRoll, ['officeNumber']],
  'show-first': [[...toRoll, 'show-office'], ['firstNumber']],
  find: [toDraw, ['foundAt', 'foundSubject', 'foundFact', 'foundSeverity']],
  'ask-unit': [toDraw, ['goneUnit', 'goneUnitWhy']],
  'ask-aside': [toDraw, ['goneInspectorWhy']],
  finish: [toDraw, ['visitNote']],
  'finish-covert': [covertly(toDraw), ['visitNote']],
  report: [[...toDraw, 'finish'], ['conclusion']],
}

const stands = { free: true, fits: true, signed: true, fixed: true, mine: true, named: true }
const unless = (name: keyof typeof stands) => ({ facts: { draw: { ...stands, [name]: false } } })

const ways: readonly Scenario[] = [
  {
    title: 'duty/visit-at-random 明察暗访随机化: an open round goes from the frozen list to its conclusion',
    play: (given) =>
      given(...toDraw)
        .isIn('drawn')
        .when('finish-covert')
        .refused('condition-not-met', 'isCovert')
        .and('finish')
        .isIn('opened')
        .and('report')
        .isIn('reported'),
  },
  {
    title: 'law/政府督查工作条例/12 暗访: a covert round is opened after the visits, and only then concluded',
    play: (given) =>
      given(...covertly(toDraw))
        .when('finish')
        .refused('condition-not-met', 'isOpen')
        .and('finish-covert')
        .isIn('executed')
        .when('report')
        .refused('wrong-state')
        .and('unseal', 'report')
        .isIn('reported'),
  },
  {
    title:
      'house/draw-commitments the three commit and reveal in their order, each the second time only after the dice',
    play: (given) =>
      given('freeze')
        .when('seal-first')
        .refused('wrong-state')
        .and('seal-office')
        .when('seal-second', { by: 'supervisor-2' })
        .refused('wrong-state')
        .and('seal-first', sealSecond)
        .when('show-office')
        .refused('wrong-state')
        .and('roll')
        .when('show-first')
        .refused('wrong-state')
        .and('show-office')
        .when('show-second', { by: 'supervisor-2' })
        .refused('wrong-state')
        .and('show-first', showSecond)
        .isIn('drawn'),
  },
  {
    title:
      'duty/inspect-and-feed-back what a drawn team finds becomes a finding of its own, during the visits and after',
    play: (given) => {
      for (const way of [toDraw, toExecuted, [...toDraw, 'finish']]) {
        const { play } = given(...way, ['find', { input: { foundAt: 'parks' } }])
        const opened = JSON.stringify(play.events.at(-1)?.opened)
        const wanted = ['finding-rectification', 'open-from-visit', '窗口午间无人', 'parks', 'fact', 'severity']
        const missing = wanted.filter((text) => !opened?.includes(text))
        if (missing.length > 0) throw new Error(`the finding opened lacks ${missing.join(', ')}`)
      }
    },
  },
  {
    title:
      'law/政府督查工作条例/12 what a covert visit sees, and every number, is hidden from outsiders; the list is not',
    play: (given) =>
      given(...covertly(toDraw), 'find', 'finish-covert')
        .shows(visitor, '第六轮抽查')
        .hides(visitor, '窗口午间无人')
        .shows('inspector-1', '窗口午间无人')
        .hides('inspection-1', digits('1')),
  },
]

const conditions: readonly Scenario[] = [
  {
    title: 'house/draw-one-at-a-time oneAtATime 不能抽到满意为止',
    play: (given) => {
      given.opening('freeze', unless('free')).refused('condition-not-met', 'oneAtATime')
      given.opening('freeze').accepted()
    },
  },
  {
    title: 'house/draw-commitments wellFormed 交来的是规定的数字: what has another form is not taken',
    play: (given) => {
      given('freeze').when('seal-office', unless('fits')).refused('condition-not-met', 'wellFormed')
      given('freeze', 'seal-office').when('seal-first', unless('fits')).refused('condition-not-met', 'wellFormed')
      given(...toTwo)
        .when('seal-second', { by: 'supervisor-2', ...unless('fits') })
        .refused('condition-not-met', 'wellFormed')
      given(...toClose)
        .when('roll', unless('fits'))
        .refused('condition-not-met', 'wellFormed')
    },
  },
  {
    title: 'law/政府督查工作条例/8 twoSupervisors 两位监督员不是同一岗位: a list without two of them is not frozen',
    play: (given) => {
      given.opening('freeze', unless('fits')).refused('condition-not-met', 'twoSupervisors')
    },
  },
  {
    title: 'house/draw-own-key signed 指纹由登记的钥匙签名: what its key has not signed is not taken',
    play: (given) => {
      given('freeze').when('seal-office', unless('signed')).refused('condition-not-met', 'signed')
      given('freeze', 'seal-office').when('seal-first', unless('signed')).refused('condition-not-met', 'signed')
      given(...toTwo)
        .when('seal-second', { by: 'supervisor-2', ...unless('signed') })
        .refused('condition-not-met', 'signed')
    },
  },
  {
    title: 'house/draw-own-key named 监督员由封名单时指定: nobody else commits or reveals in his place',
    play: (given) => {
      given('freeze', 'seal-office').when('seal-first', unless('named')).refused('condition-not-met', 'named')
      given(...toTwo)
        .when('seal-second', { by: 'supervisor-2', ...unless('named') })
        .refused('condition-not-met', 'named')
      given(...toRoll, 'show-office')
        .when('show-first', unless('named'))
        .refused('condition-not-met', 'named')
      given(...toShow)
        .when('show-second', { by: 'supervisor-2', ...unless('named') })
        .refused('condition-not-met', 'named')
    },
  },
  {
    title: 'house/draw-commitments fixed 指纹先进公开日志，再掷骰',
    play: (given) =>
      given(...toClose)
        .when('roll', unless('fixed'))
        .refused('condition-not-met', 'fixed'),
  },
  {
    title: 'house/draw-commitments opens 亮出的数和先前交的指纹对得上',
    play: (given) => {
      given(...toRoll)
        .when('show-office', unless('fits'))
        .refused('condition-not-met', 'opens')
        .and('show-office')
        .when('show-first', unless('fits'))
        .refused('condition-not-met', 'opens')
        .and('show-first')
        .when('show-second', { by: 'supervisor-2', ...unless('fits') })
        .refused('condition-not-met', 'opens')
    },
  },
  {
    title:
      'house/draw-replacements 一轮各一次: a team asks once for another unit, an inspector once not to go, each for his own visit',
    play: (given) => {
      given(...toDraw)
        .when('replace-unit')
        .refused('condition-not-met', 'unitAsked')
        .when('replace-inspector')
        .refused('condition-not-met', 'inspectorAsked')
        .when('ask-unit', unless('mine'))
        .refused('condition-not-met', 'ownVisit')
        .when('ask-aside', unless('mine'))
        .refused('condition-not-met', 'ownVisit')
        .and('ask-unit', 'ask-aside')
        .when('ask-unit')
        .refused('condition-not-met', 'unitOnce')
        .when('ask-aside')
        .refused('condition-not-met', 'inspectorOnce')
        .and('replace-unit', 'replace-inspector')
        .holds({ unitChanges: 1, inspectorChanges: 1 })
        .when('replace-unit')
        .refused('condition-not-met', 'unitAsked')
        .when('replace-inspector')
        .refused('condition-not-met', 'inspectorAsked')
        .and('finish')
        .isIn('opened')
    },
  },
  {
    title: 'house/draw-teams ownVisit 谁去查由抽签决定: a finding comes from the team that was drawn',
    play: (given) =>
      given(...toDraw)
        .when('find', unless('mine'))
        .refused('condition-not-met', 'ownVisit'),
  },
]

const duties: readonly Scenario[] = [
  whoMay(parts, reach),
  whoReads(readers, reach),
  asksFor(asks),
  {
    title: 'house/draw-commitments whoever committed as the first supervisor is not the second too',
    play: (given) =>
      given(...toTwo)
        .when('seal-second', { by: 'supervisor-1' })
        .refused('separation-of-duties')
        .and(sealSecond)
        .isIn('closed'),
  },
  {
    title: 'house/draw-commitments each supervisor shows his own number, and not that of the other',
    play: (given) =>
      given(...toRoll, 'show-office')
        .when('show-first', { by: 'supervisor-2' })
        .refused('separation-of-duties')
        .and('show-first')
        .when('show-second', { by: 'supervisor-1' })
        .refused('separation-of-duties'),
  },
  ...(['seal-first', 'seal-second'] as const).map((move) =>
    inTwoHats(
      `law/政府督查工作条例/8 the parties come from outside: whoever froze the list does not ${move}`,
      ['inspection-1', (hat) => (move === 'seal-first' ? [hat, 'seal-office'] : [hat, 'seal-office', 'seal-first'])],
      'freeze',
      move,
      'supervisor-2',
    ),
  ),
]

const limits: readonly Scenario[] = [
  {
    title: 'house/draw-hand-in-limit five working days for all three commitments together, or the draw is void',
    play: (given) => {
      for (const way of [['freeze'], ['freeze', 'seal-office'], toTwo])
        given(...way)
          .breaches('handIn', '2018-11-21')
          .isIn('voided')
    },
  },
  {
    title: 'house/draw-show-limit two working days for dice and reveals together, or the draw is void',
    play: (given) => {
      for (const way of [toClose, toRoll, [...toRoll, 'show-office'], toShow])
        given(...way)
          .breaches('show', '2018-11-16')
          .isIn('voided')
    },
  },
  {
    title: 'house/draw-visit-limit, house/draw-disclose-limit, house/draw-report-limit each lapse is counted',
    play: (given) => {
      given(...toDraw)
        .breaches('visit', '2018-12-12')
        .isIn('drawn')
        .holds({ lapses: 1 })
        .and('finish')
        .breaches('report', '2019-01-11')
        .holds({ lapses: 2 })
      given(...toExecuted)
        .breaches('disclose', '2018-11-15')
        .isIn('executed')
        .holds({ lapses: 1 })
    },
  },
]

export const scenarios: readonly Scenario[] = [...ways, ...conditions, ...duties, ...limits]
