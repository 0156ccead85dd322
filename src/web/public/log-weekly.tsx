import type { ReactNode } from 'react'
import { LinkButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, Form } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { QrCode } from '../parts/qr.tsx'
import { NumberedSteps, Says, Slip, Witnesses } from '../parts/receipt.tsx'
import { Banner } from '../parts/status.tsx'
import { Note, Table, Tag } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import { hex } from './log-head.ts'
import type { Comparison, WeeklySheet } from './log-weekly-data.ts'
import { signedWords, weeklyTexts } from './log-weekly-text.ts'
import { receiptTexts } from './receipt-text.ts'
import type { Visit } from './visit.ts'

/** What was typed into the form that compares, and what came of it. */
export interface Asked {
  readonly size: string
  readonly root: string
  readonly isSize: boolean
  readonly isRoot: boolean
  readonly outcome: { readonly size: number; readonly is: Comparison } | null
}

const signedAt = (visit: Visit, at: Date) => signedWords(visit.lang, at, visit.programme.timeZone)

const path = (visit: Visit, { size }: Pick<WeeklySheet, 'size'>) => visit.href(`/log/weekly/${size}`)

function Weeks({ visit, sheets }: { readonly visit: Visit; readonly sheets: readonly WeeklySheet[] }): ReactNode {
  const { lang, format } = visit
  const t = weeklyTexts[lang]
  return (
    <Table
      caption={t.listTitle}
      columns={[
        { title: t.columns.when, heading: true },
        { title: t.columns.size, align: 'end' },
        { title: t.columns.root },
        { title: t.columns.witnesses },
      ]}
      rows={sheets.map((sheet) => ({
        key: String(sheet.size),
        cells: [
          <a key="w" href={path(visit, sheet)}>
            {signedAt(visit, sheet.signedAt)}
          </a>,
          format.number(sheet.size),
          <span key="r" className="mono">
            {sheet.groups.slice(0, 4).join(' ')}
          </span>,
          sheet.witnesses.map(({ name }) => name).join(lang === 'zh' ? '、' : ', ') || t.nobody,
        ],
      }))}
    />
  )
}

/** Size and root in print against what is published here; judged on the server, so it works without a script. */
function Compare({ visit, asked }: { readonly visit: Visit; readonly asked: Asked | null }): ReactNode {
  const { lang, href } = visit
  const t = weeklyTexts[lang]
  const outcome = asked?.outcome ?? null
  return (
    <section className="mt7" id="compare">
      <Head>{t.compare}</Head>
      <p className="measure">{t.compareSays}</p>
      {outcome === null ? null : (
        <div className="mt4 measure" role="status">
          {outcome.is === 'same' ? (
            <Banner status="ok" lang={lang}>
              {t.same(outcome.size)}
            </Banner>
          ) : (
            <Note tone="red">{t[outcome.is](outcome.size)}</Note>
          )}
          {outcome.is === 'no-such-size' ? null : (
            <p className="mt3">
              <a href={path(visit, outcome)}>{t.open(outcome.size)}</a>
            </p>
          )}
        </div>
      )}
      <div className="mt4">
        <Form action={href('/log/weekly')} method="get">
          <Field
            lang={lang}
            spec={{
              kind: 'text',
              name: 'size',
              label: t.sizeField,
              hint: t.sizeHint,
              required: true,
              value: asked?.size ?? '',
              ...(asked !== null && !asked.isSize && { error: t.sizeError }),
            }}
          />
          <Field
            lang={lang}
            spec={{
              kind: 'text',
              name: 'root',
              label: t.rootField,
              hint: t.rootHint,
              required: true,
              value: asked?.root ?? '',
              ...(asked !== null && !asked.isRoot && { error: t.rootError }),
            }}
          />
          <p>
            <Submit look="second">{t.button}</Submit>
          </p>
        </Form>
      </div>
      <p className="small quiet mt4 measure">{t.compareNote}</p>
    </section>
  )
}

interface WeeklyProps {
  readonly visit: Visit
  readonly sheets: readonly WeeklySheet[]
  /** False while no week of this log is over. */
  readonly isSettled: boolean
  readonly asked: Asked | null
}

