import type { ClauseText } from './clause.ts'
import { deadlineOfField } from './deadline.ts'
import { type Draft, deadline, mention, paragraphOf, target } from './draft.ts'
import { type AssignRule, unitsInWords } from './duty-mark.ts'
import { type Block, tableHeadAbove } from './layout.ts'
import { endOffsetIn, offsetIn, type Paragraph } from './paragraph.ts'
import { printed } from './source.ts'
import { targetsIn } from './target.ts'
import type { TimeContext } from './time-point.ts'
import { unitsIn } from './unit.ts'

type Column = 'number' | 'task' | 'lead' | 'assist' | 'limit' | 'target' | 'other'

const columns: readonly (readonly [Column, RegExp])[] = [
  ['number', /^(?:序号|编号|项目编号)$/],
  ['assist', /(?:配合|协办|协同|参与|参加|协助)(?:单位|部门|科室|处室)?$/],
  ['lead', /(?:牵头|责任|主办|承办|负责|落实|实施|主责)(?:单位|部门|科室|处室|主体)?$/],
  ['limit', /(?:时限|时间|期限|进度|日期|节点)(?:安排|要求)?$/],
  ['target', /(?:目标|指标|标准|目标值|目标要求)$/],
  ['task', /(?:任务|事项|内容|措施|项目|工作|名称|要求|举措)$/],
]

const columnOf = (head: string): Column =>
  columns.find(([, pattern]) => pattern.test(head.slice(0, 40).replace(/ |\([^()]*\)$/g, '')))?.[0] ?? 'other'

/** The columns of the table that a row stands in, as its nearest head names them; null outside tables and where no unit column is. */
function columnsAt(blocks: readonly Block[], row: number): readonly Column[] | null {
  const head = tableHeadAbove(blocks, row)
  return head ? settledLeads(head.cells.map((cell) => columnOf(cell.text))) : null
}

/** 责任单位 beside 牵头单位 assists: of several lead columns the first leads. */
function settledLeads(found: readonly Column[]): readonly Column[] | null {
  const first = found.indexOf('lead')
  return first < 0 ? null : found.map((column, i) => (column === 'lead' && i > first ? 'assist' : column))
}

interface CellAt {
  readonly column: Column
  readonly from: number
  readonly to: number
}

/** The cells of a row under their columns; null where the row has another number of cells than the head. */
function cellsUnder(paragraph: Paragraph, heads: readonly Column[]): readonly CellAt[] | null {
  if (paragraph.cells.length !== heads.length) return null
  return paragraph.cells.map((cell, i) => ({
    column: heads[i] ?? 'other',
    from: cell.start - paragraph.start,
    to: cell.end - paragraph.start,
  }))
}

/** What stands in a cell that names nobody. */
const noneInCell = /^(?:无|[-—/]*)$/

function unitsUnder(paragraph: Paragraph, cells: readonly CellAt[], role: 'lead' | 'assist'): Draft['units'] {
  const rule: AssignRule = 'unit/column'
  return cells
    .filter((cell) => cell.column === role)
    .flatMap((cell) => {
      const text = paragraph.text.slice(cell.from, cell.to)
      if (noneInCell.test(text)) return []
      const worded = role === 'lead' ? unitsInWords(text) : null
      const units = worded ?? unitsIn(text).map((unit) => ({ ...unit, role, rule }))
      return units.map((unit) => mention(paragraph, { ...unit, at: unit.at + cell.from }))
    })
}

/** The commitment of a table row whose columns say who does it; null for a row or a table that does not. */
function rowDuty(blocks: readonly Block[], row: number, clause: string | null, context: TimeContext): Draft | null {
  const paragraph = paragraphOf(blocks, row)
  const heads = paragraph.cells.length > 1 ? columnsAt(blocks, row) : null
  const cells = heads ? cellsUnder(paragraph, heads) : null
  if (!cells) return null
  const tasks = cells.filter((cell) => cell.column === 'task' || cell.column === 'target')
  const limit = cells.find((cell) => cell.column === 'limit')
  const found = limit ? deadlineOfField(paragraph.text.slice(limit.from, limit.to), context) : null
  const units = [...unitsUnder(paragraph, cells, 'lead'), ...unitsUnder(paragraph, cells, 'assist')]
  if (tasks.length === 0 || (units.length === 0 && !found)) return null
  return {
    clause,
    action: tasks
      .map((cell) => printed(paragraph.shown.slice(cell.from, cell.to)))
      .filter((text) => text !== '')
      .join('；'),
    units,
    deadline:
      found && limit ? deadline(paragraph, [{ ...found, at: limit.from, length: limit.to - limit.from }]) : null,
    targets: tasks.flatMap((cell) =>
      targetsIn(paragraph.text.slice(cell.from, cell.to)).map((item) =>
        target(paragraph, { ...item, at: item.at + cell.from }),
      ),
    ),
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
