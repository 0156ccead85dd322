import type { ReactNode } from 'react'
import { type Day, dayNumber, isDay } from '../../kernel/calendar.ts'
import { Submit } from '../parts/button.tsx'
import { DeadlineCalendar } from '../parts/calendar.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary, type FieldError, Form } from '../parts/form.tsx'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Banner } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import { DeadlineDays, type Explained, explain } from './deadline.tsx'
import { procedureTexts } from './procedure-text.ts'
import type { Visit } from './visit.ts'

const units = ['wd', 'd', 'mo'] as const
type CalculatorUnit = (typeof units)[number]

/** Longest limits that are counted day by day on a page. */
const most: Readonly<Record<CalculatorUnit, number>> = { wd: 120, d: 180, mo: 6 }

/** What the address asks for, as it was typed. */
export interface DeadlineQuery {
  readonly start: string | undefined
  readonly amount: string | undefined
  readonly unit: string | undefined
}

interface Counted {
  readonly explained: Explained
  readonly unit: CalculatorUnit
}

const unitOf = (text: string | undefined): CalculatorUnit => units.find((unit) => unit === text) ?? 'wd'

function faultsOf({ start, amount, unit }: DeadlineQuery, { lang }: Visit): readonly FieldError[] {
  const t = procedureTexts[lang]
  const number = Number(amount)
  const isFine = Number.isInteger(number) && number >= 1 && number <= most[unitOf(unit)]
  return [
    ...(start !== undefined && isDay(start) ? [] : [{ field: 'start', says: t.notDay }]),
    ...(isFine ? [] : [{ field: 'amount', says: t.tooLong }]),
  ]
}

function countedOf(query: DeadlineQuery, { programme }: Visit): Counted {
  const unit = unitOf(query.unit)
  const start = programme.calendar.startOf(dayNumber(query.start ?? ''))
  return { unit, explained: explain({ value: Number(query.amount), unit }, start, programme.calendar) }
}

function Outcome({ visit, counted }: { readonly visit: Visit; readonly counted: Counted }): ReactNode {
  const { lang, format, programme } = visit
  const t = procedureTexts[lang]
  const { explained, unit } = counted
  const last: Day = explained.steps.at(-1)?.day ?? explained.start
  const skipped = explained.steps.filter((step) => step.counted === null).length
  return (
    <section className="mt6" aria-live="polite">
      <Banner status="ok" lang={lang}>
        {t.last(format.fullDay(last), format.weekday(last))}
      </Banner>
      <p className="mt3">{t.counted(explained.steps.length - skipped, skipped)}</p>
      {programme.calendar.isProvisional(dayNumber(last)) ? <p className="mt3">{t.provisional}</p> : null}
      <div className="mt4">
        <DeadlineCalendar lang={lang} start={explained.start} steps={explained.steps} />
      </div>
      <details className="mt4">
        <summary>{t.oneByOne}</summary>
        <div className="mt3">
          <DeadlineDays visit={visit} start={explained.start} steps={explained.steps} inWorkingDays={unit === 'wd'} />
        </div>
      </details>
    </section>
  )
}

/** `/procedures/deadline`: which day is the last one, and why? */
export function DeadlinePage({ visit, query }: { readonly visit: Visit; readonly query: DeadlineQuery }): ReactNode {
  const { frame, lang, href, log, today } = visit
  const t = procedureTexts[lang]
  const isAsked = query.start !== undefined || query.amount !== undefined
  const errors = isAsked ? faultsOf(query, visit) : []
  const errorOf = (name: string) => {
    const error = errors.find(({ field }) => field === name)?.says
    return error === undefined ? {} : { error }
  }
  return (
    <PublicPage
      frame={frame}
      title={t.calculator}
      description={t.calculatorSays}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href('/procedures'), label: t.title },
        t.calculator,
      ]}
      log={log}
    >
      <Wrap>
        <Title lede={t.calculatorSays}>{t.calculator}</Title>
        <div className="mt5">
          <ErrorSummary errors={errors} lang={lang} />
          <Form action={href('/procedures/deadline')} method="get">
            <div className="grid grid-4 ends">
              <Field
                lang={lang}
                spec={{
                  kind: 'day',
                  name: 'start',
                  label: t.start,
                  hint: t.startHint,
                  value: query.start ?? today,
                  required: true,
                  ...errorOf('start'),
                }}
              />
              <Field
                lang={lang}
                spec={{
                  kind: 'integer',
                  name: 'amount',
                  label: t.amount,
                  value: query.amount ?? '5',
                  from: 1,
                  upTo: 180,
                  required: true,
                  ...errorOf('amount'),
                }}
              />
              <Field
                lang={lang}
                spec={{
                  kind: 'choice',
                  name: 'unit',
                  label: t.unit,
                  value: unitOf(query.unit),
                  required: true,
                  look: 'list',
                  options: units.map((unit) => ({ value: unit, label: t.units[unit] })),
                }}
              />
            </div>
            <p className="mt5">
              <Submit>{t.compute}</Submit>
            </p>
          </Form>
        </div>
        {isAsked && errors.length === 0 ? <Outcome visit={visit} counted={countedOf(query, visit)} /> : null}
        <div className="mt6 measure">
          <Note tone="blue">{t.rule}</Note>
        </div>
      </Wrap>
    </PublicPage>
  )
}
