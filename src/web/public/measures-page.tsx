import type { ReactNode } from 'react'
import { Clock } from '../parts/clock.tsx'
import { Empty } from '../parts/form.tsx'
import { BigFigure, Pair } from '../parts/home.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Note, Table, Tabs } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import { DutyGround } from './duty-ground.tsx'
import {
  type MeasureStanding,
  type Measures,
  type MeasuresOverview,
  measureStandings,
  type TakenClause,
} from './measures-data.ts'
import { measuresTexts } from './measures-text.ts'
import type { Visit } from './visit.ts'

export type Show = 'all' | MeasureStanding

interface Props {
  readonly visit: Visit
  readonly overview: MeasuresOverview
  readonly show: Show
}

export const measuresPath = (show: Show) => (show === 'all' ? '/measures' : `/measures?show=${show}`)

const fits = (row: Measures, show: Show) => show === 'all' || row.standing === show

/** How many have filed, and how many have not: each opens into its units. */
function Figures({ visit, overview: { rows, asked, filed } }: Omit<Props, 'show'>): ReactNode {
  const { lang, href, format } = visit
  const t = measuresTexts[lang]
  const missing = rows.filter((row) => row.standing === 'missing')
  return (
    <Pair>
      <BigFigure over={t.missing} n={format.number(missing.length)} unit={t.units}>
        {missing.length === 0 ? null : (
          <a href={href(measuresPath('missing'))}>{t.late(missing.filter(({ isLate }) => isLate).length)}</a>
        )}
      </BigFigure>
      <BigFigure over={t.filed} n={format.number(filed)} unit={t.units}>
        {asked === 0 ? t.nobodyAsked : t.rate(filed, asked, format.percent(filed / asked))}
      </BigFigure>
    </Pair>
  )
}

/** What waits, or that it came too late. */
function limitOf({ line, isLate }: Measures, { lang }: Visit): ReactNode {
  if (line.clock !== null) return <Clock key="k" face={line.clock.face} lang={lang} label={line.clock.title} />
  return isLate ? measuresTexts[lang].overran : measuresTexts[lang].notYet
}

function rowOf(row: Measures, visit: Visit) {
  const { lang, href, format } = visit
  const t = measuresTexts[lang]
  const { line, found, isLate } = row
  const { unit, no } = line.seen
  return {
    key: no,
    cells: [
      <a key="u" href={href(`/units/${unit}`)}>
        {line.unitName}
      </a>,
      <span key="s">
        <Chip status={line.status} lang={lang} label={line.label} bare />
        {found === null ? null : (
          <>
            <br />
            <a className="small" href={href(`/measures/${no}`)}>
              {t.read}
              <span className="vh">{` ${line.unitName}`}</span>
            </a>
          </>
        )}
      </span>,
      found === null ? t.notYet : t.of(found.covered, found.clauses),
      found === null ? t.notYet : format.percent(found.copied / 100, 0),
      found === null ? t.notYet : t.numbers(found.targets),
      <span key="l">
        {limitOf(row, visit)}
        {isLate && line.clock !== null && found !== null ? (
          <>
            <br />
            <span className="small">{t.overran}</span>
          </>
        ) : null}
      </span>,
    ],
  }
}

