import type { Commitment, Finding, Target } from './compiled.ts'
import { finding } from './finding.ts'
import { fold } from './source.ts'

/** Demands that tend to work against each other wherever both are assessed. Each side is a pattern over an action. */
const tensions: readonly (readonly [RegExp, RegExp])[] = [
  [
    /(?:检查|督查|抽查|巡查)(?:全覆盖|频次|力度|次数)|(?:加密|增加|加大).{0,6}(?:检查|督查|抽查|巡查)/,
    /(?:减少|压减|精简|严控|控制).{0,8}(?:检查|督查|考核|评比)/,
  ],
  [
    /(?:每日|每周|每月|按日|按周|按月|每季度).{0,24}(?:报送|上报|填报|报告)/,
    /(?:减负|减轻.{0,6}负担|减压松绑|精简.{0,8}(?:报表|台账|文件|会议|材料))/,
  ],
  [/(?:压缩|缩短|提速).{0,10}(?:时限|时间|周期|环节)/, /(?:严格|严把|强化).{0,6}(?:审核|审查|质量关|把关)/],
  [/(?:查处|处罚|立案).{0,10}(?:不少于|增长|提高|以上)/, /(?:包容审慎|首违不罚|减少.{0,6}处罚|轻微违法)/],
  [/(?:投诉|举报|信访)(?:量|件|总量|率)?.{0,8}(?:下降|减少|降低)/, /(?:畅通|拓宽|鼓励).{0,10}(?:投诉|举报|信访|诉求)/],
  [/(?:控制|压减|降低|减少).{0,8}(?:支出|经费|编制|成本)/, /(?:增加|扩大|加大).{0,8}(?:投入|支出|编制|补助)/],
]

/** A commitment with its folded words. */
interface Action {
  readonly item: Commitment
  readonly words: string
}

const quoted = (item: Commitment) => `“${item.action.length > 20 ? `${item.action.slice(0, 19)}…` : item.action}”`

function opposing(a: Commitment, b: Commitment): Finding {
  return finding(
    'opposing-indicators',
    { start: b.start, end: b.end, clause: b.clause, commitment: b.id },
    `${quoted(a)}、${quoted(b)}`,
  )
}

/** For each tension the first commitment on either side; two sides in different commitments are reported once. */
function tensionFindings(actions: readonly Action[]): readonly Finding[] {
  return tensions.flatMap(([one, other]) => {
    const left = actions.find(({ words }) => one.test(words))
    const right = actions.find(({ words, item }) => other.test(words) && item !== left?.item)
    if (!left || !right) return []
    const [first, second] = left.item.start <= right.item.start ? [left.item, right.item] : [right.item, left.item]
    return [opposing(first, second)]
  })
}

const up = /(?:提高|提升|增加|扩大|增长)([一-龥]{3,14}?)(?:率|量|数|度|水平|比例|总额)?(?=[,，。;；、到至达\d]|$)/g
const down = /(?:降低|减少|压减|下降|缩减)([一-龥]{3,14}?)(?:率|量|数|度|水平|比例|总额)?(?=[,，。;；、到至达\d]|$)/g

function movesOf(words: string, pattern: RegExp): readonly string[] {
  return [...words.matchAll(pattern)].map((hit) => hit[1] ?? '').filter((noun) => noun.length >= 3)
}

/** The same thing to be raised in one commitment and lowered in another. */
function contraryMoves(actions: readonly Action[]): readonly Finding[] {
  const raised = new Map<string, Commitment>()
  for (const { item, words } of actions)
    for (const noun of movesOf(words, up)) if (!raised.has(noun)) raised.set(noun, item)
  if (raised.size === 0) return []
  return actions.flatMap(({ item, words }) =>
    movesOf(words, down).flatMap((noun) => {
      const other = raised.get(noun)
      return other && other !== item ? [opposing(other, item)] : []
    }),
  )
}

/** What a number measures: the words before it in its clause, bounding words left out. */
function measured(action: string, target: Target): string {
  const at = action.indexOf(fold(target.printed))
  const clause =
    at < 0
      ? ''
      : (action
          .slice(0, at)
          .split(/[,，。;；、:：]/)
          .at(-1) ?? '')
  return clause
    .replace(/(?:力争|确保|努力|实现|完成|要|使|达到|达|为|增长|提高到?|提升到?|到20\d\d年|不低于|不少于|以上)/g, '')
    .trim()
}

/** One indicator with two different values for the same time. */
function twoValues(actions: readonly Action[]): readonly Finding[] {
  const seen = new Map<string, { readonly item: Commitment; readonly target: Target }>()
  return actions.flatMap(({ item, words }) =>
    item.targets.flatMap((target) => {
      const noun = measured(words, target)
      if (noun.length < 4) return []
      const key = `${noun}/${target.unit}/${item.deadline?.norm ?? ''}`
      const first = seen.get(key)
      if (!first) seen.set(key, { item, target })
      if (!first || String(first.target.value) === String(target.value)) return []
      const where = { start: target.start, end: target.end, clause: item.clause, commitment: item.id }
      return [finding('two-values', where, `${noun}${first.target.printed}、${target.printed}`)]
    }),
  )
}

/** Demands of one document that pull against each other. */
export function opposingFindings(commitments: readonly Commitment[]): readonly Finding[] {
  const actions = commitments.map((item): Action => ({ item, words: fold(item.action) }))
  return [...tensionFindings(actions), ...contraryMoves(actions), ...twoValues(actions)]
}
