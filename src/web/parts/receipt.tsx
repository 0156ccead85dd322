import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Icon } from './icon.tsx'
import { DefinitionList, type Entry } from './table.tsx'

interface SlipProps {
  readonly title: string
  readonly side?: ReactNode
  readonly banner: ReactNode
  readonly entries: readonly Entry[]
  /** Below the perforation: the witnesses. */
  readonly children: ReactNode
}

/** The receipt of one log entry, on paper with a red head and a perforated edge. */
export function Slip({ title, side, banner, entries, children }: SlipProps): ReactNode {
  return (
    <section className="slip" aria-labelledby="slip-title">
      <div className="row between">
        <h2 id="slip-title">{title}</h2>
        {side}
      </div>
      <div className="mt4">{banner}</div>
      <div className="mt4">
        <DefinitionList entries={entries} />
      </div>
      <div className="perforation" />
      {children}
    </section>
  )
}

/** Who keeps the same root, and when they signed it. */
export function Witnesses({
  of,
}: {
  readonly of: readonly { readonly name: string; readonly says: string }[]
}): ReactNode {
  return (
    <ul className="grid grid-4">
      {of.map(({ name, says }) => (
        <li className="witness" key={name}>
          <b>{name}</b>
          <span className="quiet">{says}</span>
        </li>
      ))}
    </ul>
  )
}

/** What something proves, ticked, or does not prove, with an empty ring. */
export function Says({ items, proves }: { readonly items: readonly ReactNode[]; readonly proves: boolean }): ReactNode {
  return (
    <ul className="steps">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
        <li key={at}>
          <Icon shape={proves ? 'ok' : 'none'} />
          <span>{item}</span>
        </li>
      ))}
    </ul>
  )
}

/** Steps that are only numbered. */
export function NumberedSteps({ items }: { readonly items: readonly ReactNode[] }): ReactNode {
  return (
    <ol className="steps">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
        <li key={at}>
          <span className="num">{at + 1}</span>
          <span>{item}</span>
        </li>
      ))}
    </ol>
  )
}

interface ProofPathProps {
  /** The sibling hashes from the leaf to the root, hexadecimal. */
  readonly path: readonly string[]
  readonly lang: Language
}

const percent = (value: number) => `${Math.round(value * 100) / 100}%`
const em = (value: number) => `${Math.round(value * 100) / 100}em`

/** Where the way starts and ends: x in percent of the width, y in em, so that its letters keep their size. */
const from = { x: 5, y: 11 }
const to = { x: 95, y: 3.5 }
/** A neighbour's fingerprint hangs so far below the place it joins from, in em. */
const drop = 3.4

/** A place on the drawing, around which everything is measured in em. */
function At({ x, y, children }: { readonly x: number; readonly y: number; readonly children: ReactNode }): ReactNode {
  return (
    <svg x={percent(x)} y={em(y)} overflow="visible" aria-hidden="true">
      {children}
    </svg>
  )
}

/**
 * An inclusion proof (RFC 9162): from the entry on the left to the published root on the right, a neighbour joining at
 * each step. A picture for wide screens: lay it in `hide-s`, with the same steps in words beside it for everybody.
 */
export function ProofPath({ path, lang }: ProofPathProps): ReactNode {
  const t = texts[lang].receipt
  const steps = Math.max(1, path.length)
  const at = (step: number) => ({
    x: from.x + ((to.x - from.x) * step) / steps,
    y: from.y + ((to.y - from.y) * step) / steps,
  })
  return (
    <svg className="proof" height="17em" role="img" aria-label={t.proofPath}>
      <line className="way" x1={percent(from.x)} y1={em(from.y)} x2={percent(to.x)} y2={em(to.y)} />
      {path.map((hash, step) => {
        const before = at(step)
        const joint = at(step + 1)
        return (
          <g key={hash}>
            <line
              className="branch"
              x1={percent(before.x)}
              y1={em(before.y + drop + 0.8)}
              x2={percent(joint.x)}
              y2={em(joint.y)}
            />
            <At x={before.x} y={before.y + drop}>
              <rect className="leaf" x="-2.7em" width="5.4em" height="1.8em" />
              <text className="hash-label" y="1.25em" textAnchor="middle">
                {hash.slice(0, 6)}
              </text>
            </At>
            {step === path.length - 1 ? null : (
              <circle className="joint" cx={percent(joint.x)} cy={em(joint.y)} r="5" />
            )}
          </g>
        )
      })}
      <circle className="own" cx={percent(from.x)} cy={em(from.y)} r="9" />
      <circle className="root" cx={percent(to.x)} cy={em(to.y)} r="9" />
      <text x={percent(from.x - 1.5)} y={em(from.y - 1.3)}>
        {t.thisRecord}
      </text>
      <text x={percent(to.x + 1.5)} y={em(to.y - 1.3)} textAnchor="end">
        {t.root}
      </text>
    </svg>
  )
}
