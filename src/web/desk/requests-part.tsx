import type { ReactNode } from 'react'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Empty } from '../parts/form.tsx'
import { Banner } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import type { Visit } from './visit.ts'

interface RequestsProps {
  readonly visit: Visit
  /** What was just done, by the word that the address carries. */
  readonly said: Readonly<Record<string, string>>
  readonly refusal: Refusal | null
  /** What these requests are, and who has which part in them. */
  readonly note: string
  readonly isEmpty: boolean
  readonly none: { readonly title: string; readonly says: string }
  /** A card for each. */
  readonly children: ReactNode
}

/** Requests that take two persons: what was done, what was refused, what this is, and the requests. */
export function Requests({ visit, said, refusal, note, isEmpty, none, children }: RequestsProps): ReactNode {
  const { lang, query } = visit
  const word = query.get('said') ?? ''
  return (
    <div className="stack">
      {Object.hasOwn(said, word) ? (
        <Banner status="ok" lang={lang}>
          {said[word]}
        </Banner>
      ) : null}
      {refusal === null ? null : <Note tone="red">{inLanguage(refusal.says, lang)}</Note>}
      <Note tone="blue">{note}</Note>
      {isEmpty ? <Empty title={none.title}>{none.says}</Empty> : null}
      {children}
    </div>
  )
}
