import { commitmentsOf, timeContextOf } from './commitment.ts'
import type { Compiled, Piece } from './compiled.ts'
import { factsOf } from './facts.ts'
import { sentencesOf } from './proposal.ts'
import { type Reading, readingOf } from './reading.ts'

export type { Clause } from './clause.ts'
export type * from './compiled.ts'
export type { Evidence, Meta } from './evidence.ts'

/** What the compiler may know beyond the text. */
export interface CompileOptions {
  /** Year in which a date without a year lies, where the document itself does not tell. */
  readonly year?: number
}

function piecesOf(reading: Reading): readonly Piece[] {
  const pieces = reading.blocks.map(
    ({ paragraph, role }): Piece => ({ start: paragraph.start, end: paragraph.end, role }),
  )
  const numbers = reading.pageNumbers.map(
    (paragraph): Piece => ({ start: paragraph.start, end: paragraph.end, role: 'page-number' }),
  )
  return [...pieces, ...numbers].sort((a, b) => a.start - b.start)
}

/**
 * What an official document orders: its metadata, clauses, sentences, commitments and what it fails to say. Pure; takes any
 * text and never throws for one. Every value carries the rule that took it and where it stands.
 */
export function compile(text: string, options: CompileOptions = {}): Compiled {
  const reading = readingOf(text)
  const context = timeContextOf(reading, options.year ?? null)
  const facts = factsOf(reading, context)
  return {
    schema: 'luoshi-compiled/1',
    text,
    meta: reading.meta,
    evidence: reading.evidence,
    clauses: reading.clauses.map((item) => item.clause),
    sentences: sentencesOf(reading, facts),
    commitments: commitmentsOf(reading, facts, context),
    lint: [],
    pieces: piecesOf(reading),
  }
}
