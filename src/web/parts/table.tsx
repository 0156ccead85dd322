import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { formats } from '../text/format.ts'
import { texts } from '../text/texts.ts'

export interface Column {
  readonly title: string
  /** Numbers stand at the end of their column. */
  readonly align?: 'end'
  /** What the row is called; at most one column. */
  readonly heading?: boolean
  /** Twenty-fourths of the width; given for all columns or for none. Tables that stand in a row then line up. */
  readonly share?: 3 | 4 | 5 | 6 | 7 | 8 | 9
}

export interface Row {
  readonly key: string
  readonly cells: readonly ReactNode[]
}

interface TableProps {
  /** What the table shows; read out, not drawn, unless `showCaption`. */
  readonly caption: string
  readonly showCaption?: boolean
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Keeps its columns on a phone and scrolls inside its own region, for matrices. */
  readonly keepColumns?: boolean
  /** Short cells: on a phone they stand side by side under their row's heading instead of one below the other. */
  readonly dense?: boolean
}

/** A table that becomes cards on a phone: each cell then carries its column's title. */
export function Table({ caption, showCaption, columns, rows, keepColumns, dense }: TableProps): ReactNode {
  const looks = [
    'table',
    keepColumns ? '' : 'cards',
    dense ? 'dense' : '',
    columns.some(({ share }) => share !== undefined) ? 'shared' : '',
  ]
  const table = (
    <table className={looks.filter(Boolean).join(' ')}>
      <caption className={showCaption ? 'small quiet' : 'vh'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, align, share }) => (
            <th
              key={title}
              scope="col"
              className={
                [align === 'end' ? 'right' : '', share ? `c${share}` : ''].filter(Boolean).join(' ') || undefined
              }
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {columns.map(({ title, align, heading }, at) =>
              heading ? (
                <th key={title} scope="row">
                  {cells[at]}
                </th>
              ) : (
                <td key={title} data-label={title} className={align === 'end' ? 'right' : undefined}>
                  {cells[at]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
  return keepColumns ? <Scroll label={caption}>{table}</Scroll> : table
}

/** A region that scrolls sideways by itself and can be reached by keyboard, so that the page never does. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard (WCAG 2.1.1)
    <section className="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}

interface PagerProps {
  readonly lang: Language
  readonly previous: string | null
  readonly next: string | null
  /** Entries shown, from one, and how many there are if that is known. */
  readonly shown?: { readonly from: number; readonly to: number; readonly of?: number }
}

/** Keyset pages: back, forward, and what is shown. Nothing when everything is on one page. */
export function Pager({ lang, previous, next, shown }: PagerProps): ReactNode {
  const t = texts[lang].list
  if (previous === null && next === null) return null
  return (
    <nav className="pager" aria-label={t.pages}>
      {previous === null ? null : (
        <a href={previous} rel="prev">
          {t.previous}
        </a>
      )}
      {shown === undefined ? null : (
        <span className="quiet num">
          {t.shown(shown.from, shown.to)}
          {shown.of === undefined ? null : ` ${t.of(shown.of)}`}
        </span>
      )}
      {next === null ? null : (
        <a href={next} rel="next">
          {t.next}
        </a>
      )}
    </nav>
  )
}

interface Tab {
  readonly href: string
  readonly label: string
  readonly n?: number
  readonly current?: boolean
}

/** Filters of one list, each a link with how many it holds. */
export function Tabs({
  tabs,
  lang,
  label,
}: {
  readonly tabs: readonly Tab[]
  readonly lang: Language
  readonly label?: string
}): ReactNode {
  return (
    <nav className="tabs" aria-label={label ?? texts[lang].list.tabs}>
      {tabs.map(({ href, label: name, n, current }) => (
        <a key={href} href={href} aria-current={current ? 'true' : undefined}>
          {name}
          {n === undefined ? null : <span className="num">{formats[lang].number(n)}</span>}
        </a>
      ))}
    </nav>
  )
}

export interface Entry {
  readonly term: string
  readonly value: ReactNode
}

/** Terms and their values; `ruled` draws a line under each and sets the value at the end. */
export function DefinitionList({
  entries,
  ruled,
}: {
  readonly entries: readonly Entry[]
  readonly ruled?: boolean
}): ReactNode {
  return (
    <dl className={ruled ? 'kv ruled' : 'kv'}>
      {entries.map(({ term, value }) => (
        <Pair key={term} term={term} value={value} />
      ))}
    </dl>
  )
}

function Pair({ term, value }: Entry): ReactNode {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  )
}

interface NoteProps {
  readonly tone?: 'red' | 'blue'
  readonly title?: string
  readonly children: ReactNode
}

/** A remark beside the matter: red for authority, blue for what to do, plain for the rest. */
export function Note({ tone, title, children }: NoteProps): ReactNode {
  return (
    <div className={tone === undefined ? 'note' : `note ${tone}`}>
      {title === undefined ? null : <h3>{title}</h3>}
      <div className="small">{children}</div>
    </div>
  )
}

/** A small mark beside a name. `invented` is the dashed one that says 演示数据. */
export function Tag({ children, invented }: { readonly children: ReactNode; readonly invented?: boolean }): ReactNode {
  return <span className={invented ? 'tag invented' : 'tag'}>{children}</span>
}
