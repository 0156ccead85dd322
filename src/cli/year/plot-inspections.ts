import { type Day, dayNumber } from '../../kernel/calendar.ts'
import { between, chanceOf, picked } from './chance.ts'
import {
  isWorking,
  laterBy,
  minuteOn,
  monthOf,
  type Opening,
  officeMinutes,
  type Today,
  workingDayOfMonth,
} from './today.ts'

/** What data can tell needs no visit. */
const modes = ['onsite', 'data', 'onsite', 'paper', 'data'] as const

function inspectionOf(today: Today, key: string, unit: string): Opening {
  const { day, book, org } = today
  const own = chanceOf(`${book.seed}/case/${key}`)
  const fitting = book.inspections.filter(({ units }) => units.includes(unit))
  const { subject, clause, checklist } = picked(fitting.length > 0 ? fitting : book.inspections, own('which'))
  const input = {
    subject,
    unit,
    plannedOn: laterBy(today, day, between(8, 16, own('ahead'))),
    mode: picked(modes, own('mode')),
    merges: between(1, 4, own('merges')),
    clause,
    checklist: [...checklist],
  }
  const post = picked(org.staffed('inspectionOffice', day), own('office')).id
  const at = minuteOn(today, picked(officeMinutes(day), own('when')))
  return { key, at, procedure: 'routine-inspection', transition: 'plan', by: { post }, input, mayFail: true }
}

/** Each wave takes its units one after another, some working days apart. */
function routine(today: Today): readonly Opening[] {
  const { day, book, calendar, org } = today
  return book.inspectionWaves.flatMap(({ on, every, units }) => {
    if (day < on || !isWorking(today)) return []
    const passed = calendar.workingDaysBetween(dayNumber(on) - 1, dayNumber(day)) - 1
    const unit = passed % every === 0 ? units[passed / every] : undefined
    if (unit === undefined || org.successorOf(unit, day) !== unit) return []
    return [inspectionOf(today, `inspection-${on}-${unit}`, unit)]
  })
}

const monthsSince = (from: Day, day: Day): number =>
  (Number(day.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + monthOf(day) - monthOf(from)

/** A draw each month: subjects follow one another, those that begin with 暗访 are covert. */
function monthly(today: Today): readonly Opening[] {
  const { day, book, org } = today
  if (workingDayOfMonth(today) !== 6) return []
  const i = monthsSince(`${book.drawsFrom}-01`, day)
  const subject = book.drawSubjects[i]
  const [one, two] = org.staffed('peopleSupervisor', day)
  const own = chanceOf(`${book.seed}/case/draw-${day}`)
  const office = picked(org.staffed('inspectionOffice', day), own('office'))
  if (subject === undefined || !one || !two) return []
  const input = {
    subject: `第${i + 4}轮${subject}`,
    unit: office.unit,
    mode: subject.startsWith('暗访') ? 'covert' : 'open',
    firstPost: one.id,
    secondPost: two.id,
    cover: between(2, 4, own('cover')),
    spot: between(2, 3, own('spot')),
    teamSize: 2,
  }
  const at = minuteOn(today, officeMinutes(day)[1] ?? 0)
  const [procedure, transition] = ['random-inspection', 'freeze']
  return [{ key: `draw-${day}`, at, procedure, transition, by: { post: office.id }, input, mayFail: true }]
}

/** The inspections that are planned on a day, and the draw that begins. */
export const inspectionsOf = (today: Today): readonly Opening[] => [...routine(today), ...monthly(today)]
