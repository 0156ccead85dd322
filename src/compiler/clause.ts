import { type Block, tableHeadAbove } from './block.ts'
import { type Heading, type HeadingCase, type HeadingRule, headingsOf } from './heading.ts'
import type { Instrument } from './instrument.ts'
import type { Style } from './mark.ts'
import { endOffsetIn, offsetIn, type Paragraph } from './paragraph.ts'
import { printed, type Source } from './source.ts'
import { withoutTrailing } from './trailing.ts'
import type { Node } from './tree.ts'

/** One stretch of a clause's own text (not its children's), inside one paragraph: positions in the paragraph's text. */
export interface OwnText {
  readonly block: number
  readonly from: number
  readonly to: number
}

/** A clause: a numbered paragraph or table row, or one of several instruments in a file (`part`). Field names as in the corpus. */
export interface Clause {
  readonly id: string
  readonly parent: string | null
  readonly kind: 'part' | 'chapter' | 'article' | 'item'
  readonly level: number
  /** As printed; null for a part. */
  readonly number: string | null
  readonly heading: string | null
  readonly start: number
  readonly end: number
  readonly body_first: string
  readonly body_last: string
  readonly rules: { readonly place: Node['rule'] | 'tree/part'; readonly heading: HeadingRule | 'heading/none' }
}

/** A clause with what later steps need to read it. */
export interface ClauseText {
  readonly clause: Clause
  readonly style: Style | null
  readonly ordinal: number
  /** The block that carries the number, and where in its paragraph's text the number stands. */
  readonly numberBlock: number
  readonly numberAt: number
  /** Where the heading stands in its paragraph (the number included), then the body. */
  readonly head: OwnText | null
  readonly body: readonly OwnText[]
}

const endsClause: ReadonlySet<Block['role']> = new Set([
  'signature',
  'date',
  'attachment-list',
  'attachment-head',
  'title',
  'title-note',
  'imprint',
  'publicity',
])

/** The blocks of a node's own text: from its own paragraph to the next number or the end of the text proper. */
function ownBlocks(blocks: readonly Block[], from: number, limit: number): readonly number[] {
  const own = [from]
  for (let i = from + 1; i < limit; i++) {
    const block = blocks[i]
    if (!block || endsClause.has(block.role)) break
    if (block.role === 'body') own.push(i)
  }
  return own
}

interface Draft {
  readonly node: Node
  readonly own: readonly number[]
  readonly hasChildren: boolean
  readonly inquiry: HeadingCase
}

/** Name of the column in which the text behind a row's number stands: below merged cells that is not the one beside the number. Null without a head. */
function columnBehind(blocks: readonly Block[], node: Node): string | null {
  const head = tableHeadAbove(blocks, node.block)
  if (!head) return null
  const row = blocks[node.block]?.paragraph.cells ?? []
  const filled = row.flatMap((cell, i) => (cell.text === '' ? [] : [i]))
  const beside = head.cells.filter((cell) => cell.text !== '')[1]
  const column = row.length === head.cells.length ? (head.cells[filled[1] ?? -1] ?? beside) : beside
  return column?.text.replace(/ /g, '') ?? null
}

/** Whether a node stands under a number with a table cell of its own. */
function isInTable(nodes: readonly Node[], node: Node): boolean {
  for (let up = node.parent; up !== null; up = nodes[up]?.parent ?? null) if (nodes[up]?.inCell) return true
  return false
}

function draftsOf(blocks: readonly Block[], instrument: Instrument): readonly Draft[] {
  const { nodes } = instrument
  const textOf = (node: Node) => (blocks[node.block]?.paragraph.text ?? '').slice(node.at + node.mark.length)
  const enumerating = new Set(nodes.filter((node) => /[;；]$/.test(textOf(node))).map((node) => node.parent))
  return nodes.map((node, i) => {
    const own = ownBlocks(blocks, node.block, nodes[i + 1]?.block ?? instrument.to)
    const second = own[1] === undefined ? null : (blocks[own[1]]?.paragraph.text ?? null)
    const hasChildren = nodes[i + 1]?.parent === i
    const inquiry: HeadingCase = {
      style: node.mark.style,
      inCell: node.inCell,
      rest: textOf(node),
      cells: blocks[node.block]?.paragraph.cells ?? [],
      column: node.inCell ? columnBehind(blocks, node) : null,
      hasChildren,
      next: second,
      inTable: isInTable(nodes, node),
      inEnumeration: enumerating.has(node.parent),
    }
    return { node, own, hasChildren, inquiry }
  })
}

const empty: Paragraph = { start: 0, end: 0, text: '', shown: '', pieces: [], cells: [], apart: false, row: 0 }

/** Headings, judged level by level: siblings in style and depth. */
function headingsByLevel(drafts: readonly Draft[]): ReadonlyMap<Draft, Heading | null> {
  const levels = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const key = `${draft.node.mark.style}/${draft.node.depth}`
    const level = levels.get(key)
    if (level) level.push(draft)
    else levels.set(key, [draft])
  }
  const result = new Map<Draft, Heading | null>()
  for (const level of levels.values()) {
    const headings = headingsOf(level.map((draft) => draft.inquiry))
    for (const [i, draft] of level.entries()) result.set(draft, headings[i] ?? null)
  }
  return result
}

/**
 * The last clause of an instrument ends with its own paragraph when that holds heading and text and its peers all do with one
 * paragraph: what follows closes the document, not the clause.
 */
