import { outerPairs } from './nesting.ts'
import { withoutTrailing } from './trailing.ts'
import { endsAsUnit, type NamedUnit, unitsIn } from './unit.ts'

/** A unit with its part in a commitment; position in the text that was read. */
export interface Assigned extends NamedUnit {
  readonly role: 'lead' | 'assist'
  readonly rule: AssignRule
}

export type AssignRule =
  | 'unit/label'
  | 'unit/plain-label'
  | 'unit/bracket'
  | 'unit/first-listed'
  | 'unit/verb-lead'
  | 'unit/verb-assist'
  | 'unit/jointly'
  | 'unit/subject'
  | 'unit/heading'
  | 'unit/by'
  | 'unit/reviewer'
  | 'unit/office-host'
  | 'unit/office-member'
  | 'unit/column'

/** A bracket, a field or a closing phrase that says who is responsible: 「（A牵头，B配合）」「责任单位：A」. */
export interface DutyMark {
  readonly from: number
  readonly to: number
  readonly units: readonly Assigned[]
  /** The part that names a time limit, if the mark has one. */
  readonly limit: { readonly from: number; readonly to: number } | null
  readonly isField: boolean
}

const leadLabels =
  '牵头单位|牵头部门|牵头责任单位|牵头科室|牵头处室|主办单位|主办部门|主要责任单位|主责单位|主责部门|第一责任单位|主要负责单位'
const plainLabels =
  '责任单位|责任部门|责任主体|责任科室|责任处室|落实单位|落实部门|承办单位|承办部门|实施单位|实施部门|实施主体|负责单位|负责部门|具体责任单位|负责科室'
const assistLabels =
  '配合单位|配合部门|协办单位|协办部门|协同单位|协同部门|参与单位|参与部门|参加单位|参加部门|联办单位|会办单位|协助单位|责任单位\\(配合\\)|配合责任单位'
const limitLabels =
  '完成时限|完成时间|时限要求|办结时限|落实时限|整改时限|时间节点|截止时间|时间要求|完成期限|时限|时间安排|进度安排|进度要求|完成日期'
const otherLabels =
  '牵头领导|责任领导|分管领导|包保领导|包抓领导|市领导|县领导|区领导|责任人|联系人|具体责任人|第一责任人|督办领导|督导单位|督办单位|指导单位|验收单位|整改目标|工作目标|目标要求|整改措施|工作措施|备注'

const anyLabel = new RegExp(
  `(${[assistLabels, leadLabels, plainLabels, limitLabels, otherLabels].join('|')}) ?(?:\\([^()]{1,8}\\))? ?[:]`,
  'g',
)
const is = (labels: string) => new RegExp(`^(?:${labels})$`)
const labelKinds = [
  ['assist', is(assistLabels)],
  ['lead', is(leadLabels)],
  ['plain', is(plainLabels)],
  ['limit', is(limitLabels)],
] as const

type LabelKind = 'lead' | 'plain' | 'assist' | 'limit' | 'other'

interface Labelled {
  readonly kind: LabelKind
  readonly at: number
  readonly from: number
  readonly to: number
}

/** The labelled parts of a stretch, in order. */
function labelledParts(text: string, from: number, to: number): readonly Labelled[] {
  const stretch = text.slice(from, to)
  const hits = stretch.includes(':') ? [...stretch.matchAll(anyLabel)] : []
  return hits.map((hit, i) => {
    const kind: LabelKind = labelKinds.find(([, pattern]) => pattern.test(hit[1] ?? ''))?.[0] ?? 'other'
    return {
      kind,
      at: from + hit.index,
      from: from + hit.index + hit[0].length,
      to: from + (hits[i + 1]?.index ?? to - from),
    }
  })
}

const shifted = (
  units: readonly NamedUnit[],
  by: number,
  role: Assigned['role'],
  rule: AssignRule,
): readonly Assigned[] => units.map((unit) => ({ ...unit, at: unit.at + by, role, rule }))

/** A value up to a full stop: what follows belongs to the running text. */
function valueEnd(text: string, from: number, to: number): number {
  const stop = text.slice(from, to).search(/[。]/)
  return stop < 0 ? to : from + stop
}

/** 「责任单位:A,B配合」: the last part of a value names who only helps. */
const helpers = /[,，;；]([^,，;；。]{2,120})(?:配合|协助|参与)[。;； ]*$/

