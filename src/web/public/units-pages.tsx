import type { ReactNode } from 'react'
import type { Unit } from '../../kernel/org.ts'
import { type Post, roles } from '../../kernel/org.ts'
import { LinkButton } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Empty } from '../parts/form.tsx'
import { Gates } from '../parts/gate.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { texts } from '../text/texts.ts'
import type { CaseLine } from './case-line.ts'
import { gatesOf } from './gates.ts'
import { OwnMeasures } from './unit-measures.tsx'
import type { UnitCounts, UnitRow, UnitView } from './units-data.ts'
import { unitTexts } from './units-text.ts'
import type { Visit } from './visit.ts'

const has = ({ counts }: UnitRow) => counts.items + counts.tasks + counts.findings > 0

function UnitLink({ visit, id }: { readonly visit: Visit; readonly id: string }): ReactNode {
  return <a href={visit.href(`/units/${id}`)}>{visit.unitName(id)}</a>
}

/** The figures of a unit, in the order of the columns; each is a section of the unit's page. */
const figures = ['items', 'tasks', 'findings', 'overdue'] as const satisfies readonly (keyof UnitCounts)[]

interface FigureProps {
  readonly visit: Visit
  readonly unit: string
  readonly kind: keyof UnitCounts
  readonly n: number
}

/** A figure that opens into its cases; nought has none. */
function Figure({ visit, unit, kind, n }: FigureProps): ReactNode {
  return n === 0 ? '0' : <a href={visit.href(`/units/${unit}#${kind}`)}>{visit.format.number(n)}</a>
}

