import type { Day } from '../../kernel/calendar.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'
import { between, picked } from './chance.ts'
import { closing } from './habit-closing.ts'
import {
  count,
  dayAfter,
  days,
  evidence,
  type Habit,
  handlerOf,
  happens,
  type Look,
  type Move,
  nothing,
  now,
  reviewerFor,
  text,
  unitOf,
  workingDaysTo,
} from './look.ts'

const say = (look: Look, own: string | undefined, common: string) =>
  own === undefined || own === '' ? look.voice.phrase(common) : look.voice.say(own)

const lines = (look: Look, own: readonly string[] | undefined, common: string): Json =>
  own ? [...look.voice.says(own)] : [look.voice.phrase(common)]

/** How often what is reported as done is found not to be. */
function shamsOf(look: Look): number {
  const chance = look.chance('shams')
  if (chance < 0.03) return 2
  return chance < 0.17 ? 1 : 0
}

const attempts = ({ data }: Look) => count(data.failures)

function takenUp(look: Look): JsonRecord {
  const { finding, voice, data, org, today, book } = look
  const against = text(data.against) || picked(book.findings, look.chance('whose')).units[0] || ''
  const unit = org.successorOf(against, today)
  if (!finding) {
    const [subject, fact] = [voice.phrase('unknownSubject'), voice.phrase('unknownFact')]
    return { subject, fact, unit, severity: 'ordinary', clause: 'S4.s1' }
  }
  const { subject, fact, grave, clause } = finding
  return { subject: voice.say(subject), fact: voice.say(fact), unit, severity: grave ? 'grave' : 'ordinary', clause }
}

function intake(look: Look): Move {
  const late = happens(look, 'late intake', 0.04)
  const after = late ? days(look, 'late', 5.5, 8) : days(look, 'intake', 0.2, 3)
  const by = { role: 'intake' } as const
  if (look.finding?.decline || happens(look, 'declined', 0.03)) {
    return { after, by, transition: 'decline-report', input: () => ({ declineReason: look.voice.phrase('declined') }) }
  }
  return { after, by, transition: 'take-up', input: () => takenUp(look) }
}

function feedBack(look: Look): Move {
  const after = happens(look, 'late feedback', 0.03) ? 6 : days(look, 'feedback', 0.2, 2.5)
  const input = () => ({ demand: say(look, look.finding?.demand, 'demanded') })
  return { after, by: { role: 'inspectionOffice' }, transition: 'feed-back', input }
}

function plan(look: Look): Move {
  const unit = unitOf(look)
  const mayObject = look.data.objectionOpen === true && look.data.objection === undefined
  if (mayObject && happens(look, 'contested', look.finding?.objection ? 0.2 : 0.05)) {
    const objection = () => ({ objection: say(look, look.finding?.objection, 'contested') })
    const after = days(look, 'contest', 0.5, 2.5)
    return { after, by: { role: 'unitHead', unit }, transition: 'contest', input: objection }
  }
  const after = happens(look, 'late plan', 0.07) ? days(look, 'late plan', 5.5, 9) : days(look, 'plan', 0.3, 3)
  const room = look.data.severity === 'grave' ? [15, 45] : [3, 17]
  const [from = 3, to = 17] = room
  return {
    after,
    by: { role: 'unitLiaison', unit },
    transition: 'plan',
    input: (on: Day) => ({
      measures: lines(look, look.finding?.measures, 'measure'),
      handlerPost: handlerOf(look),
      promisedOn: dayAfter(look, on, between(from, to, look.chance('promised'))),
    }),
  }
}

function review(look: Look): Move {
  const withdraws = happens(look, 'withdrawn', 0.32)
  const decision = () => ({ decision: look.voice.phrase(withdraws ? 'withdrawn' : 'upheld') })
  const after = days(look, 'review', 1.5, 9)
  return { after, by: reviewerFor(look), transition: withdraws ? 'withdraw' : 'uphold', input: decision }
}

/** When a unit reports it done: before the day promised, some later, few never. */
function claimAfter(look: Look): number | null {
  const until = workingDaysTo(look, text(look.data.redoBy) || text(look.data.promisedOn) || look.today)
  const kind = now(look, 'claim')
  if (kind < 0.015) return null
  if (kind < 0.03) return Math.max(1, until) + 25 + 30 * now(look, 'very late')
  if (kind < 0.12) return Math.max(1, until) + 1 + 9 * now(look, 'late')
  return Math.max(0.4, until * (0.45 + 0.5 * now(look, 'early')))
}

