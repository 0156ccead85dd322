import type { Clause } from './clause.ts'
import type { DutyRule, ProposalRule } from './compiled.ts'
import type { DeadlineRule } from './deadline.ts'
import type { AssignRule } from './duty-mark.ts'
import type { MetaRule } from './evidence.ts'
import type { KindRuleId } from './kind.ts'
import type { TargetRule } from './target.ts'

export type StructureRule = Clause['rules']['place'] | Clause['rules']['heading'] | MetaRule | KindRuleId
export type CommitmentRule = DutyRule | AssignRule | DeadlineRule | TargetRule | ProposalRule

/** Every rule that a decision of the compiler can name. */
export type RuleId = StructureRule | CommitmentRule
