import type { Case, Event } from '../kernel/case.ts'
import type { JsonRecord } from '../kernel/text.ts'

/** A case as it was read, with the leaf hash of its last event, which the next event cites. */
export interface StoredCase {
  readonly case: Case
  readonly leafHash: Uint8Array
}

/** Field name → base64url of [salt, name, value] (RFC 9901). */
export type Disclosures = Readonly<Record<string, string>>

/** The columns of case_file that make a case. */
export interface CaseRow {
  readonly region: string
  readonly id: string
  readonly no: string
  readonly procedure: string
  readonly version: string
  readonly seq: number
  readonly state: string
  readonly parent: string | null
  readonly opened_at: Date
  readonly changed_at: Date
  readonly due: Date | null
  readonly fires: Date | null
  readonly leaf_hash: Uint8Array
  readonly body: Pick<Case, 'data' | 'clocks' | 'holders' | 'acted' | 'tallies' | 'been'>
}

export const caseColumns = `region, id, no, procedure, version, seq, state, parent, opened_at, changed_at, due, fires,
  leaf_hash, body`

const instant = (date: Date | null) => (date === null ? null : date.getTime())

export function caseOf(row: CaseRow): StoredCase {
  const { region, id, no, procedure, version, seq, state, parent, body } = row
  return {
    case: {
      ...body,
      region,
      id,
      no,
      procedure,
      version,
      seq,
      state,
      parent,
      openedAt: row.opened_at.getTime(),
      changedAt: row.changed_at.getTime(),
      due: instant(row.due),
      fires: instant(row.fires),
    },
    leafHash: row.leaf_hash,
  }
}

/** The part of an event that stands in event.body; concealed fields are taken out of input and set. */
export interface EventBody {
  readonly input: JsonRecord
  readonly set: JsonRecord
  readonly clocks: Event['clocks']
  readonly due: number | null
  readonly fires: number | null
  readonly holders?: NonNullable<Event['holders']>
  readonly tallies?: NonNullable<Event['tallies']>
  readonly draw?: NonNullable<Event['draw']>
  readonly opened?: NonNullable<Event['opened']>
  /** Names of concealed fields that the procedure set, not the mover: so that folding puts each back in its place. */
  readonly concealedSet?: readonly string[]
}

export interface EventRow {
  readonly seq: number
  readonly at: Date
  readonly transition: string
  readonly from_state: string | null
  readonly to_state: string
  readonly basis: string
  readonly mover: Event['by']
  readonly body: EventBody
  readonly fields: Disclosures | null
}

export const eventColumns = 'e.seq, e.at, e.transition, e.from_state, e.to_state, e.basis, e.mover, e.body, d.fields'

/** The value that a disclosure holds. */
export function disclosedValue(disclosure: string): JsonRecord[string] {
  const [, , value] = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8')) as [
    string,
    string,
    JsonRecord[string],
  ]
  return value
}

/** The event whole, concealed fields put back; an erased field is simply absent. */
export function eventOf(row: EventRow): Event {
  const { concealedSet = [], ...body } = row.body
  const opened = Object.entries(row.fields ?? {}).map(([name, text]) => [name, disclosedValue(text)] as const)
  const bySystem = opened.filter(([name]) => concealedSet.includes(name))
  const byMover = opened.filter(([name]) => !concealedSet.includes(name))
  return {
    ...body,
    seq: row.seq,
    at: row.at.getTime(),
    transition: row.transition,
    from: row.from_state,
    to: row.to_state,
    basis: row.basis as Event['basis'],
    by: row.mover,
    input: { ...body.input, ...Object.fromEntries(byMover) },
    set: { ...body.set, ...Object.fromEntries(bySystem) },
  }
}
