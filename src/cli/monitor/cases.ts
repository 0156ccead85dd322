import type { Found } from './draws.ts'
import type { Facts } from './facts.ts'
import { type Declared, isPublic } from './figures.ts'

/** What the server publishes of a case. */
export interface PublishedCase {
  readonly no: string
  readonly procedure: string
  readonly state: string
  readonly seq: number
}

/** Compares the published list of cases with the log: none missing, none invented, each as far as its chain says. */
export function caseFaults(
  facts: Facts,
  declarations: ReadonlyMap<string, Declared>,
  published: readonly PublishedCase[],
): Found {
  const logged = new Map([...facts.cases.values()].map((c) => [c.no, c]))
  const listed = new Set(published.map(({ no }) => no))
  const faults = published.flatMap(({ no, state, seq }) => {
    const c = logged.get(no)
    if (!c) return [`${no} is published, but the log does not know it`]
    const isSame = c.state === state && c.seq === seq
    return isSame ? [] : [`${no} is published as ${state} after move ${seq}; the log has ${c.state} after ${c.seq}`]
  })
  for (const c of logged.values()) {
    const declared = declarations.get(c.procedure)
    if (declared && isPublic(c, declared) && !listed.has(c.no))
      faults.push(`${c.no} is public by its procedure, but not in the published list`)
  }
  return { checked: [`${published.length} public cases stand where the log says, and none is missing`], faults }
}

/** Compares each census with the openings that the log holds of that day. `dayOf` gives the day of an instant in the log's zone. */
export function censusFaults(facts: Facts, dayOf: (at: string) => string): Found {
  const openings = Map.groupBy(facts.openings, ({ at }) => dayOf(at))
  const faults = facts.censuses.flatMap(({ index, day, opened }) => {
    const own = (openings.get(day) ?? []).filter((one) => one.index < index)
    const counts = Map.groupBy(own, ({ procedure }) => procedure)
    return [...new Set([...counts.keys(), ...Object.keys(opened)])].flatMap((procedure) => {
      const [said, found] = [Number(opened[procedure] ?? 0), counts.get(procedure)?.length ?? 0]
      return said === found
        ? []
        : [`entry ${index}: the census of ${day} counts ${said} openings of ${procedure}, the log holds ${found}`]
    })
  })
  return { checked: [`${facts.censuses.length} censuses agree with the openings in the log`], faults }
}
