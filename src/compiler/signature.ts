import { dayOfLine } from './date.ts'
import { looksLikeOrgan } from './frame.ts'

/** Organ and date in one line: 「国务院办公厅 2018年12月30日」; the organ, else null. */
export function signedLine(text: string): string | null {
  if (text.length > 100) return null
  const found = /^(.{2,40}?) *((?:[12]\d{3}|[二一][一二三四五六七八九十〇○零Oo0]{3}) ?年.{2,12}日)$/.exec(text)
  return found?.[1] && found[2] && dayOfLine(found[2]) && looksLikeOrgan(found[1].trim()) ? found[1].trim() : null
}
