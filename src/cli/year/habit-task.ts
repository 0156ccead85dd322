import { between, picked } from './chance.ts'
import {
  type By,
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
  text,
  unitOf,
  workingDaysTo,
} from './look.ts'

const liaison = (look: Look): By => ({ role: 'unitLiaison', unit: unitOf(look) })
const head = (look: Look): By => ({ role: 'unitHead', unit: unitOf(look) })

const own = (look: Look, lines: readonly string[] | undefined, common: string): string =>
  lines && lines.length > 0 ? look.voice.say(picked(lines, now(look, 'line'))) : look.voice.phrase(common)

function approve(look: Look): Move {
  if (happens(look, 'cancelled', 0.03)) {
    const ground = () => ({ ground: look.voice.phrase('cancelled') })
    return { after: days(look, 'cancel', 0.5, 3), by: { role: 'mayor' }, transition: 'cancel', input: ground }
  }
  const after = happens(look, 'late approval', 0.03) ? 6 : days(look, 'approve', 0.2, 2)
  return { after, by: { role: 'mayor' }, transition: 'approve', input: nothing }
}

function assign(look: Look): Move {
  const by = { role: 'inspectionOffice' } as const
  const after = happens(look, 'late assignment', 0.02) ? 1.6 : days(look, 'assign', 0.1, 0.8)
  if (text(look.data.legalGround) === '') return { after, by, transition: 'assign', input: nothing }
  const others = (look.task?.units ?? []).filter(
    (unit) => unit !== '*' && look.org.successorOf(unit, look.today) !== unitOf(look),
  )
  const unit = others.length > 0 ? picked(others, look.chance('instead')) : look.unit
  return { after, by, transition: 'reassign', input: () => ({ unit: look.org.successorOf(unit, look.today) }) }
}

function accept(look: Look): Move {
  if (text(look.data.legalGround) === '' && happens(look, 'declined', 0.03)) {
    const legalGround = look.voice.phrase('declinedTask')
    return {
      after: days(look, 'decline', 0.2, 0.9),
      by: head(look),
      transition: 'decline',
      input: () => ({ legalGround }),
    }
  }
  const after = happens(look, 'late acceptance', 0.06) ? days(look, 'late', 1.3, 3.5) : days(look, 'accept', 0.1, 0.9)
  return { after, by: liaison(look), transition: 'accept', input: () => ({ handlerPost: handlerOf(look) }) }
}

function extension(look: Look, until: number): Move | null {
  const reason = look.task ? look.task.extension : '前一个环节由上级单位办理，批复未到。'
  if (count(look.data.extensionsUsed) > 0 || look.data.askedDueOn !== undefined || reason === '') return null
  if (until < 2 || !happens(look, 'extension', 0.16)) return null
  return {
    after: Math.max(0.3, until - 3),
    by: head(look),
    transition: 'ask-extension',
    input: () => ({
      askedDueOn: dayAfter(look, text(look.data.dueOn), between(5, 20, look.chance('longer'))),
      extensionReason: look.voice.say(reason),
    }),
    mayFail: true,
  }
}

function decideExtension(look: Look): Move {
  const after = days(look, 'decide', 0.3, 2.5)
  const by = { role: 'mayor' } as const
  if (happens(look, 'extension granted', 0.7)) return { after, by, transition: 'grant-extension', input: nothing }
  return { after, by, transition: 'refuse-extension', input: () => ({ ground: look.voice.phrase('extensionRefused') }) }
}

/** Working days from the due day to the report: few wait until the last day, some are late, very few never come. */
function slip(look: Look): number | null {
  const kind = look.chance(`slip ${text(look.data.dueOn)}`)
  const size = look.chance('slip size')
  if (kind < 0.012) return null
  if (kind < 0.04) return 12 + Math.round(40 * size)
  if (kind < 0.15) return 1 + Math.round(9 * size)
  return -Math.round(8 * size * size)
}

