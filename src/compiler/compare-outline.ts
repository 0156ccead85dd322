import type { ClausePair, Comparison } from './compare.ts'
import type { DutyChange, DutyField } from './compare-duty.ts'

const fieldNames: Readonly<Record<DutyField, string>> = {
  action: '任务',
  leads: '牵头',
  assists: '配合',
  deadline: '时限',
  targets: '指标',
}
const changeNames: Readonly<Record<ClausePair['change'], string>> = {
  same: '未改',
  changed: '修改',
  added: '新增',
  removed: '删去',
}
const dutyNames: Readonly<Record<DutyChange['change'], string>> = changeNames
const marks: Readonly<Record<'kept' | 'cut' | 'put', readonly [open: string, close: string]>> = {
  kept: ['', ''],
  cut: ['[-', '-]'],
  put: ['{+', '+}'],
}

/** A kept stretch between two changes is shown by its two ends. */
const context = 24
const shortened = (text: string) =>
  text.length > context * 2 ? `${text.slice(0, context)}……${text.slice(-context)}` : text

function dutyLine(duty: DutyChange): string {
  const fields = duty.fields
    .filter((field) => field.field !== 'action')
    .map((field) => `${fieldNames[field.field]}：${field.before || '（无）'} → ${field.after || '（无）'}`)
  const units = duty.units.length > 0 ? `涉及：${duty.units.join('、')}` : '未写单位'
  return `责任${dutyNames[duty.change]}：${[...fields, units].join('；')}`
}

function pairLines(pair: ClausePair): readonly string[] {
  const place =
    pair.placeBefore === pair.placeAfter
      ? (pair.placeAfter ?? '')
      : [pair.placeBefore, pair.placeAfter].filter((found) => found !== null).join(' → ')
  const kinds = [
    changeNames[pair.change],
    ...(pair.moved ? ['移动'] : []),
    ...(pair.renumbered ? ['改号'] : []),
    ...(pair.toConfirm ? ['待人确认'] : []),
  ]
  const text = pair.text
    .map(
      (change) =>
        `${marks[change.kind][0]}${change.kind === 'kept' ? shortened(change.text) : change.text}${marks[change.kind][1]}`,
    )
    .join('')
  return [
    `${place}  ${kinds.join('、')}`,
    ...(text === '' ? [] : [`    ${text}`]),
    ...pair.duties.map((duty) => `    ${dutyLine(duty)}`),
  ]
}

/** The comparison for a terminal: every clause that is not the same in the same place, with the responsibilities it touches. */
export function comparisonOutline(comparison: Comparison): string {
  const { pairs, outside } = comparison
  const shown = pairs.filter(
    (pair) => pair.change !== 'same' || pair.moved || pair.renumbered || pair.duties.length > 0,
  )
  const count = (change: ClausePair['change']) => pairs.filter((pair) => pair.change === change).length
  const moved = pairs.filter((pair) => pair.moved).length
  const duties = pairs.reduce((sum, pair) => sum + pair.duties.length, outside.length)
  return `${[
    `旧版  ${comparison.before ?? '（无标题）'}`,
    `新版  ${comparison.after ?? '（无标题）'}`,
    '',
    ...shown.flatMap(pairLines),
    ...outside.map((duty) => `条款之外  ${dutyLine(duty)}`),
    ...(shown.length + outside.length > 0 ? [''] : []),
    `未改 ${count('same')}，修改 ${count('changed')}，新增 ${count('added')}，删去 ${count('removed')}，移动 ${moved}，改号 ${pairs.filter((pair) => pair.renumbered).length}，受影响的责任 ${duties}，待人确认 ${pairs.filter((pair) => pair.toConfirm).length}`,
  ].join('\n')}\n`
}
