import type { Language } from '../../kernel/text.ts'
import type { SameTexts } from './bilingual.ts'
import { en } from './text.en.ts'
import { type Texts, zh } from './text.zh.ts'

/** The parts' own texts: `texts[lang].frame.skip`. A page keeps its texts in its own file, made with `bilingual`. */
export const texts: Readonly<Record<Language, SameTexts<Texts>>> = { zh, en }

/** The value of `lang` on `<html>`. */
export const htmlLanguage: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

/** An address of ours in a language: '/wall' → '/wall' in Chinese, '/en/wall' in English. */
export function hrefIn(lang: Language, path: string): string {
  if (lang === 'zh') return path
  return path === '/' ? '/en/' : `/en${path}`
}
