const digits = '〇一二三四五六七八九'
const formal = '零壹贰叁肆伍陆柒捌玖'

function counted(n: number, names: string, ten: string, hundred: string): string {
  const name = (i: number) => names.charAt(i)
  if (n < 10) return name(n)
  if (n < 20) return ten + (n === 10 ? '' : name(n % 10))
  if (n < 100) return name(Math.floor(n / 10)) + ten + (n % 10 === 0 ? '' : name(n % 10))
  const rest = n % 100
  const head = name(Math.floor(n / 100)) + hundred
  if (rest === 0) return head
  return (
    head +
    (rest < 10
      ? `零${name(rest)}`
      : rest < 20
        ? `一${counted(rest, names, ten, hundred)}`
        : counted(rest, names, ten, hundred))
  )
}

function letters(n: number, first: string): string {
  const code = first.charCodeAt(0)
  const repeat = Math.floor((n - 1) / 26) + 1
  return String.fromCharCode(code + ((n - 1) % 26)).repeat(repeat)
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(n: number): string {
  let rest = n
  let text = ''
  for (const [value, sign] of romans)
    while (rest >= value) {
      text += sign
      rest -= value
    }
  return text
}

const circled = (n: number) => (n >= 1 && n <= 20 ? String.fromCharCode(0x245f + n) : String(n))
const fullWidth = (n: number) => String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const among = (n: number, names: string) => (n >= 1 && n <= names.length ? names.charAt(n - 1) : String(n))

/** How automatic numbers are written. Names are ours; the formats of Word and OpenDocument are mapped to them. */
export type OrdinalStyle =
  | 'decimal'
  | 'decimal-zero'
  | 'full-width'
  | 'chinese'
  | 'chinese-formal'
  | 'stems'
  | 'branches'
  | 'circled'
  | 'letter'
  | 'capital'
  | 'roman'
  | 'capital-roman'
  | 'none'

/** A number from 0 to 999 as an automatic numbering prints it; decimal above. Examples: chinese 12 → 十二, circled 3 → ③. */
export function ordinal(n: number, style: OrdinalStyle): string {
  if (n < 0 || n > 999) return String(n)
  switch (style) {
    case 'decimal':
      return String(n)
    case 'decimal-zero':
      return String(n).padStart(2, '0')
    case 'full-width':
      return fullWidth(n)
    case 'chinese':
      return counted(n, digits, '十', '百')
    case 'chinese-formal':
      return counted(n, formal, '拾', '佰')
    case 'stems':
      return among(n, '甲乙丙丁戊己庚辛壬癸')
    case 'branches':
      return among(n, '子丑寅卯辰巳午未申酉戌亥')
    case 'circled':
      return circled(n)
    case 'letter':
      return n === 0 ? '0' : letters(n, 'a')
    case 'capital':
      return n === 0 ? '0' : letters(n, 'A')
    case 'roman':
      return roman(n).toLowerCase()
    case 'capital-roman':
      return roman(n)
    case 'none':
      return ''
    default: {
      const never: never = style
      throw new TypeError(String(never))
    }
  }
}
