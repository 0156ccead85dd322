import type { ReactNode } from 'react'
import { type Fields, faultsOf } from '../../kernel/field.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage, type JsonRecord } from '../../kernel/text.ts'
import { LinkButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { inputOf, type Submitted } from '../site/form.ts'
import { caseTexts } from './case-text.ts'
import { errorsOf, specsFor, type Typed, typedAgain } from './fields.ts'
import { guarded, type Visit } from './visit.ts'

interface SmallFormProps {
  readonly visit: Visit
  /** Where the page's own heading does not say it already. */
  readonly title?: string
  /** Address without language. */
  readonly action: string
  readonly fields: Fields
  readonly typed: Typed
  readonly refusal?: Refusal | null
  readonly submit: string
  /** What follows, or what to know before. */
  readonly note?: ReactNode
  /** Where to go instead. */
  readonly back?: string
  /** On a page with several forms, each has its own; 'do' unless told. */
  readonly id?: string
}

/** A form of the desk that is not a case's: declared fields, one button, what was refused. */
export function SmallForm(props: SmallFormProps): ReactNode {
  const { visit, title, action, fields, typed, refusal = null, submit, note, back, id = 'do' } = props
  const { lang, href } = visit
  const says = refusal !== null && typed.errors.length === 0 ? inLanguage(refusal.says, lang) : undefined
  return (
    <section className="sheet pad" id={id}>
      {title === undefined ? null : <Head>{title}</Head>}
      <ErrorSummary errors={typed.errors} lang={lang} {...(says === undefined ? {} : { says })} />
      <Form action={href(action)} fields={guarded(visit)}>
        {specsFor(visit, fields, typed).map((spec) => (
          <Field key={spec.name} spec={spec} lang={lang} />
        ))}
        {note === undefined ? null : <p className="small quiet">{note}</p>}
        <p className="row">
          <Submit>{submit}</Submit>
          {back === undefined ? null : (
            <LinkButton href={href(back)} look="plain">
              {caseTexts[lang].cancel}
            </LinkButton>
          )}
        </p>
      </Form>
    </section>
  )
}

/** What a small form brought, judged by its declaration: the input, or what to show again. */
export async function readSmall(
  visit: Visit,
  fields: Fields,
  form: Submitted,
): Promise<
  | { readonly ok: true; readonly input: JsonRecord; readonly again: (refusal: Refusal) => Typed }
  | { readonly ok: false; readonly typed: Typed }
> {
  const { input } = await inputOf(fields, form, visit.site.context.evidence)
  const faults = faultsOf(fields, input)
  const typed = (found: Refusal['faults']) => typedAgain(fields, form, input, errorsOf(fields, found ?? [], visit.lang))
  if (faults.length > 0) return { ok: false, typed: typed(faults) }
  return { ok: true, input, again: (refusal) => typed(refusal.faults) }
}
