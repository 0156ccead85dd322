import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Tag } from './table.tsx'

/**
 * How much a piece of evidence can carry: 1 said by the unit itself, 2 left by the system, 3 verified by somebody
 * independent, 4 confirmed by the person concerned. Degree 1 alone is never scored.
 */
export type Strength = 1 | 2 | 3 | 4

/** Four cells, filled up to the degree, and the degree in words. */
export function StrengthMeter({ strength, lang }: { readonly strength: Strength; readonly lang: Language }): ReactNode {
  const t = texts[lang].evidence
  return (
    <span className="strength">
      <svg viewBox="0 0 58 8" aria-hidden="true">
        {[1, 2, 3, 4].map((degree) => (
          <rect
            key={degree}
            x={(degree - 1) * 15}
            width="13"
            height="8"
            className={degree <= strength ? 'on' : undefined}
          />
        ))}
      </svg>
      <span className="vh">{t.of(strength)}</span>
      <span>{t.degrees[strength - 1]}</span>
    </span>
  )
}

export interface EvidenceItem {
  readonly title: string
  readonly href?: string
  readonly text?: ReactNode
  /** Whether it supports or contradicts what was claimed; left out for what does neither. */
  readonly bearing?: 'for' | 'against'
  readonly strength?: Strength
  /** Who made it. Example: '12345 回访组'. */
  readonly by?: string
  readonly when?: string
  /** The first and last digits of its SHA-256. Example: 'a91f…07c2'. */
  readonly fingerprint?: string
  readonly entry?: { readonly index: number; readonly href: string }
  readonly photo?: { readonly src: string; readonly alt: string }
}

interface EvidenceCardProps {
  readonly item: EvidenceItem
  readonly lang: Language
  /** Of the heading; 3 unless told. */
  readonly level?: 3 | 4
}

/** One piece of evidence: what, which side it speaks for, who, when, and where it is recorded. */
export function EvidenceCard({ item, lang, level = 3 }: EvidenceCardProps): ReactNode {
  const t = texts[lang].evidence
  const { title, href, text, bearing, strength, by, when, fingerprint, entry, photo } = item
  const Heading = level === 3 ? 'h3' : 'h4'
  return (
    <article className={bearing === undefined ? 'evidence' : `evidence ${bearing}`}>
      {photo === undefined ? null : <img className="photo" src={photo.src} alt={photo.alt} loading="lazy" />}
      <Heading>{href === undefined ? title : <a href={href}>{title}</a>}</Heading>
      {text === undefined ? null : <p>{text}</p>}
      {strength === undefined ? null : (
        <p className="mt2">
          <StrengthMeter strength={strength} lang={lang} />
        </p>
      )}
      <div className="meta">
        {bearing === undefined ? null : <Tag>{t[bearing]}</Tag>}
        {by === undefined ? null : <span>{by}</span>}
        {when === undefined ? null : <time>{when}</time>}
        {fingerprint === undefined ? null : <span className="mono">{fingerprint}</span>}
        {entry === undefined ? null : (
          <a className="num" href={entry.href}>
            {t.entry(entry.index)}
          </a>
        )}
      </div>
    </article>
  )
}
