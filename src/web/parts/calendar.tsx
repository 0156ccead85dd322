import type { ReactNode } from 'react'
import { type Day, dayNumber } from '../../kernel/calendar.ts'
import type { DeadlineStep } from '../../kernel/clock.ts'
import type { Language } from '../../kernel/text.ts'
import { bilingual } from '../text/bilingual.ts'
import { formats } from '../text/format.ts'
import { holidayName } from '../text/holidays.ts'

const texts = bilingual(
  {
    caption: '日历：每格一天，粗体数字是期限的第几天',
    start: '起算',
    nth: (n: number) => `第 ${n} 天`,
    weekend: '休',
    holiday: (name: string) => `${name}放假`,
    madeUp: '调休上班',
    last: '最后一天',
  },
  {
    caption: 'Calendar: a cell for each day; the bold figure is the day of the limit',
    start: 'start',
    nth: (n) => `day ${n}`,
    weekend: 'off',
    holiday: (name) => name,
    madeUp: 'made-up working day',
    last: 'last day',
  },
)

interface CalendarProps {
  readonly lang: Language
  readonly start: Day
  readonly steps: readonly DeadlineStep[]
}

/** One cell: undefined before the starting day and after the last. */
type Cell = { readonly day: Day; readonly step: DeadlineStep | null } | undefined

/** 0 for Monday. 1 January 1970 was a Thursday. */
const weekdayOf = (day: Day): number => (dayNumber(day) + 3) % 7

/** Weeks from Monday to Sunday, filled up with empty cells. */
export function weeksOf(start: Day, steps: readonly DeadlineStep[]): readonly (readonly Cell[])[] {
  const cells: Cell[] = [
    ...Array.from({ length: weekdayOf(start) }, () => undefined),
    { day: start, step: null },
    ...steps.map((step) => ({ day: step.day, step })),
  ]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => cells[week * 7 + at]),
  )
}

/** Any week serves to name the days of the week. */
const oneWeek: readonly Day[] = Array.from({ length: 7 }, (_, at) => `2018-01-0${at + 1}`)

interface DayCellProps {
  readonly lang: Language
  readonly cell: Exclude<Cell, undefined>
  readonly isLast: boolean
}

function DayCell({ lang, cell, isLast }: DayCellProps): ReactNode {
  const t = texts[lang]
  const { day, step } = cell
  const counted = step?.counted ?? null
  const off = step?.kind === 'holiday' ? t.holiday(holidayName(step.holiday ?? '', lang)) : t.weekend
  const look = step === null ? 'from' : counted === null ? 'off' : isLast ? 'counted last' : 'counted'
  return (
    <td className={look}>
      <time dateTime={day}>{step === null || day.endsWith('-01') ? formats[lang].day(day) : Number(day.slice(8))}</time>
      {counted === null ? <span>{step === null ? t.start : off}</span> : <b>{t.nth(counted)}</b>}
      {step?.kind === 'make-up' ? <span>{t.madeUp}</span> : null}
      {isLast ? <span>{t.last}</span> : null}
    </td>
  )
}

/** The limit laid over a calendar: which days count, which are off, and the last one. */
export function DeadlineCalendar({ lang, start, steps }: CalendarProps): ReactNode {
  const last = steps.at(-1)?.day
  return (
    <table className="calendar">
      <caption className="vh">{texts[lang].caption}</caption>
      <thead>
        <tr>
          {oneWeek.map((day) => (
            <th key={day} scope="col">
              {formats[lang].shortWeekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(start, steps).map((cells, week) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a limit are a fixed sequence
          <tr key={week}>
            {cells.map((cell, at) =>
              cell === undefined ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a week has seven places
                <td key={at} />
              ) : (
                <DayCell key={cell.day} lang={lang} cell={cell} isLast={cell.day === last} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
