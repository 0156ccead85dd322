import type { Bilingual } from '../kernel/text.ts'
import type { Role } from './block.ts'
import type { Clause } from './clause.ts'
import type { DeadlineRule } from './deadline.ts'
import type { AssignRule } from './duty-mark.ts'
import type { Evidence, Meta } from './evidence.ts'
import type { Kind, KindRuleId } from './kind.ts'
import type { TargetRule } from './target.ts'

/** Where a value comes from. The compiler itself gives the first three; `decided` is a person's. */
export type Origin = 'stated' | 'inferred' | 'suggested' | 'decided'

/** What a reader sees beside each value. */
export const origins: Readonly<Record<Origin, Bilingual>> = {
  stated: ['原句', 'stated in the text'],
  inferred: ['推定', 'inferred from the text'],
  suggested: ['建议', 'suggested by the compiler'],
  decided: ['人定', 'decided by a person'],
}

/** A stretch of the source text, UTF-16 offsets (JavaScript string indexes). */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A value with where it comes from and the rule that took it. */
export interface Sourced<Rule> extends Span {
  readonly origin: Origin
  readonly rule: Rule
}

/** How a commitment was told from the text around it. */
export type DutyRule =
  | 'duty/marked'
  | 'duty/table-row'
  | 'duty/actor'
  | 'duty/sentence'
  | 'duty/shared-beginning'
  | 'duty/new-body'

/** Why the compiler puts a value forward. */
export type ProposalRule =
  | 'lead/preceding-sentence'
  | 'lead/clause-above'
  | 'lead/addressees'
  | 'lead/register'
  | 'deadline/vague-word'
  | 'measure/full-coverage'
  | 'measure/none-may-remain'
  | 'measure/at-most-one-trip'
  | 'measure/register'
  | 'measure/on-time'

export interface UnitMention extends Sourced<AssignRule> {
  readonly name: string
  readonly role: 'lead' | 'assist'
}

/**
 * A time limit. `norm` is a day, a month, start/end, from:DATE, ongoing, or every:year, quarter, month, week, perhaps with the
 * day in it (every:month-26); several are joined by ';'. Example: { printed: '2019年4月底前', norm: '2019-04-30' }.
 */
export interface Deadline extends Sourced<DeadlineRule> {
  readonly printed: string
  readonly norm: string
}

/** A number to be met. Example: { printed: '不低于20%', op: '>=', value: 20, unit: '%' }. */
export interface Target extends Sourced<TargetRule> {
  readonly printed: string
  readonly op: '=' | '>=' | '<=' | '>' | '<' | '~' | 'range'
  readonly value: number | readonly [number, number]
  readonly unit: string
}

/** Something the compiler puts forward and a person must decide. */
export interface Proposal {
  readonly field: 'lead' | 'deadline' | 'measure'
  readonly value: string
  readonly origin: 'inferred' | 'suggested'
  readonly rule: ProposalRule
  readonly says: Bilingual
}

/** Who must do what, by when, measured how; the first seven fields as in the corpus. */
export interface Commitment extends Span {
  readonly id: string
  readonly clause: string | null
  readonly action: string
  readonly leads: readonly string[]
  readonly assists: readonly string[]
  readonly deadline: Deadline | null
  readonly targets: readonly Target[]
  readonly units: readonly UnitMention[]
  readonly rule: DutyRule
  readonly proposals: readonly Proposal[]
}

export type Gap = 'noOwner' | 'noDeadline' | 'noTargetValue'

/** One sentence with what the compiler proposes about it. */
export interface Sentence extends Span {
  readonly id: string
  readonly clause: string | null
  readonly text: string
  readonly role: Role
  readonly kind: Kind
  readonly kindRule: KindRuleId
  readonly testable: boolean
  readonly ownerStated: string | null
  readonly deadlineStated: string | null
  readonly vagueWords: readonly string[]
  readonly gaps: readonly Gap[]
}

export type FindingCode =
  | 'no-lead'
  | 'several-leads'
  | 'vague-unit'
  | 'unknown-unit'
  | 'ended-unit'
  | 'no-deadline'
  | 'ongoing-deadline'
  | 'vague-deadline'
  | 'deadline-before-issue'
  | 'no-measure'
  | 'vague-measure'
  | 'opposing-indicators'
  | 'two-values'
  | 'number-gap'
  | 'number-repeat'
  | 'number-restart'
  | 'no-title'
  | 'no-date'
  | 'cut-off'
  | 'open-bracket'

/** Something a reviewer must settle before the plan can be issued, or should know. */
export interface Finding extends Span {
  readonly code: FindingCode
  readonly severity: 'blocks' | 'warns'
  readonly clause: string | null
  readonly commitment: string | null
  readonly says: Bilingual
  readonly why: Bilingual
  readonly fix: Bilingual
}

/** A paragraph and what it is in the make-up of the document; nothing is left out. */
export interface Piece extends Span {
  readonly role: Role
}

/** `luoshi-compiled/1`: everything the compiler found in one document. Offsets refer to `text`. */
export interface Compiled {
  readonly schema: 'luoshi-compiled/1'
  readonly text: string
  readonly meta: Meta
  readonly evidence: readonly Evidence[]
  readonly clauses: readonly Clause[]
  readonly sentences: readonly Sentence[]
  readonly commitments: readonly Commitment[]
  readonly lint: readonly Finding[]
  readonly pieces: readonly Piece[]
}
