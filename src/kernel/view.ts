import type { Procedure } from './bind.ts'
import { type Day, dayOf, type Instant, type WorkingCalendar } from './calendar.ts'
import type { Actor, Case, Draw, Event } from './case.ts'
import { isProvisional, lastDayOf, remaining } from './clock.ts'
import type { Field, Visibility } from './field.ts'
import type { Org } from './org.ts'
import { isInOffice, isPublic, partiesOf } from './party.ts'
import { titleOf } from './refusals.ts'
import type { Bilingual, JsonRecord } from './text.ts'

export { isPublic } from './party.ts'

declare const viewed: unique symbol
/** Marks what went through `view`. Nothing else is ever serialised outward. */
export type Viewed<T> = T & { readonly [viewed]: true }

export interface Viewing {
  readonly viewer: Actor
  readonly now: Instant
  readonly calendar: WorkingCalendar
  readonly org: Org
}

export interface ClockView {
  readonly name: string
  readonly title: Bilingual
  /** The last day on which there is still time; null while the clock stands. */
  readonly lastDay: Day | null
  /** Instant of the breach, ISO 8601; null while the clock stands. */
  readonly due: string | null
  /** In `unit`; negative when overdue. */
  readonly left: number
  readonly total: number
  readonly unit: 'working-days' | 'working-minutes' | 'days'
  readonly runs: boolean
  readonly overdue: boolean
  readonly warned: boolean
  /** The holidays of the year in which it ends are not published yet. */
  readonly provisional: boolean
  readonly extensions: number
}

export interface CaseView {
  readonly no: string
  readonly procedure: string
  readonly version: string
  readonly title: string
  readonly unit: string | null
  readonly clause: string | null
  readonly parent: string | null
  readonly state: string
  readonly final: boolean
  readonly seq: number
  readonly openedOn: Day
  readonly changedOn: Day
  /** Fields the viewer may read. */
  readonly data: JsonRecord
  readonly clocks: readonly ClockView[]
  readonly overdue: boolean
  /** Parts that the viewer has in this case. */
  readonly parts: readonly string[]
  readonly been: readonly string[]
  readonly isPublic: boolean
}

export interface EventView {
  readonly seq: number
  readonly transition: string
  readonly from: string | null
  readonly to: string
  readonly on: Day
  /** ISO 8601; null for what citizens did: the time of a complaint is told by the day only. */
  readonly at: string | null
  readonly by: {
    readonly party: string
    readonly title: Bilingual
    readonly post: string | null
    readonly unit: string | null
  }
  readonly basis: string
  readonly clauses: readonly string[]
  readonly input: JsonRecord
  readonly draw: Draw | null
  /** The clock's breach that this move is: it happened by itself. */
  readonly automatic: boolean
}

/** Whose eyes: the parts a reader has, and whether he holds an office. */
interface Reader {
  readonly parts: readonly string[]
  readonly isStaff: boolean
}

function isOpenTo(see: Visibility, reader: Reader): boolean {
  switch (see) {
    case 'public':
      return true
    case 'parties':
      return reader.parts.length > 0
    case 'staff':
      return reader.isStaff
    case 'sealed':
      return false
    default: {
      const never: never = see
      throw new TypeError(String(never))
    }
  }
}

const isPerson = (p: Procedure, party: string) => 'person' in (p.declaration.parties[party]?.is ?? {})

/**
 * A field shown to persons is shown to the one who wrote it, not to everybody who joined the case: anyone can join, the
 * unit complained of too (《信访工作条例》第三十条).
 */
function maySee(p: Procedure, field: Field, reader: Reader, isOwn: boolean): boolean {
  const named = field.to?.some((party) => reader.parts.includes(party) && (isOwn || !isPerson(p, party)))
  return named === true || isOpenTo(field.see, reader)
}

function readable(p: Procedure, record: JsonRecord, reader: Reader, isOwn = false): JsonRecord {
  return Object.fromEntries(
    Object.entries(record).filter(([name, value]) => {
      const field = p.fields[name]
      return value !== null && field !== undefined && maySee(p, field, reader, isOwn)
    }),
  )
}

