import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { HiddenFields, LinkButton } from './button.tsx'

/** One fault of a form: the field's name and what to do about it. */
export interface FieldError {
  readonly field: string
  /** What to do, not what went wrong. Example: '写明在哪里发生，工作人员才能去看'. */
  readonly says: string
}

/** The id of a field, to which the error summary leads. */
export function fieldId(name: string): string {
  return `f-${name}`
}

interface FormProps {
  readonly action: string
  readonly method?: 'post' | 'get'
  /** Hidden fields: the CSRF token, the command's id, the seq that was seen. */
  readonly fields?: Readonly<Record<string, string>>
  /** With evidence to upload. */
  readonly files?: boolean
  /** Under this name the desk's script keeps what was typed in this browser until it is sent; nothing is kept without it. */
  readonly draft?: string
  readonly children: ReactNode
}

/** A form that posts to a real address; the server judges, so the browser's own checks are off. */
export function Form({ action, method = 'post', fields = {}, files, draft, children }: FormProps): ReactNode {
  return (
    <form
      className="form"
      action={action}
      method={method}
      encType={files ? 'multipart/form-data' : undefined}
      data-draft={draft}
      noValidate
    >
      <HiddenFields of={fields} />
      {children}
    </form>
  )
}

interface ErrorSummaryProps {
  readonly errors: readonly FieldError[]
  readonly lang: Language
  /** A fault of the whole form, such as the sentence of a condition that is not met. */
  readonly says?: ReactNode
}

/** What is to be corrected, first on the page, each entry a link to its field. Nothing for a form without faults. */
export function ErrorSummary({ errors, lang, says }: ErrorSummaryProps): ReactNode {
  if (errors.length === 0 && says === undefined) return null
  const t = texts[lang].form
  return (
    <div className="errors" role="alert" aria-labelledby="errors-title">
      <h2 id="errors-title">{errors.length > 0 ? t.problems(errors.length) : says}</h2>
      {errors.length > 0 && says !== undefined ? <p className="mt3">{says}</p> : null}
      {errors.length > 0 ? (
        <ul className="mt3">
          {errors.map((error) => (
            <li key={error.field}>
              <a href={`#${fieldId(error.field)}`}>{error.says}</a>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="small quiet mt3">{t.kept}</p>
    </div>
  )
}

interface ErrorNoticeProps {
  /** What happened. Example: '没保存上，您写的还在'. */
  readonly title: string
  /** What was kept and what to do next. */
  readonly children: ReactNode
  readonly again?: { readonly href: string; readonly label: string }
}

/** A failure that the reader can do something about. It always says what was kept. */
export function ErrorNotice({ title, children, again }: ErrorNoticeProps): ReactNode {
  return (
    <section className="errors thin">
      <h2>{title}</h2>
      <div className="small mt3">{children}</div>
      {again === undefined ? null : (
        <p className="mt3">
          <LinkButton href={again.href} compact>
            {again.label}
          </LinkButton>
        </p>
      )}
    </section>
  )
}

/** Nothing yet: says so, and when something will come. */
export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <b>{title}</b>
      {children}
    </div>
  )
}
