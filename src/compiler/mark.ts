import { hanDigits, numeralValue } from './numerals.ts'

/**
 * The numbering styles of official documents, coarse to fine by GB/T 9704 (一、（一）1.（1）) and by the practice of
 * regulations (编 章 节 条) and of emergency plans (1 1.1 1.1.1).
 */
export const styles = [
  'division', // 第一编 第一部分
  'chapter', // 第一章
  'section', // 第一节
  'article', // 第一条
  'han', // 一、
  'han-bracket', // （一）
  'bare', // 1 总则, or a number alone in a table cell
  'digit-comma', // 1、
  'digit-dot', // 1.
  'decimal-2', // 1.1
  'decimal-3', // 1.1.1
  'decimal-4', // 1.1.1.1
  'digit-bracket', // （1）
  'digit-half-bracket', // 1）
  'circled', // ①
] as const

export type Style = (typeof styles)[number]

/** A printed number at the start of a paragraph. */
export interface Mark {
  readonly style: Style
  readonly ordinal: number
  /** For decimal numbers, all components: 3.2.1 → [3, 2, 1]. */
  readonly components: readonly number[]
  /** Characters of the number with its punctuation. */
  readonly length: number
}

/** Characters from `from` on that a numeral can consist of, with single blanks between them where `spaced`. */
function numeralEnd(text: string, from: number, digits: string, spaced: boolean): number {
  let end = from
  let at = from
  while (at < text.length && at - from < 16) {
    if (digits.includes(text.charAt(at))) end = ++at
    else if (spaced && text.charAt(at) === ' ' && end > from) at++
    else break
  }
  return end
}

const arabic = '0123456789'
const closers: Readonly<Record<string, string>> = { '(': ')', '〔': '〕', '【': '】', '[': ']', '﹝': '﹞' }
const orders: Readonly<Record<string, Style>> = {
  编: 'division',
  篇: 'division',
  章: 'chapter',
  节: 'section',
  条: 'article',
}
const plain = (style: Style, ordinal: number, length: number): Mark => ({
  style,
  ordinal,
  components: [ordinal],
  length,
})

/** 第一章 第十二条 第 1 0 条 第一部分. Not a reference such as 第五条规定, 第三条第二款. */
function ordered(text: string): Mark | null {
  if (text.charAt(0) !== '第') return null
  const from = text.charAt(1) === ' ' ? 2 : 1
  const end = numeralEnd(text, from, hanDigits + arabic, true)
  const ordinal = numeralValue(text.slice(from, end))
  if (ordinal === null) return null
  const rest = text.slice(end).trimStart()
  const gap = text.length - end - rest.length
  const isPart = rest.startsWith('部分')
  const style = isPart ? 'division' : orders[rest.charAt(0)]
  if (!style) return null
  const length = end + gap + (isPart ? 2 : 1)
  const after = text.slice(length)
  if (/^(?:之[一二三四五六七八九十])/.test(after)) return plain(style, ordinal, length + 2)
  if (/^(?:规定|第|的|所[称列述]|和|或|及|与|、|,|至|到|中|—|-|之规定|[一二三四五六七八九十]?款|以上|以下)/.test(after))
    return null
  return plain(style, ordinal, length)
}

/** （一） (1) 〔二〕. Not a reference such as （二）项规定. */
function bracketed(text: string): Mark | null {
  const closer = closers[text.charAt(0)]
  if (!closer) return null
  const from = text.charAt(1) === ' ' ? 2 : 1
  const end = numeralEnd(text, from, hanDigits + arabic, true)
  const ordinal = numeralValue(text.slice(from, end))
  if (ordinal === null || ordinal > 200) return null
  const close = text.charAt(end) === ' ' ? end + 1 : end
  if (text.charAt(close) !== closer) return null
  if (/^(?:[项款目条](?:[的规、,和或及中之至所]|$)|号)/.test(text.slice(close + 1))) return null
  const isDigit = arabic.includes(text.charAt(from))
  const punctuation = /^[、.](?!\d)/.test(text.slice(close + 1)) ? 1 : 0
  return plain(isDigit ? 'digit-bracket' : 'han-bracket', ordinal, close + 1 + punctuation)
}

/** 一、 十二、. Not the start of a list such as 一、二级 or 三、四季度. */
function chinese(text: string): Mark | null {
  const end = numeralEnd(text, 0, hanDigits, true)
  const ordinal = end > 0 ? numeralValue(text.slice(0, end)) : null
  if (ordinal === null || ordinal > 200) return null
  const gap = text.charAt(end) === ' ' ? 1 : 0
  if (!'、.．'.includes(text.charAt(end + gap)) || text.charAt(end + gap) === '') return null
  const after = text.slice(end + gap + 1)
  const nextEnd = numeralEnd(after, 0, hanDigits, false)
  const isList =
    nextEnd > 0 &&
    numeralValue(after.slice(0, nextEnd)) === ordinal + 1 &&
    /^[、级类期批季月层线产号等次区档]/.test(after.slice(nextEnd))
  return isList ? null : plain('han', ordinal, end + gap + 1)
}

/** What follows an amount: 1.5倍, 2.3处隐患; not 2.3处置. */
const measure =
  /^(?:%|倍|亿|万|千|百|元|个|米|公里|度|吨|克|升|亩|分(?!工|类)|家|户|套|台|辆|名(?!称|录)|人(?![员才力口])|处(?![置理分罚方])|℃|[a-zA-Z]{1,2}\b|-|~|—|至|[一-龥]{0,2}[以之](?:上|下|内))/

