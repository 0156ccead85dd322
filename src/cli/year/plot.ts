import { type Day, dayNumber, dayOf } from '../../kernel/calendar.ts'
import { type FindingMatter, voiceOf } from './book.ts'
import { between, chanceOf, picked } from './chance.ts'
import { inspectionsOf } from './plot-inspections.ts'
import { listsOf } from './plot-lists.ts'
import { tasksOf } from './plot-tasks.ts'
import {
  citizenMinutes,
  howMany,
  isWorking,
  minuteOn,
  monthOf,
  type Opening,
  officeMinutes,
  type Today,
  workingDayOfMonth,
} from './today.ts'

const seasons = (matter: FindingMatter, day: Day) => !matter.months || matter.months.includes(monthOf(day))

function reportsOf(today: Today): readonly Opening[] {
  const { day, book, org } = today
  const chance = chanceOf(`${book.seed}/reports/${day}`)
  const load = book.load[String(monthOf(day))] ?? 1
  const expected = book.reportsPerDay * load * (isWorking(today) ? 1 : 0.45)
  const matters = book.findings.filter((one) => one.from !== 'inspector' && seasons(one, day))
  return Array.from({ length: howMany(expected * (0.6 + 0.8 * chance('how many')), chance('one more')) }, (_, i) => {
    const key = `report-${day}-${i}`
    const own = chanceOf(`${book.seed}/case/${key}`)
    const matter = picked(matters, own('matter'))
    const { say, phrase } = voiceOf(book, own, matter)
    const tail = own('says more') < 0.7 ? phrase('storyTail') : ''
    const against = org.successorOf(picked(matter.units, own('unit')), day)
    const input = {
      about: say(matter.about),
      story: `${say(matter.story)}${tail}`,
      ...(own('knows the unit') < 0.9 && { against }),
      ...(own('leaves a contact') < 0.25 && { contact: `演示联系方式 ${between(10, 99, own('contact'))}` }),
    }
    const at = minuteOn(today, picked(citizenMinutes(day), own('when')))
    return { key, at, procedure: 'finding-rectification', transition: 'report', by: { newcomer: key }, input, matter }
  })
}

/** What inspectors find by themselves: each week on the spot, each month in the data. */
function spotChecks(today: Today): readonly Opening[] {
  const { day, book, org } = today
  if (!isWorking(today)) return []
  const chance = chanceOf(`${book.seed}/spot-checks/${day}`)
  const isWednesday = new Date(`${day}T00:00:00Z`).getUTCDay() === 3
  const isDataDay = workingDayOfMonth(today) === 8
  const number = (isWednesday ? between(2, 5, chance('spot')) : 0) + (isDataDay ? between(3, 6, chance('data')) : 0)
  const origin = isDataDay ? 'data' : 'spot-check'
  const matters = book.findings.filter((one) => one.from !== 'citizen' && seasons(one, day))
  return Array.from({ length: number }, (_, i) => {
    const key = `spot-${day}-${i}`
    const own = chanceOf(`${book.seed}/case/${key}`)
    const matter = picked(matters, own('matter'))
    const { say } = voiceOf(book, own, matter)
    const input = {
      subject: say(matter.subject),
      fact: say(matter.fact),
      unit: org.successorOf(picked(matter.units, own('unit')), day),
      severity: matter.grave ? 'grave' : 'ordinary',
      clause: matter.clause,
      origin: matter.origin ?? origin,
      ...(own('proof') < 0.7 && { foundProof: { $evidence: ['发现时照片.png'] } }),
    }
    const inspector = picked(org.staffed('inspector', day), own('inspector')).id
    const at = minuteOn(today, picked(officeMinutes(day), own('when')))
    return { key, at, procedure: 'finding-rectification', transition: 'find', by: { post: inspector }, input }
  })
}

/** What is opened on a day, in the order of its minutes. The same day of the same book always opens the same. */
export function openingsOn(today: Today): readonly Opening[] {
  const all = [...reportsOf(today), ...spotChecks(today), ...tasksOf(today), ...listsOf(today), ...inspectionsOf(today)]
  return all.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}

/** Every day from the first to the last, both included. */
export function daysFrom(first: Day, last: Day): readonly Day[] {
  const [from, to] = [dayNumber(first), dayNumber(last)]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => dayOf(from + i))
}
