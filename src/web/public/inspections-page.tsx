import type { ReactNode } from 'react'
import { Empty } from '../parts/form.tsx'
import { BigFigure, Pair } from '../parts/home.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip, type Status } from '../parts/status.tsx'
import { DefinitionList, Note, Table, Tabs, Tag } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import {
  type Coverage,
  type Covered,
  fits,
  type Inspection,
  type Standing,
  standingOf,
  standings,
} from './inspections-data.ts'
import { inspectionTexts } from './inspections-text.ts'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly coverage: Coverage
  readonly standing: Standing
}

/** The page's own address under another condition; defaults are left out. */
export function inspectionsPath(year: number | null, standing: Standing): string {
  const query = new URLSearchParams()
  if (year !== null) query.set('year', String(year))
  if (standing !== 'all') query.set('show', standing)
  const text = query.toString()
  return `/inspections${text === '' ? '' : `?${text}`}`
}

const count = ({ rows }: Coverage, standing: Standing) => rows.filter((row) => fits(row, standing)).length

/** Grey, not red: that nobody came yet is not the unit’s fault. */
const looks = { 'not-yet': 'none', planned: 'doing', inspected: 'ok' } as const satisfies Record<string, Status>

/** How far it has come, in two figures that open into their units. */
function Figures({ visit, coverage }: Omit<Props, 'standing'>): ReactNode {
  const { lang, href, format } = visit
  const t = inspectionTexts[lang]
  const { rows, year } = coverage
  const [missing, planned, inspected] = [
    count(coverage, 'not-yet'),
    count(coverage, 'planned'),
    count(coverage, 'inspected'),
  ]
  const link = (standing: Standing, label: string) => <a href={href(inspectionsPath(year, standing))}>{label}</a>
  return (
    <Pair>
      <BigFigure over={t.notYet} n={format.number(missing + planned)} unit={t.units}>
        {t.ofUnits(rows.length)}
        {planned === 0 ? null : <p>{link('planned', t.planned(planned))}</p>}
      </BigFigure>
      <BigFigure over={t.inspected} n={format.number(inspected)} unit={t.units}>
        {rows.length === 0 ? null : link('inspected', t.share(format.percent(inspected / rows.length)))}
      </BigFigure>
    </Pair>
  )
}

/** What inspection cost those who were inspected. */
function Burden({ visit, coverage }: Omit<Props, 'standing'>): ReactNode {
  const { lang, href, format } = visit
  const t = inspectionTexts[lang]
  const { held, merged, offSite, personHours, year } = coverage
  const share = (n: number) => (held.length === 0 ? t.none : t.shareOf(n, held.length, format.percent(n / held.length)))
  return (
    <section className="mt6">
      <Head>{t.burden}</Head>
      <DefinitionList
        ruled
        entries={[
          { term: t.held, value: t.times(held.length) },
          { term: t.hours, value: t.hoursOf(personHours) },
          { term: t.offSite, value: share(offSite) },
          { term: t.merged, value: share(merged) },
          {
            term: t.often,
            value: <a href={href(inspectionsPath(year, 'often'))}>{t.oftenOf(count(coverage, 'often'))}</a>,
          },
        ]}
      />
      <p className="small quiet mt3">{t.oftenSays}</p>
    </section>
  )
}

/** Each inspection by number and day: whatever is counted can be opened. */
function Each({ visit, of }: { readonly visit: Visit; readonly of: readonly Inspection[] }): ReactNode {
  return (
    <ul>
      {of.map(({ line, plannedOn }) => (
        <li key={line.seen.no}>
          <a className="mono" href={line.href}>
            {line.seen.no}
          </a>{' '}
          <span className="small quiet">{visit.format.day(plannedOn)}</span>
        </li>
      ))}
    </ul>
  )
}

function rowOf(row: Covered, visit: Visit) {
  const { lang, href, format, unitName } = visit
  const t = inspectionTexts[lang]
  const standing = standingOf(row)
  const last = row.held
    .map(({ plannedOn }) => plannedOn)
    .toSorted()
    .at(-1)
  const next = row.planned.map(({ plannedOn }) => plannedOn).toSorted()[0]
  return {
    key: row.unit.id,
    cells: [
      <span key="u">
        <a href={href(`/units/${row.unit.id}`)}>{unitName(row.unit.id)}</a>{' '}
        {row.isOften ? <Tag>{t.burdened}</Tag> : null}
      </span>,
      <Chip key="s" status={looks[standing]} lang={lang} label={t.standings[standing]} bare />,
      format.number(row.held.length),
      format.number(row.personHours),
      last ? format.day(last) : next ? t.plannedFor(format.day(next)) : '—',
      row.held.length + row.planned.length === 0 ? (
        '—'
      ) : (
        <Each key="e" visit={visit} of={[...row.held, ...row.planned]} />
      ),
    ],
  }
}

function Rows({ visit, coverage, standing }: Props): ReactNode {
  const { lang, href } = visit
  const t = inspectionTexts[lang]
  const rows = coverage.rows.filter((row) => fits(row, standing))
  const { columns: c } = t
  return (
    <section className="mt6">
      <Head side={<a href={href(`/inspections.csv?year=${coverage.year}`)}>{t.csv}</a>}>{t.table}</Head>
      <Tabs
        lang={lang}
        label={t.show}
        tabs={standings.map((one) => ({
          href: href(inspectionsPath(coverage.year, one)),
          label: t.standings[one],
          n: count(coverage, one),
          current: one === standing,
        }))}
      />
      {rows.length === 0 ? (
        <Empty title={t.nobody}>{t.nobodySays}</Empty>
      ) : (
        <Table
          dense
          caption={t.table}
          columns={[
            { title: c.unit, heading: true, share: 6 },
            { title: c.standing, share: 4 },
            { title: c.times, align: 'end', share: 3 },
            { title: c.hours, align: 'end', share: 3 },
            { title: c.last, share: 4 },
            { title: c.list, share: 4 },
          ]}
          rows={rows.map((row) => rowOf(row, visit))}
        />
      )}
    </section>
  )
}

/** `/inspections`: who has not been inspected yet, and what has inspection cost? */
export function InspectionsPage({ visit, coverage, standing }: Props): ReactNode {
  const { frame, lang, href, log, plan, programme } = visit
  const t = inspectionTexts[lang]
  const [clause = ''] = programme.binding.duties['inspect-everyone'] ?? []
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
      log={log}
    >
      <Wrap>
        <Title eyebrow={<a href={href(plan.pathOf(clause))}>{plan.cite(clause, lang)}</a>} lede={t.lede}>
          {t.title}
        </Title>
        {coverage.years.length < 2 ? (
          <p className="mt4 quiet">{t.year(coverage.year)}</p>
        ) : (
          <div className="mt4">
            <Tabs
              lang={lang}
              label={t.years}
              tabs={coverage.years.map((year) => ({
                href: href(inspectionsPath(year, 'all')),
                label: t.year(year),
                current: year === coverage.year,
              }))}
            />
          </div>
        )}
        <div className="mt4">
          <Figures visit={visit} coverage={coverage} />
        </div>
        <Burden visit={visit} coverage={coverage} />
        <Rows visit={visit} coverage={coverage} standing={standing} />
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
