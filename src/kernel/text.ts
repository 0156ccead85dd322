/** A text that people read, in the authoritative Chinese and in English. Example: ['督办任务', 'Supervised task']. */
export type Bilingual = readonly [zh: string, en: string]

export type Language = 'zh' | 'en'

export function inLanguage(text: Bilingual, language: Language): string {
  return language === 'zh' ? text[0] : text[1]
}

/** What JSON can hold. Case data, inputs and events are made of it, so that they can be hashed and stored as they are. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

export type JsonRecord = { readonly [name: string]: Json }
