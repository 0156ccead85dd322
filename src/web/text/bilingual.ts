import type { Language } from '../../kernel/text.ts'
import type { Sentence } from './sentence.ts'

type Value = string | Sentence | ((...values: never[]) => string | Sentence) | readonly string[] | TextTree

/** Texts by name: a string, a list of strings, a function of values, or a group of texts. */
export interface TextTree {
  readonly [name: string]: Value
}

/** The same names with the same kinds of texts as T; a missing or a further name is a compiler error. */
export type SameTexts<T> = {
  readonly [Name in keyof T]: T[Name] extends string
    ? string
    : T[Name] extends readonly string[]
      ? readonly string[]
      : T[Name] extends Sentence
        ? Sentence
        : T[Name] extends (...values: infer Values) => infer Result
          ? (...values: Values) => Result extends string ? string : Sentence
          : SameTexts<T[Name]>
}

/**
 * The texts of a part or a page in both languages. Chinese is authoritative; English must have the same names.
 * Example: `const texts = bilingual({ title: '整改墙' }, { title: 'Rectification wall' })`, then `texts[lang].title`.
 */
export function bilingual<T extends TextTree>(
  zh: T,
  en: SameTexts<NoInfer<T>>,
): Readonly<Record<Language, SameTexts<T>>> {
  // A tree always has its own shape; the compiler cannot see that through a conditional type.
  return { zh: zh as unknown as SameTexts<T>, en }
}
