/**
 * One sentence with some of it emphasised, as data: the same sentence is shown with `<b>` by parts/say.tsx and read as
 * plain words by `plain`. Example: ['剩 ', strong('17'), ' 个工作日'].
 */
export type Sentence = readonly (string | Strong)[]

export interface Strong {
  readonly strong: string
}

export function strong(text: string | number): Strong {
  return { strong: String(text) }
}

export function plain(sentence: Sentence | string): string {
  if (typeof sentence === 'string') return sentence
  return sentence.map((part) => (typeof part === 'string' ? part : part.strong)).join('')
}

/** A declared title at the head of something: 'being rectified' → 'Being rectified'. Chinese has no capitals and stays. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
