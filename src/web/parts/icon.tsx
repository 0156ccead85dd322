import type { ReactNode } from 'react'
import type { Status } from './status-kind.ts'

export type Shape = Status | 'unjudged' | 'house' | 'hall' | 'disc' | 'diamond'

/**
 * Every shape of the pages, drawn once in the body of each page and used by reference. A status has a shape of its own:
 * ticked disc, half disc, diamond, triangle, turning arrow, dashed ring, three lines.
 */
export function Sprite(): ReactNode {
  return (
    <svg className="sprite" aria-hidden="true" focusable="false">
      <symbol id="i-ok" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="7" fill="currentColor" />
        <path d="M4.6 8.2l2.4 2.4 4.4-4.9" fill="none" stroke="var(--sheet)" strokeWidth="1.9" />
      </symbol>
      <symbol id="i-doing" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.7" />
        <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </symbol>
      <symbol id="i-wait" viewBox="0 0 16 16">
        <path d="M8 1.2L14.8 8 8 14.8 1.2 8z" fill="none" stroke="currentColor" strokeWidth="1.8" />
        <circle cx="8" cy="8" r="1.7" fill="currentColor" />
      </symbol>
      <symbol id="i-late" viewBox="0 0 16 16">
        <path d="M8 1.2L15.4 14.4H.6z" fill="currentColor" />
        <path d="M8 5.6v4.2M8 11.2v1.6" stroke="var(--sheet)" strokeWidth="1.7" />
      </symbol>
      <symbol id="i-again" viewBox="0 0 16 16">
        <path d="M13.6 8a5.6 5.6 0 1 1-1.7-4" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M12.6.6v4.2H8.4z" fill="currentColor" />
      </symbol>
      <symbol id="i-none" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.6 1.9" />
      </symbol>
      <symbol id="i-principle" viewBox="0 0 16 16">
        <path d="M3 4.2h10M3 8h10M3 11.8h6" stroke="currentColor" strokeWidth="1.5" />
      </symbol>
      <symbol id="i-unjudged" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M4.8 8h6.4" stroke="currentColor" strokeWidth="1.8" />
      </symbol>
      <symbol id="i-disc" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="7" fill="currentColor" />
      </symbol>
      <symbol id="i-diamond" viewBox="0 0 16 16">
        <path d="M8 .4L15.6 8 8 15.6.4 8z" fill="currentColor" />
      </symbol>
      <symbol id="i-house" viewBox="0 0 40 40">
        <path d="M8 34V18L20 8l12 10v16z" fill="none" stroke="currentColor" strokeWidth="2" />
      </symbol>
      <symbol id="i-hall" viewBox="0 0 40 40">
        <path
          d="M5 34V15h30v19zM2 15L20 5l18 10M12 21v9M20 21v9M28 21v9"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
        />
      </symbol>
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M1 0v5" stroke="var(--line-2)" strokeWidth="2" />
      </pattern>
      <pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse">
        <circle cx="2.5" cy="2.5" r="1.1" fill="var(--none)" />
      </pattern>
      <pattern id="hatch-wait" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M2 0v8" stroke="var(--wait-bar)" strokeWidth="4" />
        <path d="M6 0v8" stroke="var(--wait-bar)" strokeOpacity=".5" strokeWidth="4" />
      </pattern>
    </svg>
  )
}

/** A shape beside words that say the same; it has no name of its own for a screen reader. */
export function Icon({ shape }: { readonly shape: Shape }): ReactNode {
  return (
    <svg className="i" aria-hidden="true">
      <use href={`#i-${shape}`} />
    </svg>
  )
}

export function Seal(): ReactNode {
  return (
    <svg className="seal" viewBox="0 0 44 44" aria-hidden="true">
      <rect x="1" y="1" width="42" height="42" rx="3" fill="currentColor" />
      <rect x="4.2" y="4.2" width="35.6" height="35.6" rx="1" fill="none" stroke="var(--sheet)" strokeWidth="1.3" />
      <g fill="none" stroke="var(--sheet)" strokeWidth="2.6" strokeLinecap="square">
        <path d="M10.5 13.5h23M10.5 22h16M10.5 30.5h11" />
        <path d="M25 30l3.4 3.4 6.2-8" />
      </g>
    </svg>
  )
}
