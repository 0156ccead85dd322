import type { Day } from '../../kernel/calendar.ts'

export interface Option {
  readonly value: string
  readonly label: string
  /** What choosing it means. */
  readonly hint?: string
  /** The heading under which a select shows it. */
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

/** One field, by the kind its declaration gives it. `value` is what was typed, also when it was wrong. */
export type FieldSpec = Common &
  (
    | {
        readonly kind: 'text'
        readonly value?: string
        readonly max?: number
        readonly suggestions?: readonly string[]
      }
    | { readonly kind: 'long-text'; readonly value?: string; readonly max?: number }
    | {
        readonly kind: 'number'
        readonly value?: string
        readonly min?: number
        readonly max?: number
        readonly step?: number
        readonly unit?: string
      }
    | { readonly kind: 'date'; readonly value?: string; readonly earliest?: Day; readonly latest?: Day }
    | {
        readonly kind: 'choice'
        readonly value?: string
        readonly options: readonly Option[]
        /** Up to six options are laid open; more fold into a list. */
        readonly look?: 'open' | 'list'
      }
    | { readonly kind: 'choices'; readonly values?: readonly string[]; readonly options: readonly Option[] }
    | { readonly kind: 'yes-no'; readonly value?: boolean }
    | { readonly kind: 'evidence'; readonly accept: readonly string[]; readonly kinds: string; readonly size: string }
    /** A unit or a post out of the register: a list up to forty entries, else typed with suggestions. */
    | { readonly kind: 'pick'; readonly value?: string; readonly options: readonly Option[] }
  )
