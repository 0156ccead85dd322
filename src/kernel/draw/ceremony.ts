import type { Json } from '../log/canonical.ts'
import { isObject } from '../log/canonical.ts'
import type { Entry } from '../log/entry.ts'

/** Follows the draws of a log by their entries, in the order of the log: this order is the proof of what was fixed when. */
export interface Ceremonies {
  /** What this entry breaks of the order of its draw, or null. An entry of another type breaks nothing. */
  readonly faultOf: (entry: Entry) => string | null
  /** Draws that have neither a result nor a void yet. */
  readonly unfinished: () => readonly string[]
}

/** How far a draw has come. */
interface Ceremony {
  readonly committed: Set<string>
  readonly revealed: Set<string>
  isClosed: boolean
  /** 'result' or 'void', once it has either. */
  end: string | null
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** `2026/7` → the series `2026` and the number 7; null for an id that is not numbered. */
function numbered(draw: string): { readonly series: string; readonly n: number } | null {
  const match = /^(.+)\/([1-9]\d{0,8})$/.exec(draw)
  return match?.[1] === undefined ? null : { series: match[1], n: Number(match[2]) }
}

/** What a step breaks, and what it leaves behind. */
type Step = (ceremony: Ceremony, party: string) => string | null

const afterAll =
  (what: string): Step =>
  ({ committed, revealed }) =>
    committed.size > 0 && revealed.size === committed.size ? null : `${what} comes before all have revealed`

const steps: Readonly<Record<string, Step>> = {
  'draw.commit': ({ isClosed, committed }, party) => {
    if (isClosed) return `${party} commits after the close`
    if (committed.has(party)) return `${party} commits twice`
    committed.add(party)
    return null
  },
  'draw.close': (ceremony) => {
    ceremony.isClosed = true
    return ceremony.committed.size > 0 ? null : 'closed before anybody committed'
  },
  'draw.dice': ({ isClosed, revealed }) => {
    if (!isClosed) return 'dice are rolled before the close'
    return revealed.size === 0 ? null : 'dice are rolled after somebody revealed'
  },
  'draw.reveal': ({ isClosed, committed, revealed }, party) => {
    if (!isClosed) return `${party} reveals before the close`
    if (!committed.has(party)) return `${party} reveals without having committed`
    if (revealed.has(party)) return `${party} reveals twice`
    revealed.add(party)
    return null
  },
  'draw.beacon': afterAll('the beacon'),
  'draw.seed': afterAll('the seed'),
  'draw.result': (ceremony, party) => {
    ceremony.end = 'result'
    return afterAll('the result')(ceremony, party)
  },
  'draw.void': (ceremony, party) => {
    ceremony.end = 'void'
    return party === '' ? 'is void, and nobody is named' : null
  },
}

/**
 * The order of docs/FORMAT.md §6, checked entry by entry: numbers without gaps, so that no draw is repeated in secret;
 * commitments before the close, dice before every reveal, reveals only of those who committed, the result after all of them.
 */
export function ceremonies(): Ceremonies {
  const known = new Map<string, Ceremony>()
  const last = new Map<string, { readonly n: number; readonly draw: string }>()

  function frameFault(draw: string): string | null {
    if (known.has(draw)) return `draw ${draw} has a second frame`
    const number = numbered(draw)
    known.set(draw, { committed: new Set(), revealed: new Set(), isClosed: false, end: null })
    if (!number) return null
    const before = last.get(number.series)
    last.set(number.series, { n: number.n, draw })
    if (number.n !== (before?.n ?? 0) + 1) return `draw ${draw} follows number ${before?.n ?? 0} of its series`
    return before && known.get(before.draw)?.end === null
      ? `draw ${draw} begins while ${before.draw} has neither a result nor a void`
      : null
  }

  return {
    faultOf: (entry) => {
      const type = text(entry.type)
      if (type !== 'draw.frame' && !(type in steps)) return null
      const body = isObject(entry.body) ? entry.body : {}
      const draw = text(body.draw)
      if (type === 'draw.frame') return frameFault(draw)
      const ceremony = known.get(draw)
      if (!ceremony) return `draw ${draw} has no frame before its ${type}`
      if (ceremony.end !== null) return `draw ${draw}: ${type} comes after its ${ceremony.end}`
      const fault = steps[type]?.(ceremony, text(body.party)) ?? null
      return fault === null ? null : `draw ${draw}: ${fault}`
    },
    unfinished: () => [...known].flatMap(([draw, { end }]) => (end === null ? [draw] : [])),
  }
}
