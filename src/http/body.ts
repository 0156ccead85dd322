import { isUtf8 } from 'node:buffer'
import type { Bilingual } from '../kernel/text.ts'

/** Levels of brackets that any of our inputs could need, many times over. */
const deepest = 20

export type BodyResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly says: Bilingual }

/** Nesting of the brackets outside strings, counted without recursion: hostile depth must not reach code that recurses. */
function depthOf(text: string): number {
  let depth = 0
  let most = 0
  let inString = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]
    if (inString) {
      if (c === '\\') i += 1
      else if (c === '"') inString = false
    } else if (c === '"') inString = true
    else if (c === '{' || c === '[') {
      depth += 1
      most = Math.max(most, depth)
    } else if (c === '}' || c === ']') depth -= 1
  }
  return most
}

/** A JSON body as a value, or why it is none. Nothing is repaired: broken UTF-8 is refused, not replaced. */
export function parseBody(bytes: Buffer): BodyResult {
  if (bytes.length === 0) return { ok: false, says: ['请求没有内容', 'The request has no body'] }
  if (!isUtf8(bytes)) return { ok: false, says: ['内容不是有效的 UTF-8 文字', 'The body is not valid UTF-8'] }
  const text = bytes.toString('utf8')
  if (text.length > 1024 && depthOf(text) > deepest)
    return { ok: false, says: ['内容嵌套太深', 'The body is nested too deeply'] }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, says: ['内容不是有效的 JSON', 'The body is not valid JSON'] }
  }
}