/** `/log/weekly`: what was printed each week, and does the newspaper say the same? */
export function WeeklyPage({ visit, sheets, isSettled, asked }: WeeklyProps): ReactNode {
  const { frame, lang, href, log } = visit
  const t = weeklyTexts[lang]
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, { href: href('/log'), label: t.log }, t.title]}
      log={log}
    >
      <Wrap>
        <Title lede={t.lede}>{t.title}</Title>
        <section className="mt5">
          <Head>{t.listTitle}</Head>
          <p className="small quiet">{t.printed}</p>
          {isSettled || sheets.length === 0 ? null : <p className="small quiet">{t.young}</p>}
          {sheets.length === 0 ? <Empty title={t.empty}>{t.emptySays}</Empty> : <Weeks visit={visit} sheets={sheets} />}
        </section>
        <Compare visit={visit} asked={asked} />
      </Wrap>
    </PublicPage>
  )
}

/** The root in four lines of four groups, as people read it to each other. */
function Groups({ groups }: Pick<WeeklySheet, 'groups'>): ReactNode {
  const lines = [0, 4, 8, 12].map((from) => groups.slice(from, from + 4).join(' '))
  return (
    <span className="mono large">
      {lines.map((line, at) => (
        <span key={line}>
          {at === 0 ? null : <br />}
          {line}
        </span>
      ))}
    </span>
  )
}

interface SheetProps {
  readonly visit: Visit
  readonly sheet: WeeklySheet
}

function SheetSlip({ visit, sheet }: SheetProps): ReactNode {
  const { lang, frame } = visit
  const t = weeklyTexts[lang]
  return (
    <Slip
      title={t.entries(sheet.size)}
      side={frame.site.demo ? <Tag invented>{receiptTexts[lang].demo}</Tag> : null}
      banner={<p className="small quiet">{t.signed(signedAt(visit, sheet.signedAt))}</p>}
      entries={[
        { term: t.origin, value: <span className="mono hash">{sheet.origin}</span> },
        { term: t.root, value: <Groups groups={sheet.groups} /> },
      ]}
    >
      <p className="small quiet">{t.witnesses}</p>
      <div className="mt3 small">
        {sheet.witnesses.length === 0 ? (
          t.noWitness
        ) : (
          <Witnesses of={sheet.witnesses.map(({ name, at }) => ({ name, says: t.witnessed(signedAt(visit, at)) }))} />
        )}
      </div>
    </Slip>
  )
}

/** `/log/weekly/<size>`: one checkpoint on one sheet of A4, to be printed, cut out and kept. */
export function WeeklySheetPage({ visit, sheet }: SheetProps): ReactNode {
  const { frame, lang, href, log } = visit
  const t = weeklyTexts[lang]
  const codes = sheet.qr.split('\n— ').length - 1
  return (
    <PublicPage
      frame={frame}
      title={`${t.sheetTitle} ${t.entries(sheet.size)}`}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href('/log'), label: t.log },
        { href: href('/log/weekly'), label: t.title },
        t.entries(sheet.size),
      ]}
      log={log}
    >
      <Wrap>
        <Title lede={t.keep}>{t.sheetTitle}</Title>
        <div className="grid grid-2 mt5">
          <SheetSlip visit={visit} sheet={sheet} />
          <div>
            <QrCode text={sheet.qr} label={t.qr} />
            <p className="small quiet mt3 measure">{t.qrSays}</p>
            {codes < sheet.signers.length ? <p className="small quiet mt3 measure">{t.leftOut}</p> : null}
          </div>
        </div>
        <div className="grid grid-2 mt6">
          <section>
            <Head>{t.proves}</Head>
            <Says proves items={[t.provesSize(t.entries(sheet.size)), t.provesRest]} />
          </section>
          <section>
            <Head>{t.notProves}</Head>
            <Says proves={false} items={t.notProvesItems} />
          </section>
        </div>
        <section className="mt6">
          <Head>{t.how}</Head>
          <NumberedSteps items={[t.lookUp(frame.site.tagline), ...t.steps]} />
        </section>
        <p className="row mt4">
          <LinkButton href={href(`/log/weekly?size=${sheet.size}&root=${hex(sheet.root)}#compare`)} look="second">
            {t.compare}
          </LinkButton>
          <LinkButton href={`/log/checkpoint.${sheet.size}`} look="second">
            checkpoint.{sheet.size}
          </LinkButton>
        </p>
      </Wrap>
    </PublicPage>
  )
}
