import type { Evidence, Field } from '../../kernel/field.ts'
import { inLanguage, type Json, type Language } from '../../kernel/text.ts'
import { formats } from '../text/format.ts'
import { texts } from '../text/texts.ts'
import type { Named, Names } from './names.ts'

/** A value of a declared field as people read it. Evidence is shown by its own part and is named here only. */
export type Shown =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'link'; readonly to: Named }

const words = (text: string): Shown => ({ kind: 'words', words: text })
const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])

function optionName(field: Field, value: Json, lang: Language): string {
  const options = field.kind === 'choice' || field.kind === 'choices' ? field.options : {}
  const title = options[String(value)]
  return title === undefined ? String(value) : inLanguage(title, lang)
}

/** How a value reads, by the kind of its field. `caseHref` is where a case's page is on this face. */
export function shownValue(
  field: Field,
  value: Json,
  lang: Language,
  names: Names,
  caseHref: (no: string) => string,
): Shown {
  const f = formats[lang]
  switch (field.kind) {
    case 'text':
    case 'identity':
      return words(String(value))
    case 'lines':
      return { kind: 'list', items: listOf(value).map(String) }
    case 'integer':
      return words(`${f.number(Number(value))}${field.unit === undefined ? '' : ` ${inLanguage(field.unit, lang)}`}`)
    case 'day':
      return words(f.fullDay(String(value)))
    case 'yesNo':
      return words(value === true ? texts[lang].form.yes : texts[lang].form.no)
    case 'choice':
      return words(optionName(field, value, lang))
    case 'choices':
      return { kind: 'list', items: listOf(value).map((one) => optionName(field, one, lang)) }
    case 'evidence':
      return { kind: 'list', items: listOf(value).map((one) => (one as unknown as Evidence).name) }
    case 'unit':
      return words(names.unit(String(value)))
    case 'units':
      return { kind: 'list', items: listOf(value).map((one) => names.unit(String(one))) }
    case 'post':
      return words(names.seat(String(value)))
    case 'clause':
      return { kind: 'link', to: names.clause(String(value)) }
    case 'case':
      return { kind: 'link', to: { label: String(value), href: caseHref(String(value)) } }
    default: {
      const never: never = field
      throw new TypeError(String(never))
    }
  }
}
