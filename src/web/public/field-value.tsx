import { Fragment, type ReactNode } from 'react'
import type { Day } from '../../kernel/calendar.ts'
import type { Evidence, Field } from '../../kernel/field.ts'
import { inLanguage, type Json, type Language } from '../../kernel/text.ts'
import { Written } from '../parts/written.tsx'
import { bilingual } from '../text/bilingual.ts'
import { counted, formats } from '../text/format.ts'
import type { Visit } from './visit.ts'

const texts = bilingual(
  {
    yes: '是',
    no: '否',
    files: (n: number) => `${formats.zh.number(n)} 份文件`,
    joined: (names: readonly string[]) => names.join('、'),
  },
  {
    yes: 'Yes',
    no: 'No',
    files: (n) => counted(n, 'file'),
    joined: (names) => names.join(', '),
  },
)

const listOf = (value: Json): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)])

function unitLink({ href, unitName }: Visit, id: string): ReactNode {
  return (
    <a key={id} href={href(`/units/${id}`)}>
      {unitName(id)}
    </a>
  )
}

/** The post's title and unit; never who holds it. */
export function postWords({ engine, say, unitName, lang }: Visit, id: string): string {
  const post = engine.org().post(id)
  return post ? `${unitName(post.unit)}${lang === 'zh' ? '' : ', '}${say(post.title)}` : id
}

/** A text with the line ends that its writer gave it. */
function Paragraphs({ text, lang }: { readonly text: string; readonly lang: Language }): ReactNode {
  return text.split(/\r?\n/).map((line, at) => (
    // Lines may repeat and never change places.
    // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells equal lines apart
    <Fragment key={at}>
      {at === 0 ? null : <br />}
      <Written text={line} lang={lang} />
    </Fragment>
  ))
}

/** A value of a declared field as a reader sees it. Files are counted here and shown as cards elsewhere. */
export function FieldValue(props: { readonly visit: Visit; readonly field: Field; readonly value: Json }): ReactNode {
  const { visit, field, value } = props
  const { lang, format, href, plan } = visit
  const t = texts[lang]
  switch (field.kind) {
    case 'lines':
      return (
        <ul>
          {listOf(value).map((line) => (
            <li key={line}>
              <Written text={line} lang={lang} />
            </li>
          ))}
        </ul>
      )
    case 'integer':
      return `${format.number(Number(value))}${field.unit ? ` ${inLanguage(field.unit, lang)}` : ''}`
    case 'day':
      return format.fullDay(String(value) as Day)
    case 'yesNo':
      return value === true ? t.yes : t.no
    case 'choice':
    case 'choices':
      return t.joined(
        listOf(value).map((one) => {
          const option = field.options[one]
          return option ? inLanguage(option, lang) : one
        }),
      )
    case 'unit':
      return unitLink(visit, String(value))
    case 'units':
      return <span className="row">{listOf(value).map((id) => unitLink(visit, id))}</span>
    case 'post':
      return postWords(visit, String(value))
    case 'clause':
      return <a href={href(plan.pathOf(String(value)))}>{plan.cite(String(value), lang)}</a>
    case 'case':
      return <a href={href(`/cases/${String(value)}`)}>{String(value)}</a>
    case 'evidence':
      return t.files((value as unknown as readonly Evidence[]).length)
    case 'text':
    case 'identity':
      return /^[0-9a-f]{64}$/.test(String(value)) ? (
        <span className="mono hash">{String(value)}</span>
      ) : (
        <Paragraphs text={String(value)} lang={lang} />
      )
    default: {
      const never: never = field
      throw new TypeError(String(never))
    }
  }
}
