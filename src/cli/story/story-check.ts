import type { Programme } from '../../engine/programme.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { dayOf, type Instant, type WorkingCalendar } from '../../kernel/calendar.ts'
import { type Field, type Fields, faultsOf } from '../../kernel/field.ts'
import type { Org } from '../../kernel/org.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'
import type { Step, StoryCase } from './demo.ts'
import { drawPart } from './draw-input.ts'
import { evidenceNames } from './evidence.ts'
import type { Faults } from './shape.ts'

/** What a story is checked against. */
export interface Stage {
  readonly programme: Programme
  readonly org: Org
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** On a working day, within office hours: citizens may act at any time, officials may not. */
function isOfficeTime(at: Instant, calendar: WorkingCalendar): boolean {
  const minute = calendar.minuteAt(at)
  return (
    calendar.isWorkingDay(calendar.dayAt(at)) &&
    calendar.data.officeHours.some((hours) => hours.from <= minute && minute <= hours.to)
  )
}

function timeFaults(step: Step, before: Step | undefined, { programme, startsAt, endsAt }: Stage): Faults {
  if (Number.isNaN(step.at)) return ['its day does not exist']
  const isOfficial = step.who.kind === 'post' || step.who.kind === 'drawn'
  return [
    ...(before && step.at < before.at ? ['it is earlier than the step before it'] : []),
    ...(step.at < startsAt || step.at > endsAt ? ['it lies outside the story'] : []),
    ...(isOfficial && !isOfficeTime(step.at, programme.calendar) ? ['it lies outside office hours'] : []),
  ]
}

/** Whether somebody can take this step at all; whether he may, the server judges when the story is played. */
function whoFaults(step: Step, p: Procedure, org: Org, on: string, known: readonly string[]): Faults {
  const { who } = step
  const by = p.declaration.transitions[step.transition]?.by ?? []
  const kinds = by.flatMap((party) => {
    const is = p.declaration.parties[party]?.is
    return is ? [{ party, is }] : []
  })
  switch (who.kind) {
    case 'post': {
      const post = org.post(who.post)
      if (!post) return [`there is no post ${who.post}`]
      if (!org.holdingOf(who.post, on)) return [`nobody holds ${who.post} on ${on}`]
      const fits = kinds.some(({ is }) => 'post' in is && post.roles.includes(is.post))
      return fits ? [] : [`${step.transition} is not a move for ${who.post}`]
    }
    case 'drawn': {
      const fits = kinds.some(({ party, is }) => 'drawn' in is && party === who.party)
      return fits ? [] : [`${step.transition} is not a move for a drawn ${who.party}`]
    }
    case 'visitor':
      if (known.includes(who.citizen)) return [`${who.citizen} has joined before`]
      return kinds.some(({ is }) => 'anyone' in is) ? [] : [`${step.transition} is not a move for a visitor`]
    case 'code':
      if (!known.includes(who.citizen)) return [`${who.citizen} has not joined yet`]
      return kinds.some(({ is }) => 'person' in is) ? [] : [`${step.transition} is not a move for a citizen`]
    default: {
      const never: never = who
      throw new TypeError(String(never))
    }
  }
}

/** Any number or fingerprint of a draw, likewise. */
const someDigest = '0'.repeat(64)

/** Any uploaded file, for checking the rest of an input before there is one. */
const someEvidence = { sha256: someDigest, name: 'x.txt', type: 'text/plain', size: 1 }

function isUnknown(field: Field | undefined, value: Json, { org, programme }: Stage): boolean {
  const names = (Array.isArray(value) ? value : [value]).map(String)
  switch (field?.kind) {
    case 'unit':
    case 'units':
      return names.some((name) => !org.unit(name))
    case 'post':
      return names.some((name) => !org.post(name))
    case 'clause':
      return names.some(
        (name) =>
          !programme.tree.some((clause) => clause.slug === name || clause.sentences.some((s) => s.slug === name)),
      )
    default:
      return false
  }
}

function inputFaults(input: JsonRecord, fields: Fields, stage: Stage): Faults {
  const files = Object.values(input).flatMap((value) => evidenceNames(value) ?? [])
  const filled = Object.entries(input).map(([name, value]): [string, Json] => {
    const names = evidenceNames(value)
    if (drawPart(value) !== null) return [name, someDigest]
    return [name, names === null ? value : names.map(() => someEvidence)]
  })
  return [
    ...faultsOf(fields, Object.fromEntries(filled)).map(({ field, says }) => `${field}: ${says[1]}`),
    ...filled.flatMap(([name, value]) =>
      isUnknown(fields[name], value, stage) ? [`${name}: there is no ${JSON.stringify(value)}`] : [],
    ),
    ...files.filter((name) => !/.\.(png|txt)$/.test(name)).map((name) => `${name} must end in .png or .txt`),
    ...(new Set(files).size < files.length ? ['the same evidence stands there twice'] : []),
  ]
}

function stepFaults(told: StoryCase, i: number, p: Procedure, stage: Stage): Faults {
  const step = told.steps[i]
  if (!step) return []
  const move = p.declaration.transitions[step.transition]
  if (!move) return [`${p.id} has no move ${step.transition}`]
  const known = told.steps.slice(0, i).flatMap(({ who }) => (who.kind === 'visitor' ? [who.citizen] : []))
  const opensHere = i === 0 && told.of === null
  const on = Number.isNaN(step.at) ? '' : dayOf(stage.programme.calendar.dayAt(step.at))
  return [
    ...((move.from === 'new') === opensHere
      ? []
      : [opensHere ? 'it does not open the case' : 'it would open another case']),
    ...(step.onlyIn !== null && !p.declaration.states[step.onlyIn] ? [`there is no state ${step.onlyIn}`] : []),
    ...timeFaults(step, told.steps[i - 1], stage),
    ...whoFaults(step, p, stage.org, on, known),
    ...inputFaults(step.input, p.declaration.forms[move.form ?? ''] ?? {}, stage),
  ]
}

/** Every fault of one case of the story that can be found without playing it. */
export function caseFaults(told: StoryCase, stage: Stage): Faults {
  const p = stage.programme.procedures.get(told.procedure)
  if (!p) return [`${told.key}: there is no procedure ${told.procedure}`]
  return told.steps.flatMap((step, i) => stepFaults(told, i, p, stage).map((fault) => `${step.name}: ${fault}`))
}
