import { between } from './chance.ts'
import {
  type By,
  days,
  type Habit,
  happens,
  type Look,
  type Move,
  nothing,
  now,
  problemAt,
  text,
  voiceFor,
} from './look.ts'

const office = { role: 'inspectionOffice' } as const

/** Minutes of the same ceremony, in working days. */
const soon = (look: Look, question: string) => 0.08 + 0.05 * now(look, question)

function step(look: Look, by: By, transition: string, input: Move['input'], after = soon(look, transition)): Move {
  return { after, by, transition, input, delivers: true }
}

const seal = (field: string, party: string) => () => ({ [field]: { $seal: party } })
const reveal = (field: string, party: string) => () => ({ [field]: { $number: party } })

function dice(look: Look): string {
  return Array.from({ length: 6 }, (_, i) => between(1, 6, look.chance(`die ${i}`))).join('')
}

/** On a visit inspectors find something, one after another; then the round is over. */
function visits(look: Look): Move {
  const next = look.visits.find(({ unit }) => happens(look, `found at ${unit}`, 0.45) && !look.found.includes(unit))
  const matter = next ? problemAt(look, next.unit) : null
  if (next && matter) {
    const { say } = voiceFor(look, matter, 'finding')
    const input = () => ({
      foundAt: next.unit,
      foundSubject: say(matter.subject),
      foundFact: say(matter.fact),
      foundSeverity: matter.grave ? 'grave' : 'ordinary',
    })
    return { ...step(look, { post: next.inspector }, 'find', input, days(look, 'visit', 0.8, 3)), mayFail: true }
  }
  const isCovert = look.data.mode === 'covert'
  const k = String(new Set(look.visits.map(({ unit }) => unit)).size)
  const input = () => ({ visitNote: look.voice.phrase('visitNote', { k }) })
  return step(look, office, isCovert ? 'finish-covert' : 'finish', input, days(look, 'finish', 1, 4))
}

function report(look: Look): Move {
  const m = look.found.length
  const conclusion = m === 0 ? look.voice.phrase('drawClean') : look.voice.phrase('drawConcluded', { m: String(m) })
  return step(look, office, 'report', () => ({ conclusion }), days(look, 'report', 2, 9))
}

/** What happens in a random inspection (M31): the ceremony, the visits, the opening. */
export const drawHabit: Habit = (look) => {
  const [first, second] = [{ post: text(look.data.firstPost) }, { post: text(look.data.secondPost) }]
  switch (look.state) {
    case 'framed':
      return step(look, office, 'seal-office', seal('officeSeal', 'office'))
    case 'one-sealed':
      return step(look, first, 'seal-first', seal('firstSeal', 'first'), 0.3 + now(look, 'seal'))
    case 'two-sealed':
      // A supervisor who does not come: the draw is void after five working days.
      return happens(look, 'absent', 0.08)
        ? null
        : step(look, second, 'seal-second', seal('secondSeal', 'second'), 0.2 + now(look, 'seal'))
    case 'closed':
      return step(look, office, 'roll', () => ({ dice: dice(look) }))
    case 'rolled':
      return step(look, office, 'show-office', reveal('officeNumber', 'office'))
    case 'one-shown':
      return step(look, first, 'show-first', reveal('firstNumber', 'first'))
    case 'two-shown':
      return step(look, second, 'show-second', reveal('secondNumber', 'second'))
    case 'drawn':
      return visits(look)
    case 'executed':
      return step(look, office, 'unseal', nothing, 0.3)
    case 'opened':
      return report(look)
    default:
      return null
  }
}
