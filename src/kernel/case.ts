import type { Basis } from './basis.ts'
import type { Day, Instant } from './calendar.ts'
import type { ClockRun } from './clock.ts'
import type { PersonId, PostId, Role, UnitId } from './org.ts'
import type { JsonRecord } from './text.ts'

/** Who is asking. A token is the opaque mark of a person who came with a case code; it is never a name. */
export type Actor =
  | {
      readonly kind: 'post'
      readonly person: PersonId
      readonly post: PostId
      readonly unit: UnitId
      readonly region: string
      readonly roles: readonly Role[]
    }
  | { readonly kind: 'person'; readonly case: string; readonly token: string }
  | { readonly kind: 'visitor' }
  | { readonly kind: 'clock' }
  | { readonly kind: 'system' }

/** Who moved, as the journal keeps it. `person` is an account's opaque id and never leaves the staff's own audit. */
export type Mover =
  | { readonly party: string; readonly post: PostId; readonly unit: UnitId; readonly person: PersonId }
  | { readonly party: string; readonly token: string }
  | { readonly party: 'clock' | 'system' }

/** Who holds a part in a case: a drawn post, or the tokens of persons. */
export type PartyHolder = { readonly post: PostId } | { readonly tokens: readonly string[] }

/** How a post was drawn, enough to draw it again: ticket numbers over `pool` with the seed of `day` (published the day after). */
export interface Draw {
  readonly party: string
  readonly pool: readonly PostId[]
  readonly drawn: PostId
  readonly day: Day
  /** Lower-case hex SHA-256 that was published before the day began. */
  readonly commitment: string
}

/** A case that this move opens elsewhere; delivered after commit, exactly once. */
export interface Opened {
  readonly procedure: string
  readonly transition: string
  readonly input: JsonRecord
}

/** One accepted move. One shape for all mechanisms, complete in itself: folding needs no clock, calendar or procedure. */
export interface Event {
  readonly seq: number
  readonly transition: string
  readonly from: string | null
  readonly to: string
  readonly at: Instant
  readonly by: Mover
  readonly basis: Basis
  readonly input: JsonRecord
  /** Fields that the procedure itself set, besides the input. */
  readonly set: JsonRecord
  /** Clocks that this move started, stopped or changed. */
  readonly clocks: Readonly<Record<string, ClockRun>>
  /** The earliest due instant of a clock that others may see, or null. */
  readonly due: Instant | null
  /** The earliest instant at which any clock breaches, sealed ones too; only the clock scan reads it. */
  readonly fires: Instant | null
  readonly holders?: Readonly<Record<string, PartyHolder>>
  readonly tallies?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly draw?: Draw
  readonly opened?: Opened
}

export interface Case {
  /** Public number. Example: 'ZG-2018-0037'. */
  readonly no: string
  /** Random public id used in the log, UUID. */
  readonly id: string
  readonly region: string
  readonly procedure: string
  readonly version: string
  /** The case that opened this one. */
  readonly parent: string | null
  readonly openedAt: Instant
  /** Sequence number of the last event; 0 for the opening. */
  readonly seq: number
  readonly state: string
  readonly data: JsonRecord
  readonly clocks: Readonly<Record<string, ClockRun>>
  readonly due: Instant | null
  readonly fires: Instant | null
  readonly holders: Readonly<Record<string, PartyHolder>>
  /** Posts and persons that acted as each party: for separation of duties. */
  readonly acted: Readonly<Record<string, readonly string[]>>
  readonly tallies: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** States the case has been in, in order of first entry. */
  readonly been: readonly string[]
  readonly changedAt: Instant
}

/** What is known of a case before its first event. */
export type CaseHead = Pick<Case, 'no' | 'id' | 'region' | 'procedure' | 'version' | 'parent'>

export function emptyCase(head: CaseHead): Case {
  return {
    ...head,
    openedAt: 0,
    seq: -1,
    state: '',
    data: {},
    clocks: {},
    due: null,
    fires: null,
    holders: {},
    acted: {},
    tallies: {},
    been: [],
    changedAt: 0,
  }
}

function actedAfter(c: Case, by: Mover): Case['acted'] {
  if (!('post' in by)) return c.acted
  const before = c.acted[by.party] ?? []
  const marks = [`post:${by.post}`, `person:${by.person}`].filter((mark) => !before.includes(mark))
  return marks.length === 0 ? c.acted : { ...c.acted, [by.party]: [...before, ...marks] }
}

/** The case after one event. Throws RangeError when the event does not follow: only a damaged journal can do that. */
export function evolve(c: Case, e: Event): Case {
  if (e.seq !== c.seq + 1) throw new RangeError(`event ${e.seq} does not follow ${c.no} at ${c.seq}`)
  return {
    ...c,
    openedAt: c.seq < 0 ? e.at : c.openedAt,
    seq: e.seq,
    state: e.to,
    data: { ...c.data, ...e.input, ...e.set },
    clocks: { ...c.clocks, ...e.clocks },
    due: e.due,
    fires: e.fires,
    holders: e.holders ? { ...c.holders, ...e.holders } : c.holders,
    acted: actedAfter(c, e.by),
    tallies: e.tallies ? { ...c.tallies, ...e.tallies } : c.tallies,
    been: c.been.includes(e.to) ? c.been : [...c.been, e.to],
    changedAt: e.at,
  }
}
