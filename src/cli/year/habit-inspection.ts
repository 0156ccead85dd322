import { dayNumber } from '../../kernel/calendar.ts'
import { between, picked } from './chance.ts'
import {
  count,
  dayAfter,
  days,
  type Habit,
  happens,
  type Look,
  type Move,
  nothing,
  now,
  problemAt,
  reviewerFor,
  text,
  unitOf,
  voiceFor,
  workingDaysTo,
} from './look.ts'

const office = { role: 'inspectionOffice' } as const
const checklist = ({ data }: Look): readonly string[] =>
  Array.isArray(data.checklist) ? data.checklist.map(String) : []

/** The same inspector from the first item to the last. */
const inspector = (look: Look) => {
  const all = look.org.staffed('inspector', look.today)
  return { post: picked(all, look.chance('inspector')).id }
}

function notified(look: Look): Move {
  const day = text(look.data.plannedOn)
  const until = workingDaysTo(look, day)
  if (until > 3 && count(look.data.postponed) === 0 && happens(look, 'postponed', 0.06)) {
    const reason = look.voice.phrase('inspectionPostponed')
    const input = () => ({
      plannedOn: dayAfter(look, day, between(2, 8, look.chance('later'))),
      postponeReason: reason,
    })
    return { after: 1, by: office, transition: 'postpone', input, mayFail: true }
  }
  const isFree = look.calendar.isWorkingDay(dayNumber(day))
  return {
    after: Math.max(0.2, until + (isFree ? 0.1 : 1.1)),
    by: inspector(look),
    transition: 'begin',
    input: nothing,
  }
}

function onsite(look: Look): Move {
  const items = checklist(look)
  const item = count(look.data.checked) + 1
  const by = inspector(look)
  if (item <= items.length) {
    const after = 0.1 + 0.2 * now(look, 'pace')
    const met = item === items.length && happens(look, 'not applicable', 0.05) ? 'not-applicable' : 'met'
    if (met === 'met' && happens(look, `problem ${item}`, 0.24)) {
      const said = look.book.words.failed ?? ''
      const input = () => ({
        item,
        problemNote: `${(items[item - 1] ?? '').replace(/^\S+ /, '')}：${look.voice.say(said)}`,
      })
      return { after, by, transition: 'note-problem', input }
    }
    const note = look.voice.phrase('ticked')
    return { after, by, transition: 'tick', input: () => ({ item, met, ...(note !== '' && { note }) }) }
  }
  const isClean = count(look.data.problems) === 0
  const isAtDoor = look.data.mode === 'onsite'
  const input = () => ({
    conclusion: look.voice.phrase(isClean ? 'inspectionClean' : 'inspectionConcluded'),
    basedOn: look.data.mode === 'data' ? ['data'] : ['results', 'people'],
    personHours: isAtDoor ? between(3, 16, look.chance('hours')) : 0,
  })
  return { after: days(look, 'conclude', 1, 8), by: office, transition: 'conclude', input }
}

function feedBack(look: Look): Move {
  const [n, m] = [count(look.data.checked), count(look.data.problems)]
  const phrase = m === 0 ? 'inspectionSummaryClean' : 'inspectionSummary'
  const resultSummary = () => look.voice.phrase(phrase, { n: String(n), m: String(m) })
  return {
    after: days(look, 'feed back', 0.4, 3.5),
    by: office,
    transition: 'feed-back',
    input: () => ({ resultSummary: resultSummary() }),
  }
}

function settle(look: Look): Move | null {
  const left = count(look.data.problems) - count(look.data.settled)
  if (left <= 0) return null
  const after = 0.1 + 0.5 * now(look, 'settle')
  const matter = problemAt(look, unitOf(look))
  if (matter === null || now(look, 'dismissed') < 0.12) {
    const input = () => ({ dismissReason: look.voice.phrase('inspectionDismissed') })
    return { after, by: office, transition: 'dismiss', input }
  }
  const { say } = voiceFor(look, matter, 'finding')
  const input = () => ({
    findingSubject: say(matter.subject),
    findingFact: say(matter.fact),
    findingSeverity: matter.grave ? 'grave' : 'ordinary',
  })
  return { after, by: office, transition: 'open-finding', input, delivers: true }
}

function underReview(look: Look): Move {
  const isSetAside = happens(look, 'set aside', 0.35)
  const input = () => ({ decision: look.voice.phrase(isSetAside ? 'inspectionOverturned' : 'inspectionUpheld') })
  return {
    after: days(look, 'review', 2, 12),
    by: reviewerFor(look),
    transition: isSetAside ? 'overturn' : 'uphold',
    input,
  }
}

/** What happens in a routine inspection (M30). */
export const inspectionHabit: Habit = (look) => {
  switch (look.state) {
    case 'planned':
      return {
        after: days(look, 'approve', 0.3, 4),
        by: { role: 'mayor' },
        transition: 'approve',
        input: nothing,
        mayFail: true,
      }
    case 'approved':
      return { after: days(look, 'notify', 0.3, 2), by: office, transition: 'notify', input: nothing }
    case 'notified':
      return notified(look)
    case 'onsite':
      return onsite(look)
    case 'concluded':
      return feedBack(look)
    case 'ordering':
      return settle(look)
    case 'feedback': {
      if (!happens(look, 'objects', 0.08) || look.been.includes('under-review')) return null
      const input = () => ({ objection: look.voice.phrase('inspectionObjection') })
      return {
        after: days(look, 'object', 2, 12),
        by: { role: 'unitHead', unit: unitOf(look) },
        transition: 'ask-review',
        input,
      }
    }
    case 'under-review':
      return underReview(look)
    default:
      return null
  }
}
