import type { Procedure } from '../kernel/bind.ts'
import type { Actor, Case, Event } from '../kernel/case.ts'
import { sortedKeys } from '../kernel/log/canonical.ts'
import type { Result } from '../kernel/result.ts'
import type { Json, JsonRecord } from '../kernel/text.ts'

/** Where a new case is opened. */
export interface OpeningTarget {
  readonly procedure: string
  readonly region: string
  /** Number of the case that opens this one. */
  readonly parent: string | null
}

/** A command as the engine takes it, from HTTP, a page, the clock or a delivery. */
export interface Order {
  /** The caller's idempotency key, UUID: the same key is answered, not done again. */
  readonly key: string
  readonly actor: Actor
  readonly transition: string
  readonly input: JsonRecord
  readonly seen?: number
  readonly clock?: string
  readonly target: { readonly no: string } | { readonly open: OpeningTarget }
}

/** What the engine itself does to a case: let automatic moves follow from outside changes, or record breached clocks. */
export interface CareOrder {
  readonly care: 'settle' | 'fire'
  readonly no: string
}

export const isCare = (order: Order | CareOrder): order is CareOrder => 'care' in order

/** An order that was carried out: the case after it, and the events it made. */
export interface Done {
  readonly case: Case
  readonly procedure: Procedure
  readonly events: readonly Event[]
  /** True when the same key was carried out before; `events` is empty then. */
  readonly replayed: boolean
  /** The secret for a person who joined; shown once, stored only as a hash. */
  readonly code: string | null
}

/** Judges and records one order; resolves after commit. */
export type Submit = (order: Order | CareOrder) => Promise<Result<Done>>

/** Who an idempotency key belongs to. */
export function scopeOf(actor: Actor): string {
  switch (actor.kind) {
    case 'post':
      return `post:${actor.post}`
    case 'person':
      return `person:${actor.token}`
    case 'visitor':
    case 'clock':
    case 'system':
      return actor.kind
    default: {
      const never: never = actor
      throw new TypeError(String(never))
    }
  }
}

/** One text for one value, whatever the order of members, so that a resent command is recognised. */
export function stable(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const record = value as JsonRecord
  let members = ''
  for (const name of sortedKeys(record))
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${stable(record[name] ?? null)}`
  return `{${members}}`
}

/** Public number of a case. The home region's carry none: ZG-2018-0037, elsewhere ZG-2018-360402-0012. */
export function caseNumber(prefix: string, year: number, region: string, home: string, n: number): string {
  const running = String(n).padStart(4, '0')
  return region === home ? `${prefix}-${year}-${running}` : `${prefix}-${year}-${region}-${running}`
}

/** The region of a case by its number; null for what is no case number. */
export function regionOf(no: string, home: string): string | null {
  const match = /^[A-Z]{2}-\d{4}-(?:(\d{6})-)?\d{4,}$/.exec(no)
  return match ? (match[1] ?? home) : null
}
