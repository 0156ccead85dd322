import type { Style } from './mark.ts'
import { depthsOf } from './nesting.ts'
import type { Paragraph } from './paragraph.ts'
import { namesActor } from './subject.ts'

/** What the judgement needs of a numbered paragraph. */
export interface HeadingCase {
  readonly style: Style
  readonly inCell: boolean
  /** Folded text of the paragraph after the number. */
  readonly rest: string
  readonly cells: Paragraph['cells']
  /** Name of the column of the first cell behind the number, where the table has a head. */
  readonly column: string | null
  readonly hasChildren: boolean
  /** The next paragraph of the clause itself, folded; null if it has none. */
  readonly next: string | null
  /** Whether it stands in a table, under a number that has a cell of its own. */
  readonly inTable: boolean
  /** Whether a sibling under the same parent ends with a semicolon: the items of one long sentence. */
  readonly inEnumeration: boolean
}

/** A heading inside `rest`: where it stands, where the body begins; the rule that found it. */
export interface Heading {
  readonly from: number
  readonly to: number
  readonly bodyFrom: number
  readonly rule: HeadingRule
}

export type HeadingRule =
  | 'heading/line'
  | 'heading/line-with-stop'
  | 'heading/run-in'
  | 'heading/run-in-colon'
  | 'heading/run-in-gap'
  | 'heading/bracketed'
  | 'heading/cell'
  | 'heading/siblings'

/** Characters in which a heading must have ended; bounds the work on long paragraphs. */
const scanned = 300

/** The first full stop or colon outside brackets and quotation marks, near the start; -1 if there is none. */
export function firstStop(whole: string): number {
  const text = whole.slice(0, scanned)
  const depths = depthsOf(text)
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (depths[i] === 0 && (char === '。' || char === ':')) return i
  }
  return -1
}

const withoutBrackets = (text: string) => text.replace(/\([^()]{0,200}\)/g, '').replace(/ /g, '')

/** Words of a rule or a definition: what contains them says something, it does not name something. */
const predicate = /(?:应当|应该|必须|不得|是指|起施行|起实施|同时废止|负责解释|可以|予以|给予|如下|包括)/
/** A phrase that says by when, or how many per cent, orders something. */
const demands = /\d%|\d{1,2}[月日].{0,3}前|每(?:年|月|周|日|季度|半年).{0,12}[,，]/
const weakPredicate = /[应须不可由是有将在对按自已需每均]|实行|执行|根据/

const responsibility =
  /[(（〔【[][^()（）〔〕【】]{0,300}(?:牵头|负责|责任|配合|落实|单位|部门|局|委|办|部|厅)[^()（）〔〕【】]{0,300}[)）〕】\]]?[。；; ]*$/

