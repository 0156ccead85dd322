import type { ReactNode } from 'react'
import { LinkButton, Submit } from '../parts/button.tsx'
import { Code } from '../parts/draw.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { ProofPath, Says, Slip, Witnesses } from '../parts/receipt.tsx'
import { Banner } from '../parts/status.tsx'
import { type Entry, Table, Tag } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { texts } from '../text/texts.ts'
import { ruleWords } from './basis.ts'
import { hex } from './log-head.ts'
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
    { term: t.when, value: line.when },
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
  const { lang, frame } = visit
  const t = receiptTexts[lang]
  return (
    <Slip
      title={t.entry(receipt.line.index)}
      side={frame.site.demo ? <Tag invented>{t.demo}</Tag> : null}
      banner={
        <Banner status="ok" lang={lang}>
          {t.inLog(receipt.size)}
        </Banner>
      }
      entries={entriesOf({ visit, receipt })}
    >
      <p className="small quiet">{t.witnesses}</p>
      <div className="mt3 small">
        {receipt.witnesses.length === 0 ? (
          t.noWitness
        ) : (
          <Witnesses of={receipt.witnesses.map((name) => ({ name, says: t.signed }))} />
        )}
      </div>
    </Slip>
  )
}

/** The check in the reader's browser, hidden until its script runs, and the files for every other way. */
function CheckBox({ visit, receipt }: Props): ReactNode {
  const { lang, href } = visit
  const t = receiptTexts[lang]
  const { index } = receipt.line
  return (
    <section>
      <Head>{t.check}</Head>
      <div
        hidden
        data-receipt=""
        data-index={index}
        data-entry={href(`/receipt/${index}/entry`)}
        data-good={t.good}
        data-unsigned={t.unsigned}
        data-bad={t.bad}
        data-forged={t.forged}
        data-failed={t.failed}
      >
        <p>{t.checkSays}</p>
        <p className="mt3">
          <button className="btn" type="button">
            {t.checkButton}
          </button>
        </p>
        <p className="mt3" role="status" />
      </div>
      <p className="row mt3">
        <LinkButton href={`/log/proof/${index}.tlog-proof`} look="second">
          {t.download}
        </LinkButton>
        <LinkButton href={href(`/receipt/${index}/entry`)} look="second">
          {t.entryFile}
        </LinkButton>
      </p>
    </section>
  )
}

function StepsTable({ visit, receipt }: Props): ReactNode {
  const t = receiptTexts[visit.lang]
  return (
    <Table
      caption={t.steps}
      keepColumns
      columns={[{ title: t.step, heading: true }, { title: t.side }, { title: t.sibling }, { title: t.result }]}
      rows={receipt.steps.map(({ side, sibling, result }, at) => ({
        key: hex(result),
        cells: [
          at + 1,
          t[side],
          <span key="s" className="mono">
            {hex(sibling)}
          </span>,
          <span key="r" className="mono">
            {hex(result)}
          </span>,
        ],
      }))}
    />
  )
}

/** Plain Python that walks from the entry to the root: nothing of ours is needed. */
function pythonOf(index: number): string {
  return `from hashlib import sha256; from base64 import b64decode
h = lambda *parts: sha256(b''.join(parts)).digest()
lines, note = open('${index}.tlog-proof').read().split('\\n\\n', 1)
proof = [b64decode(x) for x in lines.split('index ${index}\\n', 1)[1].split()]
size, root = int(note.split('\\n')[1]), b64decode(note.split('\\n')[2])
n, last, x = ${index}, size - 1, h(b'\\0', open('${index}.json', 'rb').read())
for p in proof:
    right = n % 2 == 1 or n == last
    x = h(b'\\1', p, x) if right else h(b'\\1', x, p)
    while right and n % 2 == 0 and n: n //= 2; last //= 2
    n //= 2; last //= 2
print(x == root, x.hex())`
}

function Path({ visit, receipt }: Props): ReactNode {
  const { lang } = visit
  const t = receiptTexts[lang]
  const { steps, size } = receipt
  return (
    <section className="mt7">
      <Head>{t.path}</Head>
      <p className="small quiet">{t.pathSays(steps.length, size)}</p>
      {steps.length === 0 ? null : (
        <div className="sheet pad mt4 hide-s">
          <ProofPath path={steps.map(({ sibling }) => hex(sibling))} lang={lang} />
        </div>
      )}
      <details className="sheet pad mt4">
        <summary>{t.steps}</summary>
        <p className="small quiet mt3">{t.stepsSays}</p>
        <div className="mt3">
          <StepsTable visit={visit} receipt={receipt} />
        </div>
      </details>
    </section>
  )
}

function OtherTools({ visit, receipt }: Props): ReactNode {
  const t = receiptTexts[visit.lang]
  return (
    <section className="mt7">
      <Head>{t.otherTools}</Head>
      <p className="measure">{t.otherToolsSays}</p>
      <p className="row mt3">
        <a href="/data/verify.html">{t.verifier}</a>
        <a href="/data/verify.mjs">{t.verifierNode}</a>
      </p>
      <details className="mt4">
        <summary>{t.python}</summary>
        <div className="mt3">
          <Code label={t.python}>{pythonOf(receipt.line.index)}</Code>
        </div>
      </details>
    </section>
  )
}

/** `/receipt/<index>`: is this entry in the log? */
export function ReceiptPage({ visit, receipt }: Props): ReactNode {
  const { frame, lang, href, log, site } = visit
  const t = receiptTexts[lang]
  const { index, title } = receipt.line
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
              <Says proves={false} items={[t.notProvesTrue, t.notProvesAll]} />
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
