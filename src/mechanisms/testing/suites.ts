import type { Declaration } from '../../kernel/procedure.ts'
import { declarations } from '../all.ts'
import * as finding from './finding-rectification.scenarios.ts'
import type { Samples, Scenario } from './given.ts'
import * as measure from './implementing-measure.scenarios.ts'
import * as draw from './random-inspection.scenarios.ts'
import * as list from './responsibility-list.scenarios.ts'
import * as inspection from './routine-inspection.scenarios.ts'
import * as task from './supervised-task.scenarios.ts'

/** What is said of one procedure, to be played on it and on its mutants. */
export interface Suite {
  readonly id: string
  readonly samples: Samples
  readonly scenarios: readonly Scenario[]
}

export const suites: readonly Suite[] = [
  { id: 'responsibility-list', ...list },
  { id: 'supervised-task', ...task },
  { id: 'finding-rectification', ...finding },
  { id: 'implementing-measure', ...measure },
  { id: 'routine-inspection', ...inspection },
  { id: 'random-inspection', ...draw },
]

/** Throws RangeError for a procedure that is not declared. */
export function declarationOf(id: string): Declaration {
  const found = declarations.find((d) => d.id === id)
  if (!found) throw new RangeError(`no procedure ${id}`)
  return found
}
