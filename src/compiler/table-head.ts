import type { Paragraph } from './paragraph.ts'

/** Column heads of a table of tasks, of items or of points. */
const columnHead =
  /^(?:序号|编号|类别|分类|名称|单位|备注|分值|各项分值|时间|项目|联系人|(?:工作|责任|重点|主要|任务|考核|整改|年度|具体|目标)?(?:任务|内容|事项|目标|措施|要求|举措|项目|指标|目标值)|(?:工作|主要|重点)(?:任务|措施)(?:及|和|与)(?:目标|要求|措施)|(?:责任|主要责任|牵头|配合|协办|协助|协同|主办|承办|实施|落实|负责|参与|主责|负责考核|牵头责任)(?:单位|部门|科室|处室|主体|领导|人)|(?:完成|整改|办结|时间|进度|推进|落实)?(?:时限|时间|节点|期限|安排|进度))$/

/** What longer names of columns end with: 决策事项名称, 计划完成时间. Counted where the first column is named as well. */
const columnEnd = /(?:名称|单位|部门|科室|时间|时限|依据|内容|事项|任务|措施|指标|目标)$/

const unitColumn = /(?:单位|部门|科室|处室|主体)$/
const timeColumn = /(?:时限|时间|期限|进度)$/

/** Whether a row names the columns of a table: at least half of its cells are names of columns, or one names units and one a time. */
export function isTableHead(paragraph: Paragraph): boolean {
  const filled = paragraph.cells
    .filter((cell) => cell.text !== '')
    .map((cell) => cell.text.replace(/ /g, '').replace(/\([^()]*\)$/, ''))
  if (filled.length < 2) return false
  const named = filled.filter((text) => columnHead.test(text))
  if (named.length >= 2 && named.some((text) => unitColumn.test(text)) && named.some((text) => timeColumn.test(text)))
    return true
  const longer = columnHead.test(filled[0] ?? '')
    ? filled.filter((text) => text.length <= 12 && columnEnd.test(text))
    : []
  return new Set([...named, ...longer]).size >= Math.max(2, filled.length / 2)
}
