import { type Box, dialRoom, heightOf, type Line, padding, sealRoom, type } from './boxes.ts'
import type { Arrow, Placed, Point } from './layout.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands in XML. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

const round = (n: number): string => String(Math.round(n * 10) / 10)
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

/** A soft line through the points: straight at both ends, bent through the middles between. */
export function pathOf(points: readonly Point[]): string {
  const [first, second, ...rest] = points
  if (!first || !second) return ''
  if (rest.length === 0) return `M${at(first)}L${at(second)}`
  const inner = [second, ...rest]
  const bends = inner.slice(0, -1).map((point, i) => `Q${at(point)} ${at(middle(point, inner[i + 1] ?? point))}`)
  return `M${at(first)}L${at(middle(first, second))}${bends.join('')}L${at(inner.at(-1) ?? second)}`
}

export function arrow({ points, leads }: Arrow, head: string): string {
  return `<path class="chart-way" d="${pathOf(points)}"${leads ? ` marker-end="url(#${head})"` : ''}/>`
}

/** A small clock face: a ring with two hands. */
const dial = (x: number, y: number): string =>
  `<g class="chart-dial"><circle cx="${round(x)}" cy="${round(y)}" r="6.5"/><path d="M${at({ x, y: y - 4 })}V${round(y)}L${at({ x: x + 3, y: y + 2 })}"/></g>`

function textLines(box: Placed): string {
  const left = box.x - box.width / 2 + padding.x
  let y = box.y - heightOf(box.lines) / 2
  let before: Line | null = null
  const parts: string[] = []
  for (const line of box.lines) {
    const { size, line: height } = type[line.kind]
    const baseline = y + height / 2 + size * 0.36
    const isLimit = line.kind === 'limit'
    const isFirst = isLimit && !(before?.kind === 'limit' && line.text.startsWith('\u2003'))
    if (isFirst) parts.push(dial(left + 7, y + height / 2))
    const isMiddle = box.kind !== 'state' && box.kind !== 'final'
    const x = isMiddle ? box.x : left + (isLimit ? dialRoom : 0)
    const anchor = isMiddle ? ' text-anchor="middle"' : ''
    parts.push(
      `<text class="chart-${line.kind}" x="${round(x)}" y="${round(baseline)}" font-size="${size}"${anchor}>${escaped(line.text.trim())}</text>`,
    )
    y += height
    before = line
  }
  return parts.join('')
}

/** The posts of a gate at both ends of a move, and the numbers of the laws that it keeps. */
function gatePosts(box: Placed): string {
  if (box.gates.length === 0) return ''
  const [top, bottom] = [box.y - box.height / 2 - 5, box.y + box.height / 2 + 5]
  const posts = [-1, 1].map((side) => {
    const x = box.x + (side * box.width) / 2
    return `<path class="chart-post" d="M${at({ x: x - side * 3, y: top })}V${round(bottom)}M${at({ x: x + side * 3, y: top })}V${round(bottom)}"/>`
  })
  const marks = box.gates.map((number, i) => {
    const x = box.x + box.width / 2 - 15
    const y = box.y + (i - (box.gates.length - 1) / 2) * sealRoom
    return lawMark(x, y, number)
  })
  return posts.join('') + marks.join('')
}

/** The number of a law in a small seal. */
export const lawMark = (x: number, y: number, number: number): string =>
  `<g class="chart-law"><rect x="${round(x - 9)}" y="${round(y - 9)}" width="18" height="18" rx="2"/><text x="${round(x)}" y="${round(y + 4.7)}" font-size="13" text-anchor="middle">${number}</text></g>`

const radius: Readonly<Record<Box['kind'], number>> = {
  start: 10,
  state: 4,
  final: 4,
  move: 16,
  'clock-move': 16,
  automatic: 16,
}

/** One box; a final state has a double frame, what happens by itself a broken one. */
export function boxed(box: Placed, isHere: boolean): string {
  const [x, y] = [box.x - box.width / 2, box.y - box.height / 2]
  const rect = (inset: number, name: string) =>
    `<rect class="${name}" x="${round(x + inset)}" y="${round(y + inset)}" width="${round(box.width - 2 * inset)}" height="${round(box.height - 2 * inset)}" rx="${Math.max(1, radius[box.kind] - inset)}"/>`
  const inner = box.kind === 'final' ? rect(3.5, 'chart-inner') : ''
  const struck = box.kind === 'clock-move' ? dial(x + 2, y + 2) : ''
  return `<g class="chart-box chart-${box.kind}${isHere ? ' is-here' : ''}"><title>${escaped(box.says)}</title>${rect(0, 'chart-frame')}${inner}${textLines(box)}${gatePosts(box)}${struck}</g>`
}
