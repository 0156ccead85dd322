import { drawHabit } from './habit-draw.ts'
import { findingHabit } from './habit-finding.ts'
import { inspectionHabit } from './habit-inspection.ts'
import { listHabit } from './habit-list.ts'
import { measureHabit } from './habit-measure.ts'
import { taskHabit } from './habit-task.ts'
import type { Habit } from './look.ts'

/** What people do, by the procedure of the case. A procedure without a habit is left alone. */
export const habits: ReadonlyMap<string, Habit> = new Map([
  ['finding-rectification', findingHabit],
  ['supervised-task', taskHabit],
  ['responsibility-list', listHabit],
  ['implementing-measure', measureHabit],
  ['routine-inspection', inspectionHabit],
  ['random-inspection', drawHabit],
])

/** States that a clock leads to, where nobody of the story noticed: they are looked for every day. */
export const wakening: readonly (readonly [procedure: string, state: string])[] = [
  ['finding-rectification', 'silent'],
  ['finding-rectification', 'unanswered'],
  ['finding-rectification', 'looking-back'],
  ['responsibility-list', 'confirmed'],
]