/** 1.1 3.2.1, components of at most two digits. Not an amount such as 1.5倍, nor 1.2018年 (the item 1., starting with a year). */
function decimal(text: string): Mark | null {
  const found = /^\d{1,2}(?:\.\d{1,2}){1,3}(?!\d|\.\d)/.exec(text)
  if (!found) return null
  const after = text.slice(found[0].length)
  if (measure.test(after)) return null
  const components = found[0].split('.').map(Number)
  if (components.some((n) => n === 0)) return null
  const style = components.length === 2 ? 'decimal-2' : components.length === 3 ? 'decimal-3' : 'decimal-4'
  const dot = /^[.、]/.test(after) ? 1 : 0
  return { style, ordinal: components.at(-1) ?? 0, components, length: found[0].length + dot }
}

/** 1. 1、 1） 12． Not an amount, a date or a list of numbers such as 1、2号楼. */
function digital(text: string): Mark | null {
  const end = numeralEnd(text, 0, arabic, false)
  if (end === 0 || end > 3) return null
  const gap = text.charAt(end) === ' ' ? 1 : 0
  const sign = text.charAt(end + gap)
  const after = text.slice(end + gap + 1)
  const ordinal = Number(text.slice(0, end))
  if (ordinal === 0 || ordinal > 300) return null
  const length = end + gap + 1
  if (sign === ')') return plain('digit-half-bracket', ordinal, length)
  if (sign === '、') return /^\d{1,3}[、,号.至-]/.test(after) ? null : plain('digit-comma', ordinal, length)
  if (sign !== '.' && sign !== '．') return null
  if (/^\d{1,3}(?!\d)/.test(after) && (measure.test(after.replace(/^\d+/, '')) || /^\d+[.、]\d/.test(after)))
    return null
  return plain('digit-dot', ordinal, length)
}

/** ① to ⑳, and the bracketed and dotted number signs ⑴ ⒈ that some editors insert. */
function circled(text: string): Mark | null {
  const code = text.charCodeAt(0)
  const punctuation = /^[、.]/.test(text.slice(1)) ? 1 : 0
  if (code >= 0x2460 && code <= 0x2473) return plain('circled', code - 0x245f, 1 + punctuation)
  if (code >= 0x2776 && code <= 0x277f) return plain('circled', code - 0x2775, 1 + punctuation)
  if (code >= 0x2474 && code <= 0x2487) return plain('digit-bracket', code - 0x2473, 1 + punctuation)
  if (code >= 0x2488 && code <= 0x249b) return plain('digit-dot', code - 0x2487, 1)
  if (code >= 0x3220 && code <= 0x3229) return plain('han-bracket', code - 0x321f, 1 + punctuation)
  return null
}

/** 1 总则: a number set off by a blank. Counted only where the document numbers by decimals. */
export function bareMark(text: string): Mark | null {
  const found = /^(\d{1,2})(?: +(?=[一-龥])|(?=[一-龥]{2,16}$))/.exec(text)
  return found ? plain('bare', Number(found[1]), found[1]?.length ?? 0) : null
}

/** 「一 总体要求」: a Chinese numeral set off by a blank, alone on a short line. Counted only where such lines count on from 一. */
export function spacedMark(text: string): Mark | null {
  const found = /^([一二三四五六七八九十]{1,3}) +[一-龥“”、]{2,24}(?:\([^()]{2,60}\))?$/.exec(text)
  const ordinal = numeralValue(found?.[1] ?? '')
  return ordinal === null ? null : plain('han', ordinal, found?.[1]?.length ?? 0)
}

/** 「一:」「三,」「1:」「1 」: a number behind which a wrong mark was typed, or none. Counted only where it is the next one due. */
export function misprintedMark(text: string): Mark | null {
  const han = /^([一二三四五六七八九十]{1,3}) ?[:,](?=\D)/.exec(text)
  const ordinal = numeralValue(han?.[1] ?? '')
  if (han && ordinal !== null) return plain('han', ordinal, han[0].length)
  const digits = /^(\d{1,2}) ?[:,] ?(?=[一-龥“])/.exec(text)
  if (digits) return plain('digit-dot', Number(digits[1]), digits[0].trimEnd().length)
  const apart = /^(\d{1,2}) {1,4}(?=[一-龥“])(?![年月日个项家件名人户元万亿])/.exec(text)
  return apart ? plain('bare', Number(apart[1]), apart[1]?.length ?? 0) : null
}

/** The number that a folded text starts with, taken for itself; whether the document means it as one, its scheme decides. */
export function markOf(text: string): Mark | null {
  return ordered(text) ?? bracketed(text) ?? chinese(text) ?? decimal(text) ?? digital(text) ?? circled(text)
}

/** The reading of 「1.2…」as item 1. whose text starts with a digit; null where `mark` has no such reading. */
export function undotted(text: string, mark: Mark): Mark | null {
  return mark.style === 'decimal-2' ? digital(text) : null
}

/** The mark that a whole table cell consists of: 「1」「一、」「（二）」「3.」「1.2」; null for any other cell. */
export function cellMark(cell: string): Mark | null {
  const mark = markOf(cell)
  if (mark && mark.length >= cell.length) return mark
  const ordinal = cell.length <= 3 ? numeralValue(cell) : null
  if (ordinal === null || ordinal === 0 || ordinal > 300) return null
  return plain(/^\d+$/.test(cell) ? 'bare' : 'han', ordinal, cell.length)
}

/** Whether a line starts with a number: of any style, or of one that running text hardly ever starts with. */
export function startsWithMark(text: string, kind: 'any' | 'strong'): boolean {
  const mark = markOf(text)
  if (!mark) return false
  return kind === 'any' || ['division', 'chapter', 'section', 'article', 'han', 'han-bracket'].includes(mark.style)
}
