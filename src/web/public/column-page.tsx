import type { ReactNode } from 'react'
import { Empty } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { texts } from '../text/texts.ts'
import { type ColumnEntry, columnKinds } from './column-data.ts'
import { columnTexts } from './column-text.ts'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly entries: readonly ColumnEntry[]
}

const rowsMost = 30

function Entries({ visit, entries, caption }: Props & { readonly caption: string }): ReactNode {
  const { lang, format, href } = visit
  const t = columnTexts[lang]
  return (
    <Table
      dense
      caption={caption}
      columns={[
        { title: t.columns.matter, heading: true, share: 9 },
        { title: t.columns.unit, share: 6 },
        { title: t.columns.state, share: 5 },
        { title: t.columns.changed, share: 4 },
      ]}
      rows={entries.map(({ line }) => ({
        key: line.seen.no,
        cells: [
          <a key="m" href={line.href}>
            <Written text={line.seen.title} lang={lang} />
          </a>,
          line.seen.unit === null ? (
            ''
          ) : (
            <a key="u" href={href(`/units/${line.seen.unit}`)}>
              {line.unitName}
            </a>
          ),
          <Chip key="s" status={line.status} lang={lang} label={line.label} bare />,
          format.fullDay(line.seen.changedOn),
        ],
      }))}
    />
  )
}

/** `/column`: what was done, and what was not? */
export function ColumnPage({ visit, entries }: Props): ReactNode {
  const { frame, lang, href, log } = visit
  const t = columnTexts[lang]
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
      log={log}
      head={<link rel="alternate" type="application/atom+xml" title={t.feedTitle} href={href('/column.atom')} />}
    >
      <Wrap>
        <Title lede={t.lede}>{t.title}</Title>
        <p className="small">
          <a href={href('/column.atom')} type="application/atom+xml">
            {t.feed}
          </a>
        </p>
        {columnKinds.map((kind) => {
          const own = entries.filter((entry) => entry.kind === kind)
          const side = own.length > rowsMost ? t.latest(rowsMost, own.length) : t.all(own.length)
          return (
            <section className="mt6" key={kind}>
              <Head side={side}>{t.kinds[kind]}</Head>
              <p className="small quiet">{t.says[kind]}</p>
              {own.length === 0 ? (
                <Empty title={t.none}>{t.noneSays}</Empty>
              ) : (
                <Entries visit={visit} entries={own.slice(0, rowsMost)} caption={t.kinds[kind]} />
              )}
            </section>
          )
        })}
      </Wrap>
    </PublicPage>
  )
}
