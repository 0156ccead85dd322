import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { kitTexts } from './kit-text.ts'

type SectionName = Exclude<keyof (typeof kitTexts)['zh'], 'title' | 'lede'>

/** One group of parts on /kit, under its heading. */
export function Section(props: {
  readonly name: SectionName
  readonly lang: Language
  readonly children: ReactNode
}): ReactNode {
  return (
    <section id={props.name}>
      <h2>{kitTexts[props.lang][props.name]}</h2>
      {props.children}
    </section>
  )
}
