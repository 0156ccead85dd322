import type { ReactNode } from 'react'
import type { Day } from '../../kernel/calendar.ts'
import { Submit } from '../parts/button.tsx'
import { Clock, withoutDay } from '../parts/clock.tsx'
import type { Option } from '../parts/field.tsx'
import { FilterList } from '../parts/filter.tsx'
import { Empty } from '../parts/form.tsx'
import { Fold, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Pager, Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { capital } from '../text/sentence.ts'
import { texts } from '../text/texts.ts'
import type { CaseLine } from './case-line.ts'
import { DutyGround } from './duty-ground.tsx'
import {
  type ItemList,
  type ItemStanding,
  itemStanding,
  type ListQuery,
  standings,
  supportUnits,
  textIn,
} from './list-data.ts'
import { listTexts } from './list-text.ts'
import { headingOf } from './margin.ts'
import { isInGroup } from './plan-data.ts'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly list: ItemList
  readonly query: ListQuery
  /** Testable sentences that no unit answers for. */
  readonly uncovered: number
}

const itemsOnPage = 60

/** The query as an address; defaults are left out. */
export function listQueryText({ clause, unit, standing, page, unfolded }: ListQuery): string {
  const query = new URLSearchParams()
  if (clause !== undefined) query.set('clause', clause)
  if (unit !== undefined) query.set('unit', unit)
  if (standing !== undefined) query.set('standing', standing)
  if (page > 1) query.set('page', String(page))
  if (unfolded) query.set('open', 'all')
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

function clauseOptions({ programme }: Visit): readonly Option[] {
  return programme.tree
    .filter(({ level }) => level === 'section' || level === 'item')
    .map((clause) => ({ value: clause.slug, label: headingOf(clause), lang: 'zh-CN' as const }))
}

function unitsIn(list: ItemList): readonly Option[] {
  const names = new Map(list.all.map((line) => [line.seen.unit ?? '', line.unitName]))
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'zh-CN'))
}

/** Three lists and a button: the result has an address. */
function Filter({ visit, list, query }: Props): ReactNode {
  const { lang, href } = visit
  const t = listTexts[lang]
  const pick = (name: 'clause' | 'unit' | 'standing', label: string, options: readonly Option[]) => {
    const value = query[name]
    return (
      <FilterList name={name} label={label} every={t.every} options={options} {...(value !== undefined && { value })} />
    )
  }
  return (
    <form className="sheet pad mt5" action={href('/list')} method="get" aria-label={t.filter}>
      <div className="grid grid-4 ends">
        {pick('clause', t.clause, clauseOptions(visit))}
        {pick('unit', t.unit, unitsIn(list))}
        {pick(
          'standing',
          t.standing,
          standings.map((value) => ({ value, label: t.standings[value] })),
        )}
        <p>
          <Submit look="second">{t.apply}</Submit>
        </p>
      </div>
    </form>
  )
}

function cellsOf(line: CaseLine, visit: Visit): readonly ReactNode[] {
  const { lang, format } = visit
  const t = listTexts[lang]
  const { seen, clause } = line
  const dueOn = textIn(line, 'dueOn')
  const support = supportUnits(line, visit)
  const target = textIn(line, 'target')
  const adjustments = Number(seen.data.adjustments ?? 0)
  return [
    <span key="m">
      <a href={line.href}>
        <Written text={seen.title} lang={lang} />
      </a>
      <br />
      <span className="quiet">
        <Written text={textIn(line, 'deliverable')} lang={lang} />
      </span>
    </span>,
    clause === null ? (
      ''
    ) : (
      <a key="c" href={clause.href}>
        {clause.citation}
      </a>
    ),
    <span key="u">
      <a href={visit.href(`/units/${seen.unit}`)}>{line.unitName}</a>
      {support.length === 0 ? null : (
        <>
          <br />
          <span className="quiet">{t.support(support.join(t.joiner))}</span>
        </>
      )}
    </span>,
    <span key="w">
      <Written text={textIn(line, 'measure')} lang={lang} />
      {target === '' ? null : (
        <>
          <br />
          <Written text={t.target(target)} lang={lang} />
        </>
      )}
    </span>,
    <span key="d">
      {dueOn === '' ? '' : format.fullDay(dueOn as Day)}
      {line.clock === null || seen.final ? null : (
        <>
          <br />
          <Clock face={withoutDay(line.clock.face)} lang={lang} />
        </>
      )}
    </span>,
    <span key="s">
      <Chip status={line.status} lang={lang} label={line.label} bare />
      {adjustments === 0 ? null : (
        <>
          <br />
          <span className="quiet">{t.adjusted(adjustments)}</span>
        </>
      )}
    </span>,
  ]
}

function ItemsTable(props: { visit: Visit; caption: string; lines: readonly CaseLine[] }): ReactNode {
  const { visit, caption, lines } = props
  const t = listTexts[visit.lang].columns
  return (
    <Table
      caption={caption}
      columns={[
        { title: t.matter, heading: true, share: 5 },
        { title: t.clause, share: 3 },
        { title: t.unit, share: 5 },
        { title: t.measure, share: 4 },
        { title: t.due, share: 4 },
        { title: t.state, share: 3 },
      ]}
      rows={lines.map((line) => ({ key: line.seen.no, cells: cellsOf(line, visit) }))}
    />
  )
}

