import type { ReactNode } from 'react'
import type { LogStanding } from '../../engine/log-standing.ts'
import { Code } from '../parts/draw.tsx'
import { Empty } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { NumberedSteps } from '../parts/receipt.tsx'
import { Mark } from '../parts/status.tsx'
import { DefinitionList, Note, Pager, Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { texts } from '../text/texts.ts'
import { hex, type LogHeadView } from './log-head.ts'
import type { LogLine } from './log-lines.ts'
import { logTexts } from './log-text.ts'
import { LogWitnesses } from './log-witnesses.tsx'
import { FindReceipt } from './receipt-page.tsx'
import { receiptTexts } from './receipt-text.ts'
import type { Visit } from './visit.ts'

/** Entries on one page. */
export const entriesOnPage = 40

interface LogProps {
  readonly visit: Visit
  readonly head: LogHeadView | null
  /** Newest first. */
  readonly lines: readonly LogLine[]
  /** The page shows the entries before this index. */
  readonly before: number
  /** Who else has seen the log, and what is the matter with it. */
  readonly standing: LogStanding
}

function HeadCard({ visit, head }: Pick<LogProps, 'visit'> & { readonly head: LogHeadView }): ReactNode {
  const { lang } = visit
  const t = logTexts[lang]
  return (
    <section className="sheet pad mt5">
      <DefinitionList
        entries={[
          { term: t.size, value: <b className="num">{t.entries(head.size)}</b> },
          { term: t.root, value: <span className="mono hash">{hex(head.root)}</span> },
          { term: t.origin, value: <span className="mono hash">{head.origin}</span> },
          {
            term: t.witnesses,
            value:
              head.witnesses.length === 0 ? t.noWitness : t.witnessed(head.witnesses.join(lang === 'zh' ? '、' : ', ')),
          },
        ]}
      />
    </section>
  )
}

function Entries({ visit, lines, before }: Pick<LogProps, 'visit' | 'lines' | 'before'>): ReactNode {
  const { lang, href, log } = visit
  const t = logTexts[lang]
  const oldest = lines.at(-1)?.index ?? 0
  return (
    <section className="mt7">
      <Head>{t.latest}</Head>
      <Table
        dense
        caption={t.latest}
        columns={[
          { title: t.columns.what, heading: true },
          { title: t.columns.matter },
          { title: t.columns.who },
          { title: t.columns.when },
          { title: t.columns.index, align: 'end' },
        ]}
        rows={lines.map(({ index, status, title, by, when, matter }) => ({
          key: String(index),
          cells: [
            <span key="w" className="row">
              <Mark status={status} lang={lang} />
              {title}
            </span>,
            matter === null ? (
              ''
            ) : (
              <span key="m">
                <span className="mono">{matter.no}</span>{' '}
                {matter.href === null ? (
                  <span className="quiet">
                    <Written text={matter.title} lang={lang} />
                  </span>
                ) : (
                  <a href={matter.href}>
                    <Written text={matter.title} lang={lang} />
                  </a>
                )}
              </span>
            ),
            by,
            when,
            <a key="i" className="num" href={href(`/receipt/${index}`)}>
              {receiptTexts[lang].entry(index)}
            </a>,
          ],
        }))}
      />
      <Pager
        lang={lang}
        previous={before < log.size ? href(`/log?before=${Math.min(log.size, before + entriesOnPage)}`) : null}
        next={oldest > 0 ? href(`/log?before=${oldest}`) : null}
        shown={{ from: oldest, to: lines[0]?.index ?? 0 }}
      />
    </section>
  )
}

function HowToCheck({ visit, head }: Pick<LogProps, 'visit'> & { readonly head: LogHeadView }): ReactNode {
  const { engine, lang, href } = visit
  const t = logTexts[lang]
  const files = [
    '/log/checkpoint',
    '/log/log.vkey',
    '/log/policy.txt',
    '/log/tile/0/000.p/…',
    '/log/proof/0.tlog-proof',
  ]
  return (
    <section className="mt7">
      <Head>{t.check}</Head>
      <NumberedSteps items={t.checkItems} />
      <p className="mt4">
        <a href={href('/log/weekly')}>{t.weekly}</a> <span className="quiet">{t.weeklySays}</span>
      </p>
      <ul className="mt4">
        <li>
          <a href="/data/verify.html">verify.html</a> <span className="quiet">{t.page}</span>
        </li>
        <li>
          <a href="/data/verify.mjs">verify.mjs</a> <span className="quiet">{t.program}</span>
        </li>
      </ul>
      <div className="grid grid-2 mt5">
        <div>
          <h3>{t.checkpoint}</h3>
          <p className="small quiet">{t.checkpointSays}</p>
          <Code label={t.checkpoint}>{head.note}</Code>
        </div>
        <div>
          <h3>{t.key}</h3>
          <p className="small quiet">{t.keySays}</p>
          <Code label={t.key}>{engine.signer.vkey}</Code>
          <h3 className="mt4">{t.files}</h3>
          <Code label={t.files}>{files.join('\n')}</Code>
        </div>
      </div>
    </section>
  )
}

/** `/log`: what was recorded lately, and has anything old been changed? */
export function LogPage({ visit, head, lines, before, standing }: LogProps): ReactNode {
  const { frame, lang, href, log } = visit
  const t = logTexts[lang]
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
      log={log}
    >
      <Wrap>
        <Title lede={t.lede}>{t.title}</Title>
        {head === null ? (
          <div className="mt5">
            <Empty title={t.empty}>{t.private}</Empty>
          </div>
        ) : (
          <>
            <HeadCard visit={visit} head={head} />
            <LogWitnesses lang={lang} standing={standing} />
            <Entries visit={visit} lines={lines} before={before} />
            <section className="mt7">
              <Head>{receiptTexts[lang].find}</Head>
              <FindReceipt visit={visit} />
            </section>
            <HowToCheck visit={visit} head={head} />
          </>
        )}
        <div className="mt6 measure">
          <Note tone="blue">{t.private}</Note>
        </div>
      </Wrap>
    </PublicPage>
  )
}
