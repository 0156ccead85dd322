import type { ReactNode } from 'react'
import type { Matter } from '../../engine/review-matter.ts'
import { cutsOf, type Part, partsText } from '../../engine/review-parts.ts'
import type { Reviewed } from '../../engine/review-state.ts'
import { type Dossier, sentencePath } from './compile-data.ts'
import { compileTexts } from './compile-text.ts'
import type { Acting } from './visit.ts'

/** Places at which one matter is offered to be cut. */
const mostCuts = 8

/** Characters shown of what would be a matter of its own. */
const shown = 10

interface PartingProps {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly one: Reviewed
  readonly parts: readonly Part[]
  readonly matter: Matter
  readonly at: number
}

/** Whether a matter has a place to be cut, or one before it to be joined to. */
export const isPartable = ({ action }: Matter, at: number): boolean => at > 0 || cutsOf(action).length > 0

/** The ways to cut a matter in two and to join it to the one before, as links: the page opens with the form taken apart so. */
export function PartingLinks({ visit: { lang, href }, dossier, one, parts, matter, at }: PartingProps): ReactNode {
  const t = compileTexts[lang]
  const to = (part: Part) => href(`${sentencePath(dossier, one)}&parts=${partsText([...parts, part])}`)
  const cuts = cutsOf(matter.action).slice(0, mostCuts)
  return (
    <details>
      <summary>{t.part}</summary>
      <p className="small quiet">{t.partNote}</p>
      <ul className="small">
        {cuts.map((cut) => (
          <li key={cut}>
            <a href={to({ do: 'cut', matter: at, at: cut })}>{t.cutAt(matter.action.slice(cut, cut + shown))}</a>
          </li>
        ))}
        {at === 0 ? null : (
          <li>
            <a href={to({ do: 'join', matter: at })}>{t.join}</a>
          </li>
        )}
      </ul>
    </details>
  )
}
