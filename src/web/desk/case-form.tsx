import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { isUuid } from '../../engine/uuid.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Fields } from '../../kernel/field.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { LinkButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Note } from '../parts/table.tsx'
import { basisWords } from '../public/basis.ts'
import { under } from '../public/visit.ts'
import { formats } from '../text/format.ts'
import type { DeskCase } from './case-file.ts'
import { moveTitle } from './case-moves.tsx'
import type { CaseProps } from './case-parts.tsx'
import { caseTexts } from './case-text.ts'
import { leadsTo } from './consequence.ts'
import { DraftNote, DraftOffer, draftName } from './draft.tsx'
import { hasFiles, nothingTyped, specsFor, startingWith, type Typed } from './fields.ts'
import { type Acting, guarded, keyField, seenField } from './visit.ts'

/** A try that was not carried out: what was typed, why, and under which key it may be sent again. */
export interface Try {
  readonly typed: Typed
  readonly refusal: Refusal | null
  /** The sequence number that the form was made for. */
  readonly seen: number | null
  readonly key: string
  /** The form came under an earlier session. */
  readonly isOld: boolean
}

/** The command's key that a form was made with; another one for what is no key. */
export function keyOf(given: string | undefined): string {
  return isUuid(given) ? given : randomUUID()
}

/** The fields that a move asks for; none for a move without a form. */
export function formOf(p: Procedure, transition: string): Fields {
  return p.declaration.forms[p.declaration.transitions[transition]?.form ?? ''] ?? {}
}

/**
 * What a form starts with. The form with which a case is opened changes the case when it comes again, so that it starts with
 * what the case holds; in other forms only numbers that count on are put in.
 */
function startOf(p: Procedure, transition: string, data: DeskCase['line']['seen']['data']): Typed {
  const form = p.declaration.transitions[transition]?.form
  const opens = p.openings.some((name) => p.declaration.transitions[name]?.form === form)
  const fields = formOf(p, transition)
  const names = Object.keys(fields).filter((name) => {
    const kind = fields[name]?.kind
    return kind !== 'evidence' && (opens || kind === 'integer')
  })
  return names.length === 0 ? nothingTyped : startingWith(data, names)
}

interface RefusedProps {
  readonly visit: Acting
  readonly p: Procedure
  readonly tried: Try
}

/** Why the try was not carried out, with the rule that forbids it. */
export function Refused({ visit, p, tried }: RefusedProps): ReactNode {
  const { lang, portal } = visit
  const t = caseTexts[lang]
  const { refusal, typed, isOld } = tried
  if (isOld) return <ErrorSummary errors={typed.errors} lang={lang} says={t.oldSession} />
  if (refusal === null || refusal.code === 'stale')
    return typed.errors.length > 0 ? <ErrorSummary errors={typed.errors} lang={lang} /> : null
  const basis = refusal.basis === undefined ? null : basisWords(portal, p, refusal.basis as Basis)
  const says =
    typed.errors.length > 0 ? undefined : (
      <>
        {refusal.code === 'duplicate' ? t.duplicate : inLanguage(refusal.says, lang)}
        {basis === null ? null : (
          <span className="small">
            {' '}
            {t.basis}
            {basis.href === undefined ? basis.label : <a href={basis.href}>{basis.label}</a>}
          </span>
        )}
      </>
    )
  return <ErrorSummary errors={typed.errors} lang={lang} {...(says === undefined ? {} : { says })} />
}

/** What happened in the case since the form was made. */
function Changes({ visit, file, tried }: CaseProps & { readonly tried: Try }): ReactNode {
  const { lang, names, engine } = visit
  const t = caseTexts[lang]
  const since = file.events.filter(({ seq }) => seq > (tried.seen ?? 0))
  const when = (at: string | null, on: string) =>
    at === null ? formats[lang].day(on) : formats[lang].moment(Date.parse(at), engine.programme.timeZone)
  return (
    <Note tone="red" title={t.staleTitle}>
      <ul>
        {since.map((event) => {
          const title = inLanguage(event.by.title, lang)
          const who = event.by.unit === null ? title : `${names.unit(event.by.unit)} ${title}`
          return (
            <li key={event.seq}>
              {t.changed(who, moveTitle(file, event.transition, visit), when(event.at, event.on))}
            </li>
          )
        })}
      </ul>
      <p className="mt3">{t.staleSays}</p>
    </Note>
  )
}

/** What was typed into a form that cannot be sent any more. */
function Kept({ visit, p, transition, tried }: RefusedProps & { readonly transition: string }): ReactNode {
  const { lang } = visit
  const t = caseTexts[lang]
  const rows = Object.entries(formOf(p, transition)).flatMap(([name, field]) => {
    const values = field.kind === 'evidence' ? [] : (tried.typed.values.get(name) ?? []).filter(Boolean)
    return values.length === 0 ? [] : [{ name, title: inLanguage(field.title, lang), text: values.join('\n') }]
  })
  return (
    <Note title={t.yours}>
      <p>{t.staleClosed(moveTitle({ procedure: p }, transition, visit))}</p>
      {rows.map(({ name, title, text }) => (
        <label key={name} className="field">
          <span className="label">{title}</span>
          <textarea className="input" readOnly rows={4} defaultValue={text} />
        </label>
      ))}
    </Note>
  )
}

interface MoveFormProps extends CaseProps {
  readonly transition: string
  readonly tried: Try | null
}

/** The form of one move: what is asked, what follows, that it cannot be undone. */
export function MoveForm({ visit, file, transition, tried }: MoveFormProps): ReactNode {
  const { lang, engine, href } = visit
  const t = caseTexts[lang]
  const p = file.procedure
  const { no, seq } = file.case
  const isOpen = file.moves.some((move) => move.transition === transition && move.refusal === null)
  const isStale = tried?.refusal?.code === 'stale'
  if (!isOpen) return tried === null ? null : <Kept visit={visit} p={p} tried={tried} transition={transition} />
  const fields = formOf(p, transition)
  const typed = tried?.typed ?? startOf(p, transition, file.line.seen.data)
  const title = moveTitle(file, transition, visit)
  const between = lang === 'zh' ? '。' : '. '
  return (
    <section className="sheet pad" id="do">
      <Head>{title}</Head>
      {tried === null ? null : <Refused visit={visit} p={p} tried={tried} />}
      {isStale && tried ? <Changes visit={visit} file={file} tried={tried} /> : null}
      <Form
        action={href(`/desk/cases/${no}/${transition}`)}
        fields={guarded(visit, { [keyField]: tried?.key ?? randomUUID(), [seenField]: String(seq) })}
        files={hasFiles(fields)}
        {...draftName(visit, fields, `${no}/${transition}`)}
      >
        <DraftOffer lang={lang} />
        {specsFor({ ...visit, portal: under(visit.portal, p) }, fields, typed).map((spec) => (
          <Field key={spec.name} spec={spec} lang={lang} />
        ))}
        <Note tone="blue" title={t.follows}>
          {leadsTo(p, file.case, transition, lang, engine.procedure)}
          {between}
          {t.final}
        </Note>
        <DraftNote lang={lang} />
        <p className="row">
          <Submit>{t.submit(title)}</Submit>
          <LinkButton href={href(`/desk/cases/${no}`)} look="plain">
            {t.cancel}
          </LinkButton>
        </p>
      </Form>
    </section>
  )
}
