import type { ClockView } from '../../kernel/view.ts'
import type { ClockFace } from '../parts/clock.tsx'

const units = { 'working-days': 'wd', 'working-minutes': 'wh', days: 'd' } as const

/** Minutes of office hours are read as hours, begun ones counted. */
const shown = (clock: ClockView, amount: number) =>
  clock.unit === 'working-minutes' ? Math.ceil(Math.abs(amount) / 60) : Math.abs(amount)

/** A running clock as its dial shows it; null for one that stands. */
export function faceOf(clock: ClockView): ClockFace | null {
  if (!clock.runs || clock.lastDay === null) return null
  const unit = units[clock.unit]
  const due = clock.lastDay
  if (clock.overdue) return { state: 'late', over: shown(clock, clock.left), unit, due }
  return {
    state: clock.warned ? 'soon' : 'running',
    used: clock.total > 0 ? 1 - clock.left / clock.total : 1,
    left: shown(clock, clock.left),
    unit,
    due,
    provisional: clock.provisional,
  }
}

/** The running clock that ends first: what the matter waits for now. */
export function nextClock(clocks: readonly ClockView[]): ClockView | null {
  const running = clocks.filter((clock) => clock.runs && clock.due !== null)
  return running.sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))[0] ?? null
}
