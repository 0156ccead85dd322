import type { ReactNode } from 'react'
import type { Matter } from '../../engine/review-matter.ts'
import { cutsOf, type Part, partsText } from '../../engine/review-parts.ts'
import { type Dossier, pathOf } from './compile-data.ts'
import { compileTexts } from './compile-text.ts'
import type { Acting } from './visit.ts'

/** Places at which one matter is offered to be cut. */
const mostCuts = 8

/** Characters shown of what would be a matter of its own. */
const shown = 10

/** The button that was pressed. */
export const partField = 'part'

interface PartingProps {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly matter: Matter
  readonly at: number
}

/** Whether a matter has a place to be cut, or one before it to be joined to. */
export const isPartable = ({ action }: Matter, at: number): boolean => at > 0 || cutsOf(action).length > 0

/** The ways to cut a matter in two and to join it to the one before, as buttons of its form: what was typed comes along. */
export function Parting({ visit: { lang, href }, dossier, matter, at }: PartingProps): ReactNode {
  const t = compileTexts[lang]
  const button = (part: Part, words: string) => (
    <button
      className="btn plain compact"
      type="submit"
      formAction={href(pathOf(dossier, '/part'))}
      name={partField}
      value={partsText([part])}
    >
      {words}
    </button>
  )
  const cuts = cutsOf(matter.action).slice(0, mostCuts)
  return (
    <details>
      <summary>{t.part}</summary>
      <p className="small quiet">{t.partNote}</p>
      <ul className="small">
        {cuts.map((cut) => (
          <li key={cut}>
            {button({ do: 'cut', matter: at, at: cut }, t.cutAt(matter.action.slice(cut, cut + shown)))}
          </li>
        ))}
        {at === 0 ? null : <li>{button({ do: 'join', matter: at }, t.join)}</li>}
      </ul>
    </details>
  )
}
