import { isDay } from './calendar.ts'
import { type FeelType, feel } from './feel-type.ts'
import type { Bilingual, Json, JsonRecord } from './text.ts'

/**
 * Who may read a field. `public` everybody; `parties` those who have a part in the case; `staff` every post holder;
 * `sealed` only the parties named in `to`, and nobody where none is named.
 */
export type Visibility = 'public' | 'parties' | 'staff' | 'sealed'

interface FieldBase {
  readonly title: Bilingual
  readonly hint?: Bilingual
  readonly see: Visibility
  /** Parties that read the field besides those of `see`. */
  readonly to?: readonly string[]
  readonly optional?: true
  /** The value with which a case is opened. */
  readonly starts?: Json
}

/** The closed vocabulary of fields. One declaration gives widget, label, JSON Schema, visibility and export column. */
export type Field =
  | (FieldBase & { readonly kind: 'text'; readonly min?: number; readonly max: number; readonly long?: true })
  | (FieldBase & { readonly kind: 'lines'; readonly most: number; readonly max: number })
  | (FieldBase & { readonly kind: 'integer'; readonly from: number; readonly upTo: number; readonly unit?: Bilingual })
  | (FieldBase & { readonly kind: 'day' })
  | (FieldBase & { readonly kind: 'yesNo' })
  | (FieldBase & { readonly kind: 'choice'; readonly options: Readonly<Record<string, Bilingual>> })
  | (FieldBase & { readonly kind: 'choices'; readonly options: Readonly<Record<string, Bilingual>> })
  | (FieldBase & { readonly kind: 'evidence'; readonly most: number })
  | (FieldBase & { readonly kind: 'unit' })
  | (FieldBase & { readonly kind: 'units'; readonly most: number })
  | (FieldBase & { readonly kind: 'post' })
  | (FieldBase & { readonly kind: 'clause' })
  | (FieldBase & { readonly kind: 'case' })
  | (FieldBase & { readonly kind: 'identity' })

export type FieldKind = Field['kind']

export type Fields = Readonly<Record<string, Field>>

/** One piece of evidence: the file's fingerprint and what it is. The bytes lie in the evidence store. */
export interface Evidence {
  /** Lower-case hex. */
  readonly sha256: string
  readonly name: string
  /** Media type as recognised from the bytes. */
  readonly type: string
  /** Bytes. */
  readonly size: number
}

type Of<K extends FieldKind> = Omit<Extract<Field, { kind: K }>, 'kind'>
const maker =
  <K extends FieldKind>(kind: K) =>
  <const O extends Of<K>>(options: O): O & { readonly kind: K } => ({ kind, ...options })

export const text = maker('text')
/** Several short texts, one a line. */
export const lines = maker('lines')
export const integer = maker('integer')
export const day = maker('day')
export const yesNo = maker('yesNo')
export const choice = maker('choice')
export const choices = maker('choices')
export const evidence = maker('evidence')
export const unit = maker('unit')
export const units = maker('units')
export const post = maker('post')
export const clause = maker('clause')
export const caseRef = maker('case')
/** Name and contact of a complainant. Goes to the vault, never into a case, an event or the log. */
export const identity = maker('identity')

export type FaultCode =
  | 'missing'
  | 'unknown'
  | 'wrong-type'
  | 'too-long'
  | 'too-short'
  | 'repeated'
  | 'out-of-range'
  | 'not-an-option'

export interface FieldFault {
  readonly field: string
  readonly code: FaultCode
  readonly says: Bilingual
}

const found = (field: string, code: FaultCode, zh: string, en: string): readonly FieldFault[] => [
  { field, code, says: [zh, en] },
]

const isText = (value: Json): value is string => typeof value === 'string'
/** In characters: one outside the basic plane counts once. */
const lengthOf = (value: string) => (/[\ud800-\udbff]/.test(value) ? [...value].length : value.length)
/** Control characters (PostgreSQL cannot store U+0000 in jsonb) and the marks that turn the direction of what follows. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/

function textFaults(name: string, value: Json, min: number, max: number): readonly FieldFault[] {
  if (!isText(value)) return found(name, 'wrong-type', '应为文字', 'must be text')
  if (!value.isWellFormed() || control.test(value)) {
    return found(
      name,
      'wrong-type',
      '含有不能显示的字符，请删去后再提交',
      'holds characters that cannot be shown; remove them',
    )
  }
  const length = lengthOf(value)
  // What is asked for is words: blanks at the ends do not count towards the least, but they are stored.
  if (lengthOf(value.trim()) < min)
    return found(name, 'too-short', `至少写 ${min} 个字`, `must have at least ${min} characters`)
  if (length > max)
    return found(
      name,
      'too-long',
      `最多 ${max} 个字，现有 ${length} 个`,
      `must have at most ${max} characters, has ${length}`,
    )
  return []
}

function listFaults(
  name: string,
  value: Json,
  most: number,
  one: (item: Json) => readonly FieldFault[],
): readonly FieldFault[] {
  if (!Array.isArray(value)) return found(name, 'wrong-type', '应为列表', 'must be a list')
  const items = value as readonly Json[]
  if (items.length > most) return found(name, 'too-long', `最多 ${most} 项`, `must have at most ${most} items`)
  return items.flatMap(one)
}

/** A list of names in which none stands twice. */
function setFaults(
  name: string,
  value: Json,
  most: number,
  one: (item: Json) => readonly FieldFault[],
): readonly FieldFault[] {
  const faults = listFaults(name, value, most, one)
  if (faults.length > 0 || !Array.isArray(value) || new Set(value).size === value.length) return faults
  return found(name, 'repeated', '有重复的项', 'names something twice')
}

