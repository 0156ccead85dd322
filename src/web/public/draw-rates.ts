import { unitsDrawn } from '../../kernel/draw/teams.ts'
import type { DrawDetail } from './draw-data.ts'

/** A round in which something happened, to link to. */
export interface RoundOf {
  readonly no: string
  readonly title: string
}

/** How often a unit was drawn in the rounds that are public. */
export interface UnitRate {
  readonly unit: string
  /** Rounds in which it was to be visited, after what was replaced; the newest first. */
  readonly visits: readonly RoundOf[]
  /** Rounds in which it was drawn and could not be visited. */
  readonly gaveWay: readonly RoundOf[]
  /** Findings that became public cases. */
  readonly found: number
}

/** How often an inspector was sent, and how often he did not go. */
export interface InspectorRate {
  readonly post: string
  /** Units, in all rounds. */
  readonly sent: number
  readonly aside: readonly RoundOf[]
}

export interface Rates {
  /** Units of all lists: those never drawn first, then the least drawn. */
  readonly units: readonly UnitRate[]
  readonly inspectors: readonly InspectorRate[]
  readonly visits: number
  /** Visits that found something, one for each unit of a round. */
  readonly withFindings: number
}

type Rated = Pick<DrawDetail, 'frame' | 'result' | 'standing' | 'unitChange' | 'inspectorChange' | 'findings'> & {
  readonly row: Pick<DrawDetail['row'], 'no'>
  readonly line: { readonly seen: { readonly title: string } }
}

const roundOf = ({ row, line }: Rated): RoundOf => ({ no: row.no, title: line.seen.title })

/** Whether every unit had its turn and every inspector went, over the rounds that are drawn and public, the newest first. */
export function ratesOf(rounds: readonly Rated[]): Rates {
  const drawn = rounds.filter(({ result, frame }) => result !== null && frame !== null)
  const ids = new Set(drawn.flatMap(({ frame }) => frame?.units.map(({ id }) => id) ?? []))
  const posts = new Set(drawn.flatMap(({ frame }) => frame?.inspectors.map(({ id }) => id) ?? []))
  const foundAt = ({ findings }: Rated, unit: string) => findings.filter(({ seen }) => seen.unit === unit).length
  const units = [...ids].map((unit): UnitRate => {
    const visited = drawn.filter(({ standing }) => standing?.units.includes(unit))
    const gaveWay = drawn.filter(
      ({ unitChange, frame, result }) =>
        unitChange?.unavailable === unit && frame && result && unitsDrawn(frame, result).includes(unit),
    )
    const found = drawn.reduce((sum, round) => sum + foundAt(round, unit), 0)
    return { unit, visits: visited.map(roundOf), gaveWay: gaveWay.map(roundOf), found }
  })
  const inspectors = [...posts].map((post): InspectorRate => {
    const teams = drawn.flatMap(({ standing }) => standing?.teams ?? [])
    const sent = teams.filter(([, members]) => members.some(([, id]) => id === post)).length
    const aside = drawn.filter(({ inspectorChange }) => inspectorChange?.unavailable === post)
    return { post, sent, aside: aside.map(roundOf) }
  })
  const visits = drawn.flatMap((round) => (round.standing?.units ?? []).map((unit) => foundAt(round, unit) > 0))
  return {
    units: units.sort((a, b) => a.visits.length - b.visits.length || (a.unit < b.unit ? -1 : 1)),
    inspectors: inspectors.sort((a, b) => (a.post < b.post ? -1 : 1)),
    visits: visits.length,
    withFindings: visits.filter(Boolean).length,
  }
}
