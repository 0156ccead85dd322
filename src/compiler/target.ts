import { type Amount, amountsIn, hanAmountAt, hanNumeral } from './amount.ts'
import { depthsOf } from './nesting.ts'
import { hanValue } from './numerals.ts'
import {
  type Bounds,
  boundsOf,
  combined,
  type FoundTarget,
  isTime,
  reach,
  ruleOf,
  type TargetOp,
} from './target-bounds.ts'
import { wordedTargetsIn } from './target-words.ts'

export type { FoundTarget, TargetOp, TargetRule } from './target-bounds.ts'

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
  '份',
  '部',
  '本',
  '口',
  '组',
])
/** 「3部门」「3组织」「50本通知」: a numeral before a word that only begins like a unit. */
const beginsWord: Readonly<Record<string, RegExp>> = {
  部: /^(?:门|委|署|分|队)/,
  组: /^(?:织|合|成)/,
  本: /^(?:级|科|地|市|县|区|省|通知|方案|办法)/,
  口: /^[岸径号腔]/,
  条: /^(?:措施|意见|规定|举措|政策|禁令|例)/,
  岁: /^(?:以上|以下|及以)/,
}
const ordering =
  /(?:新增|新建|改建|建成|建设|完成|实现|打造|创建|培育|引进|新设|开通|举办|开展|培训|发放|投入|安排|给予|增长|提高|下降|降低|减少|提升|增加|压减|力争|认定|组织|推出|出台|改造|整治|办理|解决|修订|制定|编制|排查|更新|修复|修建|安装|清淤|加固|扩建|实施|签约|落地|帮扶|发布|征集|命名|评选|储备|开设|组建|配备|检查|抽查|走访|召开|巡查|清理|消除|突破)[^,，。;；]{0,12}$/

function number(raw: string): number {
  return Number(raw.replaceAll(',', ''))
}

/** Whether the number asks for something: not a date, a span that bounds nothing, or a count that only names. */
function asks(text: string, at: number, end: number, unit: string, bounds: Bounds): boolean {
  if (unit === '月' || unit === '季度' || beginsWord[unit]?.test(text.slice(end, end + 4))) return false
  if (unit === '岁') return bounds.head !== null
  if (isTime(unit) && /保持 *$/.test(text.slice(Math.max(0, at - 6), at))) return false
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
  return [...found, ...wordedTargetsIn(text), ...hanAmountsIn(text, depths)].sort((a, b) => a.at - b.at)
}