function optionFaults(name: string, value: Json, options: Readonly<Record<string, Bilingual>>): readonly FieldFault[] {
  if (isText(value) && Object.hasOwn(options, value)) return []
  const known = Object.keys(options)
  return found(name, 'not-an-option', `请从列出的选项中选`, `must be one of ${known.join(', ')}`)
}

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
function idFaults(name: string, value: Json): readonly FieldFault[] {
  return isText(value) && idPattern.test(value) ? [] : found(name, 'wrong-type', '应为编号', 'must be an identifier')
}

function evidenceFaults(name: string, value: Json): readonly FieldFault[] {
  const item = value as Partial<Evidence> | null
  const fits =
    typeof item === 'object' &&
    item !== null &&
    Object.keys(item).length === 4 &&
    typeof item.sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(item.sha256) &&
    typeof item.name === 'string' &&
    textFaults(name, item.name, 1, 200).length === 0 &&
    typeof item.type === 'string' &&
    /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(item.type) &&
    Number.isSafeInteger(item.size) &&
    (item.size ?? 0) > 0
  return fits ? [] : found(name, 'wrong-type', '应为已上传的证据', 'must be evidence that was uploaded')
}

function valueFaults(name: string, field: Field, value: Json): readonly FieldFault[] {
  switch (field.kind) {
    case 'text':
      return textFaults(name, value, field.min ?? 1, field.max)
    case 'lines':
      return listFaults(name, value, field.most, (item) => textFaults(name, item, 1, field.max))
    case 'integer':
      if (!Number.isSafeInteger(value)) return found(name, 'wrong-type', '应为整数', 'must be a whole number')
      return (value as number) >= field.from && (value as number) <= field.upTo
        ? []
        : found(
            name,
            'out-of-range',
            `应在 ${field.from} 到 ${field.upTo} 之间`,
            `must be from ${field.from} to ${field.upTo}`,
          )
    case 'day':
      return isText(value) && isDay(value)
        ? []
        : found(name, 'wrong-type', '应为日期，如 2018-10-12', 'must be a day such as 2018-10-12')
    case 'yesNo':
      return typeof value === 'boolean' ? [] : found(name, 'wrong-type', '应为是或否', 'must be true or false')
    case 'choice':
      return optionFaults(name, value, field.options)
    case 'choices':
      return setFaults(name, value, Object.keys(field.options).length, (item) =>
        optionFaults(name, item, field.options),
      )
    case 'evidence':
      return listFaults(name, value, field.most, (item) => evidenceFaults(name, item))
    case 'units':
      return setFaults(name, value, field.most, (item) => idFaults(name, item))
    case 'unit':
    case 'post':
    case 'clause':
    case 'case':
      return idFaults(name, value)
    case 'identity':
      return textFaults(name, value, 1, 200)
    default: {
      const never: never = field
      throw new TypeError(String(never))
    }
  }
}

const isAbsent = (value: Json | undefined): value is null | undefined => value === undefined || value === null
const isEmpty = (value: Json | undefined) =>
  isAbsent(value) || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * Every fault of an input, by field; an empty list for an input that fits. Nothing is coerced or dropped. What may be left
 * out is left out or null: an empty text would pass for an answer where a condition asks for one.
 */
export function faultsOf(fields: Fields, input: JsonRecord): readonly FieldFault[] {
  const unknown = Object.keys(input)
    .filter((name) => !Object.hasOwn(fields, name))
    .flatMap((name) => found(name, 'unknown', '没有这个字段', 'there is no such field'))
  const known = Object.entries(fields).flatMap(([name, field]) => {
    const value = Object.hasOwn(input, name) ? input[name] : undefined
    if (isAbsent(value) && field.optional) return []
    if (isEmpty(value) && !field.optional)
      return found(name, 'missing', `请填写${field.title[0]}`, `${field.title[1]} is missing`)
    return valueFaults(name, field, value as Json)
  })
  return [...unknown, ...known]
}

/** What a guard may say of a field. */
export function feelTypeOf(field: Field): FeelType {
  switch (field.kind) {
    case 'text':
    case 'unit':
    case 'post':
    case 'clause':
    case 'case':
    case 'identity':
      return feel.text
    case 'lines':
    case 'units':
      return feel.list(feel.text)
    case 'choices':
      return feel.list(feel.choice(Object.keys(field.options)))
    case 'integer':
      return feel.number
    case 'day':
      return feel.day
    case 'yesNo':
      return feel.boolean
    case 'choice':
      return feel.choice(Object.keys(field.options))
    case 'evidence':
      return feel.list(feel.record({ sha256: feel.text, name: feel.text, type: feel.text, size: feel.number }))
    default: {
      const never: never = field
      throw new TypeError(String(never))
    }
  }
}
