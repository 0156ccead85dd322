import type { Basis } from './basis.ts'
import type { Span } from './clock.ts'
import type { FactName, FactPath } from './facts.ts'
import type { Field, Visibility } from './field.ts'
import type { Role } from './org.ts'
import type { Bilingual, Json } from './text.ts'

/**
 * Who a party is.
 * - `post`: whoever holds a post with this role; with `unit`, only in the unit that the named field holds.
 * - `drawn`: the post that a transition drew by ticket number among the posts with this role.
 * - `person`: someone outside the government who came with a case code; there can be several.
 * - `anyone`: a visitor without an account; may only open a case.
 */
export type PartyKind<D extends string = string> =
  | { readonly post: Role; readonly unit?: D }
  | { readonly drawn: Role }
  | { readonly person: true }
  | { readonly anyone: true }

export interface Party<P extends string = string, D extends string = string> {
  readonly title: Bilingual
  readonly is: PartyKind<D>
  /** Separation of duties: nobody who acted as one of these, and the reverse. */
  readonly not?: readonly P[]
  /** The unit that this field holds, its superiors and its subordinates are excluded. */
  readonly unrelatedTo?: D
}

export interface Guard {
  /** The condition as a sentence, as it is printed on the chart and in a refusal. */
  readonly says: Bilingual
  /** FEEL over `form`, `data`, `tally` and the facts in `needs`. */
  readonly when: string
  readonly needs?: readonly FactName[]
  readonly basis: Basis
}

export type Limit<D extends string = string> =
  | Span
  | { readonly until: D }
  | { readonly by: D; readonly of: Readonly<Record<string, Span>> }

export interface Clock<S extends string = string, T extends string = string, D extends string = string> {
  readonly title: Bilingual
  readonly limit: Limit<D>
  readonly runsIn: readonly S[]
  /** `never`: time used stays used. `onEntry`: the whole limit again each time the case comes back. */
  readonly renew: 'never' | 'onEntry'
  readonly warnAt?: `${number}%`
  /** How often and by how much a transition with `extends` may lengthen it. */
  readonly extend?: { readonly times: number; readonly by: Span }
  /** What happens by itself at the first instant after the limit. */
  readonly breach: T
  readonly see?: Visibility
  readonly basis: Basis
}

export interface State {
  readonly title: Bilingual
  /** What a citizen reads; the title where absent. */
  readonly publicTitle?: Bilingual
  readonly final?: true
  /**
   * What the state says about the matter: `to-verify` somebody claims it is done; `verified` somebody unrelated confirmed
   * it; `dropped` it does not count; `ended` it ended without being confirmed. Otherwise it is under way.
   */
  readonly means?: 'to-verify' | 'verified' | 'dropped' | 'ended'
}

/** `clock` moves when a limit passes, `system` as soon as an automatic transition's conditions hold. */
export type Mover<P extends string = string> = P | 'clock' | 'system'

export interface Transition<
  S extends string = string,
  P extends string = string,
  F extends string = string,
  G extends string = string,
  C extends string = string,
  D extends string = string,
> {
  readonly title: Bilingual
  /** `new`: it opens a case. */
  readonly from: readonly S[] | 'new'
  /** `same`: the case stays where it is. */
  readonly to: S | 'same'
  readonly by: readonly Mover<P>[]
  readonly form?: F
  readonly when?: readonly G[]
  readonly sets?: Readonly<Partial<Record<D, Json>>>
  /** Whole-number fields that grow by one. */
  readonly counts?: readonly D[]
  /** Takes over values: target field from source field, as it was before this move. */
  readonly copies?: Readonly<Partial<Record<D, D>>>
  /** Keeps values of facts in the record, as they were at this move: what the machine found, not what somebody typed. */
  readonly records?: Readonly<Partial<Record<D, FactPath>>>
  /** Draws a post for this party by ticket number. */
  readonly draws?: P
  /** Draws the day of the look-back and seals it into this field (docs/decisions/0006). */
  readonly sealsDay?: D
  /** A new person joins as this party and is given a case code. */
  readonly joins?: P
  /** The mover's answer in this field is counted in the tally. */
  readonly tally?: D
  /** Tallies that start again from nothing. */
  readonly clears?: readonly D[]
  readonly extends?: C
  /** Clocks that forget what was used: a new holder gets the whole limit. */
  readonly restarts?: readonly C[]
  readonly opens?: Opening<D>
  /** Happens by itself, in the same breath as the move before it, once its conditions hold. */
  readonly automatic?: true
  readonly basis: Basis
}

