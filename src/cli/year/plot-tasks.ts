import { type Day, dayNumber, dayOf } from '../../kernel/calendar.ts'
import { type TaskMatter, voiceOf } from './book.ts'
import { between, chanceOf, picked } from './chance.ts'
import {
  calledOn,
  howMany,
  isWorking,
  laterBy,
  livingUnits,
  minuteOn,
  monthOf,
  type Opening,
  officeMinutes,
  shortName,
  type Today,
  workingDayOfMonth,
} from './today.ts'

/** What a circular is about: the month before. */
const monthBefore = (day: Day): Day => dayOf(dayNumber(`${day.slice(0, 7)}-01`) - 1)

function taskOf(today: Today, key: string, matter: TaskMatter, unit: string): Opening {
  const { day, book, org } = today
  const own = chanceOf(`${book.seed}/case/${key}`)
  const called = calledOn(matter.on === 'month-start' || matter.on === 'quarter-start' ? monthBefore(day) : day)
  const { say } = voiceOf(book, own, matter, { ...called, unit: shortName(today, unit) })
  const length = matter.on === undefined ? between(8, 60, own('length') ** 1.4) : between(8, 14, own('length'))
  const input = {
    subject: say(matter.subject),
    deliverable: say(matter.deliverable),
    measure: say(matter.measure),
    unit,
    dueOn: laterBy(today, day, length),
    source: matter.source,
    ...(matter.clause !== undefined && { clause: matter.clause }),
  }
  const post = picked(org.staffed('inspectionOffice', day), own('office')).id
  const at = minuteOn(today, picked(officeMinutes(day), own('when')))
  return { key, at, procedure: 'supervised-task', transition: 'propose', by: { post }, input }
}

/** Tasks that return: the circular of each month, the summary of each quarter. */
function isItsDay(matter: TaskMatter, today: Today): boolean {
  if (matter.on === 'month-start') return workingDayOfMonth(today) === 2
  if (matter.on === 'quarter-start') return monthOf(today.day) % 3 === 1 && workingDayOfMonth(today) === 5
  return matter.on === today.day
}

function called(today: Today): readonly Opening[] {
  const { day, book, org } = today
  return book.tasks
    .filter((matter) => isItsDay(matter, today))
    .flatMap((matter) => {
      const units = matter.units.includes('*')
        ? livingUnits(today)
        : matter.units.slice(0, 1).map((unit) => org.successorOf(unit, day))
      return units.map((unit) => taskOf(today, `task-${matter.id}-${day}-${unit}`, matter, unit))
    })
}

/** Decisions of the meeting on Monday, and what the leaders ask for in between. */
const meetingTasks = 3.4
const otherTasks = 0.7

/** The tasks that are proposed on a day. */
export function tasksOf(today: Today): readonly Opening[] {
  if (!isWorking(today)) return []
  const { day, book, org } = today
  const chance = chanceOf(`${book.seed}/tasks/${day}`)
  const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1
  const load = book.load[String(monthOf(day))] ?? 1
  const number = howMany((isMonday ? meetingTasks : otherTasks) * load * (0.6 + 0.8 * chance('many')), chance('more'))
  const matters = book.tasks.filter(
    ({ on, months, units }) => on === undefined && !units.includes('*') && (!months || months.includes(monthOf(day))),
  )
  const some = Array.from({ length: number }, (_, i) => {
    const key = `task-${day}-${i}`
    const matter = picked(matters, chance(`matter ${i}`))
    return taskOf(today, key, matter, org.successorOf(picked(matter.units, chance(`unit ${i}`)), day))
  })
  return [...called(today), ...some]
}
