import { timeUnits } from './measure-unit.ts'

export type TargetOp = '=' | '>=' | '<=' | '>' | '<' | '~' | 'range'

/** A number to be met, found in a folded text. */
export interface FoundTarget {
  readonly at: number
  readonly length: number
  readonly op: TargetOp
  readonly value: number | readonly [number, number]
  readonly unit: string
  readonly rule: TargetRule
}

export type TargetRule =
  | 'target/words-before'
  | 'target/words-after'
  | 'target/both'
  | 'target/limit-per-event'
  | 'target/bare'
  | 'target/range'
  | 'target/percent-words'

export const isTime = (unit: string) => timeUnits.includes(unit)

/** Words before a number that make it a bound; the nearest ones count. */
const before: readonly (readonly [RegExp, TargetOp])[] = [
  [/[≥≧] ?$/, '>='],
  [/[≤≦] ?$/, '<='],
  [/> ?$/, '>'],
  [/< ?$/, '<'],
  [
    /(?:不低于|不少于|不得低于|不得少于|不小于|至少|最低|大于等于|力争达到|达到|达|保持在?|稳定在|提高到|提升到|增加到|增长到|扩大到|提高至|提升至|增加至|扩大至|恢复到)$/,
    '>=',
  ],
  [
    /(?:不高于|不超过|不得高于|不得超过|不多于|不大于|最高不超过|最多不超过|最长不超过|最高|最多|最长|至多|控制在|压缩到|压缩至|压减到|压减至|缩短到|缩短至|降至|降到|下降到|下降至|降低到|降低至|减少到|减少至|限)$/,
    '<=',
  ],
  [/(?:超过|突破|高于|多于|大于|超|逾)$/, '>'],
  [/(?:低于|少于|小于|不到|不足|不满)$/, '<'],
  [/(?:约|大约|左右|近)$/, '~'],
]

const after: readonly (readonly [RegExp, TargetOp])[] = [
  [/^ {0,4}(?:及|或)?以上/, '>='],
  [/^ {0,4}(?:以内|之内|以下|及以下|内)/, '<='],
  [/^ {0,4}(?:左右|上下)/, '~'],
]

/** How far before the number the bounding word may stand: 不低于特困人员基本生活供养金20%. */
export const reach = 20

function boundBefore(text: string, at: number): { readonly op: TargetOp; readonly length: number } | null {
  const whole = text.slice(Math.max(0, at - reach), at)
  const head = whole.trimEnd()
  const blanks = whole.length - head.length
  for (const [pattern, op] of before) {
    const found = pattern.exec(head)
    if (found) return { op, length: found[0].length + blanks }
  }
  const far =
    /(不低于|不少于|不高于|不超过|超过|至少|最少|最多|至多)([^,，。;；、:()\d]{1,16})$/.exec(head) ??
    /(达到?|提高到|提升到|增加到)(每[^,，。;；、:()\d]{1,6})$/.exec(head) ??
    /(提高|提升|增加|扩大|恢复)([^,，。;；、:()\d]{1,12}[至到])$/.exec(head) ??
    /(压缩|压减|缩短|降低|减少|控制)([^,，。;；、:()\d]{1,12}[至到在])$/.exec(head)
  if (!far) return null
  const op = /低于|不少于|至少|最少|达|到|提|增|扩|恢/.test(far[1] ?? '') ? '>=' : far[1] === '超过' ? '>' : '<='
  return { op, length: far[0].length + blanks }
}

/** The words around a number that bound it. */
export interface Bounds {
  readonly head: ReturnType<typeof boundBefore>
  readonly tail: TargetOp | null
  readonly tailLength: number
}

/** 「突破30项关键核心技术」 asks for thirty breakthroughs, not for more than thirty of anything. */
const breaksThrough = (text: string, at: number, end: number) =>
  text.slice(Math.max(0, at - 2), at) === '突破' && /^[^,，。;；、]{0,12}技术/.test(text.slice(end, end + 16))

export function boundsOf(text: string, at: number, end: number): Bounds {
  const head = breaksThrough(text, at, end) ? null : boundBefore(text, at)
  const rest = text.slice(end, end + 12)
  for (const [pattern, op] of after) {
    const found = pattern.exec(rest)
    if (found) return { head, tail: op, tailLength: found[0].length }
  }
  return { head, tail: null, tailLength: 0 }
}

export function ruleOf(unit: string, bounds: Bounds): TargetRule {
  if (isTime(unit)) return 'target/limit-per-event'
  if (bounds.head) return bounds.tail ? 'target/both' : 'target/words-before'
  return bounds.tail ? 'target/words-after' : 'target/bare'
}

/** 「控制在3%以内」 is a bound from both sides of the number; 「达到20%左右」 is about. */
export function combined(head: TargetOp | null, tail: TargetOp | null): TargetOp {
  if (tail === '~' || head === '~') return '~'
  if (head === '>' && tail === '>=') return '>='
  return head ?? tail ?? '='
}
