import { parseNote } from '../../kernel/log/note.ts'
import { type PrintedCheckpoint, printedCheckpoint } from '../../kernel/log/printed.ts'
import { type CheckpointRow, latestCheckpoint } from '../../store/log.ts'
import { lastCheckpointsBefore, publishedCheckpoint } from '../../store/log-weeks.ts'
import { type Cosigner, cosignersOf } from './log-cosigners.ts'
import { hex } from './log-head.ts'
import type { Visit } from './visit.ts'

/** Weeks that the page lists: half a year, as long as a library keeps newspapers at hand. */
const weeksListed = 26

/** A checkpoint as it is printed, and who put his name under it. */
export interface WeeklySheet extends PrintedCheckpoint {
  /** Real time. */
  readonly signedAt: Date
  readonly witnesses: readonly Cosigner[]
}

/** What somebody found in a newspaper, held against what is published here. */
export type Comparison = 'same' | 'different' | 'no-such-size'

/** The Mondays at which the last weeks ended, the latest first, in the programme's time zone. */
function mondays({ programme: { calendar } }: Visit, now: number): readonly Date[] {
  const today = calendar.dayAt(now)
  // Day 0 is 1 January 1970, a Thursday.
  const monday = today - ((today + 3) % 7)
  return Array.from({ length: weeksListed }, (_, n) => new Date(calendar.startOf(monday - 7 * n)))
}

function sheetOf(visit: Visit, row: CheckpointRow): WeeklySheet {
  const printed = printedCheckpoint(row.note)
  const note = parseNote(Buffer.from(row.note))
  if (!printed.ok || !note.ok) throw new TypeError(`the checkpoint of ${row.size} cannot be read`)
  return { ...printed.value, signedAt: row.signedAt, witnesses: cosignersOf(visit, note.value) }
}

export interface Weeks {
  readonly sheets: readonly WeeklySheet[]
  /** False while no week of this log is over: then its newest checkpoint stands alone. */
  readonly isSettled: boolean
}

/** The last checkpoint of each week that is over, the newest first. */
export async function weeks(visit: Visit, now: number): Promise<Weeks> {
  const { db } = visit.engine
  const over = await lastCheckpointsBefore(db, mondays(visit, now))
  const rows = over.length > 0 ? over : [await latestCheckpoint(db)]
  return {
    sheets: rows.flatMap((row) => (row === null ? [] : [sheetOf(visit, row)])),
    isSettled: over.length > 0,
  }
}

/** The checkpoint of a size as it is printed; null where none of this size was ever published. */
export async function sheetAt(visit: Visit, size: number): Promise<WeeklySheet | null> {
  const row = await publishedCheckpoint(visit.engine.db, size)
  return row && sheetOf(visit, row)
}

/** The 64 hex digits of a root as somebody typed it, in groups or not; null for anything else. */
export function typedRoot(text: string): string | null {
  const digits = text.replace(/[\s·-]/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null
}

/** How a root in print stands to the one that this log has published for the same number of entries. */
export async function compared(visit: Visit, size: number, root: string): Promise<Comparison> {
  const sheet = await sheetAt(visit, size)
  if (!sheet) return 'no-such-size'
  return hex(sheet.root) === root ? 'same' : 'different'
}
