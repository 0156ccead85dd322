import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Icon, type Shape } from './icon.tsx'

/** The two gates of a rectification: whether it is in place, and whether the people concerned are satisfied. */
export type GateKind = 'inPlace' | 'satisfied'

/**
 * `unjudged`: everybody was asked and nobody answered, which is never counted as satisfaction. `nobody`: there was nobody
 * to ask, and two offices signed for it.
 */
export type GateState = 'open' | 'fail' | 'pass' | 'unjudged' | 'nobody'

const shapes: Readonly<Record<GateState, Shape>> = {
  open: 'none',
  fail: 'late',
  pass: 'ok',
  unjudged: 'unjudged',
  nobody: 'unjudged',
}

interface GateProps {
  readonly kind: GateKind
  readonly state: GateState
  readonly lang: Language
  /** Only the gate's name; the state is left to shape, frame and colour, and to the ear. */
  readonly short?: boolean
}

export function Gate({ kind, state, lang, short }: GateProps): ReactNode {
  const t = texts[lang].gate
  return (
    <span className={`gate ${state === 'nobody' ? 'unjudged' : state}`}>
      <Icon shape={shapes[state]} />
      {short ? (
        <span>
          {t[kind]}
          <span className="vh">{` ${t[state]}`}</span>
        </span>
      ) : (
        <span>{`${t[kind]} · ${t[state]}`}</span>
      )}
    </span>
  )
}

interface GatesProps {
  readonly inPlace: GateState
  readonly satisfied: GateState
  readonly lang: Language
  readonly short?: boolean
  /** Adds what follows from both: 销号 or 不放过; or other words, where the matter ended without being struck off. */
  readonly verdict?: boolean | string
}

/** Both gates in their order; a matter is struck off only when neither holds it. */
export function Gates({ inPlace, satisfied, lang, short = false, verdict }: GatesProps): ReactNode {
  const t = texts[lang].gate
  const closed = inPlace === 'pass' && (satisfied === 'pass' || satisfied === 'nobody')
  const words = typeof verdict === 'string' ? verdict : closed ? t.closed : t.notLetGo
  return (
    <span className="gates">
      <Gate kind="inPlace" state={inPlace} lang={lang} short={short} />
      <Gate kind="satisfied" state={satisfied} lang={lang} short={short} />
      {verdict ? (
        <>
          <span className="link-line" aria-hidden="true" />
          <span className={closed ? 'verdict closed' : 'verdict'}>{words}</span>
        </>
      ) : null}
    </span>
  )
}
