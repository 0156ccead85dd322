import type { Block } from './block.ts'
import { type Clause, type ClauseText, clausesOf, type OwnText } from './clause.ts'
import type { Evidence, Meta } from './evidence.ts'
import { instrumentsOf } from './instrument.ts'
import { layoutOf } from './layout.ts'
import { metaOf } from './meta.ts'
import { endOffsetIn, offsetIn, type Paragraph } from './paragraph.ts'
import { sentencesIn } from './sentence.ts'
import { printed, type Source, sourceOf } from './source.ts'
import { paragraphsOf } from './wrap.ts'

/** A sentence where it stands: in a paragraph's text and in the source. */
export interface PlacedSentence {
  readonly clause: ClauseText | null
  readonly block: number
  readonly part: 'heading' | 'body'
  readonly from: number
  readonly to: number
  /** Where its words begin: after the number, for the first sentence of a clause without a heading. */
  readonly wordsFrom: number
  readonly start: number
  readonly end: number
  /** Its words, folded, for rules; the number left out. */
  readonly folded: string
  /** As people read it. */
  readonly text: string
}

/** A document taken apart: what every later step reads. */
export interface Reading {
  readonly source: Source
  readonly blocks: readonly Block[]
  readonly pageNumbers: readonly Paragraph[]
  readonly opening: number
  readonly meta: Meta
  readonly evidence: readonly Evidence[]
  readonly clauses: readonly ClauseText[]
  readonly sentences: readonly PlacedSentence[]
}

function placed(
  blocks: readonly Block[],
  clause: ClauseText | null,
  part: PlacedSentence['part'],
  own: OwnText,
  bodyFrom = own.from,
): PlacedSentence {
  const paragraph = blocks[own.block]?.paragraph
  if (!paragraph) throw new RangeError('a sentence stands in a block')
  const { from, to } = own
  const words = paragraph.text.slice(Math.max(from, bodyFrom), to)
  const wordsFrom = to - words.trimStart().length
  return {
    clause,
    block: own.block,
    part,
    from,
    to,
    wordsFrom,
    start: offsetIn(paragraph, from),
    end: endOffsetIn(paragraph, to),
    folded: words.trimStart(),
    text: printed(paragraph.shown.slice(from, to)),
  }
}

function clauseSentences(blocks: readonly Block[], item: ClauseText): readonly PlacedSentence[] {
  const head = item.head ? trimmedOwn(blocks, item.head) : null
  const body = item.body.flatMap((own) => {
    const text = blocks[own.block]?.paragraph.text ?? ''
    const from = item.head || own.block !== item.body[0]?.block ? own.from : numberStart(item, own)
    return sentencesIn(text, from, own.to).map((stretch) =>
      placed(blocks, item, 'body', { block: own.block, ...stretch }, own.from),
    )
  })
  return head ? [placed(blocks, item, 'heading', head), ...body] : body
}

/** A clause without a heading: its first sentence includes the number. */
function numberStart(item: ClauseText, own: OwnText): number {
  return item.clause.number === null ? own.from : item.numberAt
}

function trimmedOwn(blocks: readonly Block[], own: OwnText): OwnText {
  const piece = (blocks[own.block]?.paragraph.text ?? '').slice(own.from, own.to)
  return { ...own, to: own.from + piece.trimEnd().length }
}

/** Every sentence of the document in order; what is no running text counts as one sentence a paragraph. */
function allSentences(blocks: readonly Block[], clauses: readonly ClauseText[]): readonly PlacedSentence[] {
  const owned = new Set(
    clauses.flatMap((item) => [
      ...(item.clause.number === null ? [] : [item.numberBlock]),
      ...(item.head ? [item.head.block] : []),
      ...item.body.map((own) => own.block),
    ]),
  )
  const loose = blocks.flatMap((block, i) => {
    if (owned.has(i)) return []
    const { text } = block.paragraph
    const stretches = block.role === 'body' ? sentencesIn(text, 0, text.length) : [{ from: 0, to: text.length }]
    return stretches.map((stretch) => placed(blocks, null, 'body', { block: i, ...stretch }))
  })
  return [...loose, ...clauses.flatMap((item) => clauseSentences(blocks, item))].sort((a, b) => a.start - b.start)
}

/** Takes a document apart. Pure, linear in its length. */
export function readingOf(text: string): Reading {
  const source = sourceOf(text)
  const { paragraphs, pageNumbers } = paragraphsOf(source)
  const { blocks, opening } = layoutOf(paragraphs)
  const instruments = instrumentsOf(blocks, opening)
  const clauses = clausesOf(source, blocks, instruments)
  const { meta, evidence } = metaOf(blocks, opening)
  return { source, blocks, pageNumbers, opening, meta, evidence, clauses, sentences: allSentences(blocks, clauses) }
}

export type { Clause, ClauseText }
