import type { ReactNode } from 'react'
import type { Sentence } from '../text/sentence.ts'

/** A sentence with its emphasised words in `<b>`. */
export function Say({ text }: { readonly text: Sentence | string }): ReactNode {
  if (typeof text === 'string') return text
  return text.map((part, at) => {
    if (typeof part === 'string') return part
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence are a fixed sequence
    return <b key={at}>{part.strong}</b>
  })
}
