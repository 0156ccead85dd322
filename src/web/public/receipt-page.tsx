import type { ReactNode } from 'react'
import { Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Says, Slip, Witnesses } from '../parts/receipt.tsx'
import { Banner } from '../parts/status.tsx'
import { type Entry, Tag } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { texts } from '../text/texts.ts'
import { ruleWords } from './basis.ts'
import { hex } from './log-head.ts'
import { CheckBox, OtherTools, Path } from './receipt-check.tsx'
import type { ReceiptView } from './receipt-data.ts'
import { erasureEntries } from './receipt-erasure.tsx'
import { receiptTexts } from './receipt-text.ts'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly receipt: ReceiptView
}

function Rule({ visit, rule }: { readonly visit: Visit; readonly rule: string }): ReactNode {
  const { label, gist, href } = ruleWords(visit, rule)
  return (
    <>
      {href === undefined ? label : <a href={href}>{label}</a>}
      {gist === '' ? null : <span className="quiet">{` ${gist}`}</span>}
    </>
  )
}

function entriesOf({ visit, receipt }: Props): readonly Entry[] {
  const { lang } = visit
  const t = receiptTexts[lang]
  const { line, leaf, size, root, origin } = receipt
  const { matter, entry } = line
  const concealed = Array.isArray(entry._sd) ? entry._sd.length : 0
  return [
    ...(matter === null
      ? []
      : [
          {
            term: t.matter,
            value: (
              <>
                <span className="mono">{matter.no}</span>{' '}
                {matter.href === null ? (
                  <Written text={matter.title} lang={lang} />
                ) : (
                  <a href={matter.href}>
                    <Written text={matter.title} lang={lang} />
                  </a>
                )}
              </>
            ),
          },
        ]),
    { term: t.what, value: <b>{line.title}</b> },
    { term: t.who, value: line.by },
    { term: t.when, value: line.fullWhen },
    { term: t.rule, value: <Rule visit={visit} rule={String(entry.rule ?? '')} /> },
    ...(concealed === 0 ? [] : [{ term: t.concealed, value: t.concealedSays(concealed) }]),
    ...erasureEntries(visit, receipt),
    { term: t.leaf, value: <span className="mono hash">{hex(leaf)}</span> },
    { term: t.size, value: t.entries(size) },
    { term: t.root, value: <span className="mono hash">{hex(root)}</span> },
    { term: t.signed, value: t.signedBy(origin) },
  ]
}

function SlipSection({ visit, receipt }: Props): ReactNode {
  const { lang, frame, format, programme } = visit
  const t = receiptTexts[lang]
  return (
    <Slip
      title={t.entry(receipt.line.index)}
      side={frame.site.demo ? <Tag invented>{t.demo}</Tag> : null}
      banner={
        <Banner status="ok" lang={lang}>
          {receipt.witnesses.length === 0 ? t.inLog(receipt.size) : t.witnessedInLog(receipt.witnesses.length)}
        </Banner>
      }
      entries={entriesOf({ visit, receipt })}
    >
      <p className="small quiet">{t.witnesses}</p>
      <div className="mt3 small">
        {receipt.witnesses.length === 0 ? (
          t.noWitness
        ) : (
          <Witnesses
            of={receipt.witnesses.map(({ name, at }) => ({
              name,
              says: t.witnessedAt(format.fullMoment(at.getTime(), programme.timeZone)),
            }))}
          />
        )}
      </div>
      <p className="tiny quiet mt4">{t.noIdentity}</p>
    </Slip>
  )
}

function NotProved(props: { readonly says: string; readonly to: string | null; readonly label: string }): ReactNode {
  return (
    <>
      {props.says} {props.to === null ? null : <a href={props.to}>{props.label}</a>}
    </>
  )
}

/** `/receipt/<index>`: is this entry in the log? */
export function ReceiptPage({ visit, receipt }: Props): ReactNode {
  const { frame, lang, href, log, site } = visit
  const t = receiptTexts[lang]
  const { index, title, matter } = receipt.line
  return (
    <PublicPage
      frame={frame}
      title={`${t.entry(index)} ${title}`}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, { href: href('/log'), label: t.log }, t.entry(index)]}
      log={log}
      head={<script src={site.scripts.receipt} defer />}
    >
      <Wrap>
        <Title lede={t.lede}>{t.title}</Title>
        <div className="split mt5">
          <SlipSection visit={visit} receipt={receipt} />
          <div className="stack-l">
            <section>
              <Head>{t.proves}</Head>
              <Says proves items={[t.provesItems(t.entry(index)), t.provesRoot]} />
            </section>
            <section>
              <Head>{t.notProves}</Head>
              <Says
                proves={false}
                items={[
                  <NotProved key="t" says={t.notProvesTrue} to={matter?.href ?? null} label={t.seeCase} />,
                  <NotProved key="a" says={t.notProvesAll} to={href('/report')} label={t.report} />,
                ]}
              />
            </section>
            <CheckBox visit={visit} receipt={receipt} />
          </div>
        </div>
        <Path visit={visit} receipt={receipt} />
        <OtherTools visit={visit} receipt={receipt} />
      </Wrap>
    </PublicPage>
  )
}

/** The form that finds an entry by its place or by a case's number. */
export function FindReceipt({ visit, says }: { readonly visit: Visit; readonly says?: string }): ReactNode {
  const { lang, href } = visit
  const t = receiptTexts[lang]
  return (
    <Form action={href('/receipt')} method="get">
      <Field
        lang={lang}
        spec={{ kind: 'text', name: 'index', label: t.index, ...(says !== undefined && { error: says }) }}
      />
      <Field lang={lang} spec={{ kind: 'text', name: 'no', label: t.number }} />
      <p>
        <Submit look="second">{t.findButton}</Submit>
      </p>
    </Form>
  )
}

/** `/receipt`: which entry? */
export function FindPage({ visit, says }: { readonly visit: Visit; readonly says?: string }): ReactNode {
  const { frame, lang, href, log } = visit
  const t = receiptTexts[lang]
  return (
    <PublicPage
      frame={frame}
      title={t.find}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, { href: href('/log'), label: t.log }, t.find]}
      log={log}
    >
      <Wrap>
        <Title lede={t.findLede}>{t.find}</Title>
        <div className="mt5">
          <FindReceipt visit={visit} {...(says !== undefined && { says })} />
        </div>
      </Wrap>
    </PublicPage>
  )
}