/** The items chosen, as files: plain links. */
function Downloads({ visit, query }: Pick<Props, 'visit' | 'query'>): ReactNode {
  const { lang, href } = visit
  const t = listTexts[lang]
  const chosen = listQueryText({ ...query, page: 1, unfolded: false })
  return (
    <p className="small row">
      <span className="quiet">{t.files}</span>
      {(['docx', 'xlsx', 'csv'] as const).map((kind) => (
        <a key={kind} href={href(`/list.${kind}${chosen}`)}>
          {t[kind]}
        </a>
      ))}
    </p>
  )
}

/** Items that stand open when the page comes; the parts of the plan after them are folded, so that a phone shows them all. */
const openAtFirst = 12

interface Part {
  readonly slug: string
  readonly name: string
  readonly lines: readonly CaseLine[]
  readonly isOpen: boolean
}

/** The items on this page under the pillars of the plan they belong to; what belongs to none comes first. */
function partsOf({ visit, query }: Props, lines: readonly CaseLine[]): readonly Part[] {
  const { programme, say, lang } = visit
  const groupOf = ({ place }: CaseLine) =>
    programme.groups.find(({ slug }) => isInGroup({ slug: place ?? '' }, slug))?.slug ?? ''
  const isChosen = query.unfolded || [query.clause, query.unit, query.standing].some((one) => one !== undefined)
  let before = 0
  return [...Map.groupBy(lines, groupOf)].map(([slug, own]) => {
    const title = programme.groups.find((group) => group.slug === slug)?.title
    const isOpen = isChosen || before + own.length <= openAtFirst
    before += own.length
    return { slug, name: title ? capital(say(title)) : listTexts[lang].elsewhere, lines: own, isOpen }
  })
}

/** How many are under way, done and withdrawn, those there are; overdue ones are under way. */
function standingCounts(lines: readonly CaseLine[], { lang }: Visit): string {
  const t = listTexts[lang]
  const having = (...wanted: readonly ItemStanding[]) =>
    lines.filter((line) => wanted.includes(itemStanding(line))).length
  const [open, late, done, withdrawn] = [having('open', 'late'), having('late'), having('done'), having('withdrawn')]
  return [
    ...(open > 0 ? [t.open(open, late)] : []),
    ...(done > 0 ? [t.done(done)] : []),
    ...(withdrawn > 0 ? [t.withdrawn(withdrawn)] : []),
  ].join(t.joiner)
}

function Parts({ visit, parts }: { readonly visit: Visit; readonly parts: readonly Part[] }): ReactNode {
  const t = listTexts[visit.lang]
  return parts.map(({ slug, name, lines, isOpen }) => (
    <Fold key={slug} title={name} says={[t.shown(lines.length), standingCounts(lines, visit)]} isOpen={isOpen}>
      <ItemsTable visit={visit} caption={t.caption(name)} lines={lines} />
    </Fold>
  ))
}

/** `/list`: what must which unit do, by when? */
export function ListPage(props: Props): ReactNode {
  const { visit, list, query, uncovered } = props
  const { frame, lang, href, log, programme } = visit
  const t = listTexts[lang]
  const from = (query.page - 1) * itemsOnPage
  const lines = list.fitting.slice(from, from + itemsOnPage)
  const parts = partsOf(props, lines)
  const at = (more: Partial<ListQuery>) => href(`/list${listQueryText({ ...query, ...more })}`)
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
      log={log}
      wide
    >
      <Wrap>
        <Title eyebrow={<DutyGround visit={visit} duty="responsibility-list" />} lede={t.lede}>
          {t.title}
        </Title>
        <Filter {...props} />
        <div className="row between mt5">
          <p className="row">
            <span className="num">{t.shown(list.fitting.length)}</span>
            {parts.every(({ isOpen }) => isOpen) && !query.unfolded ? null : (
              <a href={at({ unfolded: !query.unfolded })}>{query.unfolded ? t.fold : t.unfold}</a>
            )}
          </p>
          <Downloads visit={visit} query={query} />
        </div>
        {lines.length === 0 ? (
          <div className="mt5">
            <Empty title={t.none}>{t.noneSays}</Empty>
          </div>
        ) : (
          <Parts visit={visit} parts={parts} />
        )}
        <Pager
          lang={lang}
          previous={query.page > 1 ? at({ page: query.page - 1 }) : null}
          next={from + itemsOnPage < list.fitting.length ? at({ page: query.page + 1 }) : null}
          shown={{ from: from + 1, to: from + lines.length, of: list.fitting.length }}
        />
        {uncovered === 0 ? null : (
          <p className="small quiet mt6">
            {t.uncovered(uncovered)}
            <a href={href(`/plan/${programme.id}`)}>{t.uncoveredLink}</a>
          </p>
        )}
      </Wrap>
    </PublicPage>
  )
}
