import { Graph, layout } from '@dagrejs/dagre'
import { wrapped } from '../chart/measure.ts'
import type { Diagram, Node } from './nodes.ts'

/** Pixels, from the upper left corner. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Placed {
  /** `label` where the name stands outside the shape. */
  readonly shapes: readonly { readonly id: string; readonly rect: Rect; readonly label: Rect | null }[]
  /** In the order of the flows, each from one shape to the next. */
  readonly lines: readonly (readonly Point[])[]
}

/** Every node takes a whole column, so that slanting lines lie between the columns, where nothing else lies. */
const column = 150
/** Events and the diamond as BPMN editors draw them; the name stands below. */
const small: Readonly<Partial<Record<Node['kind'], number>>> = {
  start: 36,
  end: 36,
  milestone: 36,
  timer: 36,
  condition: 36,
  state: 50,
}
/** What editors write names with: 11 px, a line of 14. */
const type = { size: 11, line: 14 } as const
const gap = 4

/** How much room a node takes, and within it the shape and the name. */
interface Room {
  readonly width: number
  readonly shape: number
  /** Of the name below the shape; 0 where it stands inside. */
  readonly label: number
}

function roomOf({ kind, name }: Node): Room {
  const side = small[kind]
  const lines = wrapped(name, column - 12, type.size).length * type.line
  return side === undefined
    ? { width: column, shape: Math.max(60, lines + 20), label: 0 }
    : { width: side, shape: side, label: lines + gap }
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

/** Where a line meets a node: the middle of its shape, and how far the shape reaches to either side. */
interface End extends Point {
  readonly half: number
}

/** From the outline of one node to that of another: level through each column, slanting only between two. */
function lineOf(from: End, bends: readonly Point[], to: End, columns: ReadonlySet<number>): readonly Point[] {
  const isBack = to.x < from.x
  const [near, far] = isBack ? [1, -1] : [-1, 1]
  const through = bends.flatMap(({ x, y }) =>
    columns.has(Math.round(x)) ? [near, far].map((side) => ({ x: x + (side * column) / 2, y })) : [{ x, y }],
  )
  const leave = [from.half, column / 2].map((reach) => ({ x: from.x + far * reach, y: from.y }))
  const arrive = [column / 2, to.half].map((reach) => ({ x: to.x + near * reach, y: to.y }))
  const all = [...leave, ...through, ...arrive].map(rounded)
  return all.filter(({ x, y }, i) => i === 0 || x !== all[i - 1]?.x || y !== all[i - 1]?.y)
}

/** A place for every node and a way for every flow, from left to right (dagre). The same diagram gives the same places. */
export function placed({ nodes, flows }: Diagram): Placed {
  const rooms = new Map(nodes.map((node) => [node.id, roomOf(node)]))
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 24, edgesep: 16, ranksep: 72, marginx: 40, marginy: 40 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const [id, { shape, label }] of rooms) graph.setNode(id, { width: column, height: shape + label })
  for (const { from, to } of flows) graph.setEdge(from, to)
  layout(graph)

  /** The middle of the shape, which stands above its name. */
  const end = (id: string): End => {
    const { x, y } = graph.node(id) as Point
    const { width, label } = rooms.get(id) ?? { width: column, label: 0 }
    return { x, y: y - label / 2, half: width / 2 }
  }
  const columns = new Set(nodes.map(({ id }) => Math.round(end(id).x)))
  return {
    shapes: [...rooms].map(([id, { width, shape, label }]) => {
      const { x, y } = end(id)
      const below = { x: x - column / 2, y: y + shape / 2 + gap }
      return {
        id,
        rect: { ...rounded({ x: x - width / 2, y: y - shape / 2 }), width, height: shape },
        label: label > 0 ? { ...rounded(below), width: column, height: label - gap } : null,
      }
    }),
    lines: flows.map(({ from, to }) => {
      const { points } = graph.edge(from, to) as { points: readonly Point[] }
      return lineOf(end(from), points.slice(1, -1), end(to), columns)
    }),
  }
}