const unitNames = { wd: 'working-days', wh: 'working-minutes', d: 'days', mo: 'days', until: 'days' } as const

function clocksOf(p: Procedure, c: Case, reader: Reader, viewing: Viewing): readonly ClockView[] {
  const { now, calendar } = viewing
  return Object.entries(c.clocks).flatMap(([name, run]) => {
    const clock = p.declaration.clocks[name]
    if (!clock || !isOpenTo(clock.see ?? 'public', reader)) return []
    return [
      {
        name,
        title: clock.title,
        lastDay: run.due === null ? null : lastDayOf(run.due, calendar),
        due: run.due === null ? null : new Date(run.due).toISOString(),
        left: remaining(run, now, calendar),
        total: run.total,
        unit: unitNames[run.unit],
        runs: run.since !== null,
        overdue: run.due !== null && run.due <= now,
        warned: run.warn !== null && run.warn <= now,
        provisional: isProvisional(run, calendar),
        extensions: run.extensions,
      },
    ]
  })
}

/** With what eyes a viewer reads, or null when the case is not for him at all: it is not public and he has no part in it. */
function readerOf(p: Procedure, c: Case, { viewer, org, calendar, now }: Viewing): Reader | null {
  if (viewer.kind === 'clock' || viewer.kind === 'system') return { parts: [], isStaff: false }
  const today = dayOf(calendar.dayAt(now))
  // To be free to act as anyone is not a part in the case.
  const parts = viewer.kind === 'visitor' ? [] : partiesOf(p, c, viewer, org, today)
  return parts.length > 0 || isPublic(p, c) ? { parts, isStaff: isInOffice(viewer, org, today) } : null
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)

/** What a viewer may read of a case; null when it does not exist for him. The only way a case leaves the building. */
export function view(p: Procedure, c: Case, viewing: Viewing): Viewed<CaseView> | null {
  const reader = readerOf(p, c, viewing)
  if (reader === null) return null
  const data = readable(p, c.data, reader)
  const { title, unit, clause } = p.declaration.shows
  const seen: CaseView = {
    no: c.no,
    procedure: c.procedure,
    version: c.version,
    title: text(data[title]) ?? p.declaration.title[0],
    unit: text(data[unit]),
    clause: text(data[clause ?? '']),
    parent: c.parent,
    state: c.state,
    final: p.declaration.states[c.state]?.final === true,
    seq: c.seq,
    openedOn: dayOf(viewing.calendar.dayAt(c.openedAt)),
    changedOn: dayOf(viewing.calendar.dayAt(c.changedAt)),
    data,
    clocks: clocksOf(p, c, reader, viewing),
    overdue: c.due !== null && c.due <= viewing.now,
    parts: reader.parts,
    been: c.been,
    isPublic: isPublic(p, c),
  }
  return seen as Viewed<CaseView>
}

/** What a viewer may read of the case's history; null as for `view`. */
export function viewEvents(
  p: Procedure,
  c: Case,
  events: readonly Event[],
  viewing: Viewing,
): Viewed<readonly EventView[]> | null {
  const reader = readerOf(p, c, viewing)
  if (reader === null) return null
  const { viewer } = viewing
  const seen = events.map((e): EventView => {
    const byPerson = 'token' in e.by
    const isOwn = 'token' in e.by && viewer.kind === 'person' && viewer.token === e.by.token
    return {
      seq: e.seq,
      transition: e.transition,
      from: e.from,
      to: e.to,
      on: dayOf(viewing.calendar.dayAt(e.at)),
      at: byPerson ? null : new Date(e.at).toISOString(),
      by: {
        party: e.by.party,
        title: titleOf(p, e.by.party),
        post: 'post' in e.by ? e.by.post : null,
        unit: 'post' in e.by ? e.by.unit : null,
      },
      basis: e.basis,
      clauses: p.clausesOf(e.basis),
      input: readable(p, { ...e.input, ...e.set }, reader, isOwn),
      draw: e.draw ?? null,
      automatic: !('post' in e.by) && !byPerson,
    }
  })
  return seen as unknown as Viewed<readonly EventView[]>
}