function claim(look: Look): Move | null {
  const after = claimAfter(look)
  if (after === null) return null
  const isFirst = attempts(look) === 0 && count(look.data.recurrences) === 0 && text(look.data.redoBy) === ''
  const proof = look.finding?.proof ?? ['整改照片.png']
  return {
    after,
    by: { role: 'unitHead', unit: unitOf(look) },
    transition: 'claim',
    input: () => ({
      claims: isFirst ? lines(look, look.finding?.claims, 'claim') : lines(look, undefined, 'claimAgain'),
      claimProof: evidence(look.voice.says(proof).map((name) => name.replace(/\.(\w+)$/, `（第${look.seq}步）.$1`))),
    }),
  }
}

const methods = ['unannounced', 'other-eyes', 'call-back', 'data'] as const

function verify(look: Look): Move | null {
  if (look.drawn === null || happens(look, `asleep ${look.drawn} ${look.seq}`, 0.04)) return null
  const by = { post: look.drawn }
  const after = days(look, 'verify', 0.6, 7)
  if (now(look, 'recused') < 0.02) {
    return { after, by, transition: 'recuse', input: () => ({ recusalReason: look.voice.phrase('recused') }) }
  }
  const method = picked(methods, now(look, 'method'))
  if (attempts(look) < shamsOf(look)) {
    const sham =
      attempts(look) > 0
        ? 'superficial'
        : picked(['incomplete', 'superficial', 'perfunctory', 'false'], now(look, 'sham') ** 1.5)
    const seen = lines(look, attempts(look) === 0 ? look.finding?.failed : undefined, 'failed')
    return { after, by, transition: 'fail', input: () => ({ method, seen, sham }) }
  }
  const seen = attempts(look) > 0 ? lines(look, undefined, 'passedAgain') : lines(look, look.finding?.passed, 'passed')
  return { after, by, transition: 'pass', input: () => ({ method, seen }) }
}

const orders = { rejected: 'orderAgain', unsatisfied: 'orderUnsatisfied', reopened: 'orderReopened' } as const

function orderAgain(look: Look): Move {
  const isTooMuch = look.finding?.unreasonable === true || happens(look, 'too much asked', 0.1)
  if (look.state === 'unsatisfied' && isTooMuch && !look.been.includes('appealed')) {
    const input = () => ({
      reasonable: false,
      withinPower: true,
      solved: true,
      explanation: look.voice.phrase('explained'),
    })
    return { after: days(look, 'explain', 0.5, 1.9), by: reviewerFor(look), transition: 'explain', input }
  }
  const after = happens(look, `late order ${look.seq}`, 0.06) ? 3 : days(look, 'order', 0.3, 1.8)
  return {
    after,
    by: { role: 'inspectionOffice' },
    transition: 'order-again',
    input: (on) => ({
      demand: look.voice.phrase(orders[look.state as keyof typeof orders]),
      redoBy: dayAfter(look, on, between(4, 14, now(look, 'redo'))),
    }),
  }
}

function lookBack(look: Look): Move | null {
  if (look.drawn === null || happens(look, `asleep ${look.drawn} ${look.seq}`, 0.05)) return null
  const by = { post: look.drawn }
  const after = days(look, 'look back', 0.5, 7)
  const method = picked(methods, now(look, 'method'))
  if (happens(look, `recurs ${count(look.data.recurrences)}`, 0.1)) {
    const seen = lines(look, look.finding?.recurred, 'recurred')
    return { after, by, transition: 'recur', input: () => ({ method, seen, sham: 'incomplete' }) }
  }
  const seen = lines(look, look.finding?.held, 'held')
  return { after, by, transition: 'hold', input: () => ({ method, seen }) }
}

/** What happens in a finding (M32), from the report to the look-back. */
export const findingHabit: Habit = (look) => {
  switch (look.state) {
    case 'reported':
      return intake(look)
    case 'found':
      return feedBack(look)
    case 'fed-back':
      return plan(look)
    case 'contested':
      return review(look)
    case 'planned':
      return {
        after: days(look, 'begin', 0.1, 1.2),
        by: { role: 'unitHead', unit: unitOf(look) },
        transition: 'begin',
        input: nothing,
      }
    case 'rectifying':
      return claim(look)
    case 'verifying':
      return verify(look)
    case 'rejected':
    case 'unsatisfied':
    case 'reopened':
      return orderAgain(look)
    case 'looking-back':
      return lookBack(look)
    default:
      return closing(look)
  }
}
