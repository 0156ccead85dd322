import type { ReactNode } from 'react'
import { dayOf } from '../../kernel/calendar.ts'
import { LinkButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Note, Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { texts } from '../text/texts.ts'
import { DrawActs } from './draw-acts.tsx'
import { DrawCounts } from './draw-counts.tsx'
import type { DrawDetail, DrawView } from './draw-data.ts'
import type { Rates } from './draw-rates.ts'
import {
  DrawChanges,
  DrawFiles,
  DrawFindings,
  DrawLooks,
  DrawLots,
  DrawNumbers,
  DrawRecompute,
  DrawTeams,
} from './draw-sections.tsx'
import { drawTexts } from './draw-text.ts'
import type { Visit } from './visit.ts'

interface ListProps {
  readonly visit: Visit
  /** The newest first, each with the units drawn where they are public. */
  readonly draws: readonly { readonly view: DrawView; readonly units: readonly string[] | null }[]
  readonly rates: Rates
}

/** The day before an instant at which a day begins: the last day on which something was in time. */
export function lastDay({ programme, format }: Visit, instant: string): string {
  return format.fullDay(dayOf(programme.calendar.dayAt(Date.parse(instant) - 1)))
}

function Rounds({ visit, draws }: Omit<ListProps, 'rates'>): ReactNode {
  const { lang, format, unitName, href } = visit
  const t = drawTexts[lang]
  return (
    <Table
      caption={t.title}
      columns={[
        { title: t.columns.round, heading: true, share: 5 },
        { title: t.columns.mode, share: 3 },
        { title: t.columns.state, share: 5 },
        { title: t.columns.drawn, share: 7 },
        { title: t.columns.frozen, share: 4 },
      ]}
      rows={draws.map(({ view: { row, line, isCovert, isOpen }, units }) => ({
        key: row.id,
        cells: [
          <a key="r" href={href(`/draws/${row.no}`)}>
            <Written text={line.seen.title} lang={lang} />
          </a>,
          isCovert ? t.covert : t.open,
          <Chip key="s" status={line.status} lang={lang} label={line.label} />,
          units === null ? (isOpen ? t.toCome : t.sealed) : units.map(unitName).join(t.joiner),
          <time key="t" className="num" dateTime={line.seen.openedOn}>
            {format.fullDay(line.seen.openedOn)}
          </time>,
        ],
      }))}
    />
  )
}

/** All rounds, and first those that should be open and are not. */
export function DrawsPage({ visit, draws, rates }: ListProps): ReactNode {
  const { frame, lang, log, href } = visit
  const t = drawTexts[lang]
  const late = draws.filter(({ view }) => view.isLate)
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.describe}
      log={log}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
    >
      <Wrap>
        <Title lede={t.lede}>{t.title}</Title>
        {late.length === 0 ? null : (
          <Note tone="red">
            <b>{t.late(late.length)}</b>
            {t.between}
            {t.lateSays}
          </Note>
        )}
        {draws.length === 0 ? <Empty title={t.empty}>{t.emptySays}</Empty> : <Rounds visit={visit} draws={draws} />}
        <DrawCounts visit={visit} rates={rates} />
      </Wrap>
    </PublicPage>
  )
}

interface Props {
  readonly visit: Visit
  readonly draw: DrawDetail
}

function Sealing({ visit, draw }: Props): ReactNode {
  const { lang } = visit
  const t = drawTexts[lang]
  if (draw.isOpen || draw.unsealBy === null) return null
  const day = lastDay(visit, draw.unsealBy)
  return (
    <Note tone={draw.isLate ? 'red' : 'blue'}>
      <b>{draw.isLate ? t.lateOne : t.sealed}</b>
      {t.between}
      {draw.isLate ? t.lateSays : t.unsealBy(day)}
    </Note>
  )
}

/** One draw: what happened, what was drawn, and how to compute it again. */
export function DrawPage({ visit, draw }: Props): ReactNode {
  const { frame, lang, log, href, site } = visit
  const t = drawTexts[lang]
  const { line } = draw
  const conclusion = line.seen.data.conclusion
  return (
    <PublicPage
      frame={frame}
      title={line.seen.title}
      description={t.describe}
      log={log}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href('/draws'), label: t.title },
        draw.row.id,
      ]}
      head={<script src={site.scripts.draw} defer />}
    >
      <Wrap>
        <Title
          eyebrow={
            <>
              <span className="num">{draw.row.id}</span>
              <span>{draw.isCovert ? t.covert : t.open}</span>
              <Chip status={line.status} lang={lang} label={line.label} />
            </>
          }
          lede={t.lede}
        >
          <Written text={line.seen.title} lang={lang} />
        </Title>
        <Sealing visit={visit} draw={draw} />
        <DrawActs visit={visit} draw={draw} />
        <DrawLots visit={visit} draw={draw} />
        <DrawTeams visit={visit} draw={draw} />
        <DrawChanges visit={visit} draw={draw} />
        <DrawFindings visit={visit} draw={draw} />
        {typeof conclusion === 'string' ? (
          <section className="mt7">
            <Head>{t.conclusion}</Head>
            <p className="measure">
              <Written text={conclusion} lang={lang} />
            </p>
          </section>
        ) : null}
        <DrawLooks visit={visit} draw={draw} />
        <DrawNumbers visit={visit} draw={draw} />
        <DrawRecompute visit={visit} draw={draw} />
        <DrawFiles visit={visit} draw={draw} />
        <p className="mt6">
          <LinkButton look="second" href={line.href}>
            {t.caseLink}
          </LinkButton>
        </p>
      </Wrap>
    </PublicPage>
  )
}
