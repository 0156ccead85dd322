import { Fragment, type ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Clock, type ClockFace } from './clock.tsx'
import type { Link } from './frame.tsx'
import { Icon } from './icon.tsx'
import { Ticks } from './share.tsx'
import { Chip, type Status, statusClass, statusWord } from './status.tsx'
import { Written } from './written.tsx'

/** One sentence of the plan, verbatim, and where it stands. */
export interface PlanSentence {
  /** Its anchor within the page. Example: 's3'; the citation is the page's address with '#s3'. */
  readonly id: string
  readonly text: string
  readonly status: Status
  /** It opens a paragraph of its own. */
  readonly opens?: boolean
  /** Left behind by the web page that the file was taken from: shown, because the file is, and told apart. */
  readonly residue?: boolean
  /** What the margin says about it; a principle has none. */
  readonly note?: MarginNoteData
}

export interface MarginNoteData {
  /** The matter in a few words. Example: '“最多跑一次”'. */
  readonly title: string
  /** More exact words than the status's own. Example: '没有单位负责'. */
  readonly label?: string
  /** Who, when and on what evidence; left out where nobody answers for the sentence. */
  readonly facts?: MarginFacts
  /** What there is to say instead. */
  readonly says?: string
  readonly links: readonly Link[]
}

export interface MarginFacts {
  readonly who: string
  readonly clock?: ClockFace
  /** When, in words, where there is no clock. Example: '每周更新'. */
  readonly when?: string
  readonly evidence: string
}

export interface ClauseData {
  /** Example: 'S4.2'. */
  readonly id: string
  /** As the plan writes it; empty for a paragraph without a heading. Example: '2.加力推进“互联网+政务服务”'. */
  readonly title: string
  /** How it is cited. Example: '二（四）2'. */
  readonly citation: string
  readonly href: string
  readonly sentences: readonly PlanSentence[]
  /** An English reader's summary; the text itself is Chinese in every language. */
  readonly summary?: string
  /** What the margin says where no sentence has a note; that it states a principle, unless told otherwise. */
  readonly aside?: string
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
  const { note, status } = sentence
  if (note === undefined) return null
  return (
    <div className="margin-note" id={noteId(sentence)}>
      <Numbered of={sentence} number={number} lang={lang} to={sentence.id} />
      <div>
        <h4>
          <span>
            <Written text={note.title} lang={lang} />
          </span>
          <Chip status={status} lang={lang} {...(note.label === undefined ? {} : { label: note.label })} />
        </h4>
        {note.facts === undefined ? null : <Facts facts={note.facts} links={note.links} lang={lang} />}
        {note.says === undefined ? null : <p className="quiet">{note.says}</p>}
        {note.facts === undefined ? <NoteLinks links={note.links} /> : null}
      </div>
    </div>
  )
}

function NoteLinks({ links }: { readonly links: readonly Link[] }): ReactNode {
  if (links.length === 0) return null
  return (
    <span className="links">
      {links.map(({ href, label }) => (
        <a key={href + label} href={href}>
          {label}
        </a>
      ))}
    </span>
  )
}

function Facts(props: {
  readonly facts: MarginFacts
  readonly links: readonly Link[]
  readonly lang: Language
}): ReactNode {
  const { facts, links, lang } = props
  const t = texts[lang].clause
  return (
    <dl>
      <dt>{t.who}</dt>
      <dd>{facts.who}</dd>
      <dt>{t.when}</dt>
      <dd>{facts.clock === undefined ? facts.when : <Clock face={facts.clock} lang={lang} />}</dd>
      <dt>{t.what}</dt>
      <dd>
        <Written text={facts.evidence} lang={lang} /> <NoteLinks links={links} />
      </dd>
    </dl>
  )
}

function Anchor({ clause, lang }: { readonly clause: ClauseData; readonly lang: Language }): ReactNode {
  return (
    <a className="anchor" href={clause.href} aria-label={texts[lang].clause.cite(clause.citation)}>
      {clause.citation}
    </a>
  )
}

function Residue({ lang }: { readonly lang: Language }): ReactNode {
  return (
    <span className="tag" lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      {texts[lang].clause.residue}
    </span>
  )
}

/** A clause of the plan with its margin notes: the text in Song, the system's words beside it. */
export function Clause({ clause, lang }: { readonly clause: ClauseData; readonly lang: Language }): ReactNode {
  const t = texts[lang].clause
  const noted = clause.sentences.filter(({ note }) => note !== undefined)
  const numberOf = (sentence: PlanSentence) => noted.indexOf(sentence) + 1
  const named = clause.title === '' ? { 'aria-label': clause.citation } : { 'aria-labelledby': `${clause.id}-title` }
  return (
    <section className="clause" id={clause.id} {...named}>
      <div className="clause-text">
        {clause.title === '' ? (
          <>
            <h3 className="vh">{clause.citation}</h3>
            <p className="row">
              <Anchor clause={clause} lang={lang} />
            </p>
          </>
        ) : (
          <h3>
            <span id={`${clause.id}-title`} lang="zh-CN">
              {clause.title}
            </span>
            <Anchor clause={clause} lang={lang} />
          </h3>
        )}
        <p className={noted.length === 0 ? 'plan-text lead' : 'plan-text'} lang="zh-CN">
          {clause.sentences.map((sentence, at) => (
            <Fragment key={sentence.id}>
              {sentence.opens && at > 0 ? <br /> : null}
              {sentence.residue ? <Residue lang={lang} /> : null}
              <span
                className={sentence.residue ? 'sentence residue' : `sentence ${statusClass(sentence.status)}`}
                id={sentence.id}
              >
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
            <p className="quiet">{clause.aside ?? t.principle}</p>
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
          <b>{t.contents}</b> {here === undefined ? null : <span lang="zh-CN">{here.label}</span>}
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
export function FolioHead({
  title,
  side,
  id,
}: Pick<FolioProps, 'title' | 'side'> & { readonly id?: string }): ReactNode {
  return (
    <div className="folio-head row between" id={id}>
      <h2 lang="zh-CN">{title}</h2>
      {side === undefined ? null : <span className="small">{side}</span>}
    </div>
  )
}
