import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Chip } from './status.tsx'
import { Written } from './written.tsx'

/** A text in which the words that matter are marked. Example: ['全部 ', { mark: '12 个窗口' }, '已取消复印件要求']. */
export type Marked = readonly (string | { readonly mark: string })[]

export type Verdict = 'true' | 'false' | 'part'

export interface Finding {
  readonly claim: Marked
  /** Null where the check was not recorded line by line: what was concluded stands below the table. */
  readonly verdict: Verdict | null
  readonly found: Marked
}

interface ClaimFindingProps {
  readonly findings: readonly Finding[]
  readonly lang: Language
  /** Where the claims stand. Example: '11月9日 整改报告'. */
  readonly claimedIn: string
  /** How it was looked at. Example: '11月12日 换人暗访'. */
  readonly foundBy: string
}

const chips = { true: 'ok', false: 'late', part: 'wait' } as const

interface MarkedTextProps {
  readonly text: Marked
  readonly tone: 'said' | 'bad' | 'good'
  readonly lang: Language
}

function MarkedText({ text, tone, lang }: MarkedTextProps): ReactNode {
  return text.map((part, at) =>
    typeof part === 'string' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are a fixed sequence
      <Written key={at} text={part} lang={lang} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are a fixed sequence
      <mark key={at} className={tone}>
        <Written text={part.mark} lang={lang} />
      </mark>
    ),
  )
}

/** What the unit says beside what was seen, with a verdict between them. */
export function ClaimFinding({ findings, lang, claimedIn, foundBy }: ClaimFindingProps): ReactNode {
  const t = texts[lang].finding
  const isCompared = findings.some(({ verdict }) => verdict !== null)
  return (
    <table className="finding">
      <caption className="vh">{`${t.claim} ${claimedIn} ${t.found} ${foundBy}`}</caption>
      <thead>
        <tr>
          <th scope="col">{`${t.claim} ${claimedIn}`}</th>
          {isCompared ? (
            <th scope="col" className="compared">
              {t.verdict}
            </th>
          ) : null}
          <th scope="col">{`${t.found} ${foundBy}`}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ claim, verdict, found }) => (
          <tr key={JSON.stringify(claim)}>
            <th scope="row" data-label={t.claim}>
              <MarkedText text={claim} tone="said" lang={lang} />
            </th>
            {isCompared ? (
              <td className="compared">
                {verdict === null ? null : <Chip status={chips[verdict]} lang={lang} label={t[verdict]} bare />}
              </td>
            ) : null}
            <td data-label={t.found}>
              {found.length === 0 || found.every((part) => part === '') ? (
                <span className="quiet">{t.nothing}</span>
              ) : null}
              <MarkedText text={found} tone={verdict === 'true' ? 'good' : 'bad'} lang={lang} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
