import type { ReactNode } from 'react'
import { type Day, dayNumber, type Instant, type WorkingCalendar } from '../../kernel/calendar.ts'
import { type DeadlineStep, type ResolvedLimit, workingOf } from '../../kernel/clock.ts'
import { Icon } from '../parts/icon.tsx'
import { Table } from '../parts/table.tsx'
import { bilingual } from '../text/bilingual.ts'
import { holidayName } from '../text/holidays.ts'
import type { Visit } from './visit.ts'

const texts = bilingual(
  {
    caption: '每一天数不数，为什么',
    day: '日期',
    counted: '第几天',
    why: '说明',
    start: '起算的当天不计入',
    nth: (n: number) => `第 ${n} 天`,
    skipped: '不计',
    'working-day': '工作日',
    weekend: '周末',
    holiday: (name: string) => `${name}放假`,
    'make-up': (name: string) => `${name}调休上班`,
    rolled: '最后一天遇休息日，顺延',
    naturalDay: '自然日，照数',
  },
  {
    caption: 'Which days count, and why',
    day: 'Day',
    counted: 'Counted as',
    why: 'Why',
    start: 'The starting day is not counted',
    nth: (n) => `Day ${n}`,
    skipped: 'not counted',
    'working-day': 'working day',
    weekend: 'weekend',
    holiday: (name) => `public holiday (${name})`,
    'make-up': (name) => `working day made up for ${name}`,
    rolled: 'the last day was a day off, so it rolls on',
    naturalDay: 'natural day, counted',
  },
)

/** Days listed at most; a limit of half a year still fits. */
const daysMost = 200

function whyOf(step: DeadlineStep, inWorkingDays: boolean, { lang }: Visit): string {
  const t = texts[lang]
  const kind =
    step.kind === 'holiday' || step.kind === 'make-up'
      ? t[step.kind](holidayName(step.holiday ?? '', lang))
      : t[step.kind]
  if (inWorkingDays) return kind
  return step.counted === null ? t.rolled : `${t.naturalDay}${lang === 'zh' ? '，' : ', '}${kind}`
}

interface DaysProps {
  readonly visit: Visit
  readonly start: Day
  readonly steps: readonly DeadlineStep[]
  readonly inWorkingDays: boolean
}

/** Every day from the start to the last one: counted or skipped, and why. */
export function DeadlineDays({ visit, start, steps, inWorkingDays }: DaysProps): ReactNode {
  const { lang, format } = visit
  const t = texts[lang]
  const first = {
    key: start,
    cells: [`${format.fullDay(start)} ${format.shortWeekday(start)}`, '', t.start],
  }
  const rows = steps.slice(0, daysMost).map((step) => ({
    key: step.day,
    cells: [
      `${format.day(step.day)} ${format.shortWeekday(step.day)}`,
      step.counted === null ? (
        <span key="c" className="quiet">
          {t.skipped}
        </span>
      ) : (
        <span key="c" className="row">
          <Icon shape="ok" />
          {t.nth(step.counted)}
        </span>
      ),
      whyOf(step, inWorkingDays, visit),
    ],
  }))
  return (
    <Table
      caption={t.caption}
      keepColumns
      columns={[{ title: t.day, heading: true }, { title: t.counted }, { title: t.why }]}
      rows={[first, ...rows]}
    />
  )
}

/** A deadline with its working: from which day it runs, and each day after. */
export interface Explained {
  readonly start: Day
  readonly steps: readonly DeadlineStep[]
}

export function explain(limit: ResolvedLimit, start: Instant, calendar: WorkingCalendar): Explained {
  return { start: calendar.detailOf(calendar.dayAt(start)).day, steps: workingOf(limit, start, calendar) }
}

/**
 * The working of a deadline that ends on `lastDay`, from the latest of these starting days that leads to it; null when none
 * does, because the clock stood still in between.
 */
export function explainedFrom(
  starts: readonly Day[],
  limitOf: (start: Day) => ResolvedLimit,
  lastDay: Day,
  calendar: WorkingCalendar,
): Explained | null {
  for (const start of [...new Set(starts)].sort().reverse()) {
    if (start > lastDay) continue
    const explained = explain(limitOf(start), calendar.startOf(dayNumber(start)), calendar)
    if (explained.steps.at(-1)?.day === lastDay) return explained
  }
  return null
}
