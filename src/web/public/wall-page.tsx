import type { ReactNode } from 'react'
import { Submit } from '../parts/button.tsx'
import { FilterList } from '../parts/filter.tsx'
import { Empty } from '../parts/form.tsx'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Note, Pager, Tabs } from '../parts/table.tsx'
import { BrickWall, WallKey, WallRow } from '../parts/wall.tsx'
import { texts } from '../text/texts.ts'
import { DutyGround, twoGatesWords } from './duty-ground.tsx'
import type { Visit } from './visit.ts'
import { byUrgency, isHeld, isHeldInPlace, isHeldSatisfied, type Problem, type Wall, wallRow } from './wall-data.ts'
import { wallTexts } from './wall-text.ts'

/** Which problems are listed. */
export const tabs = ['held', 'in-place', 'satisfied', 'closed', 'ended', 'all'] as const
export type Tab = (typeof tabs)[number]

const fits: Readonly<Record<Tab, (problem: Problem) => boolean>> = {
  held: isHeld,
  'in-place': isHeldInPlace,
  satisfied: isHeldSatisfied,
  closed: ({ kind }) => kind === 'closed',
  ended: ({ kind }) => kind === 'ended',
  all: () => true,
}

/** What the address asks for. */
export interface WallQuery {
  readonly tab: Tab
  readonly unit: string | undefined
  /** From 1. */
  readonly page: number
}

const rowsOnPage = 25

interface Props {
  readonly visit: Visit
  readonly wall: Wall
  readonly query: WallQuery
}

/** The address of the wall with some of the query changed; defaults are left out. */
function addressOf({ href }: Visit, { tab, unit, page }: WallQuery): string {
  const query = new URLSearchParams()
  if (tab !== 'held') query.set('gate', tab)
  if (unit !== undefined) query.set('unit', unit)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return href(text === '' ? '/wall' : `/wall?${text}`)
}

function Bricks({ visit, wall }: Pick<Props, 'visit' | 'wall'>): ReactNode {
  const { lang } = visit
  const t = wallTexts[lang]
  return (
    <section className="sheet pad mt5" aria-label={t.wall}>
      <BrickWall
        lang={lang}
        skipTo="list"
        bricks={wall.problems.map(({ seen, href, gates, kind }) => ({
          no: seen.no,
          title: seen.title,
          href,
          inPlace: gates.inPlace,
          satisfied: gates.satisfied,
          reopened: kind === 'reopened',
          overdue: kind === 'overdue',
        }))}
      />
      <div className="mt5">
        <WallKey counts={wall.counts} lang={lang} />
      </div>
      {wall.ended === 0 ? null : <p className="small quiet mt3">{t.endedNote(wall.ended)}</p>}
    </section>
  )
}

/** Units with problems on the wall, the most first, as a plain form. */
function UnitFilter({ visit, wall, query }: Props): ReactNode {
  const { lang, href } = visit
  const t = wallTexts[lang]
  const byUnit = Map.groupBy(wall.problems, ({ seen }) => seen.unit ?? '')
  const options = [...byUnit]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([unit, problems]) => ({ value: unit, label: t.ofUnit(problems[0]?.unitName ?? unit, problems.length) }))
  return (
    <form className="row ends" action={href('/wall')} method="get">
      {query.tab === 'held' ? null : <input type="hidden" name="gate" value={query.tab} />}
      <FilterList
        name="unit"
        label={t.unit}
        every={t.everyUnit}
        options={options}
        {...(query.unit !== undefined && { value: query.unit })}
      />
      <Submit look="second" compact>
        {t.apply}
      </Submit>
    </form>
  )
}

function Listed({ visit, wall, query }: Props): ReactNode {
  const { lang } = visit
  const t = wallTexts[lang]
  const mine = wall.problems.filter(({ seen }) => query.unit === undefined || seen.unit === query.unit)
  const listed = mine.filter(fits[query.tab]).toSorted(byUrgency)
  const from = (query.page - 1) * rowsOnPage
  const rows = listed.slice(from, from + rowsOnPage)
  const shown = tabs.filter((tab) => tab === query.tab || mine.some(fits[tab]))
  return (
    <section className="mt6" id="list" aria-labelledby="list-title">
      <h2 className="vh" id="list-title">
        {t.tabs[query.tab]}
      </h2>
      <div className="row between">
        <Tabs
          lang={lang}
          tabs={shown.map((tab) => ({
            href: `${addressOf(visit, { ...query, tab, page: 1 })}#list`,
            label: t.tabs[tab],
            n: mine.filter(fits[tab]).length,
            current: tab === query.tab,
          }))}
        />
        <p className="small row">
          <a href={visit.href('/wall.csv')}>{t.csv}</a>
          <a href={visit.href('/wall.atom')} type="application/atom+xml">
            {t.feed}
          </a>
        </p>
      </div>
      <div className="row between ends mt4">
        <UnitFilter visit={visit} wall={wall} query={query} />
        <div hidden data-filter="">
          <label className="label" htmlFor="live">
            {t.live}
          </label>
          <div className="row">
            <span role="status" className="num quiet small" />
            <input className="input short" id="live" type="search" autoComplete="off" />
          </div>
        </div>
      </div>
      <div className="mt4">
        {rows.length === 0 ? (
          <Empty title={t.none}>{t.noneSays}</Empty>
        ) : (
          rows.map((problem) => <WallRow key={problem.seen.no} row={wallRow(problem, visit)} lang={lang} />)
        )}
      </div>
      <Pager
        lang={lang}
        previous={query.page > 1 ? addressOf(visit, { ...query, page: query.page - 1 }) : null}
        next={from + rowsOnPage < listed.length ? addressOf(visit, { ...query, page: query.page + 1 }) : null}
        shown={{ from: from + 1, to: from + rows.length, of: listed.length }}
      />
    </section>
  )
}

/** `/wall`: who was not let go? */
export function WallPage({ visit, wall, query }: Props): ReactNode {
  const { frame, lang, href, log } = visit
  const t = wallTexts[lang]
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
      log={log}
      head={
        <>
          <link rel="alternate" type="application/atom+xml" title={t.feedTitle} href={href('/wall.atom')} />
          <script src={visit.site.scripts.wall} defer />
        </>
      }
    >
      <Wrap>
        <Title
          eyebrow={
            <>
              <DutyGround visit={visit} duty="rectified-or-not-let-go" />
              <span lang="zh-CN">{twoGatesWords(visit).join('')}</span>
            </>
          }
          lede={t.lede}
        >
          {t.title}
        </Title>
        <Bricks visit={visit} wall={wall} />
        <Listed visit={visit} wall={wall} query={query} />
        <div className="grid mt7">
          <Note tone="red" title={t.shamTitle}>
            {t.sham}
          </Note>
          <Note tone="blue" title={t.whoTitle}>
            {t.who}
          </Note>
          <Note title={t.safeTitle}>
            {t.safe} <a href={href('/help/identity')}>{t.safeLink}</a>
          </Note>
        </div>
        <p className="small quiet mt5">
          {t.lookBack} {t.truncated}
        </p>
      </Wrap>
    </PublicPage>
  )
}
