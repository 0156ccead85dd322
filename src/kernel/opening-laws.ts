import { fieldsOf } from './bind.ts'
import type { Field, Visibility } from './field.ts'
import type { Declaration, Opening } from './procedure.ts'

const openness: Readonly<Record<Visibility, number>> = { sealed: 0, staff: 1, parties: 2, public: 3 }

/** Whether every value that fits `source` fits `target`. */
function isWithin(source: Field, target: Field): boolean {
  if (source.kind !== target.kind) return false
  if (source.kind === 'text' && target.kind === 'text')
    return source.max <= target.max && (source.min ?? 1) >= (target.min ?? 1)
  if (source.kind === 'lines' && target.kind === 'lines') return source.max <= target.max && source.most <= target.most
  if (source.kind === 'integer' && target.kind === 'integer')
    return source.from >= target.from && source.upTo <= target.upTo
  if (source.kind === 'units' && target.kind === 'units') return source.most <= target.most
  if (source.kind === 'evidence' && target.kind === 'evidence') return source.most <= target.most
  if ('options' in source && 'options' in target)
    return Object.keys(source.options).every((option) => Object.hasOwn(target.options, option))
  return true
}

function fieldFaults(from: Declaration, form: Readonly<Record<string, Field>>, opening: Opening): readonly string[] {
  const sources = fieldsOf(from)
  const missing = Object.keys(form).filter((name) => !form[name]?.optional && !Object.hasOwn(opening.input, name))
  const given = Object.entries(opening.input).flatMap(([name, source]) => {
    const target = form[name]
    if (!target) return [`gives ${name}, which the form does not have`]
    if (source === 'case.no') return target.kind === 'case' ? [] : [`gives a case number as ${name}`]
    const field = sources[source]
    if (!field) return [`gives ${source}, which is no field`]
    return [
      ...(isWithin(field, target) ? [] : [`gives ${source}, which may not fit ${name}`]),
      ...(field.optional && !target.optional ? [`gives ${source}, which may be empty, as ${name}`] : []),
      ...(openness[target.see] > openness[field.see] ? [`gives ${source} as ${name}, which more people may read`] : []),
    ]
  })
  return [...missing.map((name) => `gives no ${name}`), ...given]
}

/** What must be true between declarations: whatever one opens in another can be opened there, and shows nothing that was closed. */
export function faultsOfOpenings(declarations: readonly Declaration[]): readonly string[] {
  return declarations.flatMap((from) =>
    Object.entries(from.transitions).flatMap(([name, { opens }]) => {
      if (!opens) return []
      const target = declarations.find((d) => d.id === opens.procedure)
      const t = target?.transitions[opens.transition]
      if (!target || t?.from !== 'new' || !t.by.includes('system'))
        return [`${from.id}: ${name} opens ${opens.procedure} by ${opens.transition}, which the system cannot do`]
      return fieldFaults(from, target.forms[t.form ?? ''] ?? {}, opens).map((fault) => `${from.id}: ${name} ${fault}`)
    }),
  )
}
