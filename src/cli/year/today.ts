import { type Day, dayNumber, dayOf, type Instant, type WorkingCalendar } from '../../kernel/calendar.ts'
import type { Org } from '../../kernel/org.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import type { Book, FindingMatter } from './book.ts'
import { between, chanceOf } from './chance.ts'

/** A case that the story opens. */
export interface Opening {
  /** Names it for good: the same key, the same case, however often it is told. */
  readonly key: string
  readonly at: Instant
  readonly procedure: string
  readonly transition: string
  /** A post, or a citizen by his name in the story. */
  readonly by: { readonly post: string } | { readonly newcomer: string }
  readonly input: JsonRecord
  /** What it is about, where its first words are not public. */
  readonly matter?: FindingMatter
  /** A rule that counts what others do can forbid it: then it is left out. */
  readonly mayFail?: true
}

/** A day of the year, and what is known on it. */
export interface Today {
  readonly day: Day
  readonly book: Book
  readonly calendar: WorkingCalendar
  readonly org: Org
}

export const monthOf = (day: Day): number => Number(day.slice(5, 7))

export const isWorking = ({ calendar, day }: Today): boolean => calendar.isWorkingDay(dayNumber(day))

/** A minute of the day as an instant. */
export const minuteOn = ({ calendar, day }: Today, minute: number): Instant =>
  calendar.startOf(dayNumber(day)) + minute * 60_000

/** Which working day of its month this is, from 1; 0 on a day off. */
export function workingDayOfMonth(today: Today): number {
  if (!isWorking(today)) return 0
  const first = dayNumber(`${today.day.slice(0, 7)}-01`)
  return today.calendar.workingDaysBetween(first - 1, dayNumber(today.day))
}

/** A number of things from an expected number: 2.3 is two, and three times in ten one more. */
export function howMany(expected: number, chance: number): number {
  return Math.floor(expected) + (chance < expected - Math.floor(expected) ? 1 : 0)
}

/** Units that answer for something today: those with a head. */
export const livingUnits = ({ org, day }: Today): readonly string[] =>
  org.staffed('unitHead', day).map(({ unit }) => unit)

/** Minutes of the day at which something happens, before each is moved a little: what happens beside each other shares one. */
const officeSlots: readonly number[] = [550, 577, 608, 641, 667, 692, 819, 846, 874, 907, 935, 964, 992]
const eveningSlots: readonly number[] = [471, 748, 1_162, 1_233, 1_288]
/** Less than from one slot to the next, and to the end of office hours. */
const moved = 19

/** No day has the minutes of the day before. */
const minutesOn = (day: Day, slots: readonly number[]): readonly number[] =>
  slots.map((slot) => slot + between(0, moved - 1, chanceOf(day)(String(slot))))

/** When officials act on a day, and when citizens do. */
export const officeMinutes = (day: Day): readonly number[] => minutesOn(day, officeSlots)
export const citizenMinutes = (day: Day): readonly number[] =>
  minutesOn(day, [...officeSlots, ...eveningSlots]).toSorted((a, b) => a - b)

/** The name of a unit as it stands in a sentence, without the mark of the demo that its own field bears. */
export const shortName = ({ org, day }: Today, unit: string): string => org.nameOf(unit, day)[0].replace('（演示）', '')

/** How days are called in the texts. Example: { month: '3月', quarter: '一季度', year: '2019年' }. */
export function calledOn(day: Day): Readonly<Record<'month' | 'quarter' | 'year', string>> {
  const quarter = ['一', '二', '三', '四'][Math.floor((monthOf(day) - 1) / 3)] ?? ''
  return { month: `${monthOf(day)}月`, quarter: `${quarter}季度`, year: `${day.slice(0, 4)}年` }
}

/** A day that many working days after another. */
export const laterBy = ({ calendar }: Today, day: Day, workingDays: number): Day =>
  dayOf(calendar.plusWorkingDays(dayNumber(day), workingDays))