function Rows({ visit, overview, show }: Props): ReactNode {
  const { lang, href } = visit
  const t = measuresTexts[lang]
  const { columns: c } = t
  const rows = overview.rows.filter((row) => fits(row, show))
  const tabs = (['all', ...measureStandings] as const).filter(
    (one) => one === 'all' || one === show || overview.rows.some((row) => fits(row, one)),
  )
  return (
    <section className="mt6">
      <Head side={<a href={href('/measures.csv')}>{t.csv}</a>}>{t.table}</Head>
      <Tabs
        lang={lang}
        label={t.show}
        tabs={tabs.map((one) => ({
          href: href(measuresPath(one)),
          label: t.standings[one],
          n: overview.rows.filter((row) => fits(row, one)).length,
          current: one === show,
        }))}
      />
      {rows.length === 0 ? (
        <Empty title={t.nobody}>{t.nobodySays}</Empty>
      ) : (
        <Table
          caption={t.table}
          columns={[
            { title: c.unit, heading: true, share: 4 },
            { title: c.standing, share: 6 },
            { title: c.covered, align: 'end', share: 3 },
            { title: c.copied, align: 'end', share: 3 },
            { title: c.targets, align: 'end', share: 3 },
            { title: c.clock, share: 5 },
          ]}
          rows={rows.map((row) => rowOf(row, visit))}
        />
      )}
    </section>
  )
}

function clauseRow({ slug, targets, limits, by }: TakenClause, visit: Visit) {
  const { lang, href, plan } = visit
  const t = measuresTexts[lang]
  return {
    key: slug,
    cells: [
      <span key="c">
        <a href={href(plan.pathOf(slug))}>{plan.cite(slug, lang)}</a>{' '}
        <span lang="zh-CN">{plan.find(slug)?.clause.title}</span>
      </span>,
      <span key="s" lang={targets.length + limits.length > 0 ? 'zh-CN' : undefined}>
        {[...targets, ...limits].join(t.joiner) || t.setsNothing}
      </span>,
      by.length === 0 ? (
        <Chip key="b" status="none" lang={lang} label={t.nobodyTook} bare />
      ) : (
        <span key="b" className="row">
          {by.map(({ line }) => (
            <a key={line.seen.no} href={href(`/measures/${line.seen.no}`)}>
              {line.unitName}
            </a>
          ))}
        </span>
      ),
    ],
  }
}

/** Which tasks of the plan somebody has taken up, and which nobody. */
function Clauses({ visit, overview: { clauses } }: Omit<Props, 'show'>): ReactNode {
  const { lang } = visit
  const t = measuresTexts[lang]
  const c = t.clauseColumns
  const [open, taken] = [clauses.filter(({ by }) => by.length === 0), clauses.filter(({ by }) => by.length > 0)]
  if (clauses.length === 0) return null
  return (
    <section className="mt6" id="clauses">
      <Head side={t.taken(taken.length, clauses.length)}>{t.clauses}</Head>
      <p className="small quiet">{t.clausesSays}</p>
      <Table
        caption={t.clauses}
        columns={[
          { title: c.clause, heading: true, share: 7 },
          { title: c.sets, share: 8 },
          { title: c.by, share: 9 },
        ]}
        rows={[...open, ...taken].map((clause) => clauseRow(clause, visit))}
      />
    </section>
  )
}

/** `/measures`: who has drawn up measures of his own from the plan, and are they his own? */
export function MeasuresPage({ visit, overview, show }: Props): ReactNode {
  const { frame, lang, href, log, unitName } = visit
  const t = measuresTexts[lang]
  const { unasked } = overview
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
      log={log}
    >
      <Wrap>
        <Title eyebrow={<DutyGround visit={visit} duty="own-measures" />} lede={t.lede}>
          {t.title}
        </Title>
        <div className="mt4">
          <Figures visit={visit} overview={overview} />
        </div>
        <Rows visit={visit} overview={overview} show={show} />
        <Clauses visit={visit} overview={overview} />
        {unasked.length === 0 ? null : (
          <details className="mt6">
            <summary>{t.unasked(unasked.length)}</summary>
            <p className="small quiet mt3">{t.unaskedSays}</p>
            <ul className="row mt3">
              {unasked.map(({ id }) => (
                <li key={id}>
                  <a href={href(`/units/${id}`)}>{unitName(id)}</a>
                </li>
              ))}
            </ul>
          </details>
        )}
        <section className="mt6">
          <Note title={t.how}>
            <ul>
              {t.howLines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Note>
        </section>
      </Wrap>
    </PublicPage>
  )
}