/** `/units`: which units are there, and what is in their hands? */
export function UnitsPage({ visit, rows }: { readonly visit: Visit; readonly rows: readonly UnitRow[] }): ReactNode {
  const { frame, lang, href, log, today } = visit
  const t = unitTexts[lang]
  const busy = rows
    .filter(has)
    .toSorted((a, b) => visit.unitName(a.unit.id).localeCompare(visit.unitName(b.unit.id), 'zh-CN'))
  const idle = rows.filter((row) => !has(row) && (row.unit.ended === undefined || row.unit.ended >= today))
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
        <section className="mt5">
          <Head>{t.withMatters}</Head>
          <Table
            dense
            caption={t.caption}
            columns={[
              { title: t.unit, heading: true },
              { title: t.items, align: 'end' },
              { title: t.tasks, align: 'end' },
              { title: t.findings, align: 'end' },
              { title: t.overdue, align: 'end' },
            ]}
            rows={busy.map(({ unit, counts }) => ({
              key: unit.id,
              cells: [
                <UnitLink key="u" visit={visit} id={unit.id} />,
                ...figures.map((kind) => (
                  <Figure key={kind} visit={visit} unit={unit.id} kind={kind} n={counts[kind]} />
                )),
              ],
            }))}
          />
        </section>
        {idle.length === 0 ? null : (
          <section className="mt6">
            <Head>{t.without}</Head>
            <ul className="row">
              {idle.map(({ unit }) => (
                <li key={unit.id}>
                  <UnitLink visit={visit} id={unit.id} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </Wrap>
    </PublicPage>
  )
}

/** Former names, what ended it, who stands above and below. */
function Standing({ visit, unit }: { readonly visit: Visit; readonly unit: Unit }): ReactNode {
  const { engine, format, lang, say, today, unitName } = visit
  const t = unitTexts[lang]
  const org = engine.org()
  const [, above] = org.lineageOf(unit.id, today)
  const below = org.data.units.filter(
    (other) => (other.ended === undefined || other.ended >= today) && org.lineageOf(other.id, today)[1] === unit.id,
  )
  const former = unit.names.filter(({ to }) => to !== null && to < today)
  return (
    <div className="stack">
      {former.map(({ name, to }) => (
        <p key={to}>{t.formerly(say(name), format.fullDay(to ?? today))}</p>
      ))}
      {unit.ended !== undefined && unit.ended < today ? (
        <p>{t.ended(format.fullDay(unit.ended), unitName(org.successorOf(unit.id, today)))}</p>
      ) : null}
      {above === undefined ? null : (
        <p className="row">
          <span className="quiet">{t.above}</span>
          <UnitLink visit={visit} id={above} />
        </p>
      )}
      {below.length === 0 ? null : (
        <p className="row">
          <span className="quiet">{t.below}</span>
          {below.map(({ id }) => (
            <UnitLink key={id} visit={visit} id={id} />
          ))}
        </p>
      )}
    </div>
  )
}

function Lines(props: { visit: Visit; lines: readonly CaseLine[]; title: string; gated?: boolean }): ReactNode {
  const { visit, lines, title, gated } = props
  const { lang } = visit
  const t = unitTexts[lang]
  return (
    <Table
      dense
      caption={title}
      columns={[
        { title: t.columns.matter, heading: true, share: 8 },
        { title: t.columns.clause, share: 5 },
        { title: gated ? t.columns.gates : t.columns.state, share: 5 },
        { title: t.columns.clock, share: 6 },
      ]}
      rows={lines.map((line) => {
        const { inPlace, satisfied } = gatesOf(line.seen)
        return {
          key: line.seen.no,
          cells: [
            <a key="a" href={line.href}>
              <Written text={line.seen.title} lang={lang} />
            </a>,
            line.clause === null ? (
              ''
            ) : (
              <a key="c" href={line.clause.href}>
                {line.clause.citation}
              </a>
            ),
            gated ? (
              <Gates key="g" inPlace={inPlace} satisfied={satisfied} lang={lang} short />
            ) : (
              <Chip key="s" status={line.status} lang={lang} label={line.label} bare />
            ),
            line.clock === null ? '' : <Clock key="k" face={line.clock.face} lang={lang} />,
          ],
        }
      })}
    />
  )
}

interface PartProps {
  readonly visit: Visit
  /** The section's anchor; the figures of the list of units lead here. */
  readonly id: keyof UnitCounts
  readonly title: string
  readonly says?: string
  readonly lines: readonly CaseLine[]
  readonly more?: { readonly href: string; readonly label: string }
  readonly gated?: boolean
}

function Part({ visit, id, title, says, lines, more, gated }: PartProps): ReactNode {
  if (lines.length === 0) return null
  return (
    <section className="mt6" id={id}>
      <Head side={more && <a href={more.href}>{more.label}</a>}>{title}</Head>
      {says === undefined ? null : <p className="small quiet">{says}</p>}
      <Lines visit={visit} lines={lines} title={title} {...(gated && { gated })} />
    </section>
  )
}

/** What a post does besides what its own name says. */
const partsOf = ({ title, roles: own }: Post, { say, lang }: Visit): string =>
  own
    .map((role) => say(roles[role]))
    .filter((name) => name !== say(title))
    .join(unitTexts[lang].joiner)

function Posts({ visit, unit }: { readonly visit: Visit; readonly unit: Unit }): ReactNode {
  const { engine, lang, say, today } = visit
  const t = unitTexts[lang]
  const posts = engine
    .org()
    .data.posts.filter((post) => post.unit === unit.id && post.from <= today && (post.to === null || post.to >= today))
  if (posts.length === 0) return null
  return (
    <section className="mt6">
      <Head>{t.posts}</Head>
      <p className="small quiet">{t.postsSays}</p>
      <ul className="mt3">
        {posts.map((post) => (
          <li key={post.id}>
            {say(post.title)} <span className="small quiet">{partsOf(post, visit)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `/units/<id>`: what has this unit promised, and how long has it? */
export function UnitPage({ visit, view }: { readonly visit: Visit; readonly view: UnitView }): ReactNode {
  const { frame, lang, href, log, unitName } = visit
  const t = unitTexts[lang]
  const { unit, items, tasks, findings, running } = view
  const nothing = items.length + tasks.length + findings.length + view.measures.length === 0
  return (
    <PublicPage
      frame={frame}
      title={unitName(unit.id)}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href('/units'), label: t.title },
        unitName(unit.id),
      ]}
      log={log}
    >
      <Wrap>
        <Title
          side={
            <LinkButton href={href(`/report/write?against=${unit.id}`)} look="second">
              {t.report}
            </LinkButton>
          }
        >
          {unitName(unit.id)}
        </Title>
        <div className="mt4">
          <Standing visit={visit} unit={unit} />
        </div>
        {nothing ? (
          <div className="mt5">
            <Empty title={t.none}>{t.noneSays}</Empty>
          </div>
        ) : null}
        <Part visit={visit} id="overdue" title={t.clocks} says={t.clocksSays} lines={running} />
        <Part
          visit={visit}
          id="items"
          title={t.promises}
          says={t.promisesSays}
          lines={items}
          more={{ href: href(`/list?unit=${unit.id}`), label: listLabel(visit, items.length) }}
        />
        <Part visit={visit} id="tasks" title={t.tasksTitle} lines={tasks} />
        <Part
          visit={visit}
          id="findings"
          title={t.findingsTitle}
          lines={findings}
          more={{ href: href(`/wall?gate=all&unit=${unit.id}`), label: t.onWall }}
          gated
        />
        <OwnMeasures visit={visit} measures={view.measures} />
        <Posts visit={visit} unit={unit} />
      </Wrap>
    </PublicPage>
  )
}

const listLabel = ({ lang }: Visit, n: number) => unitTexts[lang].all(n)
