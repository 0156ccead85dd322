const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  Ｏ: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const powers: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const scales: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

/** Characters that a Chinese numeral is written with. */
export const hanDigits = '零〇○一二两三四五六七八九十百千'

/**
 * The value of a Chinese numeral, counted (二十三, 一百零五, 三千万) or spelt digit by digit (二〇一八); null for anything else.
 * Example: '一百零五' → 105.
 */
export function hanValue(numeral: string): number | null {
  if (numeral === '') return null
  if ([...numeral].every((char) => char in digits)) return Number([...numeral].map((char) => digits[char]).join(''))
  let total = 0
  let section = 0
  let digit: number | null = null
  for (const char of numeral) {
    const value = digits[char]
    const power = powers[char]
    const scale = scales[char]
    if (value !== undefined) digit = value
    else if (power !== undefined) {
      section += (digit ?? 1) * power
      digit = null
    } else if (scale !== undefined) {
      total = (total + section + (digit ?? 0)) * scale
      section = 0
      digit = null
    } else return null
  }
  return total + section + (digit ?? 0)
}

/** The value of a numeral in either script, inner blanks ignored. Examples: '1 0' → 10, '二十一' → 21; null otherwise. */
export function numeralValue(numeral: string): number | null {
  const plain = numeral.replace(/\s/g, '')
  return /^\d{1,9}$/.test(plain) ? Number(plain) : hanValue(plain)
}
