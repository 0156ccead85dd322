import { type Block, tableHeadAbove } from './block.ts'
import type { ClauseText } from './clause.ts'
import { deadlineOfField } from './deadline.ts'
import { type Draft, deadline, mention, paragraphOf, target } from './draft.ts'
import { type Assigned, type AssignRule, unitsInWords, withOwnParts } from './duty-mark.ts'
import { unitsAt } from './measure-unit.ts'
import { endOffsetIn, offsetIn, type Paragraph } from './paragraph.ts'
import { printed } from './source.ts'
import { targetsIn } from './target.ts'
import type { TimeContext } from './time-point.ts'
import { endsAsUnit, unitsIn } from './unit.ts'

type Column = 'number' | 'task' | 'lead' | 'assist' | 'limit' | 'target' | 'measure' | 'person' | 'other'

const columns: readonly (readonly [Column, RegExp])[] = [
  ['number', /^(?:序号|编号|项目编号)$/],
  ['measure', /^(?:单位|计量单位)$/],
  ['person', /(?:领导|责任人|负责人|联系人)$/],
  ['assist', /(?:配合|协办|协同|参与|参加|协助)(?:单位|部门|科室|处室)?$/],
  ['lead', /(?:牵头|责任|主办|承办|负责|落实|实施|主责)(?:单位|部门|科室|处室|主体)?$/],
  ['limit', /(?:时限|时间|期限|进度|日期|节点)(?:安排|要求)?$/],
  ['target', /(?:目标|指标|标准|目标值|目标要求)$/],
  ['task', /(?:任务|事项|内容|措施|项目|工作|名称|要求|举措)$/],
]

/** A column with the name its head prints and, in brackets behind it, what its numbers count. */
interface Head {
  readonly column: Column
  readonly name: string
  readonly unit: string | null
}

function headOf(text: string): Head {
  const head = text.slice(0, 40).replaceAll(' ', '')
  const name = head.replace(/\([^()]*\)$/, '')
  const inner = /\(([^()]{1,8})\)$/.exec(head)?.[1] ?? ''
  return {
    column: columns.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other',
    name,
    unit: isMeasure(inner) ? inner : null,
  }
}

/** Whether a text is a unit of measure and nothing else: 万亩, %. */
const isMeasure = (text: string) => text !== '' && unitsAt(text, 0)[0] === text

/** The columns of the table that a row stands in, as its nearest head names them; null outside tables and where no unit column is. */
function columnsAt(blocks: readonly Block[], row: number): readonly Head[] | null {
  const head = tableHeadAbove(blocks, row)
  return head ? settledLeads(head.cells.map((cell) => headOf(cell.text))) : null
}

/** 责任单位 beside 牵头单位 assists: of several lead columns the first leads. */
function settledLeads(found: readonly Head[]): readonly Head[] | null {
  const first = found.findIndex((head) => head.column === 'lead')
  return first < 0
    ? null
    : found.map((head, i) => (head.column === 'lead' && i > first ? { ...head, column: 'assist' } : head))
}

interface CellAt {
  readonly head: Head
  readonly from: number
  readonly to: number
}

/**
 * The cells of a row under their columns; null where it has more than the head. A row with fewer hangs below cells merged
 * downwards: it is read from its last column, if units then stand in the column of who leads.
 */
function cellsUnder(paragraph: Paragraph, heads: readonly Head[]): readonly CellAt[] | null {
  const missing = heads.length - paragraph.cells.length
  if (missing < 0) return null
  const cells = paragraph.cells.flatMap((cell, i): CellAt[] => {
    const head = heads[i + missing]
    return head ? [{ head, from: cell.start - paragraph.start, to: cell.end - paragraph.start }] : []
  })
  return missing === 0 || namesLeads(paragraph, cells) ? cells : null
}

const wordsIn = (paragraph: Paragraph, cell: CellAt) => paragraph.text.slice(cell.from, cell.to)

function namesLeads(paragraph: Paragraph, cells: readonly CellAt[]): boolean {
  const lead = cells.find((cell) => cell.head.column === 'lead')
  const units = lead ? unitsIn(wordsIn(paragraph, lead)) : []
  return units.length > 0 && units.every((unit) => endsAsUnit(unit.name))
}

/** What stands in a cell that names nobody. */
const noneInCell = /^(?:无|[-—/]*)$/

