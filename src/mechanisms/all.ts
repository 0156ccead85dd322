import type { Declaration } from '../kernel/procedure.ts'
import { findingRectification } from './finding-rectification.ts'
import { implementingMeasure } from './implementing-measure.ts'
import { randomInspection } from './random-inspection.ts'
import { responsibilityList } from './responsibility-list.ts'
import { routineInspection } from './routine-inspection.ts'
import { supervisedTask } from './supervised-task.ts'

/** Every declared procedure. A new mechanism is one file and one line here. */
export const declarations: readonly Declaration[] = [
  responsibilityList,
  supervisedTask,
  findingRectification,
  implementingMeasure,
  routineInspection,
  randomInspection,
] as unknown as readonly Declaration[]