/** 牵头单位 leads; 责任单位 leads where no 牵头单位 is named, else assists; 配合单位 assists. */
function fromLabels(text: string, parts: readonly Labelled[]): Pick<DutyMark, 'units' | 'limit'> {
  const hasLead = parts.some((part) => part.kind === 'lead')
  const units = parts.flatMap((part) => {
    if (part.kind === 'limit' || part.kind === 'other') return []
    const role = part.kind === 'assist' || (part.kind === 'plain' && hasLead) ? 'assist' : 'lead'
    const end = valueEnd(text, part.from, part.to)
    const rule = part.kind === 'plain' ? 'unit/plain-label' : 'unit/label'
    const value = text.slice(part.from, end)
    const helped = role === 'lead' ? helpers.exec(value) : null
    if (!helped) return shifted(unitsIn(value), part.from, role, rule)
    return [
      ...shifted(unitsIn(value.slice(0, helped.index)), part.from, role, rule),
      ...shifted(unitsIn(helped[1] ?? ''), part.from + helped.index + 1, 'assist', 'unit/verb-assist'),
    ]
  })
  const limit = parts.find((part) => part.kind === 'limit')
  return { units, limit: limit ? { from: limit.from, to: valueEnd(text, limit.from, limit.to) } : null }
}

const note =
  /[,，。;； ]*(?:列|排|居)[^,，。;；]{0,6}(?:第一|首)位?[^,，。;；]{0,10}(?:牵头|主办|主要)[^,，。;；]{0,8}|[,，。;； ]*下同/
/** 「其他有关部门配合」 in the note that the first listed leads: whoever is listed after it. */
const everyoneElse = /^其[他它余](?:有关|相关|各)?(?:部门|单位)?(?:为)?(?:配合|协办|协助|参与)/
const isLimit = (part: string) =>
  /\d|[年月季底]|前|长期|持续|完成/.test(part) &&
  /(?:前|底|内|完成|长期|持续|年|月|季度)/.test(part) &&
  !endsAsUnit(part)

/** 「A、B牵头,C配合」「A会同B负责」「A、B按职责分工负责」「A、B」, part by part. */
function fromVerbs(text: string, from: number, to: number, firstLeads: boolean): Pick<DutyMark, 'units' | 'limit'> {
  const units: Assigned[] = []
  let limit: DutyMark['limit'] = null
  let open = from
  const pieces: [number, number][] = []
  for (let i = from; i <= to; i++) {
    if (i < to && !/[,，;；。]/.test(text.charAt(i))) continue
    pieces.push([open, i])
    open = i + 1
  }
  let pending = from
  let hasPending = false
  for (const [a, b] of pieces) {
    const part = text.slice(a, b).trim()
    if (part === '' || note.test(part) || everyoneElse.test(part)) continue
    if (isLimit(part)) {
      limit ??= { from: a, to: b }
      continue
    }
    const start = hasPending ? pending : a
    if (!/(?:牵头|负责|配合|协助|参与|协办|主办|承办|落实|分工|会同|实施)/.test(part) && b < to) {
      pending = start
      hasPending = true
      continue
    }
    hasPending = false
    units.push(
      ...clauseUnits(
        text.slice(start, b),
        start,
        firstLeads,
        units.some((unit) => unit.role === 'lead'),
      ),
    )
  }
  return { units, limit }
}

/** The units of a cell that says in words who leads: 「A牵头,B配合」「A会同B」; null for a plain list. */
export function unitsInWords(text: string): readonly Assigned[] | null {
  return /牵头|配合|会同|协助|参与/.test(text) ? fromVerbs(text, 0, text.length, false).units : null
}

function clauseUnits(part: string, at: number, firstLeads: boolean, hasLead: boolean): readonly Assigned[] {
  const jointly = part.indexOf('会同')
  if (jointly > 0) {
    return [
      ...shifted(unitsIn(part.slice(0, jointly)), at, 'lead', 'unit/verb-lead'),
      ...shifted(unitsIn(part.slice(jointly + 2)), at + jointly + 2, 'assist', 'unit/jointly'),
    ]
  }
  const leading = /^(.+?)(?:共同|联合)?牵头(?!单位|部门)/.exec(part)
  if (leading) {
    const rest = part.slice(leading[0].length).replace(/^(?:负责|组织|落实|抓总|实施)+/, '')
    const offset = part.length - rest.length
    return [
      ...shifted(unitsIn(leading[1] ?? ''), at, 'lead', 'unit/verb-lead'),
      ...shifted(
        unitsIn(rest).filter((unit) => endsAsUnit(unit.name)),
        at + offset,
        'assist',
        'unit/verb-assist',
      ),
    ]
  }
  const units = unitsIn(part)
  if (/(?:配合|协助|参与|协办)/.test(part)) return shifted(units, at, 'assist', 'unit/verb-assist')
  if (hasLead) return shifted(units, at, 'assist', 'unit/verb-assist')
  if (firstLeads && units.length > 1)
    return units.map((unit, i) => ({
      ...unit,
      at: unit.at + at,
      role: i === 0 ? 'lead' : 'assist',
      rule: 'unit/first-listed',
    }))
  return shifted(units, at, 'lead', 'unit/bracket')
}