/** Shares of the way, so that no two tasks go on in equal steps. */
function percentNow(look: Look, left: number): number {
  const before = count(look.data.percent)
  const step = (95 - before) / Math.max(1, left / 7 + 1)
  return Math.min(95, Math.round(before + step * (0.6 + 0.7 * now(look, 'step'))))
}

function instruct(look: Look): Move | null {
  const colour = text(look.data.colour)
  const isLate = colour === 'orange' || colour === 'red'
  if (look.data.instruction !== undefined || !happens(look, `instructed ${isLate}`, isLate ? 0.35 : 0.04)) return null
  const instruction = look.voice.phrase(isLate ? 'instructedLate' : 'instructed')
  return {
    after: days(look, 'instruct', 0.3, 2),
    by: { role: 'mayor' },
    transition: 'instruct',
    input: () => ({ instruction }),
  }
}

function work(look: Look): Move | null {
  if (look.data.extensionAsked === true) return decideExtension(look)
  const until = workingDaysTo(look, text(look.data.dueOn))
  const asked = instruct(look) ?? extension(look, until)
  if (asked && (until < 8 || asked.transition === 'instruct')) return asked
  const late = slip(look)
  const left = late === null ? 40 : until + late
  if (left > 8 || late === null) {
    if (late === null && until < -30) return null
    const progressNote = until < 0 ? look.voice.phrase('progressLate') : own(look, look.task?.progress, 'progressLate')
    const input = () => ({ percent: percentNow(look, left), progressNote: padded(progressNote) })
    return { after: days(look, 'progress', 4, 10), by: liaison(look), transition: 'report-progress', input }
  }
  return reportDone(look, Math.max(0.4, left))
}

/** A note has at least five characters. */
const padded = (note: string): string => (note.length < 5 ? `${note}，已登记` : note)

function reportDone(look: Look, after: number): Move {
  const result = own(look, look.task?.result, 'claim')
  const proof = look.task?.proof ?? ['办理结果.txt']
  const resultNote = look.state === 'returned' ? look.voice.phrase('claimAgain') : padded(result)
  const resultProof = evidence(look.voice.says(proof).map((name) => name.replace(/\.(\w+)$/, `（第${look.seq}步）.$1`)))
  return { after, by: head(look), transition: 'report-done', input: () => ({ resultNote, resultProof }) }
}

function verify(look: Look): Move | null {
  const isFirst = count(look.data.returns) === 0
  if (isFirst && happens(look, 'sent back', 0.05)) {
    const missing = [look.voice.phrase('missing')]
    return {
      after: days(look, 'send back', 0.3, 2),
      by: { role: 'inspectionOffice' },
      transition: 'send-back',
      input: () => ({ missing }),
    }
  }
  if (look.drawn === null || happens(look, `asleep ${look.drawn} ${look.seq}`, 0.04)) return null
  const by = { post: look.drawn }
  const after = days(look, 'verify', 0.6, 7)
  if (isFirst && happens(look, 'fails', 0.14)) {
    const checkNote = padded(own(look, look.task?.failed, 'failed'))
    const missing = look.task ? [...look.voice.says(look.task.missing)] : [look.voice.phrase('missing')]
    return { after, by, transition: 'fail', input: () => ({ checkNote, missing }) }
  }
  const checkNote = padded(isFirst ? own(look, look.task?.passed, 'passed') : look.voice.phrase('passedAgain'))
  return { after, by, transition: 'pass', input: () => ({ checkNote }) }
}

/** What happens in a supervised task (M03). */
export const taskHabit: Habit = (look) => {
  switch (look.state) {
    case 'proposed':
      return approve(look)
    case 'approved':
      return assign(look)
    case 'assigned':
      return accept(look)
    case 'in-progress':
      return work(look)
    case 'returned':
      return look.data.extensionAsked === true ? decideExtension(look) : reportDone(look, days(look, 'redo', 1, 6))
    case 'reported':
      return verify(look)
    case 'verified':
      return {
        after: days(look, 'close', 0.2, 1.7),
        by: { role: 'inspectionOffice' },
        transition: 'close',
        input: nothing,
      }
    default:
      return null
  }
}
