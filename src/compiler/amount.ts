import { unitsAt } from './measure-unit.ts'

const numberPattern = '\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,6})?|\\d{1,15}(?:\\.\\d{1,6})?'
/** A number, or two with a dash between them; the unit behind it is looked up. */
const figure = new RegExp(`(${numberPattern}) ?(%|‰)?(?: ?(?:[-—–~至]{1,3}|到) ?(${numberPattern}))?`, 'y')

/** A number with its unit: 「1.5万人」, 「20%至30%」. */
export interface Amount {
  readonly at: number
  readonly length: number
  readonly first: string
  readonly percent: string | undefined
  readonly second: string | undefined
  readonly unit: string
}

/** The unit at a position, or behind one blank; null where none stands there. */
function unitBehind(text: string, at: number): { readonly unit: string; readonly end: number } | null {
  for (const from of text.charAt(at) === ' ' ? [at + 1, at] : [at]) {
    const unit = unitsAt(text, from)[0]
    if (unit !== undefined) return { unit, end: from + unit.length }
  }
  return null
}

function amountAt(text: string, at: number): Amount | null {
  figure.lastIndex = at
  const found = figure.exec(text)
  if (!found) return null
  const [whole, first = '', percent, second] = found
  const behind = unitBehind(text, at + whole.length)
  if (behind) return { at, length: behind.end - at, first, percent, second, unit: behind.unit }
  if (percent === undefined) return null
  const end = text.indexOf(percent, at) + 1
  return { at, length: end - at, first, percent: undefined, second: undefined, unit: percent }
}

const isDigit = (char: string) => char >= '0' && char <= '9'

/** The amounts in digits, in order, none overlapping another. */
export function amountsIn(text: string): readonly Amount[] {
  const found: Amount[] = []
  for (let at = 0; at < text.length; at++) {
    const before = text.charAt(at - 1)
    if (!isDigit(text.charAt(at)) || isDigit(before) || before === '.') continue
    const amount = amountAt(text, at)
    if (!amount) continue
    found.push(amount)
    at += amount.length - 1
  }
  return found
}

/** A Chinese numeral that may count something. */
export const hanNumeral =
  /(?<![第百分零〇一二两三四五六七八九十千万\d])[一二两三四五六七八九十][一二两三四五六七八九十百千]{0,6}/g

/** An amount in Chinese numerals that starts at a position: the longest numeral that a unit follows. */
export function hanAmountAt(text: string, at: number, longest: number): Omit<Amount, 'percent' | 'second'> | null {
  for (let length = longest; length > 0; length--) {
    const from = at + length
    if (text.startsWith('分之', from)) continue
    for (const start of text.charAt(from) === ' ' ? [from + 1, from] : [from]) {
      const unit = unitsAt(text, start).find((word) => text.charAt(start + word.length) !== '之')
      if (unit !== undefined) return { at, length: start + unit.length - at, first: text.slice(at, from), unit }
    }
  }
  return null
}
