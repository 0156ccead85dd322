import type { Role } from './block.ts'
import type { Clause } from './clause.ts'
import type { Compiled, Sentence, Span } from './compiled.ts'
import { printed, type Source, sourceOf } from './source.ts'

/** A paragraph, or the part of one that belongs to one clause. Offsets into the compiled text; number and heading left out. */
export interface Passage extends Span {
  readonly role: Role
  /** As people read it. */
  readonly text: string
}

/** The text of a document in the order in which it is exported; residue of web pages and repeated copies left out. */
export interface Passages {
  /** What stands before the first clause: title, number, addressee, text of the notice. */
  readonly before: readonly Passage[]
  readonly byClause: ReadonlyMap<string, readonly Passage[]>
  /** What stands after the last clause: signature, date, imprint. */
  readonly after: readonly Passage[]
}

const residue: ReadonlySet<Role> = new Set(['chrome', 'page-number', 'copy', 'contents', 'field', 'publicity'])

/** Roles whose text belongs to a clause when it stands under one. */
const clauseRoles: ReadonlySet<Role> = new Set(['body', 'table-head'])

/** Where the words of a clause begin: after its printed number, blanks and marks between its characters skipped. */
function afterNumber(source: Source, from: number, number: string): number {
  let at = from
  for (const char of number.replace(/\s/g, '')) {
    while (at < source.text.length && source.shown.charAt(at).trim() === '') at++
    if (source.shown.charAt(at) !== char) return from
    at++
  }
  return at
}

interface Placed {
  readonly sentence: Sentence
  readonly piece: number
  readonly start: number
}

function passageOf(source: Source, group: readonly Placed[]): Passage | null {
  const first = group[0]
  const last = group.at(-1)
  if (!first || !last) return null
  const end = last.sentence.end
  const text = printed(source.shown.slice(first.start, end))
  return text === '' ? null : { role: first.sentence.role, start: first.start, end, text }
}

/** Sentences of one paragraph and one clause, joined. */
function grouped(placed: readonly Placed[]): readonly (readonly Placed[])[] {
  const groups: Placed[][] = []
  for (const item of placed) {
    const last = groups.at(-1)?.at(-1)
    if (last && last.piece === item.piece && last.sentence.clause === item.sentence.clause) groups.at(-1)?.push(item)
    else groups.push([item])
  }
  return groups
}

/** For each sentence the clause that its text is shown in: its own, or for a table head the one above it. */
function shownIn(sentence: Sentence, clauses: readonly Clause[], at: number): Clause | null {
  const own = clauses[at]
  if (!own || own.kind === 'part' || !clauseRoles.has(sentence.role)) return null
  return sentence.clause === own.id || sentence.start < own.end ? own : null
}

/** The text of a compiled document, clause by clause. Linear in its length. */
export function passagesOf(compiled: Compiled): Passages {
  const source = sourceOf(compiled.text)
  const { clauses, pieces } = compiled
  const firstStart = clauses[0]?.start ?? Number.POSITIVE_INFINITY
  let piece = 0
  let clause = -1
  const placed: Placed[] = []
  for (const sentence of compiled.sentences) {
    while (piece + 1 < pieces.length && (pieces[piece + 1]?.start ?? 0) <= sentence.start) piece++
    while (clause + 1 < clauses.length && (clauses[clause + 1]?.start ?? 0) <= sentence.start) clause++
    if (residue.has(sentence.role) || (sentence.kind === 'heading' && sentence.clause !== null)) continue
    const owner = shownIn(sentence, clauses, clause)
    const number = owner?.heading === null && owner.start === sentence.start ? (owner.number ?? '') : ''
    const start = number === '' ? sentence.start : afterNumber(source, sentence.start, number)
    placed.push({ sentence: { ...sentence, clause: owner?.id ?? null }, piece, start })
  }
  const passages = grouped(placed).flatMap((group) => {
    const passage = passageOf(source, group)
    return passage ? [{ passage, clause: group[0]?.sentence.clause ?? null }] : []
  })
  const loose = passages.filter((item) => item.clause === null).map((item) => item.passage)
  const owned = Map.groupBy(
    passages.filter((item) => item.clause !== null),
    (item) => item.clause ?? '',
  )
  return {
    before: loose.filter((passage) => passage.start < firstStart),
    byClause: new Map([...owned].map(([id, items]) => [id, items.map((item) => item.passage)])),
    after: loose.filter((passage) => passage.start >= firstStart),
  }
}
