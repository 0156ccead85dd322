import type { Block } from './block.ts'
import type { ClauseText, OwnText } from './clause.ts'
import type { Deadline } from './compiled.ts'
import { deadlineOfField, deadlinesIn } from './deadline.ts'
import { actionOf, type Draft, deadline, mention, paragraphOf, target } from './draft.ts'
import { isPersonField } from './duty-label.ts'
import { type Assigned, type DutyMark, dutyMarksIn } from './duty-mark.ts'
import { endOffsetIn, offsetIn } from './paragraph.ts'
import { targetsIn } from './target.ts'
import type { TimeContext } from './time-point.ts'

interface PlacedMark {
  readonly block: number
  readonly marks: readonly DutyMark[]
  readonly before: readonly OwnText[]
}

/** Text that may carry marks: a clause's own, or paragraphs outside the clauses. */
export interface Markable {
  readonly clause: string | null
  /** The heading, where there is one. */
  readonly head: OwnText | null
  readonly texts: readonly OwnText[]
  readonly start: number
  readonly end: number
}

/** The clause's own text in order, the number left out. */
export function markableOf(item: ClauseText): Markable {
  const { head, body, clause } = item
  const from = item.numberAt + (clause.number?.length ?? 0)
  const texts = head ? [{ ...head, from: Math.min(from, head.to) }, ...body] : body
  return { clause: clause.id, head, texts, start: clause.start, end: clause.end }
}

const wordsOf = (blocks: readonly Block[], own: OwnText) => paragraphOf(blocks, own.block).text.slice(own.from, own.to)

/** Whether a stretch says nothing by itself: punctuation, or the persons that stand among the fields of a commitment. */
function isEmpty(blocks: readonly Block[], own: OwnText): boolean {
  const words = wordsOf(blocks, own)
  return words.replace(/[\s。；;，,、—–•·●◆▪■□○*-]+/g, '') === '' || isPersonField(words)
}

/** Every mark of the clause with the text it closes; marks that follow each other without text between them are one. */
function placedMarks(blocks: readonly Block[], item: Markable, firstLeads: boolean): readonly PlacedMark[] {
  const placed: { block: number; marks: DutyMark[]; before: OwnText[] }[] = []
  let before: OwnText[] = []
  for (const own of item.texts) {
    const { text } = paragraphOf(blocks, own.block)
    let at = own.from
    for (const mark of dutyMarksIn(text, firstLeads).filter((found) => found.from >= own.from && found.to <= own.to)) {
      before.push({ block: own.block, from: at, to: mark.from })
      at = mark.to
      const texts = before.filter((piece) => !isEmpty(blocks, piece))
      const last = placed.at(-1)
      if (texts.length === 0 && last && last.block === own.block) last.marks.push(mark)
      else placed.push({ block: own.block, marks: [mark], before: texts })
      before = []
    }
    before.push({ block: own.block, from: at, to: own.to })
  }
  return placed
}

function units(blocks: readonly Block[], group: readonly PlacedMark[]): Draft['units'] {
  const found = group.flatMap((placed) =>
    placed.marks.flatMap((mark) => mark.units.map((unit) => ({ block: placed.block, unit }))),
  )
  const hasLead = found.some(({ unit }) => unit.rule === 'unit/label' && unit.role === 'lead')
  return found.map(({ block, unit }) => {
    const role: Assigned['role'] = hasLead && unit.rule === 'unit/plain-label' ? 'assist' : unit.role
    return mention(paragraphOf(blocks, block), { ...unit, role })
  })
}

function limitOf(blocks: readonly Block[], group: readonly PlacedMark[], context: TimeContext): Deadline | null {
  for (const { block, marks } of group) {
    const limit = marks.find((mark) => mark.limit !== null)?.limit
    if (!limit) continue
    const paragraph = paragraphOf(blocks, block)
    const found = deadlineOfField(paragraph.text.slice(limit.from, limit.to), context)
    if (found) return deadline(paragraph, [{ ...found, at: limit.from, length: limit.to - limit.from }])
  }
  return null
}

/** Whether a limit in running text binds the whole commitment rather than one of its many deeds. */
const mostText = 160

