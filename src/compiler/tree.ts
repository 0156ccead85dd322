import type { Style } from './mark.ts'
import { type Numbered, ranksOf } from './scheme.ts'

/** A numbered paragraph in its place. Indexes point into the list of nodes; null is the top. */
export interface Node extends Numbered {
  readonly parent: number | null
  readonly depth: number
  /** Why it stands where it stands. */
  readonly rule: 'tree/next' | 'tree/first' | 'tree/continues' | 'tree/gap' | 'tree/repeat' | 'tree/restart'
}

interface Open {
  readonly node: number
  readonly style: Style
  readonly rank: number
  readonly ordinal: number
}

/** Styles whose number at the start of a paragraph leaves no doubt. */
const sure: ReadonlySet<Style> = new Set([
  'division',
  'chapter',
  'section',
  'article',
  'han',
  'han-bracket',
  'circled',
  'decimal-2',
  'decimal-3',
  'decimal-4',
])

/** How far a numbering may jump and still be taken for one; a longer jump is a number of something else. */
const jump = 3

type Fit = Node['rule'] | null

/** How an ordinal fits what came before at its place (`sibling`) and in its style anywhere (`last`). */
function fitOf(item: Numbered, sibling: number | null, last: number | null, next: number | null): Fit {
  const { ordinal, style } = item.mark
  if (sibling !== null && ordinal === sibling + 1) return 'tree/next'
  if (sibling === null && ordinal === 1) return 'tree/first'
  if (sibling === null && last !== null && ordinal === last + 1) return 'tree/continues'
  if (ordinal === 1 && sibling !== 1) return 'tree/restart'
  if (sibling !== null && ordinal === sibling)
    return sure.has(style) || item.inCell || next === ordinal + 1 ? 'tree/repeat' : null
  const from = sibling ?? last ?? 0
  if (ordinal > from && ordinal <= from + jump) return 'tree/gap'
  return sure.has(style) || next === ordinal + 1 ? 'tree/gap' : null
}

/** Where a number goes: the open number whose place it takes, if any, and its depth in the order of styles. */
interface Place {
  readonly sibling: Open | null
  readonly rank: number
}

const isDecimal = (style: Style) => style.startsWith('decimal') || style === 'bare'
const isPlainDigit = (style: Style) => style === 'digit-dot' || style === 'digit-comma'

/** For decimal numbers the printed number itself tells the parent: 3.2.1 stands under 3.2. */
function decimalPlace(stack: Open[], item: Numbered, nodes: readonly Node[], rank: number): Place {
  const head = item.mark.components.slice(0, -1).join('.')
  let sibling: Open | null = null
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const mark = nodes[top.node]?.mark
    const isHead =
      mark?.components.join('.') === head &&
      top.style !== item.mark.style &&
      (isDecimal(top.style) || isPlainDigit(top.style))
    if (isHead || (!isDecimal(top.style) && top.rank < rank)) break
    if (top.style === item.mark.style && mark?.components.slice(0, -1).join('.') === head) sibling = top
    stack.pop()
  }
  return { sibling, rank }
}

/**
 * Closes what a number of this rank ends. 1、 beside 1. is the same level where it counts on, and a level of its own where
 * it starts at 1 under the other.
 */
function place(stack: Open[], item: Numbered, rank: number): Place {
  while ((stack.at(-1)?.rank ?? 0) >= rank + 1) stack.pop()
  const family = stack.filter((open) => open.rank >= rank)
  const same = family.find((open) => open.style === item.mark.style)
  const sibling = same ?? family[0] ?? null
  if (!same && sibling && item.mark.ordinal === 1) return { sibling: null, rank: rank + 0.5 }
  if (!sibling) return { sibling, rank }
  stack.splice(stack.indexOf(sibling))
  return { sibling, rank: sibling.rank }
}

/** How far ahead the next number of a style is looked for. */
const horizon = 40

/**
 * The tree of one instrument's numbered paragraphs. A number that fits no place is left out: it belongs to running text.
 * Linear in the number of candidates.
 */
export function treeOf(items: readonly Numbered[]): readonly Node[] {
  const ranks = ranksOf(items)
  const nodes: Node[] = []
  const last = new Map<Style, number>()
  let stack: Open[] = []
  items.forEach((item, i) => {
    const { style, ordinal } = item.mark
    const rank = ranks.get(style) ?? 0
    const trial = [...stack]
    const { sibling, rank: settled } = style.startsWith('decimal')
      ? decimalPlace(trial, item, nodes, rank)
      : place(trial, item, rank)
    const following = items.slice(i + 1, i + horizon).find((later) => later.mark.style === style)
    const rule = fitOf(item, sibling?.ordinal ?? null, last.get(style) ?? null, following?.mark.ordinal ?? null)
    if (!rule) return
    const parent = trial.at(-1)?.node ?? null
    nodes.push({ ...item, parent, depth: parent === null ? 1 : (nodes[parent]?.depth ?? 0) + 1, rule })
    stack = [...trial, { node: nodes.length - 1, style, rank: settled, ordinal }]
    last.set(style, ordinal)
  })
  return nodes
}
