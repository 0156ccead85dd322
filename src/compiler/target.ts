import { type Amount, amountsIn, hanAmountAt, hanNumeral } from './amount.ts'
import { timeUnits } from './measure-unit.ts'
import { depthsOf } from './nesting.ts'
import { hanValue, numeralValue } from './numerals.ts'

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

const isTime = (unit: string) => timeUnits.includes(unit)

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
  [/^(?:及|或)?以上/, '>='],
  [/^(?:以内|之内|以下|及以下|内)/, '<='],
  [/^(?:左右|上下)/, '~'],
]

/** How far before the number the bounding word may stand: 不低于特困人员基本生活供养金20%. */
const reach = 20

function boundBefore(text: string, at: number): { readonly op: TargetOp; readonly length: number } | null {
  const head = text.slice(Math.max(0, at - reach), at)
  for (const [pattern, op] of before) {
    const found = pattern.exec(head)
    if (found) return { op, length: found[0].length }
  }
  const far = /(不低于|不少于|不高于|不超过|超过|至少|最少|最多|至多)([^,，。;；、:()\d]{1,16})$/.exec(head)
  if (!far) return null
  const op = /低于|不少于|至少|最少/.test(far[1] ?? '') ? '>=' : far[1] === '超过' ? '>' : '<='
  return { op, length: far[0].length }
}

