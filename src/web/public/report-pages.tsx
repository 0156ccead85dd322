import type { ReactNode } from 'react'
import { parseSpan } from '../../kernel/clock.ts'
import type { Evidence, Fields } from '../../kernel/field.ts'
import { inLanguage } from '../../kernel/text.ts'
import { findingForms } from '../../mechanisms/finding-fields.ts'
import { LinkButton, Submit } from '../parts/button.tsx'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { NumberedSteps, Says } from '../parts/receipt.tsx'
import { DefinitionList, Note } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import { CitizenFields, errorsOf, hiddenOf, keptIn, type Typed } from './citizen-fields.tsx'
import { wallProcedure } from './gates.ts'
import { reportTexts } from './report-text.ts'
import type { Visit } from './visit.ts'

/** What a citizen is asked. */
export const reportFields: Fields = findingForms.report

const trailOf = ({ lang, href }: Visit, here: string) => [
  { href: href('/'), label: texts[lang].frame.home },
  ...(here === reportTexts[lang].title ? [] : [{ href: href('/report'), label: reportTexts[lang].title }]),
  here,
]

/** The limits that the procedure has now, in words: they are never written by hand. */
function limits({ engine, format }: Visit): readonly string[] {
  const clocks = engine.procedure(wallProcedure)?.declaration.clocks ?? {}
  const words = (name: string, of?: string): string => {
    const limit = clocks[name]?.limit
    const span = typeof limit === 'string' ? limit : limit && 'by' in limit ? limit.of[of ?? ''] : undefined
    if (span === undefined) return ''
    const { value, unit } = parseSpan(span)
    return format.span(value, unit)
  }
  return [words('triage'), words('feedback'), words('rectify', 'ordinary'), words('rectify', 'grave'), words('answer')]
}

/** `/report`: what happens with what I say, and am I safe? */
export function ReportStart({ visit }: { readonly visit: Visit }): ReactNode {
  const { frame, lang, href, log } = visit
  const t = reportTexts[lang]
  const [triage = '', feedback = '', rectify = '', grave = '', answer = ''] = limits(visit)
  return (
    <PublicPage frame={frame} title={t.title} description={t.firstLede} trail={trailOf(visit, t.title)} log={log}>
      <Wrap>
        <Title eyebrow={t.step(1)} lede={t.firstLede}>
          {t.first}
        </Title>
        <div className="grid grid-2 airy mt5">
          <section>
            <Head>{t.kept}</Head>
            <Says items={t.keptItems} proves />
          </section>
          <section>
            <Head>{t.notKept}</Head>
            <Says items={t.notKeptItems} proves={false} />
          </section>
        </div>
        <section className="mt6">
          <Head>{t.after}</Head>
          <NumberedSteps
            items={[
              t.thenTriage(triage),
              t.thenFeedback(feedback),
              t.thenRectify(rectify, grave),
              t.thenAnswer(answer),
            ]}
          />
        </section>
        <p className="mt6 row">
          <LinkButton href={href('/report/write')}>{t.start}</LinkButton>
          <a href={href('/mine')}>{t.mine}</a>
        </p>
        <div className="mt5 measure">
          <Note tone="blue">
            {t.law} {t.phone}
          </Note>
        </div>
      </Wrap>
    </PublicPage>
  )
}

interface WriteProps {
  readonly visit: Visit
  readonly typed: Typed
  /** The command's key, kept through all steps. */
  readonly id: string
  /** Why it was not accepted as a whole. */
  readonly says?: string
}

/** `/report/write`: what happened? */
export function ReportWrite({ visit, typed, id, says }: WriteProps): ReactNode {
  const { frame, lang, href, log } = visit
  const t = reportTexts[lang]
  return (
    <PublicPage frame={frame} title={t.second} trail={trailOf(visit, t.second)} log={log}>
      <Wrap>
        <Title eyebrow={t.step(2)}>{t.second}</Title>
        <div className="form mt5">
          <ErrorSummary errors={errorsOf(reportFields, typed, visit)} lang={lang} {...(says && { says })} />
          <Form action={href('/report/write')} fields={{ id }} files>
            <CitizenFields
              visit={visit}
              fields={reportFields}
              typed={typed}
              hints={{ about: t.aboutHint, story: t.storyHint, place: t.placeHint }}
            />
            <p>
              <Submit>{t.next}</Submit>
            </p>
          </Form>
          <Note tone="blue">{t.phone}</Note>
        </div>
      </Wrap>
    </PublicPage>
  )
}

/** What was typed for one field, in words. */
function typedWords(visit: Visit, name: string, { form }: Typed): ReactNode {
  const t = reportTexts[visit.lang]
  const field = reportFields[name]
  if (field?.kind === 'evidence') {
    const items: readonly Evidence[] = keptIn(form, name)
    return items.length === 0 ? <span className="quiet">{t.notFilled}</span> : items.map((item) => item.name).join('、')
  }
  const value = form.values.get(name)?.[0]?.trim() ?? ''
  if (value === '') return <span className="quiet">{t.notFilled}</span>
  return field?.kind === 'unit' ? visit.unitName(value) : value
}

/** The last step: everything once more, nothing sent yet. */
export function ReportCheck({ visit, typed, id }: Omit<WriteProps, 'says'>): ReactNode {
  const { frame, lang, href, log } = visit
  const t = reportTexts[lang]
  return (
    <PublicPage frame={frame} title={t.third} trail={trailOf(visit, t.third)} log={log}>
      <Wrap>
        <Title eyebrow={t.step(3)} lede={t.thirdLede}>
          {t.third}
        </Title>
        <div className="sheet pad mt5 measure">
          <DefinitionList
            entries={Object.entries(reportFields).map(([name, field]) => ({
              term: inLanguage(field.title, lang),
              value: typedWords(visit, name, typed),
            }))}
          />
        </div>
        <form className="form mt5" action={href('/report/send')} method="post">
          <input type="hidden" name="id" value={id} />
          {hiddenOf(reportFields, typed.form).map(([name, value]) => (
            <input key={`${name}${value}`} type="hidden" name={name} value={value} />
          ))}
          <p className="row">
            <Submit>{t.send}</Submit>
            <Submit look="second" name="go" value="edit">
              {t.edit}
            </Submit>
          </p>
        </form>
        <div className="measure mt5">
          <Note>{t.leave}</Note>
        </div>
      </Wrap>
    </PublicPage>
  )
}
