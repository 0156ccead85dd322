import type { Procedure } from '../kernel/bind.ts'
import { instantText, type WorkingCalendar } from '../kernel/calendar.ts'
import type { Case, Event } from '../kernel/case.ts'
import type { Field } from '../kernel/field.ts'
import { disclosuresOf } from '../kernel/log/disclosure.ts'
import { entryBytes, type Link } from '../kernel/log/entry.ts'
import { leafHash } from '../kernel/log/hash.ts'
import type { Json, JsonRecord } from '../kernel/text.ts'
import type { EventBody } from '../store/row.ts'
import type { EventWrite } from '../store/write.ts'
import { randomBytes } from './random.ts'

/** Kinds whose public values are codes, dates, numbers and fingerprints: they may stand in the log in clear. */
const structured: ReadonlySet<Field['kind']> = new Set([
  'integer',
  'day',
  'yesNo',
  'choice',
  'choices',
  'unit',
  'units',
  'clause',
  'case',
  'post',
])

const inClear = (field: Field | undefined): boolean =>
  field !== undefined && field.see === 'public' && structured.has(field.kind)

function fingerprints(value: Json): Json {
  return Array.isArray(value) ? value.map((item) => (item as { sha256: string }).sha256) : value
}

type Open = Record<string, Json>

/** Splits a record into what the log may show and what stands there only as salted digests. */
function part(p: Procedure, record: JsonRecord, open: Open, concealed: Open): void {
  for (const name of Object.keys(record)) {
    const value = record[name]
    if (value === null || value === undefined) continue
    if (inClear(p.fields[name])) open[name] = value
    else concealed[name] = value
  }
}

/** The actor as the log names him: a post, or what he is. Never a person, never the mark of one. */
function actorOf(e: Event): string {
  if ('post' in e.by) return e.by.post
  return 'token' in e.by ? `person:${e.by.party}` : e.by.party
}

/** A citizen's move is told by its day only, in the log as on the pages. */
function timeOf(e: Event, calendar: WorkingCalendar): string {
  const at = 'token' in e.by ? calendar.startOf(calendar.dayAt(e.at)) : e.at
  return instantText(at)
}

function bodyOf(p: Procedure, c: Case, e: Event, open: JsonRecord): JsonRecord {
  return {
    no: c.no,
    procedure: p.id,
    version: p.version,
    transition: e.transition,
    from: e.from,
    to: e.to,
    due: e.due === null ? null : instantText(e.due),
    ...(Object.keys(open).length > 0 && { fields: open }),
    ...(e.draw && { draw: { ...e.draw, pool: [...e.draw.pool] } }),
    ...(e.opened && { opens: e.opened.procedure }),
  }
}

/**
 * An event ready to be written: its log entry with the leaf hash, the fields that stand in clear, and a disclosure for each
 * of the others. `prev` is the leaf hash of the case's event before it, null for the first.
 */
export function eventWrite(
  p: Procedure,
  c: Case,
  e: Event,
  prev: Uint8Array | null,
  calendar: WorkingCalendar,
): Omit<EventWrite, 'command'> {
  // Loops, not maps: this runs for every move there is.
  const input: Open = {}
  const set: Open = {}
  const hidden: Open = {}
  const hiddenSet: Open = {}
  part(p, e.input, input, hidden)
  part(p, e.set, set, hiddenSet)
  const concealedSet = Object.keys(hiddenSet)
  for (const name of concealedSet) hidden[name] = hiddenSet[name] ?? null
  const { disclosures, sd } = disclosuresOf(hidden, randomBytes)
  const open = { ...input, ...set }
  for (const name of Object.keys(hidden)) {
    const field = p.fields[name]
    if (field?.kind === 'evidence' && field.see === 'public') open[name] = fingerprints(hidden[name] ?? null)
  }
  const link: Link = { case: c.id, seq: e.seq, prev: prev === null ? null : Buffer.from(prev).toString('hex') }
  const bytes = entryBytes({
    type: e.from === null ? 'case.opened' : 'case.transition',
    at: timeOf(e, calendar),
    link,
    actor: actorOf(e),
    rule: p.ruleOf(e.basis),
    body: bodyOf(p, c, e, open),
    ...(sd.length > 0 && { sd }),
  })
  const concealed: Record<string, string> = {}
  for (const { name, text } of disclosures) concealed[name] = text
  const body: EventBody = {
    input,
    set,
    clocks: e.clocks,
    due: e.due,
    fires: e.fires,
    ...(e.holders && { holders: e.holders }),
    ...(e.tallies && { tallies: e.tallies }),
    ...(e.draw && { draw: e.draw }),
    ...(e.opened && { opened: e.opened }),
    ...(concealedSet.length > 0 && { concealedSet }),
  }
  return {
    event: e,
    body,
    concealed,
    entry: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'),
    leafHash: leafHash(bytes),
  }
}
