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

const width = 1120
const from = { x: 60, y: 150 }
const to = { x: 1060, y: 46 }

/**
 * An inclusion proof (RFC 9162): from the entry on the left to the published root on the right, a neighbour joining at
 * each step. A picture for wide screens: lay it in `hide-s`, with the same steps in words beside it for everybody.
 */
export function ProofPath({ path, lang }: ProofPathProps): ReactNode {
  const t = texts[lang].receipt
  const steps = Math.max(1, path.length)
  const at = (step: number) => ({
    x: Math.round(from.x + ((to.x - from.x) * step) / steps),
    y: Math.round(from.y + ((to.y - from.y) * step) / steps),
  })
  return (
    <svg className="proof" viewBox={`0 0 ${width} 240`} role="img" aria-label={t.proofPath}>
      <path className="way" d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
      {path.map((hash, step) => {
        const before = at(step)
        const joint = at(step + 1)
        return (
          <g key={hash}>
            <path className="branch" d={`M${before.x} ${before.y + 56}L${joint.x} ${joint.y}`} />
            <rect className="leaf" x={before.x - 42} y={before.y + 44} width="84" height="26" />
            <text className="hash-label" x={before.x} y={before.y + 62} textAnchor="middle">
              {hash.slice(0, 6)}
            </text>
            {step === path.length - 1 ? null : <circle className="joint" cx={joint.x} cy={joint.y} r="5" />}
          </g>
        )
      })}
      <circle className="own" cx={from.x} cy={from.y} r="9" />
      <circle className="root" cx={to.x} cy={to.y} r="9" />
      <text x={from.x - 20} y={from.y - 24}>
        {t.thisRecord}
      </text>
      <text x={to.x + 20} y={to.y - 22} textAnchor="end">
        {t.root}
      </text>
    </svg>
  )
}
