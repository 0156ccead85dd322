import type { Day } from '../../kernel/calendar.ts'
import type { Field as DeclaredField } from '../../kernel/field.ts'
import { inLanguage, type Language } from '../../kernel/text.ts'

export interface Option {
  readonly value: string
  readonly label: string
  /** Where the label is in another language than the page, such as a heading of the plan. */
  readonly lang?: 'zh-CN'
  /** What choosing it means. */
  readonly hint?: string
  /** The heading under which a list shows it. */
  readonly group?: string
}

interface Common {
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** What to correct; shown above the input and read with it. */
  readonly error?: string
  readonly required?: boolean
}

/**
 * One field as it is shown. The kinds are those of the declared fields (kernel/field.ts), with units, posts, clauses and
 * cases as `pick` and several units as `choices`, and passwords, which no case has. `value` and `values` are what was typed, also when it was wrong.
 */
export type FieldSpec = Common &
  (
    | {
        readonly kind: 'text'
        readonly value?: string
        readonly max?: number
        readonly long?: boolean
        /** One line of text that may be longer than its field, such as a plan's title: shown whole, in two rows. */
        readonly wraps?: boolean
        /** What the browser may fill in by itself (HTML's autofill names); nothing unless told. */
        readonly complete?: 'username'
      }
    /** Never sent back: it has no value. */
    | { readonly kind: 'password'; readonly complete: 'current-password' | 'new-password' }
    /** One entry a line. */
    | { readonly kind: 'lines'; readonly value?: string; readonly most?: number }
    | {
        readonly kind: 'integer'
        readonly value?: string
        readonly from?: number
        readonly upTo?: number
        readonly unit?: string
      }
    | { readonly kind: 'day'; readonly value?: string; readonly earliest?: Day; readonly latest?: Day }
    | { readonly kind: 'yesNo'; readonly value?: string }
    | {
        readonly kind: 'choice'
        readonly value?: string
        readonly options: readonly Option[]
        /** Up to six options are laid open; more fold into a list. */
        readonly look?: 'open' | 'list'
      }
    | { readonly kind: 'choices'; readonly values?: readonly string[]; readonly options: readonly Option[] }
    | {
        readonly kind: 'evidence'
        /** Files that came with an earlier try, each with what the form must send to keep it. */
        readonly kept?: readonly { readonly value: string; readonly label: string }[]
        readonly accept?: readonly string[]
        readonly kinds?: string
        readonly size?: string
      }
    /** Something out of a register: a list, or typed with suggestions when the list is too long to look through. */
    | { readonly kind: 'pick'; readonly value?: string; readonly options: readonly Option[] }
  )

/** What a page adds to a declared field. */
export interface Filled {
  /** As the form posted it: one value, or several of the same name. */
  readonly typed?: string | readonly string[]
  readonly error?: string
  /** The register for a unit, post, clause or case. */
  readonly options?: readonly Option[]
  /** What may be uploaded, and what was. */
  readonly evidence?: Pick<Extract<FieldSpec, { kind: 'evidence' }>, 'accept' | 'kinds' | 'size' | 'kept'>
}

const listOf = (typed: Filled['typed']): readonly string[] =>
  typed === undefined ? [] : typeof typed === 'string' ? [typed] : typed

/** The field of a form as its declaration wants it: the one declaration gives widget, label, hint and limits. */
export function specOf(name: string, field: DeclaredField, lang: Language, filled: Filled = {}): FieldSpec {
  const values = listOf(filled.typed)
  const value = values.length > 0 ? { value: values.join('\n') } : {}
  const common = {
    name,
    label: inLanguage(field.title, lang),
    required: field.optional !== true,
    ...(field.hint === undefined ? {} : { hint: inLanguage(field.hint, lang) }),
    ...(filled.error === undefined ? {} : { error: filled.error }),
  }
  switch (field.kind) {
    case 'text':
      return { ...common, kind: 'text', max: field.max, long: field.long === true, ...value }
    case 'lines':
      return { ...common, kind: 'lines', most: field.most, ...value }
    case 'integer': {
      const unit = field.unit === undefined ? {} : { unit: inLanguage(field.unit, lang) }
      return { ...common, kind: 'integer', from: field.from, upTo: field.upTo, ...unit, ...value }
    }
    case 'day':
    case 'yesNo':
      return { ...common, kind: field.kind, ...value }
    case 'choice':
    case 'choices': {
      const options = Object.entries(field.options).map(([id, title]) => ({
        value: id,
        label: inLanguage(title, lang),
      }))
      return field.kind === 'choice'
        ? { ...common, kind: 'choice', options, ...value }
        : { ...common, kind: 'choices', options, values }
    }
    case 'evidence':
      return { ...common, kind: 'evidence', ...filled.evidence }
    case 'unit':
    case 'post':
    case 'clause':
      return { ...common, kind: 'pick', options: filled.options ?? [], ...value }
    case 'case':
      // Numbers of cases are typed where there is no list to look through.
      return filled.options === undefined
        ? { ...common, kind: 'text', max: 64, ...value }
        : { ...common, kind: 'pick', options: filled.options, ...value }
    case 'units':
      return { ...common, kind: 'choices', options: filled.options ?? [], values }
    case 'identity':
      return { ...common, kind: 'text', max: 200, ...value }
    default: {
      const never: never = field
      throw new TypeError(String(never))
    }
  }
}
