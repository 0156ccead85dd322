import { simplifiedUnits } from './traditional.ts'

/**
 * A document's text in three spellings of the same length, so that an index means the same in all of them: `text` as it
 * came, `shown` with markup blanked (HTML tags, Markdown marks, entities, characters without width), `folded` with
 * full-width letters, digits and punctuation as half-width ones. Rules read `folded`; people are shown `shown`.
 */
export interface Source {
  readonly text: string
  readonly shown: string
  readonly folded: string
}

const blockTag = /^<\/?(?:p|br|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|section|article|title|body|head|html)\b/i

/** As many spaces as the markup was long; a tag that ends a block leaves a line break. */
function blank(markup: string): string {
  if (/^<\/?t[dh]\b/i.test(markup)) return '\t'.padEnd(markup.length, ' ')
  return (blockTag.test(markup) ? '\n' : ' ').padEnd(markup.length, ' ')
}

const spaces = (text: string) => text.replace(/[^\n]/g, ' ')

/** Comments blanked; an unclosed one stays as it is. Linear in the length of the text. */
function withoutComments(text: string): string {
  const parts: string[] = []
  let from = 0
  while (true) {
    const open = text.indexOf('<!--', from)
    const close = open < 0 ? -1 : text.indexOf('-->', open + 4)
    if (close < 0) return parts.length === 0 ? text : parts.join('') + text.slice(from)
    parts.push(text.slice(from, open), spaces(text.slice(open, close + 3)))
    from = close + 3
  }
}

function withoutMarkup(text: string): string {
  return withoutComments(text)
    .replace(/\r\n?/g, (end) => '\n'.padStart(end.length, ' '))
    .replace(/^ {0,3}\|[^\n]*<br[^\n]*$/gim, (row) => row.replace(/<br ?\/?>/gi, spaces))
    .replace(/<\/?[a-zA-Z][^<>]{0,1000}>/g, blank)
    .replace(/&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288|#x3000);/gi, spaces)
    .replace(/\*\*|__(?=[^_])/g, spaces)
    .replace(/^[ \t]{0,8}#{1,6}(?=[ \t])/gm, spaces)
    .replace(/^[ \t\u3000]{0,8}[★☆▲△◆◇■□●○※][ \u3000]?(?=[（(\d一二三四五六七八九十第\u2460-\u2473])/gm, spaces)
    .replace(/[\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u0000-\u0008\u000b-\u001f\ue000-\uf8ff]/g, ' ')
}

/** For each UTF-16 code unit what rules read in its place, 0 for itself: looked up for every character of a document, often before any pattern is warm. */
const folded = (() => {
  const units = simplifiedUnits.slice()
  for (let code = 0xff01; code <= 0xff5e; code++) units[code] = code - 0xfee0
  for (const code of [0x3000, 0xa0]) units[code] = 0x20
  for (let code = 0x2000; code <= 0x200a; code++) units[code] = 0x20
  return units
})()

/** The text as rules read it: full-width letters, digits, punctuation and spaces half-width, characters simplified; same length. */
export function fold(text: string): string {
  let out = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const unit = folded[text.charCodeAt(i)]
    if (!unit) continue
    out += text.slice(from, i) + String.fromCharCode(unit)
    from = i + 1
  }
  return from === 0 ? text : out + text.slice(from)
}

/** 「摸底排查.区民政局牵头.」: a western stop between Chinese words, or at the end of a line, is a full stop; behind a numeral it is part of the number. */
const withStops = (text: string) =>
  text.includes('.') ? text.replace(/(?<=[一-龥])(?<![一二三四五六七八九十])\.(?=[一-龥“(]|[ \t]{0,8}$)/gm, '。') : text

export function sourceOf(text: string): Source {
  const shown = withoutMarkup(text)
  return { text, shown, folded: withStops(fold(shown)) }
}

const isWide = (code: number) => code >= 0x2e80 && code < 0xff61

/** A piece of `shown` as a person would print it: no line breaks, no blanks beside Chinese characters. */
export function printed(shown: string): string {
  return shown
    .replace(/\s+/g, (gap, at: number) => {
      const before = shown.charCodeAt(at - 1)
      const after = shown.charCodeAt(at + gap.length)
      return at === 0 || at + gap.length === shown.length || isWide(before) || isWide(after) ? '' : ' '
    })
    .trim()
}

/** Columns a terminal or a typewriter would need: two for a Chinese character, one for a Latin one. */
export function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += isWide(text.charCodeAt(i)) ? 2 : 1
  return width
}
