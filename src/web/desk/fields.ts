import { evidenceBytesMax } from '../../engine/evidence.ts'
import type { Evidence, Field, FieldFault, Fields } from '../../kernel/field.ts'
import { inLanguage, type Json, type JsonRecord, type Language } from '../../kernel/text.ts'
import { type FieldSpec, type Filled, type Option, specOf } from '../parts/field-spec.ts'
import type { FieldError } from '../parts/form.tsx'
import { bodyOf, citationOf } from '../public/plan-index.ts'
import type { Submitted } from '../site/form.ts'
import { bilingual } from '../text/bilingual.ts'
import type { Visit } from './visit.ts'

const texts = bilingual(
  {
    kinds: '照片、PDF、Word、Excel、录音录像',
    mb: (n: number) => `${n} MB`,
    ownUnit: (name: string) => `${name}（本单位）`,
    kept: (name: string, kb: string) => `${name}，${kb} KB`,
    heading: '整条',
  },
  {
    kinds: 'Pictures, PDF, Word, Excel, recordings',
    mb: (n) => `${n} MB`,
    ownUnit: (name) => `${name} (own unit)`,
    kept: (name, kb) => `${name}, ${kb} KB`,
    heading: 'whole clause',
  },
)

/** What a browser offers to choose; the server looks at the bytes themselves. */
const acceptedFiles = ['image/*', '.pdf', '.docx', '.xlsx', 'audio/*', 'video/mp4', '.txt']

/** Characters of a sentence shown in a list. */
const excerpt = 28

type Register = Pick<Visit, 'engine' | 'lang' | 'names' | 'today' | 'me' | 'portal'>

/** Units that exist today, superiors before their subordinates. */
export function unitOptions({ engine, names, today }: Register): readonly Option[] {
  const org = engine.org()
  const live = org.data.units.filter(({ ended }) => ended === undefined || ended >= today)
  const path = (id: string) => org.lineageOf(id, today).toReversed().join('/')
  return live
    .toSorted((a, b) => (path(a.id) < path(b.id) ? -1 : 1))
    .map(({ id }) => ({ value: id, label: names.unit(id) }))
}

/** Posts that somebody holds today, by unit, the visitor's own unit first. */
export function postOptions({ engine, names, today, me, lang }: Register): readonly Option[] {
  const org = engine.org()
  const own = me.actor?.unit
  const live = org.data.posts.filter(
    ({ id, from, to }) => from <= today && (to === null || to >= today) && org.holdingOf(id, today) !== undefined,
  )
  const group = (unit: string) => (unit === own ? texts[lang].ownUnit(names.unit(unit)) : names.unit(unit))
  return live
    .toSorted((a, b) => Number(b.unit === own) - Number(a.unit === own))
    .map(({ id, unit }) => ({ value: id, label: names.post(id), group: group(unit) }))
}

/** Clauses of the plan with their sentences of substance. */
export function clauseOptions({ lang, portal }: Register): readonly Option[] {
  return portal.plan.tree
    .filter(({ level }) => level !== 'front')
    .flatMap((clause) => {
      const group = `${citationOf(clause, lang)} ${clause.title}`
      const sentences = bodyOf(clause).map(({ slug, text }) => ({
        value: slug,
        label: `${portal.plan.cite(slug, lang)} ${text.slice(0, excerpt)}`,
        group,
      }))
      return [{ value: clause.slug, label: `${group} · ${texts[lang].heading}`, group }, ...sentences]
    })
}

function optionsFor(register: Register, field: Field): readonly Option[] | undefined {
  switch (field.kind) {
    case 'unit':
    case 'units':
      return unitOptions(register)
    case 'post':
      return postOptions(register)
    case 'clause':
      return clauseOptions(register)
    default:
      return undefined
  }
}

/** What a form shows: the values typed, files received, and faults. */
export interface Typed {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly files: ReadonlyMap<string, readonly Evidence[]>
  readonly errors: readonly FieldError[]
}

export const nothingTyped: Typed = { values: new Map(), files: new Map(), errors: [] }

function keptFiles(files: readonly Evidence[], lang: Language) {
  const kb = (bytes: number) => String(Math.max(1, Math.round(bytes / 1024)))
  return files.map((file) => ({ value: JSON.stringify(file), label: texts[lang].kept(file.name, kb(file.size)) }))
}

/** The fields of a form as they are shown, in the order of the declaration. */
export function specsFor(register: Register, fields: Fields, typed: Typed): readonly FieldSpec[] {
  const { lang } = register
  const t = texts[lang]
  return Object.entries(fields).map(([name, field]) => {
    const error = typed.errors.find((one) => one.field === name)?.says
    const options = optionsFor(register, field)
    const filled: Filled = {
      ...(field.kind !== 'evidence' && typed.values.has(name) && { typed: typed.values.get(name) ?? [] }),
      ...(error !== undefined && { error }),
      ...(options !== undefined && { options }),
      ...(field.kind === 'evidence' && {
        evidence: {
          accept: acceptedFiles,
          kinds: t.kinds,
          size: t.mb(evidenceBytesMax / 1024 / 1024),
          kept: keptFiles(typed.files.get(name) ?? [], lang),
        },
      }),
    }
    return specOf(name, field, lang, filled)
  })
}

export const hasFiles = (fields: Fields): boolean => Object.values(fields).some(({ kind }) => kind === 'evidence')

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value])

/** A value of a case as a form would have sent it. */
function asTyped(value: Json): readonly string[] {
  return listOf(value).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
}

/** What a form starts with: values that the case has already, of the fields named. */
export function startingWith(data: JsonRecord, names: readonly string[]): Typed {
  const values = names.flatMap((name) => {
    const value = data[name]
    return value === undefined || value === null ? [] : [[name, asTyped(value)] as const]
  })
  return { ...nothingTyped, values: new Map(values) }
}

/** What was sent, to be shown again; `input` holds the files that were received. */
export function typedAgain(fields: Fields, form: Submitted, input: JsonRecord, errors: readonly FieldError[]): Typed {
  const files = Object.entries(fields).flatMap(([name, { kind }]) => {
    const items = kind === 'evidence' ? input[name] : undefined
    const good = listOf(items ?? []).filter(
      (item) => typeof (item as Partial<Evidence> | null)?.sha256 === 'string',
    ) as unknown as readonly Evidence[]
    return good.length > 0 ? [[name, good] as const] : []
  })
  return { values: form.values, files: new Map(files), errors }
}

/** Faults of the kernel as the summary of a form lists them: one for each field, with what to do. */
export function errorsOf(fields: Fields, faults: readonly FieldFault[], lang: Language): readonly FieldError[] {
  const byField = new Map<string, FieldError>()
  for (const { field, says } of faults) {
    const title = fields[field]?.title
    const words = inLanguage(says, lang)
    const named = title === undefined || words.includes(inLanguage(title, lang))
    if (byField.has(field)) continue
    const between = lang === 'zh' ? '：' : ': '
    byField.set(field, { field, says: named ? words : `${inLanguage(title, lang)}${between}${words}` })
  }
  return [...byField.values()]
}
