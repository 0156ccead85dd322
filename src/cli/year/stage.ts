import type { Day, Instant, WorkingCalendar } from '../../kernel/calendar.ts'
import { dayOf } from '../../kernel/calendar.ts'
import type { Org } from '../../kernel/org.ts'
import type { Json } from '../../kernel/text.ts'
import type { TheatreAnswer, TheatreRequest } from '../story/theatre.ts'
import type { Book, RegisterChange } from './book.ts'

export interface Visit {
  readonly unit: string
  readonly inspector: string
}

/** Where a year is told: an interface to call, a clock to move, and the register of units and posts. */
export interface Stage {
  readonly book: Book
  readonly calendar: WorkingCalendar
  readonly org: () => Org
  readonly now: () => Instant
  readonly call: (request: TheatreRequest) => Promise<TheatreAnswer>
  /** Moves business time on, and keeps where it is: after a power failure it is never behind what was recorded. */
  readonly advanceTo: (instant: Instant) => Promise<void>
  readonly tokenFor: (post: string) => Promise<string>
  readonly listOf: (no: string) => Promise<{ readonly draw: string; readonly frame: string }>
  readonly settled: () => Promise<void>
  /** Who goes where in a draw that was held; nothing before. */
  readonly visitsOf: (no: string) => Promise<readonly Visit[]>
  /** Changes the register as the system administrator does; what was changed before is left. */
  readonly change: (change: RegisterChange) => Promise<void>
}

export const todayOf = ({ calendar, now }: Pick<Stage, 'calendar' | 'now'>): Day => dayOf(calendar.dayAt(now()))

/** What the interface says of a case. */
export interface View {
  readonly no: string
  readonly procedure: string
  readonly state: string
  readonly final: boolean
  readonly seq: number
  readonly unit: string | null
  readonly data: { readonly [field: string]: Json }
  readonly been: readonly string[]
  readonly code?: string
}

export interface EventBody {
  readonly seq: number
  readonly transition: string
  readonly input: { readonly [field: string]: Json }
  readonly draw: { readonly party: string; readonly drawn: string } | null
}

export const isOk = ({ status }: TheatreAnswer): boolean => status >= 200 && status < 300

/** A token belongs to whoever holds a post now: when it changes hands there is another. */
export function tokensOf(stage: Stage): (post: string) => Promise<string> {
  const known = new Map<string, Promise<string>>()
  return (post) => {
    const key = `${post} ${stage.org().holdingOf(post, todayOf(stage))?.person ?? ''}`
    const token = known.get(key) ?? stage.tokenFor(post)
    known.set(key, token)
    return token
  }
}

/** What was refused that the story took for allowed: nothing, unless somebody else acted in its cases meanwhile. */
export function faultText(where: string, { status, body }: TheatreAnswer): string {
  const { code = '', detail = '', condition = '' } = (body ?? {}) as Record<string, string>
  const fields = JSON.stringify((body as { fields?: Json } | null)?.fields ?? '')
  return `${where}: ${status} ${code} ${detail} ${condition} ${fields}`
}
