import { createHash } from 'node:crypto'
import type { Basis, Bindings, ClauseSlug } from './basis.ts'
import { dutyOf } from './basis.ts'
import { parseSpan, type Span } from './clock.ts'
import { facts } from './facts.ts'
import { type Expression, expressionOf } from './feel.ts'
import { type FeelType, feel } from './feel-type.ts'
import { type Field, type Fields, feelTypeOf } from './field.ts'
import { canonical } from './log/canonical.ts'
import type { Declaration, Guard, Transition } from './procedure.ts'
import type { Bilingual, Json, JsonRecord } from './text.ts'

/** What one programme adds to every declaration: its plan, its clauses for our duties, its own figures for our house rules. */
export interface Binding {
  /** Plan id. Example: 'jiujiang-2018'. */
  readonly plan: string
  /** Edition of the plan, from 1. */
  readonly edition: number
  readonly duties: Bindings
  /** Other limits for clocks that rest on a house rule. Example: { 'house/feedback-limit': '3wd' }. */
  readonly house: Readonly<Record<string, Span>>
}

export interface BoundGuard extends Guard {
  readonly name: string
  readonly expression: Expression
  /** True when it reads the form, so that it can only be judged with an input. */
  readonly readsForm: boolean
}

/** A law that holds in a state, whatever the path: the walks of the tests check it after every move. */
export interface BoundLaw {
  readonly says: Bilingual
  readonly in: string
  readonly expression: Expression
  readonly basis: Basis
}

/** A declaration bound to a programme and ready to judge. */
export interface Procedure {
  readonly id: string
  /** Lower-case hex SHA-256 over the declaration and what the programme binds. */
  readonly version: string
  readonly plan: string
  /** The edition of the plan whose clauses it cites. */
  readonly edition: number
  readonly declaration: Declaration
  readonly guards: Readonly<Record<string, BoundGuard>>
  readonly laws: readonly BoundLaw[]
  readonly fields: Fields
  /** What the record's fields hold when a case is opened. */
  readonly starts: JsonRecord
  readonly transitions: readonly (readonly [name: string, transition: Transition])[]
  readonly openings: readonly string[]
  /** Tally field → the party of persons whose answers it counts. */
  readonly tallies: Readonly<Record<string, string>>
  readonly clausesOf: (basis: Basis) => readonly ClauseSlug[]
  /**
   * As it stands in a log entry. Example: 'jiujiang-2018@1#S5.2'; a law or house rule stands as itself. Where the plan is silent
   * about a duty, the rule is our own and says so: 'house/open-channels'.
   */
  readonly ruleOf: (basis: Basis) => string
}

export type BindResult =
  | { readonly ok: true; readonly procedure: Procedure }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Every basis that a declaration cites. */
export function basesOf(d: Declaration): readonly Basis[] {
  const cited = [
    ...d.basis,
    ...Object.values(d.guards).map((guard) => guard.basis),
    ...Object.values(d.clocks).map((clock) => clock.basis),
    ...Object.values(d.transitions).map((transition) => transition.basis),
    ...d.laws.map((law) => law.basis),
    d.publicity.basis,
    d.retention.basis,
  ]
  return [...new Set(cited)].sort()
}

/** All fields of a case. A name may stand in several forms if it is declared the same in each. */
export function fieldsOf(d: Declaration): Readonly<Record<string, Field>> {
  return Object.assign({}, ...Object.values(d.forms), d.record) as Record<string, Field>
}

function startsOf(d: Declaration): JsonRecord {
  const starting = Object.entries(fieldsOf(d)).filter(([, field]) => field.starts !== undefined)
  return Object.fromEntries(starting.map(([name, field]) => [name, field.starts ?? null]))
}

/** Tally field → the party whose members answer. */
function talliesOf(d: Declaration): Readonly<Record<string, string>> {
  const tallies: Record<string, string> = {}
  for (const transition of Object.values(d.transitions)) {
    const party = transition.by[0]
    if (transition.tally && party) tallies[transition.tally] = party
  }
  return tallies
}

/** The counts a guard may read of a tally: how many were asked, how many answered, and how many gave each answer. */
export function tallyTypeOf(field: Field | undefined): FeelType {
  const options = field?.kind === 'choice' ? Object.keys(field.options) : []
  return feel.record(Object.fromEntries(['asked', 'answered', ...options].map((name) => [name, feel.number])))
}

const typesOf = (fields: Fields) =>
  feel.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, feelTypeOf(field)])))

/** What every expression of the procedure can speak of. */
function caseScope(d: Declaration): Readonly<Record<string, FeelType>> {
  const fields = fieldsOf(d)
  const tallies = Object.keys(talliesOf(d)).map((name) => [name, tallyTypeOf(fields[name])] as const)
  return { data: typesOf(fields), tally: feel.record(Object.fromEntries(tallies)) }
}

const carriersOf = (d: Declaration, guard: string) =>
  Object.entries(d.transitions).filter(([, transition]) => transition.when?.includes(guard))

/** What a guard can speak of besides: the form of the transitions that carry it, of several forms the union, and its facts. */
function scopeOf(d: Declaration, name: string, guard: Guard): Readonly<Record<string, FeelType>> {
  const forms = carriersOf(d, name).map(([, transition]) => d.forms[transition.form ?? ''] ?? {})
  const needed = (guard.needs ?? []).map((need) => [need, facts[need]] as const)
  return { ...caseScope(d), form: typesOf(Object.assign({}, ...forms)), ...Object.fromEntries(needed) }
}

