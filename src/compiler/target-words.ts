import { hanValue, numeralValue } from './numerals.ts'
import { boundsOf, combined, type FoundTarget } from './target-bounds.ts'

const percentWords = /百分之([零〇一二三四五六七八九十百点]{1,8})/g

/** 「三分之二以上」: a share in words, of a hundred, to two decimals. */
const fractionWords = /([二三四五六七八九十]{1,2})分之([一二三四五六七八九])/g

function fractionsIn(text: string): readonly FoundTarget[] {
  return [...text.matchAll(fractionWords)].flatMap((hit): FoundTarget[] => {
    const [whole, part] = [hanValue(hit[1] ?? ''), hanValue(hit[2] ?? '')]
    const end = hit.index + hit[0].length
    const bounds = boundsOf(text, hit.index, end)
    if (!whole || !part || part >= whole || (bounds.head === null && bounds.tail === null)) return []
    const at = hit.index - (bounds.head?.length ?? 0)
    return [
      {
        at,
        length: end + bounds.tailLength - at,
        op: combined(bounds.head?.op ?? null, bounds.tail),
        value: Math.round((part / whole) * 10_000) / 100,
        unit: '%',
        rule: 'target/percent-words',
      },
    ]
  })
}

/** 「翻一番」「翻两番」: to double, once or twice. */
const doublings = /(?:翻|再翻)([一两二三])番(?:以上)?/g

function doublingsIn(text: string): readonly FoundTarget[] {
  return [...text.matchAll(doublings)].map((hit) => ({
    at: hit.index,
    length: hit[0].length,
    op: hit[0].endsWith('以上') ? '>=' : '=',
    value: hanValue(hit[1] ?? '') ?? 1,
    unit: '番',
    rule: 'target/bare',
  }))
}

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

/** The numbers that a folded text asks for in words: per cent, parts of a whole, doublings. */
export const wordedTargetsIn = (text: string): readonly FoundTarget[] => [
  ...(text.includes('分之') ? [...percentsIn(text), ...fractionsIn(text)] : []),
  ...(text.includes('番') ? doublingsIn(text) : []),
]