/** Nothing but a bracket of responsible units; a longer text is more than that. */
const isOnlyBracket = (text: string) =>
  text.length <= 640 && /^[(（〔【[]/.test(text) && text.replace(responsibility, '').trim() === ''

/** How long a heading may be that its siblings do not vouch for, and that they do; characters without brackets. */
const alone = 8
const usual = 15
const longest = 45

interface RunIn {
  readonly head: string
  readonly stop: number
}

/** The phrase before the first full stop or colon, where text follows that is more than a bracket of responsible units. */
function runInOf(item: HeadingCase): RunIn | null {
  if (item.inCell) return null
  const stop = firstStop(item.rest)
  if (stop < 2) return null
  const after = item.rest.slice(stop + 1).trim()
  if (after === '' || isOnlyBracket(after) || fieldLabel.test(after)) return null
  return { head: item.rest.slice(0, stop), stop }
}

/** Whether a case has a phrase or a line short enough for a heading. */
function isHeaded(item: HeadingCase): boolean {
  const runIn = runInOf(item)
  if (!runIn && !isLine(item)) return false
  const head = withoutBrackets(runIn ? runIn.head : item.rest)
  return head.length <= 30 && !predicate.test(head) && !/[;；]/.test(head)
}

/** How often each style carries headings in official documents at large: what to expect where siblings do not tell. */
function priorOf(style: Style): number {
  if (style === 'circled') return 0.1
  if (style === 'digit-bracket' || style === 'digit-half-bracket' || style === 'article') return 0.2
  return style.startsWith('digit') || style === 'bare' ? 0.5 : 0.8
}

/** For each case, how many of its siblings have headings, itself left out: whether this level of the document names its clauses. */
function habits(group: readonly HeadingCase[]): readonly number[] {
  const headed = group.map((item) => !item.inCell && isHeaded(item))
  const counted = group.filter((item) => !item.inCell).length
  const total = headed.filter(Boolean).length
  return group.map((item, i) => {
    const others = item.inCell ? counted : counted - 1
    return (total - (headed[i] ? 1 : 0) + priorOf(item.style)) / (others + 1)
  })
}

/** A line that no stop closes, with text or numbers of its own below it. */
function isLine(item: HeadingCase): boolean {
  return !/[。；;:，,、]$/.test(item.rest) && firstStop(item.rest) < 0 && (item.next !== null || item.hasChildren)
}

const trimmed = (rest: string, from: number, to: number) => {
  const piece = rest.slice(from, to)
  const lead = piece.length - piece.trimStart().length
  return { from: from + lead, to: from + lead + piece.trim().length }
}

function runInHeading(item: HeadingCase, share: number): Heading | null {
  const runIn = runInOf(item)
  if (!runIn) return null
  const head = withoutBrackets(runIn.head)
  const isColon = item.rest.charAt(runIn.stop) === ':'
  if (head.length < 2 || head.length > longest || /[;；]/.test(head) || predicate.test(head)) return null
  const found = (rule: HeadingRule): Heading => ({
    ...trimmed(item.rest, 0, runIn.stop),
    bodyFrom: runIn.stop + 1,
    rule,
  })
  if (isColon)
    return head.length <= usual &&
      !/[，,]|第[一二三四五六七八九十百\d]{1,5}[条款项]/.test(head) &&
      !/(?:为|是|有|即|指|分|按|的|下|应|要|须|具备|之一|方式|原则上|单位|部门)$/.test(head) &&
      item.style !== 'article'
      ? found('heading/run-in-colon')
      : null
  if (item.style === 'article')
    return head.length <= 12 &&
      !/[，,应须]/.test(head) &&
      !(head.length > alone && share < 0.3) &&
      !weakPredicate.test(head.slice(1))
      ? found('heading/run-in')
      : null
  if (namesActor(head)) return null
  if (share >= 0.5) return demands.test(head) ? null : found('heading/run-in')
  if (head.length <= alone && !weakPredicate.test(head) && !/[，,]/.test(head)) return found('heading/run-in')
  return share >= 0.34 && head.length <= usual && !predicate.test(head) ? found('heading/run-in') : null
}

/** 「（一）指导思想　坚持以…」: a blank instead of a stop; and 「第一条（目的）…」「第一条【目的】…」. */
function setOffHeading(item: HeadingCase): Heading | null {
  const bracket = /^ *[(【[]([^()【】[\]]{2,20})[)】\]]/.exec(item.rest)
  if (bracket && item.style === 'article') {
    const from = bracket[0].length - 1 - (bracket[1]?.length ?? 0)
    return { from, to: bracket[0].length - 1, bodyFrom: bracket[0].length, rule: 'heading/bracketed' }
  }
  const gap = /^ *([一-龥“”、]{2,20}) +(?=[一-龥“《(])/.exec(item.rest)
  const body = gap ? item.rest.slice(gap[0].length) : ''
  const isWide = / {2}$/.test(gap?.[0] ?? '')
  if (!gap?.[1] || predicate.test(gap[1]) || (!isWide && (!/[。；;]/.test(body) || body.length < 12))) return null
  if (item.style === 'article' && gap[1].length > 10) return null
  return { ...trimmed(item.rest, 0, gap[0].length), bodyFrom: gap[0].length, rule: 'heading/run-in-gap' }
}

/** How much a whole paragraph weighs as a heading; the words without brackets and closing mark. */
interface Whole {
  readonly rest: string
  readonly head: string
  /** Whether text or finer numbers stand under it. */
  readonly isOver: boolean
}

const commas = (text: string) => text.match(/[，,]/g)?.length ?? 0

function isPlainLine(item: HeadingCase, whole: Whole, lineShare: number): HeadingRule | null {
  if (whole.isOver) return whole.head.length <= 60 && !startsField(item.next) ? 'heading/line' : null
  return lineShare >= 0.5 && whole.head.length <= 40 ? 'heading/siblings' : null
}

function isStoppedLine(item: HeadingCase, whole: Whole, share: number): HeadingRule | null {
  const { head } = whole
  if (!whole.isOver || startsField(item.next) || predicate.test(head) || item.style === 'article') return null
  if (/底前|\d ?%|\d{4} ?年.{0,6}前/.test(head)) return null
  if (whole.rest.endsWith(':')) return head.length <= 12 && !leadsIn.test(head) ? 'heading/line-with-stop' : null
  return head.length <= (share > 0 ? 30 : 24) && commas(head) <= 1 ? 'heading/line-with-stop' : null
}

/** A stop inside a paragraph, its brackets aside and its own closing mark. */
function holdsStop(rest: string): boolean {
  const bare = withoutBrackets(rest)
  return /[。；;]/.test(/[。:]$/.test(rest) ? bare.slice(0, -1) : bare)
}

/** A paragraph of one sentence, or of a line without a stop, that text or finer numbers stand under. */
function lineHeading(item: HeadingCase, share: number, lineShare: number): Heading | null {
  const rest = item.rest.trim()
  const whole: Whole = {
    rest,
    head: withoutBrackets(rest.replace(/[。:]$/, '')),
    isOver: item.next !== null || item.hasChildren,
  }
  if (item.inTable || (item.inEnumeration && /[。:]$/.test(rest))) return null
  if (whole.head.length < 2 || /[；;，,、]$/.test(rest) || holdsStop(rest)) return null
  const rule = /[。:]$/.test(rest) ? isStoppedLine(item, whole, share) : isPlainLine(item, whole, lineShare)
  if (!rule) return null
  return {
    ...trimmed(item.rest, 0, item.rest.trimEnd().replace(/[。:]$/, '').length),
    bodyFrom: item.rest.length,
    rule,
  }
}

/** Endings before a colon that lead in to a list instead of naming one. */
const leadsIn = /(?:为|是|有|即|指|分|按|下|应|要|须|具备|之一|包括)$/

const fieldLabel =
  /^[(（〔【[]?(?:牵头|责任|配合|主办|协办|承办|主要责任|完成|时限|落实|参与|实施|负责|联系)(?:单位|部门|领导|时限|时间|人|市领导|处室)?.{0,8}:/
const startsField = (text: string | null) => text !== null && fieldLabel.test(text)

function cellHeading(item: HeadingCase): Heading | null {
  if (!item.inCell) return null
  const own = item.cells.findIndex((cell) => cell.text !== '')
  const cell = item.cells.slice(own + 1).find((other) => other.text !== '')
  if (!cell || /[。；;]/.test(cell.text) || cell.text.length > 60) return null
  if (item.column && /(?:任务|内容|措施|要求|目标|事项|类别|分类|领域)$/.test(item.column)) return null
  const from = item.rest.indexOf(cell.text)
  return from < 0
    ? null
    : { from, to: from + cell.text.length, bodyFrom: from + cell.text.length, rule: 'heading/cell' }
}

/** The headings of one level of an instrument. They are judged together: whether a short first phrase names its clause or already says what is to be done, shows in its siblings. */
export function headingsOf(group: readonly HeadingCase[]): readonly (Heading | null)[] {
  const shares = habits(group)
  const lined = group.filter(isLine).length / Math.max(1, group.length)
  return group.map((item, i) => {
    if (item.inCell) return cellHeading(item)
    const share = shares[i] ?? 0
    return setOffHeading(item) ?? runInHeading(item, share) ?? (runInOf(item) ? null : lineHeading(item, share, lined))
  })
}
