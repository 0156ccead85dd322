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
  text,
  workingDaysTo,
} from './look.ts'

const lead = ({ data, org, today }: Look): string => org.successorOf(text(data.leadUnit), today)
const head = (look: Look) => ({ role: 'unitHead', unit: lead(look) }) as const
const ruler = { role: 'execViceMayor' } as const

function otherUnit(look: Look): string {
  const unit = lead(look)
  const heads = look.org.staffed('unitHead', look.today).filter((post) => post.unit !== unit)
  return picked(heads, look.chance('other unit')).unit
}

function answer(look: Look): Move | null {
  const kind = look.chance('answer')
  if (kind < 0.06) return null
  const after = days(look, 'sign', 0.4, 4.2)
  if (kind > 0.08) return { after, by: head(look), transition: 'sign', input: nothing }
  const input = () => ({ objection: look.voice.phrase('objected'), suggestedUnit: otherUnit(look) })
  return { after, by: head(look), transition: 'object', input }
}

function rule(look: Look): Move {
  const keeps = happens(look, 'keeps', 0.5)
  const suggested = look.org.successorOf(text(look.data.suggestedUnit), look.today)
  const leadUnit = keeps ? lead(look) : suggested
  const input = () => ({ leadUnit, rulingReason: look.voice.phrase('ruled') })
  return { after: days(look, 'rule', 0.6, 4), by: ruler, transition: 'rule', input }
}

/** Once in a while a unit asks for more time or another target, and fewer still are withdrawn. */
function issued(look: Look): Move | null {
  if (count(look.data.adjustments) > 0 || look.data.adjustReason !== undefined) return null
  const until = workingDaysTo(look, text(look.data.dueOn))
  const kind = look.chance('wish')
  if (until < 2) return null
  const after = Math.max(0.5, until * (0.3 + 0.5 * look.chance('wish when')))
  if (kind < 0.1) {
    const input = () => ({
      askedDueOn: dayAfter(look, text(look.data.dueOn), between(10, 45, look.chance('longer'))),
      adjustReason: look.voice.phrase('adjustAsked'),
    })
    return { after, by: head(look), transition: 'ask-adjustment', input, mayFail: true }
  }
  if (kind < 0.15) {
    const askedTarget = `${text(look.data.target) || '按新口径'}（调整为${between(60, 99, look.chance('target'))}%）`
    const input = () => ({ askedTarget, adjustReason: look.voice.phrase('targetAsked') })
    return { after, by: head(look), transition: 'ask-new-target', input, mayFail: true }
  }
  if (kind > 0.985) {
    const ground = () => ({ ground: look.voice.phrase('listWithdrawn') })
    return { after, by: ruler, transition: 'withdraw', input: ground, mayFail: true }
  }
  return null
}

function decide(look: Look): Move {
  const after = happens(look, 'late decision', 0.06) ? 6 : days(look, 'decide', 0.5, 4)
  if (now(look, 'granted') < 0.72) {
    const transition = look.state === 'revising' ? 'adjust' : 'adjust-target'
    return { after, by: ruler, transition, input: nothing }
  }
  return { after, by: ruler, transition: 'keep-as-is', input: () => ({ ground: look.voice.phrase('adjustRefused') }) }
}

/** What happens to an item of the responsibility list (M02). */
export const listHabit: Habit = (look) => {
  switch (look.state) {
    case 'drafted':
      return {
        after: days(look, 'consult', 0.3, 3),
        by: { role: 'officeStaff' },
        transition: 'consult',
        input: nothing,
      }
    case 'consulting':
      return answer(look)
    case 'objected':
      return rule(look)
    case 'confirmed':
      return { after: days(look, 'issue', 0.3, 3), by: ruler, transition: 'issue', input: nothing, delivers: true }
    case 'issued':
      return issued(look)
    case 'revising':
    case 'retargeting':
      return decide(look)
    default:
      return null
  }
}