function withoutClosing(drafts: readonly Draft[], headings: ReadonlyMap<Draft, Heading | null>): readonly Draft[] {
  const last = drafts.at(-1)
  if (!last || last.own.length < 2 || !isComplete(last, headings)) return drafts
  const peers = drafts.filter(
    (draft) =>
      draft !== last &&
      draft.node.mark.style === last.node.mark.style &&
      !draft.hasChildren &&
      isComplete(draft, headings),
  )
  if (peers.length === 0 || peers.some((draft) => draft.own.length > 1)) return drafts
  return [...drafts.slice(0, -1), { ...last, own: last.own.slice(0, 1) }]
}

function isComplete(draft: Draft, headings: ReadonlyMap<Draft, Heading | null>): boolean {
  const heading = headings.get(draft)
  return heading?.rule === 'heading/run-in' && draft.inquiry.rest.slice(heading.bodyFrom).trim() !== ''
}

const kinds: Readonly<Partial<Record<Style, Clause['kind']>>> = {
  division: 'chapter',
  chapter: 'chapter',
  section: 'chapter',
  article: 'article',
}

const ends = (text: string) => [text.slice(0, 15), text.slice(-15)] as const

/** A heading as printed; the bars of empty cells behind it are none of it. */
const headingText = (shown: string) => printed(withoutTrailing(shown, '| \t'))

function settled(
  source: Source,
  blocks: readonly Block[],
  draft: Draft,
  heading: Heading | null,
  names: Naming,
): ClauseText {
  const { node, own } = draft
  const paragraph = blocks[node.block]?.paragraph ?? empty
  const offset = node.at + node.mark.length
  const bodyFrom = offset + (heading?.bodyFrom ?? 0)
  const texts = own.map(
    (block, i): OwnText => ({ block, from: i === 0 ? bodyFrom : 0, to: blocks[block]?.paragraph.text.length ?? 0 }),
  )
  const body = texts.filter(
    ({ block, from, to }) => (blocks[block]?.paragraph.text ?? '').slice(from, to).trim() !== '',
  )
  const all = body.map(({ block, from, to }) => (blocks[block]?.paragraph.shown ?? '').slice(from, to)).join('')
  const [body_first, body_last] = ends(all.replace(/\s/g, ''))
  const lastBlock = blocks[own.at(-1) ?? node.block]?.paragraph ?? paragraph
  const head: OwnText | null = heading
    ? {
        block: node.block,
        from: node.at,
        to: node.inCell ? offset + heading.to : Math.max(bodyFrom, offset + heading.to),
      }
    : null
  const start = offsetIn(paragraph, node.at)
  const clause: Clause = {
    id: names.id,
    parent: names.parent,
    kind: kinds[node.mark.style] ?? 'item',
    level: node.depth,
    number: source.shown.slice(start, endOffsetIn(paragraph, offset)).replace(/\s/g, ''),
    heading: heading ? headingText(paragraph.shown.slice(offset + heading.from, offset + heading.to)) : null,
    start,
    end: lastBlock.end,
    body_first,
    body_last,
    rules: { place: node.rule, heading: heading?.rule ?? 'heading/none' },
  }
  return {
    clause,
    style: node.mark.style,
    ordinal: node.mark.ordinal,
    numberBlock: node.block,
    numberAt: node.at,
    head,
    body,
  }
}

interface Naming {
  readonly id: string
  readonly parent: string | null
}

function partOf(blocks: readonly Block[], instrument: Instrument, id: string): ClauseText {
  const first = blocks[instrument.title[0] ?? instrument.from]?.paragraph ?? empty
  const last =
    blocks.slice(instrument.from, instrument.to).findLast((block) => block.role === 'body')?.paragraph ?? first
  const title = instrument.title.map((i) => blocks[i]?.paragraph.shown ?? '').join('')
  const clause: Clause = {
    id,
    parent: null,
    kind: 'part',
    level: 0,
    number: null,
    heading: title === '' ? null : printed(title),
    start: first.start,
    end: Math.max(first.end, last.end),
    body_first: '',
    body_last: '',
    rules: { place: 'tree/part', heading: 'heading/line' },
  }
  const numberBlock = instrument.title[0] ?? instrument.from
  return { clause, style: null, ordinal: 0, numberBlock, numberAt: 0, head: null, body: [] }
}

/** All clauses in the order of the text. A part for each further numbered instrument, where there is more than one. */
export function clausesOf(
  source: Source,
  blocks: readonly Block[],
  instruments: readonly Instrument[],
): readonly ClauseText[] {
  const numbered = instruments.filter((instrument) => instrument.nodes.length > 0)
  const all: ClauseText[] = []
  for (const instrument of numbered) {
    const isPart = numbered.length > 1 && instrument !== instruments[0]
    const part = isPart ? partOf(blocks, instrument, `c${all.length + 1}`) : null
    if (part) all.push(part)
    const first = all.length + 1
    const drafts = draftsOf(blocks, instrument)
    const headings = headingsByLevel(drafts)
    withoutClosing(drafts, headings).forEach((draft, i) => {
      const parent = draft.node.parent === null ? (part?.clause.id ?? null) : `c${first + draft.node.parent}`
      all.push(
        settled(source, blocks, draft, headings.get(drafts[i] ?? draft) ?? null, { id: `c${first + i}`, parent }),
      )
    })
  }
  return all
}
