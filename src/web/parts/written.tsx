import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'

/** From the first Chinese character to the last, with the marks and figures that stand around them. */
const chinese = /[\p{Script=Han}“《（].*[\p{Script=Han}”》）。；，！？]|\p{Script=Han}/su

/**
 * Words that somebody wrote in a case: Chinese on every page, so an English page says so, and a screen reader reads them
 * in Chinese (WCAG 3.1.2). What stands before and after them is the page's own. Example: 'The unit says: 已完成。'.
 */
export function Written({ text, lang }: { readonly text: string; readonly lang: Language }): ReactNode {
  const [words] = (lang === 'en' && /\p{Script=Han}/u.test(text) && chinese.exec(text)) || []
  if (words === undefined) return text
  const at = text.indexOf(words)
  return (
    <>
      {text.slice(0, at)}
      <span lang="zh-CN">{words}</span>
      {text.slice(at + words.length)}
    </>
  )
}
