import { type ReactNode, useId } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'

interface SearchBoxProps {
  readonly lang: Language
  readonly action: string
  /** What may be searched. Example: '查一句话、一个单位、一件事'. */
  readonly hint: string
  readonly value?: string
  readonly compact?: boolean
  /** Kept filters, sent along. */
  readonly keep?: Readonly<Record<string, string>>
}

/** A search that is a GET form: its result has an address. */
export function SearchBox({ lang, action, hint, value, compact, keep }: SearchBoxProps): ReactNode {
  const t = texts[lang].frame
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers before 2023 do not know <search>
    <form className={compact ? 'search compact' : 'search'} role="search" action={action}>
      <label className="vh" htmlFor={id}>
        {t.search}
      </label>
      <input className="input" id={id} name="q" type="search" placeholder={hint} defaultValue={value} />
      {Object.entries(keep ?? {}).map(([name, kept]) => (
        <input key={name} type="hidden" name={name} value={kept} />
      ))}
      <button className="btn" type="submit">
        {t.search}
      </button>
    </form>
  )
}
