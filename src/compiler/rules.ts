import type { Bilingual } from '../kernel/text.ts'
import type { RuleId } from './rule-id.ts'
import { dutyRules } from './rules-duty.ts'
import { structureRules } from './rules-structure.ts'

/** What each rule says, for `--explain` and for whoever reviews a compiled plan. */
export const rules: Readonly<Record<RuleId, Bilingual>> = { ...structureRules, ...dutyRules }
