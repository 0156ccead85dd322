import type { ReactNode } from 'react'
import { LinkButton } from '../parts/button.tsx'
import { Code } from '../parts/draw.tsx'
import { Head } from '../parts/public-page.tsx'
import { ProofPath } from '../parts/receipt.tsx'
import { Table } from '../parts/table.tsx'
import { hex } from './log-head.ts'
import type { ReceiptView } from './receipt-data.ts'
import { receiptTexts } from './receipt-text.ts'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly receipt: ReceiptView
}

/** The check in the reader's browser, hidden until its script runs, and the files for every other way. */
export function CheckBox({ visit, receipt }: Props): ReactNode {
  const { lang, href } = visit
  const t = receiptTexts[lang]
  const { index } = receipt.line
  const steps = receipt.steps.length
  return (
    <section>
      <Head>{t.check}</Head>
      <div
        hidden
        data-receipt=""
        data-index={index}
        data-size={receipt.size}
        data-leaf={hex(receipt.leaf)}
        data-root={hex(receipt.root)}
        data-entry={href(`/receipt/${index}/entry`)}
        data-good={t.good(steps)}
        data-unsigned={t.unsigned(steps)}
        data-bad={t.bad}
        data-forged={t.forged}
        data-failed={t.failed}
      >
        <p>{t.checkSays(steps)}</p>
        <p className="mt3" role="status" />
        <p className="mt3">
          <button className="btn" type="button">
            {t.checkButton}
          </button>
        </p>
      </div>
      <p className="row mt3">
        <LinkButton href={`/log/proof/${index}.tlog-proof?size=${receipt.size}`} look="second">
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

/** The way from the entry to the root, as a picture and step by step. */
export function Path({ visit, receipt }: Props): ReactNode {
  const { lang } = visit
  const t = receiptTexts[lang]
  const { steps, size } = receipt
  return (
    <section className="mt7">
      <Head side={<span className="small quiet">{t.pathSays(steps.length, size)}</span>}>{t.path}</Head>
      {steps.length === 0 ? null : (
        <div className="sheet pad mt4 hide-s">
          <ProofPath path={steps.map(({ sibling }) => hex(sibling))} lang={lang} />
        </div>
      )}
      <details className="sheet pad mt4">
        <summary>{t.expand(steps.length)}</summary>
        <p className="small quiet mt3">{t.stepsSays}</p>
        <div className="mt3">
          <StepsTable visit={visit} receipt={receipt} />
        </div>
      </details>
    </section>
  )
}

/** How to check it without this site. */
export function OtherTools({ visit, receipt }: Props): ReactNode {
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
