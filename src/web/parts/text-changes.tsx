import { Fragment, type ReactNode } from 'react'
import type { TextChange } from '../../compiler/text-change.ts'

/** Characters at each end of a stretch that was kept. */
const context = 18

const shortened = (text: string) =>
  text.length > context * 2 ? `${text.slice(0, context)}……${text.slice(-context)}` : text

/** What was cut from a text of the plan and what was put in, with some words of what was kept around it. */
export function TextChanges({ text }: { readonly text: readonly TextChange[] }): ReactNode {
  return (
    <p className="song" lang="zh-CN">
      {text.map((change, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the changes of a text are a fixed sequence
        <Fragment key={at}>
          {change.kind === 'kept' ? shortened(change.text) : null}
          {change.kind === 'cut' ? <del>{change.text}</del> : null}
          {change.kind === 'put' ? <ins>{change.text}</ins> : null}
        </Fragment>
      ))}
    </p>
  )
}
