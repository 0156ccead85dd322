import type { ReactNode } from 'react'
import type { Procedure } from '../../kernel/bind.ts'
import type { Visibility } from '../../kernel/field.ts'
import { inLanguage, type JsonRecord } from '../../kernel/text.ts'
import type { ErasedField } from '../../store/erasure.ts'
import type { Entry } from '../parts/table.tsx'
import { bilingual } from '../text/bilingual.ts'
import { formats } from '../text/format.ts'
import type { Visit } from './visit.ts'

const texts = bilingual(
  {
    erased: '已依法删除',
    entry: (n: string) => `公开日志第 ${n} 条`,
    hidden: '不公开的内容',
  },
  {
    erased: 'erased by law',
    entry: (n) => `entry ${n} of the public log`,
    hidden: 'What is not public',
  },
)

/** What was erased of a case, and by whose eyes it is read: fields of other visibility are told without their names. */
export interface Erasures {
  readonly fields: readonly ErasedField[]
  readonly sees: readonly Visibility[]
}

/** Where words stood: that they were erased by law, and the entry that says so. */
export function Erased({ visit, index }: { readonly visit: Visit; readonly index: number | null }): ReactNode {
  const { lang, href } = visit
  const t = texts[lang]
  return (
    <span className="quiet">
      {t.erased}
      {index === null ? null : (
        <>
          {lang === 'zh' ? '，' : ', '}
          <a href={href(`/receipt/${index}`)}>{t.entry(formats[lang].number(index))}</a>
        </>
      )}
    </span>
  )
}

const isSeen = (p: Procedure, { sees }: Erasures, name: string) => {
  const see = p.fields[name]?.see
  return see !== undefined && sees.includes(see)
}

function entry(visit: Visit, p: Procedure, { field, index, seq }: ErasedField): Entry {
  const title = p.fields[field]?.title
  return {
    term: title ? inLanguage(title, visit.lang) : field,
    value: <Erased key={`${seq}${field}`} visit={visit} index={index} />,
  }
}

/** Fields of the case that the reader would see had they not been erased, and that nobody has filled in again. */
export function erasedFacts(visit: Visit, p: Procedure, data: JsonRecord, erased: Erasures): readonly Entry[] {
  const last = new Map(erased.fields.map((one) => [one.field, one]))
  return [...last.values()]
    .filter(({ field }) => isSeen(p, erased, field) && (data[field] ?? null) === null)
    .map((one) => entry(visit, p, one))
}

/** What was erased of one move: by name what the reader would see, the rest as one line without names. */
export function erasedOf(visit: Visit, p: Procedure, seq: number, erased: Erasures): readonly Entry[] {
  const here = erased.fields.filter((one) => one.seq === seq)
  const hidden = here.find(({ field }) => !isSeen(p, erased, field))
  return [
    ...here.filter(({ field }) => isSeen(p, erased, field)).map((one) => entry(visit, p, one)),
    ...(hidden
      ? [
          {
            term: texts[visit.lang].hidden,
            value: <Erased key="hidden" visit={visit} index={hidden.index} />,
          },
        ]
      : []),
  ]
}
