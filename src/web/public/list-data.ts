import { setImmediate } from 'node:timers/promises'
import type { Case } from '../../kernel/case.ts'
import type { Json } from '../../kernel/text.ts'
import { type CaseLine, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import { isInGroup } from './plan-data.ts'
import type { Visit } from './visit.ts'

/** Items of one list; a plan of some thousand sentences still fits. */
const itemsMost = 5_000

export const standings = ['open', 'late', 'done', 'withdrawn'] as const
export type ItemStanding = (typeof standings)[number]

/** What the address asks for; undefined for everything. */
export interface ListQuery {
  /** A clause's slug, or a group's. */
  readonly clause: string | undefined
  readonly unit: string | undefined
  readonly standing: ItemStanding | undefined
  /** From 1. */
  readonly page: number
  /** Every part of the plan unfolded. */
  readonly unfolded: boolean
}

export function itemStanding({ seen, status }: CaseLine): ItemStanding {
  if (status === 'ok') return 'done'
  if (seen.final) return 'withdrawn'
  return seen.overdue ? 'late' : 'open'
}

const isUnder = (slug: string, clause: string) => slug === clause || slug.startsWith(`${clause}.`)

function fits(line: CaseLine, { clause, unit, standing }: ListQuery): boolean {
  const { seen } = line
  const own = line.place ?? ''
  if (clause !== undefined && !isUnder(own, clause) && !isInGroup({ slug: own }, clause)) return false
  if (unit !== undefined && seen.unit !== unit) return false
  if (standing === undefined) return true
  return standing === 'open' ? !seen.final : itemStanding(line) === standing
}

export interface ItemList {
  /** Every item that is public, in the order of the text. */
  readonly all: readonly CaseLine[]
  /** Those that fit the query. */
  readonly fitting: readonly CaseLine[]
}

/** Items made ready between two breaths of the event loop. */
const linesAtOnce = 250

/** The lines of many cases; between them other requests are served. */
async function unhurried(visit: Visit, cases: readonly Case[]): Promise<readonly CaseLine[]> {
  const lines: CaseLine[] = []
  for (let at = 0; at < cases.length; at += linesAtOnce) {
    lines.push(...linesOf(visit, cases.slice(at, at + linesAtOnce)))
    await setImmediate()
  }
  return lines
}

export async function itemList(visit: Visit, query: ListQuery): Promise<ItemList> {
  const cases: readonly Case[] = await publicCases(
    visit.engine,
    { procedure: 'responsibility-list' },
    'opened',
    itemsMost,
  )
  const { plan } = visit
  const all = (await unhurried(visit, cases)).toSorted(
    (a, b) => plan.placeOf(a.place) - plan.placeOf(b.place) || (a.seen.no < b.seen.no ? -1 : 1),
  )
  return { all, fitting: all.filter((line) => fits(line, query)) }
}

/** Testable sentences for which there is no item, withdrawn ones left out: those nobody was made to answer for. */
export function uncoveredSentences({ programme }: Visit, { all }: ItemList): number {
  const covered = new Set(all.filter((line) => itemStanding(line) !== 'withdrawn').map(({ place }) => place))
  return Object.entries(programme.reading.sentences).filter(([slug, { testable }]) => testable && !covered.has(slug))
    .length
}

export const textIn = ({ seen }: CaseLine, field: string): string => {
  const value = seen.data[field]
  return typeof value === 'string' ? value : ''
}

export function milestonesIn({ seen }: CaseLine): readonly string[] {
  const lines: Json | undefined = seen.data.milestones
  return Array.isArray(lines) ? lines.map(String) : []
}

export function supportUnits({ seen }: CaseLine, { unitName }: Visit): readonly string[] {
  const units: Json | undefined = seen.data.supportUnits
  return Array.isArray(units) ? units.map((id) => unitName(String(id))) : []
}
