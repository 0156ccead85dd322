import type { Procedure } from '../../../kernel/bind.ts'
import type { Declaration } from '../../../kernel/procedure.ts'
import { bound } from '../../../kernel/testing/city.ts'
import { findingRectification } from '../../../mechanisms/finding-rectification.ts'

/** The wall's procedure, bound to the plan of the tests' city. */
export const boundFinding = (): Procedure => bound(findingRectification as unknown as Declaration)
