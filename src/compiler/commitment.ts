import type { ClauseText, OwnText } from './clause.ts'
import type { Commitment } from './compiled.ts'
import { deadlinesIn } from './deadline.ts'
import { type Draft, deadline, mention, named, paragraphOf } from './draft.ts'
import { saysFirstLeads } from './duty-mark.ts'
import type { Facts } from './facts.ts'
import { issueYearOfLine } from './frame.ts'
import { looseGroups, markableOf, markedDuties } from './marked-duty.ts'
import type { PlacedSentence, Reading } from './reading.ts'
import { sentenceDuties } from './sentence-duty.ts'
import { fold } from './source.ts'
import { namesUnits } from './subject.ts'
import { type Around, proposalsFor, type Suggestions } from './suggest.ts'
import { looseTableDuties, tableDuties } from './table-duty.ts'
import type { TimeContext, WorkingDay } from './time-point.ts'
import { unitsIn } from './unit.ts'

/** The year of the issue number or of the imprint: minutes and bulletins carry no other. */
function printedYear(reading: Reading): string | undefined {
  for (const { role, paragraph } of reading.blocks) {
    const year = role === 'number' ? issueYearOfLine(paragraph.text)?.toString() : undefined
    const found = role === 'imprint' ? /((?:19|20)\d{2}) ?年/.exec(paragraph.text)?.[1] : year
    if (found !== undefined) return found
  }
  return undefined
}

/** The time in which the document speaks: its own day, else the year its title or a caller names. */
export function timeContextOf(reading: Reading, year: number | null, workingDay?: WorkingDay): TimeContext {
  const issued = reading.meta.date_issued
  const titled =
    /(20\d\d|19\d\d) ?年/.exec(reading.meta.title ?? '')?.[1] ??
    reading.meta.enclosed.map((title) => /(20\d\d) ?年/.exec(title)?.[1]).find((found) => found !== undefined)
  const numbered = /〔(\d{4})〕/.exec(reading.meta.doc_number ?? '')?.[1]
  const known =
    issued?.slice(0, 4) ?? numbered ?? titled ?? reading.meta.date_published?.slice(0, 4) ?? printedYear(reading)
  return { issued, year: known ? Number(known) : year, ...(workingDay && { workingDay }) }
}

/** 「（一）县公安局 / 负责…」: units that the heading of a clause, or of the one above it, consists of; they act in all of it. */
function headed(
  reading: Reading,
  item: ClauseText,
  byId: ReadonlyMap<string, ClauseText>,
  drafts: readonly Draft[],
): readonly Draft[] {
  const above = item.clause.parent === null ? undefined : byId.get(item.clause.parent)
  const owner = [item, above].find((found) => found?.head && namesUnits(fold(found.clause.heading ?? '')))
  if (!owner?.head) return drafts
  const paragraph = paragraphOf(reading.blocks, owner.head.block)
  const at = paragraph.text.indexOf(fold(owner.clause.heading ?? ''), owner.head.from)
  if (at < 0) return drafts
  const units = unitsIn(fold(owner.clause.heading ?? '')).map((unit) =>
    mention(paragraph, { ...unit, at: unit.at + at, role: 'lead', rule: 'unit/heading' }),
  )
  return drafts.map((draft) => (draft.units.length > 0 ? draft : { ...draft, units }))
}

/** What the paragraphs after the last mark of a clause order somebody to do; marks close what stands before them only. */
function afterMarks(reading: Reading, own: readonly Facts[], marked: readonly Draft[]): readonly Draft[] {
  const end = Math.max(...marked.map((draft) => draft.end))
  const paragraphs = own.filter((found) => paragraphOf(reading.blocks, found.sentence.block).start > end)
  return sentenceDuties(reading.blocks, paragraphs).filter((draft) => draft.rule === 'duty/actor')
}

/** 「第三阶段（2023年11月）：…」: the time of a stage, named in its heading, is that of all it asks for. */
function staged(reading: Reading, item: ClauseText, drafts: readonly Draft[], context: TimeContext): readonly Draft[] {
  const { head } = item
  if (!head || !/阶段|步骤/.test(item.clause.heading ?? '')) return drafts
  const paragraph = paragraphOf(reading.blocks, head.block)
  const limit = deadline(
    paragraph,
    deadlinesIn(paragraph.text.slice(head.from, head.to), context).map((found) => ({
      ...found,
      at: found.at + head.from,
    })),
  )
  return drafts.map((draft) => ({ ...draft, deadline: draft.deadline ?? limit }))
}

