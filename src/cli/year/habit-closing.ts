import { picked } from './chance.ts'
import { days, type Habit, happens, type Look, type Move, now } from './look.ts'

/** Reported by citizens, so that there is somebody to ask. */
const wasReported = ({ been, data, citizens }: Look) =>
  been.includes('reported') || data.origin === undefined || citizens.length > 0

/** What a citizen of the story says when asked: some keep silent, and who was not satisfied once is mostly satisfied later. */
function answer(look: Look, share: number): Move | null {
  const left = look.citizens.filter(({ name }) => !look.judged.includes(name))
  const [next] = left.filter(({ name }) => happens(look, `answers ${name} ${look.state}`, share))
  if (!next) return null
  // Asked anew each time: nobody is unhappy for ever.
  const isAgain = look.been.includes('unsatisfied')
  const unhappyShare = look.finding?.unreasonable ? (isAgain ? 0.35 : 0.8) : isAgain ? 0.2 : 0.13
  const isUnhappy = now(look, `unhappy ${next.name}`) < unhappyShare
  const reason = look.finding?.unhappy
  const why = isUnhappy
    ? reason
      ? look.voice.say(reason)
      : look.voice.phrase('unhappy')
    : look.voice.phrase('satisfiedWhy')
  return {
    after: days(look, `answer ${next.name}`, 0.1, 7),
    by: { citizen: next.name },
    transition: 'judge',
    input: () => ({ judgement: isUnhappy ? 'unsatisfied' : 'satisfied', ...(why !== '' && { judgementReason: why }) }),
  }
}

function signNobody(look: Look): Move {
  const input = () => ({ signedReason: look.voice.phrase('signedNobody') })
  const after = days(look, 'sign', 0.4, 3.5)
  return { after, by: { role: 'inspectionOffice' }, transition: 'sign-nobody', input, mayFail: true }
}

function askAgain(look: Look): Move {
  const channel = picked(['message', 'phone', 'visit', 'notice'], now(look, 'channel'))
  const after = days(look, 'ask again', 0.5, 3.5)
  return { after, by: { role: 'officeStaff' }, transition: 'ask-again', input: () => ({ channel }), mayFail: true }
}

function signed(look: Look, transition: string, role: 'inspectionOffice' | 'officeStaff', phrase: string): Move {
  const input = () => ({ signedReason: look.voice.phrase(phrase) })
  return { after: days(look, transition, 0.4, 3.5), by: { role }, transition, input }
}

function appeal(look: Look): Move | null {
  const [first] = look.citizens
  if (!first || !happens(look, 'appeals', 0.45)) return null
  const input = () => ({ appealStory: look.voice.phrase('appeal') })
  return { after: days(look, 'appeal', 1, 8), by: { citizen: first.name }, transition: 'appeal', input }
}

function decideAppeal(look: Look): Move {
  const isGranted = happens(look, 'appeal granted', 0.3)
  const decision = () => ({ decision: look.voice.phrase(isGranted ? 'appealGranted' : 'appealRejected') })
  const transition = isGranted ? 'grant-appeal' : 'reject-appeal'
  return { after: days(look, 'decide', 2, 8), by: { role: 'officeStaff' }, transition, input: decision }
}

/** The second half of a finding: whoever is concerned is asked, two sign, appeals are decided. */
export const closing: Habit = (look) => {
  switch (look.state) {
    case 'judging':
      return wasReported(look) ? answer(look, 0.8) : signNobody(look)
    case 'silent':
      return wasReported(look) ? askAgain(look) : signNobody(look)
    case 'asked-again':
      return answer(look, 0.4)
    case 'unanswered':
      return signed(look, 'sign-first', 'inspectionOffice', 'signedUnjudged')
    case 'countersigning':
      return signed(look, 'countersign-unjudged', 'officeStaff', 'countersignedUnjudged')
    case 'nobody-asked':
      return signed(look, 'countersign-nobody', 'officeStaff', 'countersignedNobody')
    case 'explaining':
      return appeal(look)
    case 'appealed':
      return decideAppeal(look)
    default:
      return null
  }
}
