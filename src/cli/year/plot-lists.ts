import { voiceOf } from './book.ts'
import { between, chanceOf, picked } from './chance.ts'
import { calledOn, isWorking, laterBy, minuteOn, type Opening, officeMinutes, shortName, type Today } from './today.ts'

/** A wave is written down in three days. */
const waveDays = 3

/** Which third of a wave falls on this day; null where none does. */
function third(today: Today, on: string): number | null {
  if (!isWorking(today)) return null
  const days = Array.from({ length: waveDays }, (_, i) => (i === 0 ? on : laterBy(today, on, i)))
  const found = days.indexOf(today.day)
  return found < 0 ? null : found
}

const isOf = (i: number, part: number) => i % waveDays === part

/** The items of the responsibility list that are drafted on a day. */
function itemsOf(today: Today): readonly Opening[] {
  const { day, book, org } = today
  const pairs = book.lists.flatMap((matter) => matter.units.map((unit) => ({ matter, unit })))
  return book.listWaves.flatMap(({ on, items }) => {
    const part = third(today, on)
    if (part === null) return []
    const chance = chanceOf(`${book.seed}/list/${on}`)
    const key = ({ matter, unit }: (typeof pairs)[number]) => chance(`${matter.subject} ${unit}`)
    const chosen = pairs.toSorted((a, b) => key(a) - key(b)).slice(0, items)
    return chosen.flatMap(({ matter, unit }, i): readonly Opening[] => {
      if (!isOf(i, part)) return []
      const name = `item-${on}-${i}`
      const own = chanceOf(`${book.seed}/case/${name}`)
      const leadUnit = org.successorOf(unit, day)
      const { say } = voiceOf(book, own, matter, { ...calledOn(day), unit: shortName(today, leadUnit) })
      const input = {
        clause: matter.clause,
        subject: say(matter.subject),
        leadUnit,
        deliverable: say(matter.deliverable),
        measure: say(matter.measure),
        dueOn: laterBy(today, day, between(25, 115, own('length'))),
        ...(matter.target !== undefined && { target: say(matter.target) }),
      }
      const post = picked(org.staffed('officeStaff', day), own('office')).id
      const at = minuteOn(today, picked(officeMinutes(day), own('when')))
      return [{ key: name, at, procedure: 'responsibility-list', transition: 'draft', by: { post }, input }]
    })
  })
}

/** The units that are asked for measures on a day. */
function measuresOf(today: Today): readonly Opening[] {
  const { day, book, org } = today
  return book.measureWaves.flatMap(({ on, subject, units }) => {
    const part = third(today, on)
    if (part === null) return []
    return units.flatMap((unit, i): readonly Opening[] => {
      if (!isOf(i, part) || org.successorOf(unit, day) !== unit) return []
      const key = `measure-${on}-${unit}`
      const own = chanceOf(`${book.seed}/case/${key}`)
      const { say } = voiceOf(book, own, null, { unit: shortName(today, unit) })
      const post = picked(org.staffed('officeStaff', day), own('office')).id
      const at = minuteOn(today, picked(officeMinutes(day), own('when')))
      const input = { subject: say(subject), unit, clause: 'G1.s2' }
      return [{ key, at, procedure: 'implementing-measure', transition: 'request', by: { post }, input }]
    })
  })
}

/** What is written into the list and asked of units on a day. */
export const listsOf = (today: Today): readonly Opening[] => [...itemsOf(today), ...measuresOf(today)]
