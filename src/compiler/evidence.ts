import type { IsoDate } from './date.ts'

/** What the outermost document says about itself. Field names as in the corpus. */
export interface Meta {
  readonly title: string | null
  readonly issuers: readonly string[]
  readonly doc_number: string | null
  readonly date_issued: IsoDate | null
  readonly date_published: IsoDate | null
  readonly addressees: string | null
  readonly enclosed: readonly string[]
  readonly attachments: readonly string[]
}

/** Where a value of the metadata stands and which rule took it. */
export interface Evidence {
  readonly field: keyof Meta
  readonly value: string
  readonly start: number
  readonly end: number
  readonly rule: MetaRule
}

export type MetaRule =
  | 'meta/title-lines'
  | 'meta/title-field'
  | 'meta/issuer-signature'
  | 'meta/issuer-field'
  | 'meta/issuer-title'
  | 'meta/issuer-red-head'
  | 'meta/number-line'
  | 'meta/number-field'
  | 'meta/number-title'
  | 'meta/issued-field'
  | 'meta/issued-signature'
  | 'meta/issued-title-note'
  | 'meta/published-field'
  | 'meta/published-beside-source'
  | 'meta/addressee'
  | 'meta/enclosed-sentence'
  | 'meta/enclosed-title'
  | 'meta/attachment-list'

export const evidence = (
  field: keyof Meta,
  value: string,
  at: { readonly start: number; readonly end: number },
  rule: MetaRule,
): Evidence => ({ field, value, start: at.start, end: at.end, rule })

/** Letters and digits only, for comparing titles printed in different ways. */
export const letters = (text: string) => text.replace(/[\s\p{P}\p{S}]+/gu, '')
