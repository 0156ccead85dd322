import { fieldsOf } from './bind.ts'
import { isDeepStrictEqual } from './equal.ts'
import { factTypeOf } from './facts.ts'
import { type Field, type FieldKind, faultsOf, feelTypeOf } from './field.ts'
import type { Declaration, Limit, Transition } from './procedure.ts'
import type { Json } from './text.ts'

/** Fields that a transition sets without asking for them. */
export function computedBy(t: Transition): readonly string[] {
  const sealed = t.sealsDay ? [t.sealsDay, `${t.sealsDay}Nonce`, `${t.sealsDay}Commitment`] : []
  const taken = [...Object.keys(t.copies ?? {}), ...Object.keys(t.records ?? {})]
  return [...Object.keys(t.sets ?? {}), ...(t.counts ?? []), ...taken, ...sealed]
}

/** What must be true of the fields of every declaration: each is declared once, fits its use, and is open to no more than it may be. */
export function fieldFaults(d: Declaration): readonly string[] {
  const fields = fieldsOf(d)
  return [
    ...declaredTwice(d),
    ...Object.entries(fields).flatMap(([name, field]) => oneFieldFaults(d, name, field)),
    ...Object.entries(d.transitions).flatMap(([name, t]) => [
      ...strangerFaults(fields, name, t),
      ...settingFaults(fields, name, t),
      ...sealFaults(fields, t),
      ...tallyFaults(d, name, t),
      ...citizenFaults(d, name, t),
    ]),
    ...partyFaults(d, fields),
    ...Object.entries(d.clocks).flatMap(([name, clock]) => limitFieldFaults(fields, name, clock.limit)),
  ]
}

function declaredTwice(d: Declaration): readonly string[] {
  const seen = new Map<string, Field>()
  const faults: string[] = []
  for (const [name, field] of [...Object.values(d.forms), d.record].flatMap(Object.entries<Field>)) {
    const before = seen.get(name)
    if (before && !isDeepStrictEqual(before, field)) faults.push(`field ${name} is declared in two ways`)
    seen.set(name, field)
  }
  return faults
}

/** A value that the procedure itself puts there fits the field as if a person had typed it. */
function misfits(name: string, field: Field, value: Json): boolean {
  return faultsOf({ [name]: field }, { [name]: value }).length > 0
}

function oneFieldFaults(d: Declaration, name: string, field: Field): readonly string[] {
  const strangers = (field.to ?? []).filter((party) => !d.parties[party])
  return [
    ...(field.kind === 'identity' && (field.see !== 'sealed' || field.to)
      ? [`field ${name} is an identity and must be sealed to everybody`]
      : []),
    ...(field.starts !== undefined && misfits(name, field, field.starts)
      ? [`field ${name} starts with what it cannot hold`]
      : []),
    ...strangers.map((party) => `field ${name} is shown to ${party}, which is no party`),
  ]
}

type Known = Readonly<Record<string, Field>>

function strangerFaults(fields: Known, name: string, t: Transition): readonly string[] {
  const strangers = computedBy(t).filter((field) => !fields[field])
  return strangers.map((field) => `transition ${name} sets ${field}, which is no field`)
}

function settingFaults(fields: Known, name: string, t: Transition): readonly string[] {
  const sets = Object.entries(t.sets ?? {}).flatMap(([field, value]) => {
    const of = fields[field]
    return of && misfits(field, of, value ?? null) ? [`transition ${name} sets ${field} to what it cannot hold`] : []
  })
  const counts = (t.counts ?? [])
    .filter((field) => fields[field] && fields[field].kind !== 'integer')
    .map((field) => `transition ${name} counts ${field}, which is no whole number`)
  const copies = Object.entries(t.copies ?? {})
    .filter(([target, source]) => fields[target] && fields[target].kind !== fields[source ?? '']?.kind)
    .map(([target, source]) => `transition ${name} copies ${source} to ${target}, which is of another kind`)
  const records = Object.entries(t.records ?? {})
    .filter(
      ([target, path]) => !isDeepStrictEqual(fields[target] && feelTypeOf(fields[target]), factTypeOf(path ?? '')),
    )
    .map(([target, path]) => `transition ${name} records ${path} in ${target}, which is of another kind`)
  return [...sets, ...counts, ...copies, ...records]
}

function sealFaults(fields: Known, t: Transition): readonly string[] {
  if (!t.sealsDay) return []
  return [t.sealsDay, `${t.sealsDay}Nonce`]
    .filter((name) => fields[name]?.see !== 'sealed' || fields[name]?.to)
    .map((name) => `field ${name} belongs to a sealed day and must be sealed`)
}

function tallyFaults(d: Declaration, name: string, t: Transition): readonly string[] {
  if (!t.tally) return []
  const field = d.forms[t.form ?? '']?.[t.tally]
  const isPersons = t.by.length === 1 && t.by.every((party) => 'person' in (d.parties[party]?.is ?? {}))
  return [
    ...(field?.kind === 'choice'
      ? []
      : [`transition ${name} tallies ${t.tally}, which its form does not let one choose`]),
    ...(isPersons ? [] : [`transition ${name} tallies answers of others than one party of persons`]),
  ]
}

const freeKinds: readonly FieldKind[] = ['text', 'lines', 'evidence']

/** What a citizen writes is never public: the office publishes a summary in its own words. */
function citizenFaults(d: Declaration, name: string, t: Transition): readonly string[] {
  const isCitizen = t.by.some((party) => {
    const is = d.parties[party]?.is ?? {}
    return 'anyone' in is || 'person' in is
  })
  return Object.entries(isCitizen ? (d.forms[t.form ?? ''] ?? {}) : {})
    .filter(([, field]) => freeKinds.includes(field.kind) && field.see !== 'sealed')
    .map(([field]) => `field ${field} is written by citizens (${name}) and must be sealed`)
}

function partyFaults(d: Declaration, fields: Known): readonly string[] {
  return Object.entries(d.parties).flatMap(([name, { is, unrelatedTo }]) =>
    [unrelatedTo, 'post' in is ? is.unit : undefined]
      .filter((field) => field !== undefined && fields[field]?.kind !== 'unit')
      .map((field) => `party ${name} hangs on ${field}, which is no unit`),
  )
}

function limitFieldFaults(fields: Known, name: string, limit: Limit): readonly string[] {
  if (typeof limit === 'string') return []
  if ('until' in limit)
    return fields[limit.until]?.kind === 'day' ? [] : [`clock ${name} ends on ${limit.until}, which is no day`]
  const field = fields[limit.by]
  if (field?.kind !== 'choice' && field?.kind !== 'yesNo')
    return [`clock ${name} hangs on ${limit.by}, which is not chosen from a list`]
  const answers = field.kind === 'choice' ? Object.keys(field.options) : ['true', 'false']
  return Object.keys(limit.of)
    .filter((answer) => !answers.includes(answer))
    .map((answer) => `clock ${name} has a limit for ${answer}, which is no answer of ${limit.by}`)
}
