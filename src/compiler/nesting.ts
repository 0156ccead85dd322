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
const opens = 1
const closes = 2
const both = 3

/** What each UTF-16 code unit does: a table, because every character of a document is looked up several times. */
const roles = new Uint8Array(65_536)
for (const [open, close] of Object.entries(closerOf)) {
  roles[open.charCodeAt(0)] = opens
  roles[close.charCodeAt(0)] = closes
}
const quote = '"'.charCodeAt(0)
roles[quote] = both

/** How many open marks a closer may skip because nothing closed them. */
const tolerance = 4

interface Mark {
  readonly at: number
  readonly closer: number
}

/** The nearest open mark that a closer can close; -1 if none of the last few can be. */
function openerFor(open: readonly Mark[], closer: number): number {
  for (let i = open.length - 1; i >= Math.max(0, open.length - tolerance); i--) if (open[i]?.closer === closer) return i
  return -1
}

const closerCode = (code: number) =>
  code === quote ? quote : (closerOf[String.fromCharCode(code)] ?? '').charCodeAt(0)

/** For each opening mark that something closes, where; by position. Marks without a partner are left out. Linear. */
function partnersOf(text: string): readonly (readonly [from: number, to: number])[] {
  const partners: [number, number][] = []
  const open: Mark[] = []
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const role = roles[code]
    if (role === 0) continue
    const partner = role === opens ? -1 : openerFor(open, code)
    const mark = open[partner]
    if (mark) {
      partners.push([mark.at, i])
      open.length = partner
    } else if (role !== closes) open.push({ at: i, closer: closerCode(code) })
  }
  return partners
}

/** Pairs up to which each is filled by itself; above, one pass over the text costs less. */
const few = 32

/** What most texts come to: nothing nested. Shared, so never written to. */
const flat = new Uint8Array(4096)

/**
 * How many pairs of brackets and quotation marks each character of a folded text stands in; the marks themselves count as
 * inside. Unpaired marks count for nothing. More than 255 levels are 255.
 */
export function depthsOf(text: string): Readonly<Uint8Array> {
  const partners = partnersOf(text)
  if (partners.length === 0 && text.length <= flat.length) return flat
  const depths = new Uint8Array(text.length)
  if (partners.length <= few) {
    for (const [from, to] of partners) for (let i = from; i <= to; i++) depths[i] = (depths[i] ?? 0) + 1
    return depths
  }
  const change = new Int32Array(text.length + 1)
  for (const [from, to] of partners) {
    change[from] = (change[from] ?? 0) + 1
    change[to + 1] = (change[to + 1] ?? 0) - 1
  }
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
  for (const [from, to] of partnersOf(text).toSorted((a, b) => a[0] - b[0])) {
    if (from <= last) continue
    pairs.push([from, to])
    last = to
  }
  return pairs
}

/** A stretch of a text. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The stretches between separators that stand outside brackets and quotation marks; empty ones left out. */
export function partedOutside(text: string, within: Stretch, separators: string): readonly Stretch[] {
  const piece = text.slice(within.from, within.to)
  const depths = depthsOf(piece)
  const found: Stretch[] = []
  let from = 0
  for (let i = 0; i < piece.length; i++) {
    if (depths[i] !== 0 || !separators.includes(piece.charAt(i))) continue
    if (i > from) found.push({ from: within.from + from, to: within.from + i })
    from = i + 1
  }
  if (piece.length > from) found.push({ from: within.from + from, to: within.to })
  return found
}
