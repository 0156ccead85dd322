import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { formats } from '../text/format.ts'
import { texts } from '../text/texts.ts'
import { Clock, type ClockFace } from './clock.tsx'
import { type GateState, Gates } from './gate.tsx'
import { Chip, statusClass } from './status.tsx'
import { Written } from './written.tsx'

/** A problem on the wall. */
export interface Brick {
  readonly no: string
  readonly title: string
  readonly href: string
  readonly inPlace: GateState
  readonly satisfied: GateState
  /** Sham rectification was found and the matter reopened. */
  readonly reopened?: boolean
  readonly overdue?: boolean
}

interface Half {
  readonly tone: string | null
  readonly sign: string
}

/** The left half: solid when passed; turning arrow when reopened, exclamation mark when overdue. */
function leftHalf({ inPlace, reopened, overdue }: Pick<Brick, 'inPlace' | 'reopened' | 'overdue'>): Half {
  if (inPlace === 'pass') return { tone: statusClass('ok'), sign: '' }
  if (reopened) return { tone: statusClass('again'), sign: '↻' }
  if (overdue) return { tone: statusClass('late'), sign: '!' }
  return { tone: null, sign: '' }
}

function rightHalf({ satisfied }: Pick<Brick, 'satisfied'>): Half {
  if (satisfied === 'pass') return { tone: statusClass('ok'), sign: '' }
  if (satisfied === 'nobody') return { tone: statusClass('ok'), sign: '–' }
  if (satisfied === 'fail') return { tone: statusClass('late'), sign: '!' }
  return { tone: null, sign: satisfied === 'unjudged' ? '–' : '' }
}

function Halves({ of }: { readonly of: Pick<Brick, 'inPlace' | 'satisfied' | 'reopened' | 'overdue'> }): ReactNode {
  return [leftHalf(of), rightHalf(of)].map(({ tone, sign }, at) => (
    <span
      key={at === 0 ? 'in-place' : 'satisfied'}
      className={tone === null ? 'half' : `half solid ${tone}`}
      aria-hidden="true"
    >
      {sign}
    </span>
  ))
}

interface BrickWallProps {
  readonly bricks: readonly Brick[]
  readonly lang: Language
  /** The id of what follows the wall, so that the keyboard need not pass every brick. */
  readonly skipTo: string
}

/** A brick is a problem; its left half is 到位, its right half 满意; only both make it solid. */
export function BrickWall({ bricks, lang, skipTo }: BrickWallProps): ReactNode {
  const t = texts[lang]
  return (
    <>
      <a className="skip" href={`#${skipTo}`}>
        {t.wall.skip}
      </a>
      <ol className="wall">
        {bricks.map((brick) => {
          const facts = [brick.reopened ? t.wall.again : null, brick.overdue ? t.wall.overdue : null]
          // A label cannot be in two languages: in English the number stands for the title, which is Chinese.
          const title = lang === 'en' && /\p{Script=Han}/u.test(brick.title) ? '' : brick.title
          const name = t.wall.brick(brick.no, title, t.gate[brick.inPlace], t.gate[brick.satisfied])
          return (
            <li key={brick.no}>
              <a
                href={brick.href}
                title={`${brick.no} ${title}`.trim()}
                aria-label={[name, ...facts].filter(Boolean).join(' · ')}
              >
                <Halves of={brick} />
              </a>
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** How many bricks of each kind there are. */
export interface WallCounts {
  readonly closed: number
  readonly inPlaceOpen: number
  readonly reopened: number
  readonly overdue: number
  readonly waiting: number
  readonly unsatisfied: number
}

const looks: Readonly<Record<keyof WallCounts, Pick<Brick, 'inPlace' | 'satisfied' | 'reopened' | 'overdue'>>> = {
  closed: { inPlace: 'pass', satisfied: 'pass' },
  inPlaceOpen: { inPlace: 'open', satisfied: 'open' },
  reopened: { inPlace: 'fail', satisfied: 'open', reopened: true },
  overdue: { inPlace: 'fail', satisfied: 'open', overdue: true },
  waiting: { inPlace: 'pass', satisfied: 'open' },
  unsatisfied: { inPlace: 'pass', satisfied: 'fail' },
}

const kinds = Object.keys(looks) as readonly (keyof WallCounts)[]

/** What each kind of brick means, and how many there are. */
export function WallKey({ counts, lang }: { readonly counts: WallCounts; readonly lang: Language }): ReactNode {
  const t = texts[lang].wall
  return (
    <ul className="wall-key">
      {kinds.map((kind) => (
        <li key={kind}>
          <span className="brick">
            <Halves of={looks[kind]} />
          </span>
          <span>
            {kind === 'overdue' ? t.overdueFirst : t[kind]} <b className="num">{formats[lang].number(counts[kind])}</b>
          </span>
        </li>
      ))}
    </ul>
  )
}

export interface WallRowData extends Brick {
  /** How it was found. Example: '暗访发现'. */
  readonly found: string
  readonly clause: { readonly href: string; readonly citation: string } | null
  readonly text: string
  readonly unit: string
  readonly clock?: ClockFace
  readonly times?: string
  /** How it ended, where it ended without being struck off. */
  readonly ended?: string
}

/** One problem in words: what, who, until when, and at which gate it stands. */
export function WallRow({ row, lang }: { readonly row: WallRowData; readonly lang: Language }): ReactNode {
  return (
    <article className="wall-row">
      <div>
        <p className="tiny quiet row">
          <span className="mono">{row.no}</span>
          <span>{row.found}</span>
          {row.clause === null ? null : <a href={row.clause.href}>{row.clause.citation}</a>}
        </p>
        <h3>
          <a href={row.href}>
            <Written text={row.title} lang={lang} />
          </a>
        </h3>
        <p className="small quiet">
          <Written text={row.text} lang={lang} />
        </p>
      </div>
      <div className="small">
        <p>
          <b>{row.unit}</b>
        </p>
        {row.clock === undefined ? null : (
          <p>
            <Clock face={row.clock} lang={lang} />
          </p>
        )}
        {row.times === undefined ? null : (
          <p className="mt2">
            <Chip status="again" lang={lang} label={row.times} />
          </p>
        )}
      </div>
      <Gates inPlace={row.inPlace} satisfied={row.satisfied} lang={lang} verdict={row.ended ?? true} />
    </article>
  )
}
