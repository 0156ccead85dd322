import { type Day, dayNumber, dayOf, type Instant, type WorkingCalendar } from '../../kernel/calendar.ts'
import type { Org, Post, Role } from '../../kernel/org.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'
import { type Book, type FindingMatter, type TaskMatter, type Voice, voiceOf } from './book.ts'
import { type Chance, picked } from './chance.ts'

/** Who takes a step: somebody with a role (of a unit, where told), the post itself, or a citizen by his name in the story. */
export type By =
  | { readonly role: Role; readonly unit?: string }
  | { readonly post: string }
  | { readonly citizen: string }
  | { readonly newcomer: string }

/** What is going to be done in a case, and when. */
export interface Move {
  /** Working days from now, with a fraction; for citizens, days. */
  readonly after: number
  readonly by: By
  readonly transition: string
  /** The input on the day it is sent. */
  readonly input: (on: Day) => JsonRecord
  /** It opens a case elsewhere, or rests on the log: what was done before is delivered and sealed first. */
  readonly delivers?: true
  /** Nobody can know beforehand whether it is allowed: a refusal is no fault of the story. */
  readonly mayFail?: true
}

/** A citizen with a part in a case. */
export interface Citizen {
  readonly name: string
  readonly code: string
}

/** A case as the story sees it when it looks: what it holds, and by what it decides. */
export interface Look {
  readonly no: string
  readonly procedure: string
  readonly state: string
  readonly seq: number
  readonly unit: string
  readonly data: JsonRecord
  readonly been: readonly string[]
  readonly now: Instant
  readonly today: Day
  readonly org: Org
  readonly calendar: WorkingCalendar
  readonly book: Book
  /** Of this case: the same question, the same answer, whatever happened since. */
  readonly chance: Chance
  readonly voice: Voice
  readonly finding: FindingMatter | null
  readonly task: TaskMatter | null
  /** Who was drawn last, as a post; null where nobody was. */
  readonly drawn: string | null
  readonly citizens: readonly Citizen[]
  /** Citizens of the story who have judged since the state was entered. */
  readonly judged: readonly string[]
  /** Of a draw that was held: who goes where. */
  readonly visits: readonly { readonly unit: string; readonly inspector: string }[]
  /** Units where a visit of this draw found something. */
  readonly found: readonly string[]
}

export type Habit = (look: Look) => Move | null

export const nothing = (): JsonRecord => ({})

/** The moves of this state and time: asked again after the next move, it answers otherwise. */
export const now = (look: Look, question: string): number => look.chance(`${question} at ${look.seq}`)

export const happens = (look: Look, question: string, share: number): boolean => look.chance(question) < share

/** Working days between two bounds, most of them near the lower. */
export function days(look: Look, question: string, from: number, to: number): number {
  const drawn = now(look, `days ${question}`)
  return from + (to - from) * drawn * drawn
}

/** Text of a field, empty where there is none. */
export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
export const count = (value: Json | undefined): number => (typeof value === 'number' ? value : 0)

export const dayAfter = (look: Pick<Look, 'calendar'>, on: Day, workingDays: number): Day =>
  dayOf(look.calendar.plusWorkingDays(dayNumber(on), Math.max(1, Math.round(workingDays))))

/** Working days from today to a day; negative when it has passed. */
export function workingDaysTo(look: Look, day: Day): number {
  const [from, to] = [dayNumber(look.today), dayNumber(day)]
  return to >= from ? look.calendar.workingDaysBetween(from, to) : -look.calendar.workingDaysBetween(to, from)
}

/** The unit that answers for it today. */
export const unitOf = (look: Look): string => look.org.successorOf(look.unit, look.today)

/** A post of the unit that handles matters: one without a role in any procedure, else its head. */
export function handlerOf(look: Look): string {
  const unit = unitOf(look)
  const isHeld = (post: Post) => post.unit === unit && look.org.holdingOf(post.id, look.today) !== undefined
  const posts = look.org.data.posts.filter(isHeld)
  const plain = posts.filter(({ roles }) => roles.length === 0)
  return picked(plain.length > 0 ? plain : posts, look.chance('handler')).id
}

/** Somebody who reviews and has nothing to do with the unit. */
export function reviewerFor(look: Look): By {
  const unit = unitOf(look)
  const free = look.org
    .staffed('legalReviewer', look.today)
    .filter((post) => !look.org.areRelated(post.unit, unit, look.today))
  return { post: picked(free, look.chance('reviewer')).id }
}

/** How a problem is told that this case comes upon: the numbers and places are its own. */
export const voiceFor = (look: Look, matter: FindingMatter, question: string): Voice =>
  voiceOf(look.book, (asked) => look.chance(`${question} ${look.seq} ${asked}`), matter)

/** A problem that somebody who looks can find at a unit; null where the book knows none. */
export function problemAt(look: Look, unit: string): FindingMatter | null {
  const known = look.book.findings.filter(({ units, from }) => from !== 'citizen' && units.includes(unit))
  return known.length > 0 ? picked(known, now(look, `problem at ${unit}`)) : null
}

export const evidence = (names: readonly string[]): Json => ({ $evidence: [...names] })
