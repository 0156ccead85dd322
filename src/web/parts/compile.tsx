import { Fragment, type ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { Chip, type Status, statusClass } from './status.tsx'

/** A piece of a sentence: plain words, or words that play a part in an obligation. */
export type SentencePart = string | { readonly words: string; readonly plays: string; readonly status: Status }

interface TakenApartProps {
  readonly before: string
  readonly sentence: readonly SentencePart[]
  readonly after: string
}

/** A clause with one sentence picked out, and what each piece of it plays: 对象, 时限, 动作, 条件. */
export function TakenApart({ before, sentence, after }: TakenApartProps): ReactNode {
  return (
    <p className="plan-text" lang="zh-CN">
      {before}
      <span className="picked">
        {sentence.map((part, at) =>
          typeof part === 'string' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence are a fixed sequence
            <Fragment key={at}>{part}</Fragment>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence are a fixed sequence
            <span key={at} className={`part ${statusClass(part.status)}`}>
              {part.words}
              <sup>{part.plays}</sup>
            </span>
          ),
        )}
      </span>
      {after}
    </p>
  )
}

interface MatterRow {
  readonly term: string
  readonly value: ReactNode
  /** Where the answer comes from: 原句, 推定, 建议, 人定. */
  readonly source: string
  /** The answer is still open. */
  readonly missing?: boolean
}

interface MatterProps {
  readonly title: string
  readonly lang: Language
  readonly status: Status
  readonly statusLabel: string
  readonly rows: readonly MatterRow[]
  /** Absent where the sentence is acted on as a whole. */
  readonly actions?: ReactNode
}

/** One matter that a sentence obliges to, each answer with its source; nothing holds before a person has confirmed it. */
export function Matter({ title, lang, status, statusLabel, rows, actions }: MatterProps): ReactNode {
  return (
    <article className="matter">
      <header>
        <h3>{title}</h3>
        <Chip status={status} lang={lang} label={statusLabel} />
      </header>
      <table className="table">
        <caption className="vh">{title}</caption>
        <tbody>
          {rows.map(({ term, value, source, missing }) => (
            <tr key={term}>
              <th scope="row" className="quiet nowrap">
                {term}
              </th>
              <td>
                {missing && typeof value === 'string' ? <Chip status="late" lang={lang} label={value} bare /> : value}
              </td>
              <td className="quiet nowrap">{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {actions === undefined ? null : <footer>{actions}</footer>}
    </article>
  )
}
