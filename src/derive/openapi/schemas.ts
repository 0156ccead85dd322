import type { Procedure } from '../../kernel/bind.ts'
import { bilingual, fieldSchema, type Schema } from '../schema.ts'
import { problemSchema } from './problems.ts'

export const text: Schema = { type: 'string' }
export const whole: Schema = { type: 'integer', minimum: 0 }
export const yesNo: Schema = { type: 'boolean' }
const day: Schema = { type: 'string', format: 'date' }
const instant: Schema = { type: 'string', format: 'date-time' }
export const bothTexts: Schema = {
  type: 'array',
  items: text,
  minItems: 2,
  maxItems: 2,
  description: '中文，英文 · Chinese, English',
}

export const listOf = (items: Schema): Schema => ({ type: 'array', items })
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
const orNull = (schema: Schema): Schema => ({ ...schema, type: [schema.type as string, 'null'] })

/** An object in which every property is always there. */
export function record(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  const required = Object.keys(properties)
  return { type: 'object', ...(description && { description }), required, properties }
}

const clockView = record({
  name: text,
  title: bothTexts,
  lastDay: {
    ...orNull(day),
    description: '还来得及的最后一天；停着时为 null · The last day on which there is time; null while it stands',
  },
  due: { ...orNull(instant), description: '第一个来不及的时刻 · The first instant that is too late' },
  left: { type: 'number', description: '还剩多少，逾期为负 · What is left; negative when overdue' },
  total: { type: 'number' },
  unit: { type: 'string', enum: ['working-days', 'working-minutes', 'days'] },
  runs: yesNo,
  overdue: yesNo,
  warned: yesNo,
  provisional: {
    ...yesNo,
    description: '那一年的放假安排还没有公布 · The holidays of that year are not published yet',
  },
  extensions: whole,
})

const caseHead = {
  no: text,
  procedure: text,
  title: text,
  unit: orNull(text),
  clause: orNull(text),
  state: text,
  final: yesNo,
  seq: whole,
  openedOn: day,
  changedOn: day,
  overdue: yesNo,
  parts: listOf(text),
  isPublic: yesNo,
} as const

const receipt: Schema = { ...text, description: '日志回执的地址 · Where the receipt of the public log is' }

const evidence = record(
  {
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    type: { ...text, description: '由内容认出的类型 · The media type as recognised from the bytes' },
    size: { type: 'integer', minimum: 1 },
  },
  '一份证据的指纹；文件另存 · The fingerprint of a piece of evidence; the file lies apart',
)

const eventFields = {
  seq: whole,
  transition: text,
  from: orNull(text),
  to: text,
  on: day,
  at: { ...orNull(instant), description: '群众的动作只说到日 · Null for what citizens did: only the day is told' },
  by: record({ party: text, title: bothTexts, post: orNull(text), unit: orNull(text) }),
  basis: text,
  clauses: listOf(text),
  input: { type: 'object', additionalProperties: true },
  draw: {
    anyOf: [
      record(
        { party: text, pool: listOf(text), drawn: text, day, commitment: text },
        '怎样抽的，可以重算 · How it was drawn, to be drawn again',
      ),
      { type: 'null' },
    ],
  },
  automatic: yesNo,
} as const

const eventView = record({
  ...eventFields,
  logIndex: {
    ...orNull(whole),
    description: '在公开日志里的位置；还没封存为 null · Its place in the public log; null until sealed',
  },
})

/** An event as it is told with its place in the log beside it. */
export const movedEvent = record(eventFields)

const move = record({
  transition: text,
  title: bothTexts,
  party: orNull(text),
  possible: yesNo,
  basis: orNull(text),
  form: orNull(text),
  why: { anyOf: [ref('Problem'), { type: 'null' }], description: '不能做的原因 · Why not, where it is not possible' },
})

/** The fields of one procedure, as far as a reader may read them: none is certain to be there. */
function dataOf(p: Procedure): Schema {
  const shown = Object.entries(p.fields).filter(([, field]) => field.kind !== 'identity')
  return {
    type: 'object',
    description: `${bilingual(p.declaration.title)}：读者可读的字段 · the fields that the reader may read`,
    additionalProperties: false,
    properties: Object.fromEntries(shown.map(([name, field]) => [name, fieldSchema({ ...field, optional: true })])),
  }
}

export const dataName = (p: Procedure): string => `${p.id}.data`

/** The shapes of everything that is answered. A test lets the kernel's own views be judged by them. */
export function answerSchemas(procedures: readonly Procedure[]): Readonly<Record<string, Schema>> {
  const data: Schema = { anyOf: procedures.map((p) => ref(dataName(p))) }
  const caseView = record({
    ...caseHead,
    version: text,
    parent: orNull(text),
    data,
    clocks: listOf(ref('Clock')),
    been: listOf(text),
    receipt,
  })
  return {
    Problem: problemSchema,
    Clock: clockView,
    Case: caseView,
    CaseRow: record({ ...caseHead, due: orNull(instant) }),
    CaseAnswer: {
      ...caseView,
      description:
        '`code` 只在有人新加入时给出一次，丢失无法找回 · `code` is given once, to whoever joins; lost, it cannot be recovered',
      properties: { ...(caseView.properties as Schema), code: text },
    },
    Event: eventView,
    Move: move,
    Evidence: evidence,
    ...Object.fromEntries(procedures.map((p) => [dataName(p), dataOf(p)])),
  }
}