/** A case that this move opens elsewhere. Values name fields of this case; `case.no` is its number. */
export interface Opening<D extends string = string> {
  readonly procedure: string
  readonly transition: string
  readonly input: Readonly<Record<string, D | 'case.no'>>
}

/** A law of the graph, proved at build time, or of the case, checked after every move of every walk. */
export type Law<S extends string = string, T extends string = string> =
  | {
      readonly says: Bilingual
      readonly from?: S
      readonly everyPathTo: S
      readonly passes: readonly T[]
      readonly basis: Basis
    }
  | { readonly says: Bilingual; readonly in: S; readonly always: string; readonly basis: Basis }

export type FormFields = Readonly<Record<string, Readonly<Record<string, Field>>>>

/** The names of all fields of a case: those of its forms and those of its record. */
export type FieldName<Forms extends FormFields, R> =
  | { [F in keyof Forms]: keyof Forms[F] & string }[keyof Forms]
  | (keyof R & string)

/**
 * A mechanism as pure data: JSON-serialisable, no functions. The hash of its canonical JSON, together with the programme's
 * binding, is its version.
 */
export interface Declaration<
  S extends string = string,
  P extends string = string,
  Forms extends FormFields = FormFields,
  R extends Readonly<Record<string, Field>> = Readonly<Record<string, Field>>,
  G extends string = string,
  C extends string = string,
  T extends string = string,
> {
  readonly id: string
  readonly title: Bilingual
  readonly summary: Bilingual
  /** Prefix of case numbers. Example: 'ZG' for ZG-2018-0037. */
  readonly prefix: string
  readonly basis: readonly Basis[]
  readonly parties: Readonly<Record<P, Party<NoInfer<P>, FieldName<Forms, R>>>>
  readonly forms: Forms
  /** Fields that no form asks for: the procedure sets them. */
  readonly record: R
  readonly guards: Readonly<Record<G, Guard>>
  readonly clocks: Readonly<Record<C, Clock<NoInfer<S>, NoInfer<T>, FieldName<Forms, R>>>>
  readonly states: Readonly<Record<S, State>>
  readonly transitions: Readonly<
    Record<T, Transition<NoInfer<S>, NoInfer<P>, keyof Forms & string, NoInfer<G>, NoInfer<C>, FieldName<Forms, R>>>
  >
  readonly laws: readonly Law<NoInfer<S>, NoInfer<T>>[]
  /** Which fields stand for the case in lists. */
  readonly shows: {
    readonly title: FieldName<Forms, R>
    readonly unit: FieldName<Forms, R>
    readonly clause?: FieldName<Forms, R>
    /** Counters that mean, above zero, that the matter was found wanting before. */
    readonly again?: readonly FieldName<Forms, R>[]
    /** Text fields that search finds, each for those who may read it. */
    readonly search: readonly FieldName<Forms, R>[]
  }
  /** The public may see the case once it has been in one of these states. */
  readonly publicity: { readonly after: readonly NoInfer<S>[]; readonly basis: Basis }
  /** Years that the case is kept after it is final, and why. */
  readonly retention: { readonly years: number; readonly basis: Basis }
}

/** Checks names at compile time: an unknown state, party, form, field, guard, clock or transition does not compile. */
export function defineProcedure<
  const S extends string,
  const P extends string,
  const Forms extends FormFields,
  const R extends Readonly<Record<string, Field>>,
  const G extends string,
  const C extends string,
  const T extends string,
>(declaration: Declaration<S, P, Forms, R, G, C, T>): Declaration<S, P, Forms, R, G, C, T> {
  return declaration
}
