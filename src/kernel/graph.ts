import type { Declaration } from './procedure.ts'

/** One arrow of the chart; `from` is null for a transition that opens a case. */
export interface Edge {
  readonly from: string | null
  readonly to: string
  readonly transition: string
}

/** Every arrow, conditions left aside: what the graph allows is more than what conditions allow, so a proof on it is safe. */
export function graphOf(d: Declaration): readonly Edge[] {
  return Object.entries(d.transitions).flatMap(([transition, t]): readonly Edge[] => {
    if (t.from === 'new') return t.to === 'same' ? [] : [{ from: null, to: t.to, transition }]
    return t.from.map((from) => ({ from, to: t.to === 'same' ? from : t.to, transition }))
  })
}

/** States that can be reached from `start` (null: before the case exists), each with a shortest path of transitions. */
export function reachable(edges: readonly Edge[], start: string | null): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>()
  let front: readonly (readonly [string | null, readonly string[]])[] = [[start, []]]
  while (front.length > 0) {
    const next: (readonly [string, readonly string[]])[] = []
    for (const [at, path] of front) {
      for (const edge of edges) {
        if (edge.from !== at || paths.has(edge.to)) continue
        const longer = [...path, edge.transition]
        paths.set(edge.to, longer)
        next.push([edge.to, longer])
      }
    }
    front = next
  }
  return paths
}
