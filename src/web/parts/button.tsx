import { type ReactNode, useId } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'

/** `main`: the one thing to do on the page. `warn`: authority over somebody. `plain`: looks like a link. */
export type ButtonLook = 'main' | 'second' | 'warn' | 'plain'

interface Look {
  readonly look?: ButtonLook
  readonly compact?: boolean
  readonly block?: boolean
  /** The key that presses it, on a page whose script knows `data-key`. */
  readonly letter?: string
}

function classOf({ look = 'main', compact, block }: Look): string {
  return ['btn', ...(look === 'main' ? [] : [look]), ...(compact ? ['compact'] : []), ...(block ? ['block'] : [])].join(
    ' ',
  )
}

/** A link that looks like a button because it starts something. */
export function LinkButton(props: Look & { readonly href: string; readonly children: ReactNode }): ReactNode {
  return (
    <a className={classOf(props)} href={props.href} data-key={props.letter}>
      {props.children}
    </a>
  )
}

interface SubmitProps extends Look {
  readonly children: ReactNode
  /** Sent with the form when this button is the one pressed. */
  readonly name?: string
  readonly value?: string
}

/** The button of a form. */
export function Submit({ children, name, value, ...look }: SubmitProps): ReactNode {
  return (
    <button className={classOf(look)} type="submit" name={name} value={value} data-key={look.letter}>
      {children}
    </button>
  )
}

interface UnavailableProps extends Look {
  readonly lang: Language
  readonly children: ReactNode
  /** Why it cannot be done now, in words that say what would make it possible. */
  readonly why: string
  /** False where the reason already stands beside the button and has this id. */
  readonly describedBy?: string
}

/** An action that is closed now: it stays visible, with its reason. */
export function Unavailable({ lang, children, why, describedBy, ...look }: UnavailableProps): ReactNode {
  const id = useId()
  return (
    <>
      <button className={classOf(look)} type="button" disabled aria-describedby={describedBy ?? id}>
        {children}
      </button>
      {describedBy === undefined ? (
        <span className="why-not" id={id}>
          {texts[lang].form.unavailable(why)}
        </span>
      ) : null}
    </>
  )
}

interface PostButtonProps extends Look {
  readonly action: string
  /** Hidden fields: the CSRF token, the command's id, the seq that was seen. */
  readonly fields: Readonly<Record<string, string>>
  readonly children: ReactNode
}

/** One act that needs no further input: a form of one button. */
export function PostButton({ action, fields, children, ...look }: PostButtonProps): ReactNode {
  return (
    <form className="inline" method="post" action={action}>
      <HiddenFields of={fields} />
      <Submit {...look}>{children}</Submit>
    </form>
  )
}

export function HiddenFields({ of }: { readonly of: Readonly<Record<string, string>> }): ReactNode {
  return Object.entries(of).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}

export interface Move {
  readonly label: string
  /** What happens when it is done, or why it cannot be done. */
  readonly says: string
  /** Where the move is made; null for one that is closed, whose `says` is the reason. */
  readonly href: string | null
  readonly look?: ButtonLook
}

/** Every move of a case: those that are open first, the closed ones visible with their reason. */
export function Moves({ moves, lang }: { readonly moves: readonly Move[]; readonly lang: Language }): ReactNode {
  const id = useId()
  return (
    <ul className="moves">
      {moves.map(({ label, says, href, look = 'second' }, at) => (
        <li key={label}>
          <div>
            <b>{label}</b>
            <p className="small quiet" id={`${id}-${at}`}>
              {href === null ? texts[lang].form.unavailable(says) : says}
            </p>
          </div>
          {href === null ? (
            <Unavailable lang={lang} why={says} describedBy={`${id}-${at}`} compact>
              {label}
            </Unavailable>
          ) : (
            <LinkButton href={href} look={look} compact>
              {label}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  )
}
