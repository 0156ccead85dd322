import type { ClauseText } from './clause.ts'
import type { Commitment } from './compiled.ts'
import type { TimeContext } from './deadline.ts'
import { type Draft, named } from './draft.ts'
import { saysFirstLeads } from './duty-mark.ts'
import type { Facts } from './facts.ts'
import { markedDuties } from './marked-duty.ts'
import type { PlacedSentence, Reading } from './reading.ts'
import { sentenceDuties } from './sentence-duty.ts'

/** The time in which the document speaks: its own day, else the year its title or a caller names. */
export function timeContextOf(reading: Reading, year: number | null): TimeContext {
  const issued = reading.meta.date_issued
  const titled =
    /(20\d\d|19\d\d) ?年/.exec(reading.meta.title ?? '')?.[1] ??
    reading.meta.enclosed.map((title) => /(20\d\d) ?年/.exec(title)?.[1]).find((found) => found !== undefined)
  const numbered = /〔(\d{4})〕/.exec(reading.meta.doc_number ?? '')?.[1]
  const known = issued?.slice(0, 4) ?? numbered ?? titled ?? reading.meta.date_published?.slice(0, 4)
  return { issued, year: known ? Number(known) : year }
}

function draftsOf(reading: Reading, facts: ReadonlyMap<PlacedSentence, Facts>, context: TimeContext): readonly Draft[] {
  const firstLeads = reading.clauses.length > 0 && saysFirstLeads(reading.source.folded)
  const byClause = Map.groupBy(facts.values(), (own) => own.sentence.clause)
  const ofClause = (item: ClauseText) => {
    const marked = markedDuties(reading.blocks, item, firstLeads, context)
    return marked.length > 0 ? marked : sentenceDuties(reading.blocks, byClause.get(item) ?? [])
  }
  return [...sentenceDuties(reading.blocks, byClause.get(null) ?? []), ...reading.clauses.flatMap(ofClause)].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  )
}

/** Who must do what, by when, measured how: every commitment of the document, in the order of the text. */
export function commitmentsOf(
  reading: Reading,
  facts: ReadonlyMap<PlacedSentence, Facts>,
  context: TimeContext,
): readonly Commitment[] {
  return draftsOf(reading, facts, context).map((draft, i) => named(draft, `m${i + 1}`, []))
}
