import { type Labelled, labelledParts, onlyLabel } from './duty-label.ts'
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
  | 'unit/own-part'
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

const shifted = (
  units: readonly NamedUnit[],
  by: number,
  role: Assigned['role'],
  rule: AssignRule,
): readonly Assigned[] => units.map((unit) => ({ ...unit, at: unit.at + by, role, rule }))

/** 「市发展改革委(牵头)」: the part that a list gives a unit behind its name. */
const ownPart = /^(.+)\((?:总?(牵头|主办|主责)(?:单位|部门)?|配合|协办|协助|参与)(?:单位|部门)?\)$/

/** A list in which names carry their parts: who is marked 牵头 leads, who is marked 配合 or not at all assists. */
export function withOwnParts(units: readonly Assigned[]): readonly Assigned[] {
  const parts = units.map((unit) => ownPart.exec(unit.name))
  if (parts.every((found) => found === null)) return units
  const hasLead = parts.some((found) => found?.[2] !== undefined)
  return units.map((unit, i) => {
    const own = parts[i]
    const name = own?.[1] ?? unit.name
    const leads = own ? own[2] !== undefined : unit.role === 'lead' && !hasLead
    return { ...unit, name, length: name.length, role: leads ? 'lead' : 'assist', rule: 'unit/own-part' }
  })
}

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
    const isPlain = part.kind === 'plain' || part.kind === 'mixed'
    const role = part.kind === 'assist' || (isPlain && hasLead) ? 'assist' : 'lead'
    const end = valueEnd(text, part.from, part.to)
    const rule = isPlain ? 'unit/plain-label' : 'unit/label'
    const value = text.slice(part.from, end)
    const helped = role === 'lead' ? helpers.exec(value) : null
    if (!helped) {
      const named = unitsIn(value).filter((unit) => part.kind !== 'mixed' || endsAsUnit(unit.name))
      return withOwnParts(shifted(named, part.from, role, rule))
    }
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
      if (limit === null) limit = { from: a, to: b }
      else if (limit.to === a - 1) limit = { from: limit.from, to: b }
      continue
    }
    const start = hasPending ? pending : a
    if (!/(?:牵头|负责|配合|协助|参与|参加|协办|主办|承办|落实|分工|会同|实施|为主)/.test(part) && b < to) {
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
  return /牵头|配合|会同|协助|参与|参加|为主/.test(text) ? fromVerbs(text, 0, text.length, false).units : null
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
  if (units.some((unit) => ownPart.test(unit.name))) return withOwnParts(shifted(units, at, 'lead', 'unit/own-part'))
  if (/(?:配合|协助|参与|参加|协办)/.test(part)) return shifted(units, at, 'assist', 'unit/verb-assist')
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

const dutyEnd = /(?:负责|牵头|配合|协助|落实|承办|分工|实施|参与|参加)[。;； ]*$/

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
    if (onlyLabel.test(inner) || /^(?:以下|简称|含|包括|不含|其中|附件|试行|见|详见)/.test(inner)) return []
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
    (part) => part.kind !== 'other' && (part.at === 0 || /[。;；,，\s—–•·●◆▪■□○*-]/.test(text.charAt(part.at - 1))),
  )
  if (!first) return null
  const blankHead = text.search(/[^\s。;；]/)
  const from = Math.min(first.at, ...parts.filter((part) => part.at <= blankHead).map((part) => part.at))
  const used = parts.filter((part) => part.at >= from)
  return { from, to: text.length, isField: true, ...fromLabels(text, used) }
}

/** A paragraph of a plan is far shorter; what is longer is no paragraph, and its sentences are read one by one. */
const longestParagraph = 20_000

/** All marks of responsibility in one paragraph's folded text, in order. */
export function dutyMarksIn(text: string, firstLeads: boolean): readonly DutyMark[] {
  if (text.length > longestParagraph || !/[负牵责配主落承实协参局委部办厅组政时完]/.test(text)) return []
  const brackets = bracketMarks(text, firstLeads)
  const field = fieldMark(text, brackets)
  return [...brackets, ...(field ? [field] : [])].sort((a, b) => a.from - b.from)
}