/** Numbers that order or name something instead of asking for an amount. */
function isName(text: string, at: number, length: number, depth: number): boolean {
  const head = text.slice(Math.max(0, at - 8), at)
  const tail = text.slice(at + length, at + length + 8)
  if (depth > 0 && !/^\($/.test(head.slice(-1)) && isQuoted(text, at)) return true
  if (
    /(?:第|前|〔|No\.?|[A-Za-z]|周岁|附件|专栏|图|表|年满|满|新政|GB\/?T?) ?$/.test(head) ||
    /^(?:条(?:措施|意见|规定)|号|周?岁|届|条例|级以上|以上学历)/.test(tail)
  )
    return true
  return /^\d{1,4}年/.test(text.slice(at, at + 5)) && text.charAt(at + 4) === '年'
}

function isQuoted(text: string, at: number): boolean {
  const open = Math.max(text.lastIndexOf('“', at), text.lastIndexOf('《', at))
  const close = Math.max(text.lastIndexOf('”', at), text.lastIndexOf('》', at))
  return open > close
}

/** 「由目前的45%提高到60%」: where things stand, not what is asked. */
const isBaseline = (text: string, at: number, end: number) =>
  /[由从][^,，。;；\d]{0,10}(?:\d{4}年[^,，。;；\d]{0,6})?$/.test(text.slice(Math.max(0, at - 24), at)) &&
  /^(?:左右|以上|以下)?(?:提高|提升|增加|增长|扩大|上升|下降|降低|降|减少|压缩|缩短|压减|拓展|精简|增)(?:到|至|为)/.test(
    text.slice(end, end + 10),
  )

/** Units that stand in names as often as in targets: counted only beside a word that bounds or orders them. */
const weak = new Set([
  '条',
  '项',
  '件',
  '次',
  '类',
  '级',
  '种',
  '批',
  '期',
  '位',
  '度',
  '分',
  '起',
  '对',
  '门',
  '片',
  '支',
  '轮',
  '处',
  '场',
])
const ordering =
  /(?:新增|新建|改建|建成|建设|完成|实现|打造|创建|培育|引进|新设|开通|举办|开展|培训|发放|投入|安排|给予|增长|提高|下降|降低|减少|提升|增加|压减|力争|认定|组织|推出|出台|改造|整治|办理|解决|检查|抽查|走访|召开|巡查|清理|消除|突破)[^,，。;；]{0,12}$/

function number(raw: string): number {
  return Number(raw.replaceAll(',', ''))
}

/** The words around a number that bound it. */
interface Bounds {
  readonly head: ReturnType<typeof boundBefore>
  readonly tail: TargetOp | null
  readonly tailLength: number
}

/** 「突破30项关键核心技术」 asks for thirty breakthroughs, not for more than thirty of anything. */
const breaksThrough = (text: string, at: number, end: number) =>
  text.slice(Math.max(0, at - 2), at) === '突破' && /^[^,，。;；、]{0,12}技术/.test(text.slice(end, end + 16))

function boundsOf(text: string, at: number, end: number): Bounds {
  const head = breaksThrough(text, at, end) ? null : boundBefore(text, at)
  const rest = text.slice(end, end + 8)
  for (const [pattern, op] of after) {
    const found = pattern.exec(rest)
    if (found) return { head, tail: op, tailLength: found[0].length }
  }
  return { head, tail: null, tailLength: 0 }
}

function ruleOf(unit: string, bounds: Bounds): TargetRule {
  if (isTime(unit)) return 'target/limit-per-event'
  if (bounds.head) return bounds.tail ? 'target/both' : 'target/words-before'
  return bounds.tail ? 'target/words-after' : 'target/bare'
}

/** Whether the number asks for something: not a date, a span that bounds nothing, or a count that only names. */
function asks(text: string, at: number, end: number, unit: string, bounds: Bounds): boolean {
  if (unit === '月' || unit === '季度') return false
  if (isTime(unit)) return isTimeLimit(text, at, unit, bounds.head !== null, bounds.tail, text.slice(end, end + 8))
  const isBounded = bounds.head !== null || bounds.tail !== null
  return isBounded || !weak.has(unit) || ordering.test(text.slice(Math.max(0, at - reach), at))
}

function targetAt(text: string, amount: Amount, depths: Readonly<Uint8Array>): FoundTarget | null {
  const { at, length, first, percent, second, unit } = amount
  const end = at + length
  const bounds = boundsOf(text, at, end)
  if (isName(text, at, length, depths[at] ?? 0) || isBaseline(text, at, end) || !asks(text, at, end, unit, bounds))
    return null
  const start = at - (bounds.head?.length ?? 0)
  const span = { at: start, length: end + bounds.tailLength - start, unit: percent && second ? percent : unit }
  if (second !== undefined)
    return { ...span, op: 'range', value: [number(first), number(second)], rule: 'target/range' }
  return {
    ...span,
    op: combined(bounds.head?.op ?? null, bounds.tail),
    value: number(first),
    rule: ruleOf(unit, bounds),
  }
}

/** 「控制在3%以内」 is a bound from both sides of the number; 「达到20%左右」 is about. */
function combined(head: TargetOp | null, tail: TargetOp | null): TargetOp {
  if (tail === '~' || head === '~') return '~'
  if (head === '>' && tail === '>=') return '>='
  return head ?? tail ?? '='
}

/** A span of time is a target where it bounds something: 2小时内, 不超过5个工作日, 压缩至3天. */
function isTimeLimit(
  text: string,
  at: number,
  unit: string,
  hasHead: boolean,
  tail: TargetOp | null,
  rest: string,
): boolean {
  if (/^(?:以来|前|后|起|之前|的历史|制|级)/.test(rest)) return false
  if (tail === '<=' || (hasHead && tail === null))
    return unit !== '日' || /^(?:内|以内|之内)/.test(rest)
      ? !/(?:\d{4}|[月年]) ?$/.test(text.slice(Math.max(0, at - 6), at))
      : false
  return tail === '>=' && !['年', '月', '日'].includes(unit)
}

const percentWords = /百分之([零〇一二三四五六七八九十百点]{1,8})/g

function percentsIn(text: string): readonly FoundTarget[] {
  return [...text.matchAll(percentWords)].flatMap((hit): FoundTarget[] => {
    const value = numeralValue(hit[1] ?? '')
    if (value === null) return []
    const bounds = boundsOf(text, hit.index, hit.index + hit[0].length)
    return [
      {
        at: hit.index,
        length: hit[0].length,
        op: combined(bounds.head?.op ?? null, bounds.tail),
        value,
        unit: '%',
        rule: 'target/percent-words',
      },
    ]
  })
}

/** Units that grade: 二级以上 names a rank. */
const graded = new Set(['级', '类', '度', '分'])

/** Amounts in Chinese numerals count only where a word bounds them: 不少于一次, 五个工作日内; 一个, 三项 alone count nothing. */
function hanAmountsIn(text: string, depths: Readonly<Uint8Array>): readonly FoundTarget[] {
  return [...text.matchAll(hanNumeral)].flatMap((hit): FoundTarget[] => {
    const amount = hanAmountAt(text, hit.index, hit[0].length)
    if (!amount) return []
    const { at, length: size, unit } = amount
    const value = hanValue(amount.first)
    const end = at + size
    const bounds = boundsOf(text, at, end)
    const isBound = (bounds.head !== null && bounds.head.length > 1) || bounds.tail !== null
    if (value === null || !isBound || graded.has(unit) || isName(text, at, size, depths[at] ?? 0)) return []
    if (!asks(text, at, end, unit, bounds)) return []
    const start = at - (bounds.head?.length ?? 0)
    const length = end + bounds.tailLength - start
    const op = combined(bounds.head?.op ?? null, bounds.tail)
    return [{ at: start, length, op, value, unit, rule: ruleOf(unit, bounds) }]
  })
}

/**
 * The numbers a folded text asks for, in order. Not counted: numbers in quotation marks and titles, ordinals, names (500强, 5G),
 * dates, ages. A limit per event (接到报告后2小时内) is a target, not a deadline.
 */
export function targetsIn(text: string): readonly FoundTarget[] {
  if (!/[\d一二两三四五六七八九十百]/.test(text)) return []
  const depths = depthsOf(text)
  const found: FoundTarget[] = []
  for (const amount of amountsIn(text)) {
    const target = targetAt(text, amount, depths)
    if (target) found.push(target)
  }
  return [...found, ...(text.includes('百分之') ? percentsIn(text) : []), ...hanAmountsIn(text, depths)].sort(
    (a, b) => a.at - b.at,
  )
}