function unitsUnder(paragraph: Paragraph, cells: readonly CellAt[], role: 'lead' | 'assist'): Draft['units'] {
  const rule: AssignRule = 'unit/column'
  return cells
    .filter((cell) => cell.head.column === role)
    .flatMap((cell) => {
      const text = wordsIn(paragraph, cell)
      if (noneInCell.test(text)) return []
      const listed = unitsIn(text).map((unit): Assigned => ({ ...unit, role, rule }))
      const units = role === 'lead' ? (unitsInWords(text) ?? withOwnParts(listed)) : listed
      return units.map((unit) => mention(paragraph, { ...unit, at: unit.at + cell.from }))
    })
}

const bareNumber = /^(?:不低于|不少于|不超过|达到|[≥≤><])? ?\d{1,12}(?:\.\d{1,6})?(?:以上|以下|以内|左右)?$/

/** The numbers a cell asks for. A bare number counts what its head names in brackets, or the row in its column 单位. */
function targetsUnder(paragraph: Paragraph, cell: CellAt, measure: string | null): Draft['targets'] {
  const text = wordsIn(paragraph, cell)
  const unit = cell.head.unit ?? (cell.head.column === 'target' ? measure : null)
  const isBare = unit !== null && bareNumber.test(text)
  const read = isBare ? text.replace(/(?<=\d)(?=[以左]|$)/, unit) : text
  return targetsIn(read).map((item) => {
    const length = Math.min(item.length, text.length - item.at)
    return target(paragraph, { ...item, at: item.at + cell.from, length })
  })
}

/** The cells that say what a row asks for: its tasks and aims, else the amounts that heads with a unit of measure name. */
function askedIn(
  paragraph: Paragraph,
  cells: readonly CellAt[],
): { readonly cells: readonly CellAt[]; readonly action: string } {
  const shown = (cell: CellAt) => printed(paragraph.shown.slice(cell.from, cell.to))
  const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join('；')
  const tasks = cells.filter((cell) => cell.head.column === 'task' || cell.head.column === 'target')
  if (tasks.length > 0) return { cells: tasks, action: joined(tasks.map(shown)) }
  const amounts = cells.filter((cell) => cell.head.unit !== null && bareNumber.test(wordsIn(paragraph, cell)))
  const place = cells.find((cell) => cell.head.column === 'other' && cell.head.unit === null)
  const named = amounts.map((cell) => `${cell.head.name}${shown(cell)}${cell.head.unit}`)
  return { cells: amounts, action: joined([place ? shown(place) : '', ...named]) }
}

/** The commitment of a table row whose columns say who does it; null for a row or a table that does not. */
function rowDuty(blocks: readonly Block[], row: number, clause: string | null, context: TimeContext): Draft | null {
  const paragraph = paragraphOf(blocks, row)
  const heads = paragraph.cells.length > 1 ? columnsAt(blocks, row) : null
  const cells = heads ? cellsUnder(paragraph, heads) : null
  if (!cells) return null
  const asked = askedIn(paragraph, cells)
  const measure = cells.find((cell) => cell.head.column === 'measure')
  const counted = measure && isMeasure(wordsIn(paragraph, measure)) ? wordsIn(paragraph, measure) : null
  const limit = cells.find((cell) => cell.head.column === 'limit')
  const found = limit ? deadlineOfField(paragraph.text.slice(limit.from, limit.to), context) : null
  const units = [...unitsUnder(paragraph, cells, 'lead'), ...unitsUnder(paragraph, cells, 'assist')]
  if (asked.cells.length === 0 || asked.action === '' || (units.length === 0 && !found)) return null
  return {
    clause,
    action: asked.action,
    units,
    deadline:
      found && limit ? deadline(paragraph, [{ ...found, at: limit.from, length: limit.to - limit.from }]) : null,
    targets: asked.cells.flatMap((cell) => targetsUnder(paragraph, cell, counted)),
    rule: 'duty/table-row',
    start: offsetIn(paragraph, 0),
    end: endOffsetIn(paragraph, paragraph.text.length),
  }
}

/** The commitments of the table rows of a clause, its own row first. */
export function tableDuties(blocks: readonly Block[], item: ClauseText, context: TimeContext): readonly Draft[] {
  const rows = [...new Set([...(item.head ? [item.head.block] : []), ...item.body.map((own) => own.block)])]
  return rows.flatMap((row) => rowDuty(blocks, row, item.clause.id, context) ?? [])
}

/** The commitments of rows that carry no number and stand in no clause. */
export function looseTableDuties(
  blocks: readonly Block[],
  owned: ReadonlySet<number>,
  context: TimeContext,
): readonly Draft[] {
  return blocks.flatMap((block, i) =>
    block.role === 'body' && !owned.has(i) ? (rowDuty(blocks, i, null, context) ?? []) : [],
  )
}
