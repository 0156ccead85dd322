import type { ReactNode } from 'react'
import type { Day } from '../../kernel/calendar.ts'
import type { SpanUnit } from '../../kernel/clock.ts'
import type { Language } from '../../kernel/text.ts'
import type { Sentence } from '../text/sentence.ts'
import { texts } from '../text/texts.ts'
import { Say } from './say.tsx'

/** A clock as people see it. `used` is the share of the limit used, 0 to 1. */
export type ClockFace =
  | {
      readonly state: 'running' | 'soon'
      readonly used: number
      readonly left: number
      readonly unit: SpanUnit
      readonly due?: Day
      /** The due day lies in a year whose holidays are not published. */
      readonly provisional?: boolean
    }
  | { readonly state: 'late'; readonly over: number; readonly unit: SpanUnit; readonly due?: Day }
  | { readonly state: 'done'; readonly on: Day }
  | { readonly state: 'stopped'; readonly used: number; readonly why: string }

/** The same clock where its last day stands beside it. */
export function withoutDay(face: ClockFace): ClockFace {
  if (face.state === 'done' || face.state === 'stopped') return face
  const { due: _, ...rest } = face
  return rest
}

interface ClockProps {
  readonly face: ClockFace
  readonly lang: Language
  /** What is being timed, before the words. Example: '重新责令'. */
  readonly label?: string
  /** Other words than the face's own. Example: ['明天 ', strong('18:00'), ' 前']. */
  readonly words?: Sentence
}

function wordsOf(face: ClockFace, lang: Language): Sentence {
  const t = texts[lang].clock
  const due = (day: Day | undefined): Sentence => (day === undefined ? [] : [` · ${t.due(day)}`])
  switch (face.state) {
    case 'running':
    case 'soon':
      return [...t.left(face.left, face.unit), ...due(face.due)]
    case 'late':
      return [...t.over(face.over, face.unit), ...due(face.due)]
    case 'done':
      return t.doneOn(face.on)
    case 'stopped':
      return t.stopped(face.why)
    default: {
      const never: never = face
      throw new TypeError(String(never))
    }
  }
}

/** What stands inside the ring, so that the state can be told without colour: dot, exclamation mark, tick, two bars. */
const inside: Readonly<Record<ClockFace['state'], ReactNode>> = {
  running: null,
  soon: <circle cx="10" cy="10" r="2.2" fill="currentColor" stroke="none" />,
  late: <path d="M10 5.8v5M10 12.4v1.9" stroke="currentColor" strokeWidth="2" />,
  done: <path d="M6.6 10.2l2.4 2.4 4.4-5" stroke="currentColor" strokeWidth="2" />,
  stopped: <path d="M8.2 7v6M11.8 7v6" stroke="currentColor" strokeWidth="1.8" />,
}

function usedShare(face: ClockFace): number {
  return face.state === 'late' || face.state === 'done' ? 1 : Math.min(1, Math.max(0, face.used))
}

/** A dial that shows the share of the limit used, and the days in words. */
export function Clock({ face, lang, label, words }: ClockProps): ReactNode {
  const t = texts[lang].clock
  const tone = face.state === 'running' ? '' : ` ${face.state}`
  const used = Math.round(usedShare(face) * 1000) / 10
  return (
    <span className={`clock${tone}`}>
      <svg className="dial" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="8" />
        <circle
          className="used"
          cx="10"
          cy="10"
          r="8"
          pathLength="100"
          strokeDasharray={`${used} 100`}
          transform="rotate(-90 10 10)"
        />
        {inside[face.state]}
      </svg>
      <span>
        {label === undefined ? null : `${label} `}
        <Say text={words ?? wordsOf(face, lang)} />
        {face.state === 'soon' ? <span className="vh">{` ${t.leftSoon}`}</span> : null}
        {face.state === 'running' && face.provisional ? <span className="faint">{` ${t.provisional}`}</span> : null}
      </span>
    </span>
  )
}