function textLimit(blocks: readonly Block[], before: readonly OwnText[], context: TimeContext): Deadline | null {
  const length = before.reduce((sum, own) => sum + own.to - own.from, 0)
  for (const own of before) {
    const paragraph = paragraphOf(blocks, own.block)
    const found = deadlinesIn(paragraph.text.slice(own.from, own.to), context).filter(
      (limit) => length <= mostText || limit.rule !== 'deadline/recurring',
    )
    if (found.length > 0)
      return deadline(
        paragraph,
        found.map((limit) => ({ ...limit, at: limit.at + own.from })),
      )
  }
  return null
}

function draftOf(blocks: readonly Block[], item: Markable, group: readonly PlacedMark[], context: TimeContext): Draft {
  const before = group[0]?.before ?? []
  const first = before[0]
  const last = group.at(-1)
  const lastMark = last?.marks.at(-1)
  return {
    clause: item.clause,
    action: actionOf(blocks, before),
    units: units(blocks, group),
    deadline: limitOf(blocks, group, context) ?? textLimit(blocks, before, context),
    targets: before.flatMap((own) => {
      const paragraph = paragraphOf(blocks, own.block)
      const words = paragraph.text.slice(own.from, own.to)
      const limits = deadlinesIn(words, context)
      return targetsIn(words)
        .filter(
          (found) => !limits.some((limit) => found.at < limit.at + limit.length && limit.at < found.at + found.length),
        )
        .map((found) => target(paragraph, { ...found, at: found.at + own.from }))
    }),
    rule: 'duty/marked',
    start: first ? offsetIn(paragraphOf(blocks, first.block), first.from) : item.start,
    end: last && lastMark ? endOffsetIn(paragraphOf(blocks, last.block), lastMark.to) : item.end,
  }
}

const goal = /^(?:整改目标|工作目标|目标任务|目标要求|整改措施|工作措施)[^:]{0,4}:/

/** 「整改目标：…」 between the fields of one commitment, before a mark that says only by when: part of it, not a further one. */
function goesOn(blocks: readonly Block[], mark: PlacedMark, group: readonly PlacedMark[]): boolean {
  const first = mark.before[0]
  const names = (placed: PlacedMark) => placed.marks.some((found) => found.units.length > 0)
  const limits = (placed: PlacedMark) => placed.marks.some((found) => found.limit !== null)
  return (
    first !== undefined &&
    goal.test(wordsOf(blocks, first).trimStart()) &&
    !names(mark) &&
    group.some(names) &&
    !group.some(limits)
  )
}

/** 「（一）推进…（牵头单位:A）」 over its text: marks that stand in the heading only close all of the clause. */
function withBody(groups: readonly PlacedMark[][], item: Markable): readonly (readonly PlacedMark[])[] {
  const { head, texts } = item
  const [group] = groups
  const [first, ...rest] = group ?? []
  if (!head || !first || groups.length > 1) return groups
  const inHead = (placed: PlacedMark) => placed.block === head.block && placed.marks.every((mark) => mark.to <= head.to)
  if (![first, ...rest].every(inHead) || first.marks.some((mark) => mark.isField)) return groups
  return [[{ ...first, before: [...first.before, ...texts.slice(1)] }, ...rest]]
}

/** The commitments of a text that says who is responsible, in brackets or fields; empty where it does not. */
export function markedDuties(
  blocks: readonly Block[],
  item: Markable,
  firstLeads: boolean,
  context: TimeContext,
): readonly Draft[] {
  const placed = placedMarks(blocks, item, firstLeads)
  const groups: PlacedMark[][] = []
  for (const mark of placed) {
    const last = groups.at(-1)
    const [first, ...rest] = last ?? []
    if (first && goesOn(blocks, mark, last ?? []))
      groups[groups.length - 1] = [{ ...first, before: [...first.before, ...mark.before] }, ...rest, mark]
    else if (mark.before.length > 0 || !last) groups.push([mark])
    else last.push(mark)
  }
  return withBody(groups, item)
    .map((group) => draftOf(blocks, item, group, context))
    .filter((draft) => draft.units.length > 0 || draft.deadline !== null)
}

/** Paragraphs outside the clauses, each with the lines of fields that follow it: what one mark may close. */
export function looseGroups(
  blocks: readonly Block[],
  loose: readonly number[],
  firstLeads: boolean,
): readonly (readonly number[])[] {
  const groups: number[][] = []
  for (const block of loose) {
    const { text } = paragraphOf(blocks, block)
    const isField = isPersonField(text) || dutyMarksIn(text, firstLeads).some((mark) => mark.from === 0)
    const last = groups.at(-1)
    if (last && isField && last.at(-1) === block - 1) last.push(block)
    else groups.push([block])
  }
  return groups
}