/** Whether a document says that the first unit of each list leads: 「排在第一位的部门为牵头部门,下同」. */
export function saysFirstLeads(text: string): boolean {
  return (
    /(?:列|排|居)[^。;；]{0,8}(?:第一|首)位?[^。;；]{0,12}(?:牵头|主办)/.test(text) ||
    /第一个?(?:单位|部门)(?:为|是)(?:牵头|主办)/.test(text)
  )
}

const dutyEnd = /(?:负责|牵头|配合|落实|承办|分工|实施|参与)[。;； ]*$/

/** A bracket that holds nothing but units; told from 镇政府（街道办事处） by standing after a finished sentence. */
function isUnitList(inner: string, before: string, after: string): boolean {
  const closes = /^[。;；]?\s*$/.test(after)
  if (!/[。;；”）)!]$/.test(before.trimEnd()) && !closes) return false
  if (/[”)）]$/.test(before.trimEnd()) && !closes && !/^[。;；]/.test(after)) return false
  if (!/[。;；”]$/.test(before.trimEnd()) && endsAsUnit(before.slice(-6))) return false
  const units = unitsIn(inner)
  return units.length > 0 && units.every((unit) => endsAsUnit(unit.name) && unit.name.length >= 3)
}

function bracketMarks(text: string, firstLeads: boolean): readonly DutyMark[] {
  return outerPairs(text).flatMap(([open, close]): DutyMark[] => {
    if (!'(〔[【'.includes(text.charAt(open)) || close - open > 600 || close - open < 3) return []
    const inner = text.slice(open + 1, close)
    if (/^(?:以下|简称|含|包括|不含|其中|附件|试行|见|详见)/.test(inner)) return []
    const labels = labelledParts(text, open + 1, close)
    const span = { from: open, to: close + 1, isField: false }
    if (labels.some((part) => part.kind !== 'other') && labels[0]?.at === open + 1)
      return [{ ...span, ...fromLabels(text, labels) }]
    const plain = withoutTrailing(inner.replace(note, '').replace(note, ''), '。;；,， ')
    const found =
      dutyEnd.test(plain) ||
      /(?:牵头|负责)[,，;；]/.test(plain) ||
      (/^[^,，;；]{2,40}会同/.test(plain) && /[。;；]$/.test(text.slice(0, open).trimEnd())) ||
      isUnitList(inner, text.slice(0, open), text.slice(close + 1))
        ? fromVerbs(text, open + 1, close, firstLeads)
        : null
    return found && found.units.length > 0 ? [{ ...span, ...found }] : []
  })
}

/** Labels outside brackets, at the start of a paragraph or after a finished sentence, with all that follows them. */
function fieldMark(text: string, taken: readonly DutyMark[]): DutyMark | null {
  const inside = (at: number) => taken.some((mark) => at >= mark.from && at < mark.to)
  const parts = labelledParts(text, 0, text.length).filter((part) => !inside(part.at))
  const first = parts.find(
    (part) => part.kind !== 'other' && (part.at === 0 || /[。;；,，\s]/.test(text.charAt(part.at - 1))),
  )
  if (!first) return null
  const blankHead = text.search(/[^\s。;；]/)
  const from = Math.min(first.at, ...parts.filter((part) => part.at <= blankHead).map((part) => part.at))
  const used = parts.filter((part) => part.at >= from)
  return { from, to: text.length, isField: true, ...fromLabels(text, used) }
}

/** A paragraph of a plan is far shorter; what is longer is no paragraph, and its sentences are read one by one. */
const longestParagraph = 20_000

const personField =
  /^(?:牵头领导|责任领导|分管领导|包保领导|包抓领导|市领导|县领导|区领导|责任人|联系人|具体责任人|第一责任人|督办领导|督导单位|督办单位|指导单位|验收单位) ?(?:\([^()]{1,8}\))? ?:/

/** A line that only names the persons who answer: part of the fields around it, no text of its own. */
export const isPersonField = (text: string): boolean => text.length <= 80 && personField.test(text.trimStart())

/** All marks of responsibility in one paragraph's folded text, in order. */
export function dutyMarksIn(text: string, firstLeads: boolean): readonly DutyMark[] {
  if (text.length > longestParagraph || !/[负牵责配主落承实协参局委部办厅组政时完]/.test(text)) return []
  const brackets = bracketMarks(text, firstLeads)
  const field = fieldMark(text, brackets)
  return [...brackets, ...(field ? [field] : [])].sort((a, b) => a.from - b.from)
}
