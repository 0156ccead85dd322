import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Icon } from './icon.tsx'
import type { Status } from './status-kind.ts'

export { type Status, statuses } from './status-kind.ts'

/** The class that gives a part the colours of a status. Only parts use it: a page shows a status by `Chip` or `Mark`. */
export function statusClass(status: Status): string {
  return `st-${status}`
}

export function statusWord(status: Status, lang: Language): string {
  return texts[lang].status[status]
}

interface ChipProps {
  readonly status: Status
  readonly lang: Language
  /** More exact words than the status's own. Example: '已重开 2 次'. */
  readonly label?: string
  /** Without its coloured ground, for tables. */
  readonly bare?: boolean
}

/** Word, shape and colour of a status. A page has no other way to show one. */
export function Chip({ status, lang, label, bare }: ChipProps): ReactNode {
  return (
    <span className={`chip ${statusClass(status)}${bare ? ' bare' : ''}`}>
      <Icon shape={status} />
      <span>{label ?? statusWord(status, lang)}</span>
    </span>
  )
}

/** The shape of a status where the words beside it already say what happened; a screen reader still hears the status. */
export function Mark({ status, lang }: { readonly status: Status; readonly lang: Language }): ReactNode {
  return (
    <>
      <Icon shape={status} />
      <span className="vh">{`${statusWord(status, lang)} `}</span>
    </>
  )
}

/** A line that carries a status: shape, then words. */
export function StatusLine(props: {
  readonly status: Status
  readonly lang: Language
  readonly children: ReactNode
}): ReactNode {
  return (
    <span>
      <span className={`tint ${statusClass(props.status)}`}>
        <Mark status={props.status} lang={props.lang} />
      </span>{' '}
      {props.children}
    </span>
  )
}

/** A verdict across a sheet. Example: 已在公开日志中，三家见证一致. */
export function Banner(props: {
  readonly status: Status
  readonly lang: Language
  readonly children: ReactNode
}): ReactNode {
  return (
    <p className={`banner ${statusClass(props.status)}`}>
      <Mark status={props.status} lang={props.lang} /> {props.children}
    </p>
  )
}
