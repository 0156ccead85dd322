import { Graph, layout } from '@dagrejs/dagre'
import type { Diagram, Node } from './nodes.ts'

/** Pixels, from the upper left corner. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Point {
  readonly x: number
  readonly y: number
}

export interface Placed {
  /** `label` where the name stands outside the shape. */
  readonly shapes: readonly { readonly id: string; readonly rect: Rect; readonly label: Rect | null }[]
  /** In the order of the flows, each from one shape to the next. */
  readonly lines: readonly (readonly Point[])[]
}

/** Sizes that BPMN editors draw. */
const sizes: Readonly<Record<Node['kind'], number | Pick<Rect, 'width' | 'height'>>> = {
  start: 36,
  end: 36,
  milestone: 36,
  timer: 36,
  condition: 36,
  state: 50,
  receive: { width: 150, height: 70 },
  service: { width: 150, height: 70 },
}

/** The room for a name below its shape. */
const label = { width: 130, height: 42 } as const

const sizeOf = ({ kind }: Node): Pick<Rect, 'width' | 'height'> => {
  const size = sizes[kind]
  return typeof size === 'number' ? { width: size, height: size } : size
}

const isSmall = (node: Node) => typeof sizes[node.kind] === 'number'

/** Every node takes a whole column, so that slanting lines lie between the columns, where nothing else lies. */
const column = 150

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

/** From the outline of one node to that of another: level through each column, slanting only between two. */
function lineOf(
  from: Point & { readonly half: number },
  bends: readonly Point[],
  to: Point & { readonly half: number },
  columns: ReadonlySet<number>,
): readonly Point[] {
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
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 58, edgesep: 24, ranksep: 72, marginx: 40, marginy: 40 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of nodes) graph.setNode(node.id, { width: column, height: sizeOf(node).height })
  for (const { from, to } of flows) graph.setEdge(from, to)
  layout(graph)
  const middle = (id: string) => graph.node(id) as Point
  const widths = new Map(nodes.map((node) => [node.id, sizeOf(node).width]))
  const end = (id: string) => ({ ...middle(id), half: (widths.get(id) ?? column) / 2 })
  const columns = new Set(nodes.map(({ id }) => Math.round(middle(id).x)))
  return {
    shapes: nodes.map((node) => {
      const { x, y } = middle(node.id)
      const { width, height } = sizeOf(node)
      const below = { x: x - label.width / 2, y: y + height / 2 + 4 }
      return {
        id: node.id,
        rect: { ...rounded({ x: x - width / 2, y: y - height / 2 }), width, height },
        label: isSmall(node) ? { ...rounded(below), ...label } : null,
      }
    }),
    lines: flows.map(({ from, to }) => {
      const { points } = graph.edge(from, to) as { points: readonly Point[] }
      return lineOf(end(from), points.slice(1, -1), end(to), columns)
    }),
  }
}
