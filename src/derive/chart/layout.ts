import { Graph, layout } from '@dagrejs/dagre'
import type { Procedure } from '../../kernel/bind.ts'
import type { Box } from './boxes.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A box with the middle of its place. */
export interface Placed extends Box, Point {}

export interface Arrow {
  readonly points: readonly Point[]
  /** True on the way into a state: there the arrow has its head. */
  readonly leads: boolean
}

export interface Layout {
  readonly boxes: readonly Placed[]
  readonly arrows: readonly Arrow[]
  readonly width: number
  readonly height: number
}

interface Link {
  readonly from: string
  readonly to: string
  /** Arrows that carry the usual course are kept straight. */
  readonly weight: number
}

/** Each move is a box of its own, with an arrow from every state it starts from and one to where it leads. */
function linksOf(p: Procedure): readonly Link[] {
  return p.transitions.flatMap(([name, t]): readonly Link[] => {
    if (t.to === 'same') return []
    const sources = t.from === 'new' ? ['start'] : t.from.map((state) => `state-${state}`)
    const weight = t.by.some((party) => party === 'clock') ? 1 : 3
    return [
      ...sources.map((from) => ({ from, to: `move-${name}`, weight })),
      { from: `move-${name}`, to: `state-${t.to}`, weight },
    ]
  })
}

/** Pixels between the drawing and the edge of the picture. */
const margin = 12

const shifted = <T extends Point>(point: T, by: Point): T => ({ ...point, x: point.x + by.x, y: point.y + by.y })

/** The drawing moved into its picture: a long arrow may bend farther out than any box, and dagre does not count it. */
function framed(boxes: readonly Placed[], arrows: readonly Arrow[]): Layout {
  const points = arrows.flatMap((arrow) => arrow.points)
  const xs = [...boxes.flatMap(({ x, width }) => [x - width / 2, x + width / 2]), ...points.map(({ x }) => x)]
  const ys = [...boxes.flatMap(({ y, height }) => [y - height / 2, y + height / 2]), ...points.map(({ y }) => y)]
  const by = { x: margin - Math.min(...xs), y: margin - Math.min(...ys) }
  return {
    boxes: boxes.map((box) => shifted(box, by)),
    arrows: arrows.map((arrow) => ({ ...arrow, points: arrow.points.map((point) => shifted(point, by)) })),
    width: Math.ceil(Math.max(...xs) + by.x + margin),
    height: Math.ceil(Math.max(...ys) + by.y + margin),
  }
}

/** Places the boxes from top to bottom, as Sugiyama's method does (dagre). The same declaration gives the same places. */
export function layoutOf(p: Procedure, boxes: readonly Box[]): Layout {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'TB', nodesep: 22, edgesep: 14, ranksep: 26 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height })
  const links = linksOf(p)
  for (const { from, to, weight } of links) graph.setEdge(from, to, { weight })
  layout(graph)
  const placed = boxes.map((box) => ({ ...box, ...(graph.node(box.id) as Point) }))
  const arrows = links.map(({ from, to }) => ({
    points: (graph.edge(from, to) as { points: readonly Point[] }).points,
    leads: to.startsWith('state-'),
  }))
  return framed(placed, arrows)
}
