import type { Actor, Case } from '../kernel/case.ts'
import { commitOf, isContribution, openCommitment } from '../kernel/draw/commitment.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Json, JsonRecord } from '../kernel/text.ts'
import { casesIn, drawFiles, drawOfCase, isClosedAndSigned } from '../store/draws.ts'
import type { Queryable } from '../store/read.ts'
import { diceDigits } from './draw-frame.ts'
import { type Standing, standingOf } from './draw-replaced.ts'
import { commitNote, commits, isNamed, keyIn, reveals, turns } from './draw-steps.ts'

/** A move of which a condition asks how the draw stands. */
export interface DrawQuestion {
  readonly procedure: string
  /** Null while it is being opened. */
  readonly case: Case | null
  readonly transition: string
  readonly input: JsonRecord
  readonly actor: Actor
  /** Posts of people's supervisors that are held today. */
  readonly supervisors: readonly string[]
}

/** How a draw stands for one move (kernel/facts.ts). */
export interface DrawFact extends JsonRecord {
  readonly free: boolean
  readonly fits: boolean
  readonly signed: boolean
  readonly fixed: boolean
  readonly mine: boolean
  readonly named: boolean
}

/** For lists of possible moves: what hangs on the input is judged when it is handed in. */
export const drawUnasked: DrawFact = { free: true, fits: true, signed: true, fixed: true, mine: true, named: true }

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** Whether what is handed in has the form of this step, and a number shown is the one that was committed to. */
function fitsStep({ case: c, transition, input }: DrawQuestion, draw: string, frame: Buffer): boolean {
  const commit = commits[transition]
  if (commit) return isContribution(input[commit[1]])
  if (transition === 'roll') return new RegExp(`^[0-9]{${diceDigits},20}$`).test(text(input.dice))
  const reveal = reveals[transition]
  if (!reveal) return true
  const [party, field, seal] = reveal
  const number = input[field]
  return isContribution(number) && commitOf({ draw, frame: sha256Hex(frame), party }, number) === c?.data[seal]
}

/** Whether a commitment is signed by the key that the frame holds for its party; true for every other step. */
function isSigned({ transition, input }: DrawQuestion, draw: string, frame: Buffer): boolean {
  const commit = commits[transition]
  if (!commit) return true
  const [party, field, signed] = commit
  const [key, about] = [keyIn(frame, party), { draw, frame: sha256Hex(frame) }]
  const note = commitNote({ ...about, party, commit: text(input[field]) }, key, text(input[signed]))
  return note !== null && openCommitment(Buffer.from(note), { id: party, key }, about).ok
}

/** Whether a list names two supervisors, both in office. */
function namesTwo({ input, supervisors }: DrawQuestion): boolean {
  const [first, second] = [text(input.firstPost), text(input.secondPost)]
  return first !== second && supervisors.includes(first) && supervisors.includes(second)
}

/** Whether the mover goes to the unit of the form, or where the form names none, anywhere: after what was replaced. */
function isOwnVisit({ input, actor }: DrawQuestion, standing: Standing | null): boolean {
  if (!standing || actor.kind !== 'post') return false
  const { teams, units } = standing
  const unit = text(input.foundAt ?? input.goneUnit)
  // Without teams the office sends whom it can; the unit must have been drawn all the same.
  if (teams === null) return units.includes(unit)
  return teams.some(
    ([at, members]) => (unit === '' || at === unit) && members.some(([, inspector]) => inspector === actor.post),
  )
}

/** The facts of one move. */
export async function drawFact(db: Queryable, region: string, question: DrawQuestion): Promise<DrawFact> {
  const { case: c, procedure } = question
  if (c === null) {
    const underWay = await casesIn(db, region, procedure, Object.keys(turns))
    return { ...drawUnasked, free: underWay === 0, fits: namesTwo(question) }
  }
  const draw = await drawOfCase(db, region, c.no)
  const nothing = { free: true, fits: false, signed: false, fixed: false, mine: false, named: false }
  if (!draw) return nothing
  const files = await drawFiles(db, region, draw.id)
  const frame = files.get('frame.json')
  if (!frame) return nothing
  return {
    free: true,
    fits: fitsStep(question, draw.id, frame),
    signed: isSigned(question, draw.id, frame),
    named: isNamed(c, question.actor),
    fixed: await isClosedAndSigned(db, region, draw.id),
    mine: isOwnVisit(question, standingOf(files)),
  }
}
