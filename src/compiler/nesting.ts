const closerOf: Readonly<Record<string, string>> = {
  '(': ')',
  '“': '”',
  '《': '》',
  '〔': '〕',
  '【': '】',
  '‘': '’',
  '「': '」',
  '『': '』',
  '〈': '〉',
  '[': ']',
  '{': '}',
}
const openers = new Set(Object.keys(closerOf))
const closers = new Set(Object.values(closerOf))

/** How many open marks a closer may skip because nothing closed them. */
const tolerance = 4

/** For each opening mark that something closes, where; by position. Marks without a partner are left out. Linear. */
function partnersOf(text: string): ReadonlyMap<number, number> {
  const partners = new Map<number, number>()
  const open: { readonly at: number; readonly closer: string }[] = []
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char === '"') {
      const at = open.findLastIndex((mark) => mark.closer === '"')
      if (at >= 0 && at >= open.length - tolerance) {
        partners.set(open[at]?.at ?? i, i)
        open.length = at
      } else open.push({ at: i, closer: '"' })
    } else if (openers.has(char)) open.push({ at: i, closer: closerOf[char] ?? '' })
    else if (closers.has(char)) {
      for (let back = 1; back <= Math.min(tolerance, open.length); back++) {
        const mark = open[open.length - back]
        if (mark?.closer !== char) continue
        partners.set(mark.at, i)
        open.length -= back
        break
      }
    }
  }
  return partners
}

/**
 * How many pairs of brackets and quotation marks each character of a folded text stands in; the marks themselves count as
 * inside. Unpaired marks count for nothing. More than 255 levels are 255.
 */
export function depthsOf(text: string): Uint8Array {
  const partners = partnersOf(text)
  const change = new Int16Array(text.length + 1)
  for (const [from, to] of partners) {
    change[from] = (change[from] ?? 0) + 1
    change[to + 1] = (change[to + 1] ?? 0) - 1
  }
  const depths = new Uint8Array(text.length)
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    depth += change[i] ?? 0
    depths[i] = Math.min(depth, 255)
  }
  return depths
}

/** The outermost pairs of brackets and quotation marks: positions of the opening and of the closing mark. */
export function outerPairs(text: string): readonly (readonly [from: number, to: number])[] {
  const pairs: [number, number][] = []
  let last = -1
  for (const [from, to] of [...partnersOf(text)].sort((a, b) => a[0] - b[0])) {
    if (from <= last) continue
    pairs.push([from, to])
    last = to
  }
  return pairs
}
