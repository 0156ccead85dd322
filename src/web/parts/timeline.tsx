import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Icon, type Shape } from './icon.tsx'
import { Mark, type Status, statusClass } from './status.tsx'
import { Written } from './written.tsx'

export interface TimelineItem {
  readonly status: Status
  readonly title: string
  readonly href?: string
  readonly text?: ReactNode
  /** When, in words. Example: '11月14日 16:42'. */
  readonly when?: string
  /** The log entry that records it. */
  readonly entry?: { readonly index: number; readonly href: string }
}

/** What happened and what will, from the first to the last; the shape of each dot is its status. */
export function Timeline({
  items,
  lang,
}: {
  readonly items: readonly TimelineItem[]
  readonly lang: Language
}): ReactNode {
  const t = texts[lang].evidence
  return (
    <ol className="timeline">
      {items.map(({ status, title, href, text, when, entry }) => (
        <li key={`${when}-${title}`} className={statusClass(status)}>
          <h3>
            <span className="dot">
              <Mark status={status} lang={lang} />
            </span>
            {href === undefined ? (
              <Written text={title} lang={lang} />
            ) : (
              <a href={href}>
                <Written text={title} lang={lang} />
              </a>
            )}
          </h3>
          {text === undefined ? null : typeof text === 'string' ? <p>{text}</p> : <div className="small">{text}</div>}
          {when === undefined && entry === undefined ? null : (
            <p className="row">
              {when === undefined ? null : <time>{when}</time>}
              {entry === undefined ? null : (
                <a className="num" href={entry.href}>
                  {t.entry(entry.index)}
                </a>
              )}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** `again`: passed, but sent back. `now` with `fresh` false: the step was reopened. */
export type StepState = 'done' | 'again' | 'now' | 'todo'

export interface Step {
  readonly title: string
  readonly note?: string
  readonly state: StepState
}

const stepShapes: Readonly<Record<StepState, Shape>> = { done: 'ok', again: 'again', now: 'doing', todo: 'none' }

const stepClasses: Readonly<Record<StepState, string>> = { done: 'done', again: 'done again', now: 'now', todo: '' }

interface ProcedureLineProps {
  readonly steps: readonly Step[]
  readonly lang: Language
  /** The procedure's name. */
  readonly label: string
  /** The matter has been sent back: the current step shows the turning arrow instead of the half disc. */
  readonly reopened?: boolean
}

/** The procedure as a metro line: where the matter has been, where it is, what is still to come. */
export function ProcedureLine({ steps, lang, label, reopened }: ProcedureLineProps): ReactNode {
  const t = texts[lang].step
  return (
    <ol className="line" aria-label={label}>
      {steps.map(({ title, note, state }, at) => {
        const fresh = state === 'now' && !reopened
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the same step may be passed twice
            key={at}
            className={fresh ? 'now fresh' : stepClasses[state] || undefined}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <span className="dot">
              <Icon shape={state === 'now' && reopened ? 'again' : stepShapes[state]} />
            </span>
            <b>
              {title}
              <span className="vh">{` ${t[state]}`}</span>
            </b>
            {note === undefined ? null : <small>{note}</small>}
          </li>
        )
      })}
    </ol>
  )
}

export interface RecordedAction {
  readonly when: string
  readonly what: string
  readonly entry: number
  readonly href: string
}

/** Every act in a case with its log entry, newest first. */
export function ActionLog({
  actions,
  lang,
}: {
  readonly actions: readonly RecordedAction[]
  readonly lang: Language
}): ReactNode {
  return (
    <ol className="actions">
      {actions.map(({ when, what, entry, href }) => (
        <li key={entry}>
          <time>{when}</time>
          <span>{what}</span>
          <a className="num" href={href} aria-label={texts[lang].evidence.entry(entry)}>
            {entry}
          </a>
        </li>
      ))}
    </ol>
  )
}