/** Where a guard reads what is never there, or asks the engine for a fact that it does not read. */
function readingFaults(d: Declaration, name: string, guard: Guard, reads: readonly string[]): readonly string[] {
  const roots = reads.map((read) => read.split('.')[0])
  const idle = (guard.needs ?? []).filter((need) => !roots.includes(need))
  const asked = reads.filter((read) => read.startsWith('form.')).map((read) => read.split('.')[1] ?? '')
  return [
    ...idle.map((need) => `guard ${name} needs ${need}, but does not read it`),
    ...carriersOf(d, name).flatMap(([transition, { form }]) =>
      asked
        .filter((field) => !Object.hasOwn(d.forms[form ?? ''] ?? {}, field))
        .map((field) => `guard ${name} reads form.${field}, which the form of ${transition} does not have`),
    ),
  ]
}

function withHouseLimits(d: Declaration, house: Binding['house']): Declaration {
  const clocks = Object.fromEntries(
    Object.entries(d.clocks).map(([name, clock]) => {
      const own = house[clock.basis]
      return [name, own !== undefined && typeof clock.limit === 'string' ? { ...clock, limit: own } : clock]
    }),
  )
  return { ...d, clocks }
}

/** Hash of the declaration and of the clauses that this programme puts under it. */
function versionOf(d: Declaration, binding: Binding): string {
  const duties = basesOf(d).flatMap((basis) => {
    const duty = dutyOf(basis)
    return duty === null ? [] : [[duty, binding.duties[duty] ?? []] as Json]
  })
  const whole = { declaration: d as unknown as Json, plan: binding.plan, edition: binding.edition, duties }
  return createHash('sha256').update('luoshi-procedure/1\n').update(canonical(whole)).digest('hex')
}

function boundGuards(d: Declaration, faults: string[]): Readonly<Record<string, BoundGuard>> {
  const guards: Record<string, BoundGuard> = {}
  for (const [name, guard] of Object.entries(d.guards)) {
    const result = expressionOf(guard.when, scopeOf(d, name, guard))
    if (!result.ok) faults.push(...result.faults.map((fault) => `${d.id}: guard ${name}: ${fault}`))
    else if (result.expression.type.is !== 'boolean') faults.push(`${d.id}: guard ${name} is not a yes or no`)
    else {
      faults.push(...readingFaults(d, name, guard, result.expression.reads).map((fault) => `${d.id}: ${fault}`))
      const readsForm = result.expression.reads.some((read) => read.startsWith('form.'))
      guards[name] = { ...guard, name, expression: result.expression, readsForm }
    }
  }
  return guards
}

function boundLaws(d: Declaration, faults: string[]): readonly BoundLaw[] {
  const scope = caseScope(d)
  return d.laws.flatMap((law): readonly BoundLaw[] => {
    if (!('always' in law)) return []
    const result = expressionOf(law.always, scope)
    if (!result.ok) faults.push(...result.faults.map((fault) => `${d.id}: law "${law.says[0]}": ${fault}`))
    else if (result.expression.type.is !== 'boolean') faults.push(`${d.id}: law "${law.says[0]}" is not a yes or no`)
    else return [{ says: law.says, in: law.in, expression: result.expression, basis: law.basis }]
    return []
  })
}

function houseFaults(d: Declaration, house: Binding['house']): readonly string[] {
  const spans = Object.entries(house).flatMap(([key, span]) => {
    if (!key.startsWith('house/')) return [`${key} is not a rule of our own, so its limit is not ours to set`]
    try {
      parseSpan(span)
      return []
    } catch {
      return [`house rule ${key}: ${span} is not a span (write for example 5wd)`]
    }
  })
  const fixed = Object.entries(d.clocks)
    .filter(([, clock]) => house[clock.basis] !== undefined && typeof clock.limit !== 'string')
    .map(
      ([name, clock]) => `house rule ${clock.basis}: the limit of ${d.id} ${name} hangs on a field and cannot be set`,
    )
  return [...spans, ...fixed]
}

/** A procedure of this programme, or every fault that keeps it from being one: unbound duties, guards that do not compile. */
export function bind(declared: Declaration, binding: Binding): BindResult {
  const faults: string[] = [...houseFaults(declared, binding.house)]
  const d = withHouseLimits(declared, binding.house)
  for (const basis of basesOf(d)) {
    const duty = dutyOf(basis)
    if (duty !== null && binding.duties[duty] === undefined)
      faults.push(`${d.id}: duty ${duty} is bound to no clause of ${binding.plan}`)
  }
  const guards = boundGuards(d, faults)
  const laws = boundLaws(d, faults)
  if (faults.length > 0) return { ok: false, faults }

  const clausesOf = (basis: Basis) => binding.duties[dutyOf(basis) ?? ''] ?? []
  const procedure: Procedure = {
    id: d.id,
    version: versionOf(d, binding),
    plan: binding.plan,
    edition: binding.edition,
    declaration: d,
    guards,
    laws,
    fields: fieldsOf(d),
    starts: startsOf(d),
    transitions: Object.entries(d.transitions),
    openings: Object.entries(d.transitions).flatMap(([name, transition]) => (transition.from === 'new' ? [name] : [])),
    tallies: talliesOf(d),
    clausesOf,
    ruleOf: (basis) => {
      const clause = clausesOf(basis)[0]
      if (clause !== undefined) return `${binding.plan}@${binding.edition}#${clause}`
      const duty = dutyOf(basis)
      return duty === null ? basis : `house/${duty}`
    },
  }
  return { ok: true, procedure }
}
