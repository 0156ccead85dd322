import { Fragment, type ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Clock, type ClockFace } from './clock.tsx'
import type { Link } from './frame.tsx'
import { Icon } from './icon.tsx'
import { Ticks } from './share.tsx'
import { Chip, type Status, statusClass, statusWord } from './status.tsx'

/** One sentence of the plan, verbatim, and where it stands. */
export interface PlanSentence {
  /** Its anchor within the page. Example: 's3'; the citation is the page's address with '#s3'. */
  readonly id: string
  readonly text: string
  readonly status: Status
  /** What the margin says about it; a principle has none. */
  readonly note?: MarginNoteData
}

export interface MarginNoteData {
  /** The matter in a few words. Example: '“最多跑一次”'. */
  readonly title: string
  readonly who: string
  readonly clock?: ClockFace
  /** When, in words, where there is no clock. Example: '每周更新'. */
  readonly when?: string
  readonly evidence: string
  readonly links: readonly Link[]
}

export interface ClauseData {
  /** Example: 'S4.2'. */
  readonly id: string
  /** As the plan writes it. Example: '2.加力推进“互联网+政务服务”'. */
  readonly title: string
  /** How it is cited. Example: '二（四）2'. */
  readonly citation: string
  readonly href: string
  readonly sentences: readonly PlanSentence[]
  /** An English reader's summary; the text itself is Chinese in every language. */
  readonly summary?: string
}

const noteId = (sentence: PlanSentence) => `${sentence.id}-note`

function Numbered({
  of,
  number,
  lang,
  to,
}: {
  of: PlanSentence
  number: number
  lang: Language
  to: string
}): ReactNode {
  return (
    <a
      className={`mark ${statusClass(of.status)}`}
      href={`#${to}`}
      aria-label={texts[lang].clause.noteOf(number, statusWord(of.status, lang))}
    >
      {number}
    </a>
  )
}

/** What the margin says about one sentence: who, when, on what evidence. */
export function MarginNote({
  sentence,
  number,
  lang,
}: {
  sentence: PlanSentence
  number: number
  lang: Language
}): ReactNode {
  const t = texts[lang].clause
  const { note, status } = sentence
  if (note === undefined) return null
  return (
    <div className="margin-note" id={noteId(sentence)}>
      <Numbered of={sentence} number={number} lang={lang} to={sentence.id} />
      <div>
        <h4>
          <span>{note.title}</span>
          <Chip status={status} lang={lang} />
        </h4>
        <dl>
          <dt>{t.who}</dt>
          <dd>{note.who}</dd>
          <dt>{t.when}</dt>
          <dd>{note.clock === undefined ? note.when : <Clock face={note.clock} lang={lang} />}</dd>
          <dt>{t.what}</dt>
          <dd>
            {note.evidence}{' '}
            <span className="links">
              {note.links.map(({ href, label }) => (
                <a key={href + label} href={href}>
                  {label}
                </a>
              ))}
            </span>
          </dd>
        </dl>
      </div>
    </div>
  )
}

/** A clause of the plan with its margin notes: the text in Song, the system's words beside it. */
export function Clause({ clause, lang }: { readonly clause: ClauseData; readonly lang: Language }): ReactNode {
  const t = texts[lang].clause
  const noted = clause.sentences.filter(({ note }) => note !== undefined)
  const numberOf = (sentence: PlanSentence) => noted.indexOf(sentence) + 1
  return (
    <section className="clause" id={clause.id} aria-labelledby={`${clause.id}-title`}>
      <div className="clause-text">
        <h3>
          <span id={`${clause.id}-title`} lang="zh-CN">
            {clause.title}
          </span>
          <a className="anchor" href={clause.href} aria-label={t.cite(clause.citation)}>
            {clause.citation}
          </a>
        </h3>
        <p className={noted.length === 0 ? 'plan-text lead' : 'plan-text'} lang="zh-CN">
          {clause.sentences.map((sentence) => (
            <Fragment key={sentence.id}>
              <span className={`sentence ${statusClass(sentence.status)}`} id={sentence.id}>
                {sentence.text}
              </span>
              {sentence.note === undefined ? null : (
                <Numbered of={sentence} number={numberOf(sentence)} lang={lang} to={noteId(sentence)} />
              )}
            </Fragment>
          ))}
        </p>
        {clause.summary === undefined ? null : <p className="small quiet mt3">{clause.summary}</p>}
      </div>
      <aside className="clause-notes" aria-label={t.notesOf(clause.citation)}>
        {noted.length === 0 ? (
          <div className="margin-note">
            <Icon shape="principle" />
            <p className="quiet">{t.principle}</p>
          </div>
        ) : (
          noted.map((sentence) => (
            <MarginNote key={sentence.id} sentence={sentence} number={numberOf(sentence)} lang={lang} />
          ))
        )}
      </aside>
    </section>
  )
}

export interface ContentsEntry {
  readonly href: string
  readonly label: string
  readonly ticks: readonly Status[]
  readonly sub?: boolean
  readonly current?: boolean
}

/** The plan's table of contents, a tick for each sentence. On a phone it folds into one line. */
export function Contents({
  entries,
  lang,
}: {
  readonly entries: readonly ContentsEntry[]
  readonly lang: Language
}): ReactNode {
  const t = texts[lang].clause
  const here = entries.find(({ current }) => current)
  const list = (
    <ul>
      {entries.map(({ href, label, ticks, sub, current }) => (
        <li key={href}>
          <a className={sub ? 'sub' : undefined} href={href} aria-current={current ? 'true' : undefined}>
            <span lang="zh-CN">{label}</span>
            <Ticks of={ticks} />
          </a>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <nav className="toc hide-s" aria-label={t.contents}>
        <h2>{t.contents}</h2>
        {list}
        <p className="tiny quiet mt4">{t.lines}</p>
      </nav>
      <details className="toc only-s sheet pad">
        <summary>
          <b>{t.contents}</b> {here?.label}
        </summary>
        <nav aria-label={t.contents}>{list}</nav>
        <p className="tiny quiet mt4">{t.lines}</p>
      </details>
    </>
  )
}

interface FolioProps {
  /** The heading of the part that is shown. Example: '二、目标任务'. */
  readonly title: string
  readonly side?: ReactNode
  readonly children: ReactNode
}

/** The sheet on which the plan lies. */
export function Folio({ title, side, children }: FolioProps): ReactNode {
  return (
    <div className="folio">
      <FolioHead title={title} side={side} />
      {children}
    </div>
  )
}

/** The heading of a part of the plan inside a folio. */
export function FolioHead({ title, side }: Pick<FolioProps, 'title' | 'side'>): ReactNode {
  return (
    <div className="folio-head row between">
      <h2 lang="zh-CN">{title}</h2>
      {side === undefined ? null : <span className="small">{side}</span>}
    </div>
  )
}
