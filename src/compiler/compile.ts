import { commitmentsOf, timeContextOf } from './commitment.ts'
import type { Compiled, Piece } from './compiled.ts'
import { factsOf } from './facts.ts'
import { commitmentFindings } from './lint-commitment.ts'
import { opposingFindings } from './lint-opposing.ts'
import { structureFindings } from './lint-structure.ts'
import { sentencesOf } from './proposal.ts'
import { type Reading, readingOf } from './reading.ts'
import type { RegisterIndicator, RegisterUnit } from './register.ts'
import { houseLimits, type Suggestions } from './suggest.ts'
import type { WorkingDay } from './time-point.ts'

export type { Clause } from './clause.ts'
export type * from './compiled.ts'
export type { Evidence, Meta } from './evidence.ts'
export type { RegisterIndicator, RegisterUnit } from './register.ts'
export type { RuleId } from './rule-id.ts'
export { rules } from './rules.ts'
export type { WorkingDay } from './time-point.ts'

/** What the compiler may know beyond the text. All of it comes from the programme; nothing of it stands in the code. */
export interface CompileOptions {
  /** Year in which a date without a year lies, where the document itself does not tell. */
  readonly year?: number
  /** For limits in working days counted from the day of writing; without it they stay numbers. */
  readonly workingDay?: WorkingDay
  /** Units that exist; without a register no name is doubted. */
  readonly units?: readonly RegisterUnit[]
  /** Indicators that may be put forward as measures. */
  readonly indicators?: readonly RegisterIndicator[]
  /** Limits to put forward for words such as 及时; the defaults are house rules. */
  readonly limits?: Readonly<Record<string, string>>
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
  const context = timeContextOf(reading, options.year ?? null, options.workingDay)
  const facts = factsOf(reading, context)
  const suggestions: Suggestions = {
    units: options.units ?? [],
    indicators: options.indicators ?? [],
    limits: options.limits ?? houseLimits,
  }
  const commitments = commitmentsOf(reading, facts, context, suggestions)
  return {
    schema: 'luoshi-compiled/1',
    text,
    meta: reading.meta,
    evidence: reading.evidence,
    clauses: reading.clauses.map((item) => item.clause),
    sentences: sentencesOf(reading, facts),
    commitments,
    lint: lintOf(reading, commitments, options.units ?? []),
    pieces: piecesOf(reading),
  }
}

function lintOf(
  reading: Reading,
  commitments: Compiled['commitments'],
  units: readonly RegisterUnit[],
): Compiled['lint'] {
  const found = [
    ...structureFindings(reading),
    ...commitmentFindings(commitments, units, reading.meta.date_issued),
    ...opposingFindings(commitments),
  ]
  return found.sort((a, b) => a.start - b.start)
}
