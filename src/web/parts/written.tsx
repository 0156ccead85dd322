import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'

/**
 * Words that somebody wrote in a case: Chinese on every page, so an English page says so, and a screen reader reads them
 * in Chinese (WCAG 3.1.2).
 */
export function Written({ text, lang }: { readonly text: string; readonly lang: Language }): ReactNode {
  return lang === 'en' && /\p{Script=Han}/u.test(text) ? <span lang="zh-CN">{text}</span> : text
}
