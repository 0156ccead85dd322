import { between } from './chance.ts'
import { count, days, type Habit, happens, type Look, type Move, unitOf } from './look.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八']

const isCopied = (look: Look) => count(look.data.returns) === 0 && happens(look, 'copied', 0.2)
const isVague = (look: Look) => count(look.data.returns) === 0 && happens(look, 'vague', 0.08)

/** Some measures of the unit's own, in an order of its own; a lazy unit copies instead. */
function measureText(look: Look): string {
  const { book, voice } = look
  const own = book.measures.toSorted((a, b) => look.chance(`order ${a}`) - look.chance(`order ${b}`))
  const most = isVague(look) ? 0 : between(4, 7, look.chance('how many'))
  const copied = isCopied(look) || isVague(look) ? book.copied.slice(0, between(2, 4, look.chance('copies'))) : []
  const lines = [...copied, ...own.slice(0, isCopied(look) ? 1 : most).map((line) => voice.say(line))]
  return lines.map((line, i) => `${numerals[i] ?? i + 1}、${line}`).join('\n')
}

function file(look: Look): Move {
  const late = look.state === 'due' && happens(look, 'late', 0.12)
  const after =
    look.state === 'returned'
      ? days(look, 'again', 2, 9)
      : late
        ? days(look, 'late', 20.5, 28)
        : days(look, 'file', 4, 19)
  const by = { role: 'unitHead', unit: unitOf(look) } as const
  return { after, by, transition: 'file', input: () => ({ measureText: measureText(look) }), mayFail: true }
}

function review(look: Look): Move {
  const by = { role: 'officeStaff' } as const
  const after = happens(look, 'late review', 0.05) ? 6 : days(look, 'review', 0.5, 4)
  const [copied, vague] = [isCopied(look), isVague(look)]
  if (!copied && !vague) {
    return { after, by, transition: 'accept', input: () => ({ reviewNote: look.voice.phrase('measureAccepted') }) }
  }
  const returnedFor = copied ? ['copied'] : ['no-number']
  const returnNote = look.voice.phrase(copied ? 'measureReturnedCopied' : 'measureReturnedNumber')
  return { after, by, transition: 'return', input: () => ({ returnedFor, returnNote }) }
}

/** What happens to the measures that a unit files (M06). */
export const measureHabit: Habit = (look) => {
  switch (look.state) {
    case 'due':
      if (happens(look, 'excused', 0.03)) {
        const ground = () => ({ ground: look.voice.phrase('measureExcused') })
        return { after: days(look, 'excuse', 2, 8), by: { role: 'officeStaff' }, transition: 'excuse', input: ground }
      }
      return file(look)
    case 'returned':
      return file(look)
    case 'filed':
      return review(look)
    default:
      return null
  }
}
