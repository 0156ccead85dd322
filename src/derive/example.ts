import { type Day, dayNumber, dayOf } from '../kernel/calendar.ts'
import type { Field, Fields } from '../kernel/field.ts'
import type { Json, JsonRecord } from '../kernel/text.ts'

/** Names that examples may use: they must be known to whoever judges them. */
export interface ExampleNames {
  /** Days are counted from here. */
  readonly today: Day
  readonly unit: string
  readonly post: string
  readonly clause: string
  readonly case: string
}

/** What the API document shows: no real unit, no real case. */
export const documentNames: ExampleNames = {
  today: '2018-11-14',
  unit: 'unit-1',
  post: 'unit-1-head',
  clause: 'S5.2',
  case: 'ZG-2018-0037',
}

/** An example text that says what it stands for, long enough and not too long. Example: '整改要求（示例文字）'. */
function words(title: string, min: number, max: number): string {
  const text = `${title}（示例文字）`
  const long = text.repeat(Math.ceil(min / [...text].length) || 1)
  return [...long].slice(0, max).join('')
}

function exampleOf(field: Field, names: ExampleNames): Json {
  switch (field.kind) {
    case 'text':
      return words(field.title[0], field.min ?? 1, field.max)
    case 'lines':
      return [words(field.title[0], 1, field.max)]
    case 'integer':
      return Math.min(field.upTo, Math.max(field.from, 60))
    case 'day':
      return dayOf(dayNumber(names.today) + 30)
    case 'yesNo':
      return true
    case 'choice':
      return Object.keys(field.options)[0] ?? null
    case 'choices':
      return Object.keys(field.options).slice(0, 1)
    case 'evidence':
      return [{ sha256: '5f'.repeat(32), name: '现场.jpg', type: 'image/jpeg', size: 204_800 }]
    case 'unit':
      return names.unit
    case 'units':
      return [names.unit]
    case 'post':
      return names.post
    case 'clause':
      return names.clause
    case 'case':
      return names.case
    case 'identity':
      return '示例，不是真实的联系方式'
    default: {
      const never: never = field
      throw new TypeError(String(never))
    }
  }
}

/** An input in which `faultsOf` finds no fault: every field that must be answered, and with `whole` the others too. */
export function exampleInput(fields: Fields, names: ExampleNames, whole = false): JsonRecord {
  const asked = Object.entries(fields).filter(([, field]) => whole || !field.optional)
  return Object.fromEntries(asked.map(([name, field]) => [name, exampleOf(field, names)]))
}
