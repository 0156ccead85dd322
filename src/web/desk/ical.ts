import type { Day, Instant } from '../../kernel/calendar.ts'

/** A deadline as a calendar shows it: all day on the last day on which it can be met. */
export interface CalendarEntry {
  /** Stays the same for the same deadline, so that a calendar changes its entry instead of adding one. */
  readonly uid: string
  readonly day: Day
  readonly title: string
  readonly href: string
}

export interface CalendarFile {
  readonly name: string
  readonly timeZone: string
  /** When it was computed. */
  readonly at: Instant
  readonly entries: readonly CalendarEntry[]
}

const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

/** Lines of at most 75 octets; a fold never cuts a character (RFC 5545 §3.1). */
function folded(line: string): string {
  const lines: string[] = ['']
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      lines.push(' ')
      octets = 1
    }
    lines.push(`${lines.pop() ?? ''}${character}`)
    octets += size
  }
  return lines.join('\r\n')
}

const compact = (day: Day) => day.replaceAll('-', '')

/** An iCalendar file (RFC 5545), read again every hour. */
export function icalOf({ name, timeZone, at, entries }: CalendarFile): string {
  const stamp = `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Luoshi//desk//ZH',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${timeZone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap(({ uid, day, title, href }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `SUMMARY:${escaped(title)}`,
      `URL:${href}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
}

export const icalType = 'text/calendar; charset=utf-8'
