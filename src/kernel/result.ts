import type { Basis } from './basis.ts'
import type { FieldFault } from './field.ts'
import type { Bilingual } from './text.ts'

export type RefusalCode =
  | 'unknown-transition'
  | 'not-your-part'
  | 'separation-of-duties'
  | 'wrong-state'
  | 'stale'
  | 'invalid-input'
  | 'condition-not-met'
  | 'nobody-to-draw'
  | 'no-extension-left'
  | 'duplicate'
  | 'not-found'

/** Why a move is not made, as a person reads it: what is wrong, what to do, and the clause that forbids it. */
export interface Refusal {
  readonly code: RefusalCode
  readonly says: Bilingual
  readonly basis?: Basis
  /** The name of the guard, for `condition-not-met`. */
  readonly condition?: string
  readonly faults?: readonly FieldFault[]
  /** The case's present sequence number, for `stale`. */
  readonly seq?: number
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export const accept = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (refusal: Refusal): Result<never> => ({ ok: false, refusal })