/** What paragraphs outside the clauses promise: those that carry marks by their marks, the others sentence by sentence. */
function looseDuties(reading: Reading, loose: readonly Facts[], context: TimeContext): readonly Draft[] {
  const { blocks } = reading
  const firstLeads = saysFirstLeads(reading.source.folded)
  const bySentences: Facts[] = []
  const byBlock = Map.groupBy(loose, (own) => own.sentence.block)
  const marked = looseGroups(blocks, [...byBlock.keys()], firstLeads).flatMap((group) => {
    const [first, last] = [paragraphOf(blocks, group[0] ?? 0), paragraphOf(blocks, group.at(-1) ?? 0)]
    const texts = group.map((block): OwnText => ({ block, from: 0, to: paragraphOf(blocks, block).text.length }))
    const found = markedDuties(
      blocks,
      { clause: null, head: null, texts, start: first.start, end: last.end },
      firstLeads,
      context,
    )
    if (found.length === 0) bySentences.push(...group.flatMap((block) => byBlock.get(block) ?? []))
    return found
  })
  return [...marked, ...sentenceDuties(blocks, bySentences)]
}

function draftsOf(reading: Reading, facts: ReadonlyMap<PlacedSentence, Facts>, context: TimeContext): readonly Draft[] {
  const firstLeads = reading.clauses.length > 0 && saysFirstLeads(reading.source.folded)
  const byId = new Map(reading.clauses.map((item) => [item.clause.id, item]))
  const byClause = Map.groupBy(facts.values(), (own) => own.sentence.clause)
  const ofClause = (item: ClauseText) => {
    const rows = tableDuties(reading.blocks, item, context)
    if (rows.length > 0) return rows
    const marked = markedDuties(reading.blocks, markableOf(item), firstLeads, context)
    const own = byClause.get(item) ?? []
    if (marked.length > 0) return [...marked, ...afterMarks(reading, own, marked)]
    return headed(reading, item, byId, staged(reading, item, sentenceDuties(reading.blocks, own), context))
  }
  const owned = new Set(
    reading.clauses.flatMap((item) => [...(item.head ? [item.head.block] : []), ...item.body.map((own) => own.block)]),
  )
  const looseRows = looseTableDuties(reading.blocks, owned, context)
  const loose = (byClause.get(null) ?? []).filter(
    (own) => reading.blocks[own.sentence.block]?.paragraph.cells.length === 0,
  )
  const all = [...looseRows, ...looseDuties(reading, loose, context), ...reading.clauses.flatMap(ofClause)]
  return all.sort((a, b) => a.start - b.start || a.end - b.end)
}

const leadsOf = (draft: Draft | undefined) => [
  ...new Set((draft?.units ?? []).filter((unit) => unit.role === 'lead').map((unit) => unit.name)),
]

/** Who must do what, by when, measured how: every commitment of the document, in the order of the text, with what is put forward for it. */
export function commitmentsOf(
  reading: Reading,
  facts: ReadonlyMap<PlacedSentence, Facts>,
  context: TimeContext,
  suggestions: Suggestions,
): readonly Commitment[] {
  const drafts = draftsOf(reading, facts, context)
  const parents = new Map(reading.clauses.map((item) => [item.clause.id, item.clause.parent]))
  const firstOf = new Map<string, readonly string[]>()
  for (const draft of drafts)
    if (draft.clause !== null && !firstOf.has(draft.clause)) firstOf.set(draft.clause, leadsOf(draft))
  return drafts.map((draft, i) => {
    const before = drafts[i - 1]
    const parent = draft.clause === null ? null : (parents.get(draft.clause) ?? null)
    const around: Around = {
      precedingLeads: before && before.clause === draft.clause && draft.clause !== null ? leadsOf(before) : [],
      aboveLeads: parent === null ? [] : (firstOf.get(parent) ?? []),
      addressees: draft.clause === null ? reading.meta.addressees : null,
    }
    return named(draft, `m${i + 1}`, proposalsFor(draft, around, suggestions))
  })
}
