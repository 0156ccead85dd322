import type { Paragraph } from './paragraph.ts'

/** Column heads of a table of tasks, of items or of points. */
const columnHead =
  /^(?:序号|编号|项目|任务|工作任务|重点任务|主要任务|工作内容|任务内容|内容|事项|目标|工作目标|考核项目|考核指标|考核内容|指标|分值|各项分值|牵头单位|牵头部门|责任单位|责任部门|主要责任单位|配合单位|配合部门|协办单位|完成时限|完成时间|时限|时间|进度安排|备注|负责考核部门|责任领导|责任人|类别|分类|名称|单位|措施|主要措施|工作措施|工作要求|联系人)$/

/** Whether a row names the columns of a table: at least two of its cells, and at least half of them, are names of columns. */
export function isTableHead(paragraph: Paragraph): boolean {
  const filled = paragraph.cells.filter((cell) => cell.text !== '')
  return (
    filled.length >= 2 &&
    filled.filter(
      (cell) => cell.text.length <= 40 && columnHead.test(cell.text.replace(/ /g, '').replace(/\([^()]*\)$/, '')),
    ).length >= Math.max(2, filled.length / 2)
  )
}
