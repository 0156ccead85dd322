import type { ReactNode } from 'react'
import { inLanguage } from '../../kernel/text.ts'
import { duties } from '../../mechanisms/duties.ts'
import { Empty } from '../parts/form.tsx'
import { Gates } from '../parts/gate.tsx'
import { BigFigure, type Door, Doors, DueList, Hero, Pair, Quote, TypeRows } from '../parts/home.tsx'
import { Panorama } from '../parts/panorama.tsx'
import { Head, PublicPage, Wrap } from '../parts/public-page.tsx'
import { SearchBox } from '../parts/search.tsx'
import { Key, ShareBar } from '../parts/share.tsx'
import { DefinitionList, Note, Table } from '../parts/table.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { Written } from '../parts/written.tsx'
import { capital } from '../text/sentence.ts'
import { drawTexts } from './draw-text.ts'
import { DutyGround, twoGatesWords } from './duty-ground.tsx'
import type { Home, Look } from './home-data.ts'
import { homeTexts } from './home-text.ts'
import { hex } from './log-head.ts'
import { groupStandings, panoramaLines, totalsAsCounts } from './plan-data.ts'
import type { Visit } from './visit.ts'
import type { Problem } from './wall-data.ts'

interface HomeProps {
  readonly visit: Visit
  readonly home: Home
}

function doorsOf({ lang, href }: Visit): readonly Door[] {
  const t = homeTexts[lang].doors
  const link = (path: string, label: string) => ({ href: href(path), label })
  return [
    {
      ...link('/report', t.report),
      says: t.reportSays,
      links: [link('/report/write', t.write), link('/mine', homeTexts[lang].mine), link('/help/identity', t.protected)],
    },
    {
      ...link('/wall', t.watch),
      says: t.watchSays,
      links: [
        link('/wall', t.wall),
        link('/column', t.column),
        link('/list?standing=late', t.late),
        link('/units', t.units),
        link('/log', t.check),
      ],
    },
    {
      ...link('/plan', t.plan),
      says: t.planSays,
      links: [link('/plan', t.text), link('/list', t.list), link('/procedures', t.procedures), link('/data', t.data)],
    },
  ]
}

function LookNote({ look, visit }: { readonly look: Look; readonly visit: Visit }): ReactNode {
  return (
    <div className="mt6">
      <Note tone="red">
        {homeTexts[visit.lang].look}
        <p>
          <a href={look.href}>
            <Written text={look.title} lang={visit.lang} />
          </a>
          {visit.lang === 'zh' ? '：' : ': '}
          {look.why}
          {look.unit === '' ? null : <span className="quiet">{` · ${look.unit}`}</span>}
        </p>
      </Note>
    </div>
  )
}

function FirstScreen({ visit, home }: HomeProps): ReactNode {
  const { lang, href, format, programme, now } = visit
  const t = homeTexts[lang]
  const { totals, substantive, testable } = home.standing
  const { calendar, timeZone, issuedOn } = programme
  const issued = calendar.dayAt(Date.parse(`${issuedOn}T04:00:00Z`))
  const counts = totalsAsCounts(totals)
  return (
    <Hero
      question={t.question}
      eyebrow={
        <>
          <span>{t.day(calendar.workingDaysBetween(issued, calendar.dayAt(now)))}</span>
          <span>{t.updated(format.fullMoment(now, timeZone))}</span>
        </>
      }
      lede={`${t.lede(substantive, testable)}${totals.none > 0 ? `${lang === 'zh' ? '' : ' '}${t.nobody(totals.none)}` : ''}`}
      foot={
        <>
          <ShareBar counts={counts} lang={lang} label={t.status} />
          <div className="mt3">
            <Key counts={counts} lang={lang} />
          </div>
        </>
      }
      picture={
        <Panorama lines={panoramaLines(visit, home.standing)} lang={lang} href={href(`/plan/${programme.id}`)} />
      }
    >
      <div className="mt5">
        <SearchBox lang={lang} action={href('/search')} hint={t.search} />
      </div>
      <p className="small quiet mt4 row">
        {t.also} <a href={href('/units')}>{t.byUnit}</a> <a href={href('/list')}>{t.byList}</a>{' '}
        <a href={href('/mine')}>{t.mine}</a>
      </p>
      {home.sealedTooLong === 0 ? null : (
        <div className="mt6">
          <Note tone="red">
            <a href={href('/draws')}>{drawTexts[lang].late(home.sealedTooLong)}</a>
          </Note>
        </div>
      )}
      {home.look === null ? null : <LookNote look={home.look} visit={visit} />}
    </Hero>
  )
}

function HeldTable({ visit, held }: { readonly visit: Visit; readonly held: readonly Problem[] }): ReactNode {
  const { lang } = visit
  const t = homeTexts[lang]
  return (
    <Table
      caption={t.held}
      columns={[{ title: t.matter, heading: true }, { title: t.unit }, { title: t.twoGates }, { title: t.stuck }]}
      rows={held.map((problem) => ({
        key: problem.seen.no,
        cells: [
          <a key="a" href={problem.href}>
            <Written text={problem.seen.title} lang={lang} />
          </a>,
          problem.unitName,
          <Gates key="g" inPlace={problem.gates.inPlace} satisfied={problem.gates.satisfied} lang={lang} short />,
          problem.label,
        ],
      }))}
    />
  )
}

/** The two 不放过, in the words of our duties; the clause that the programme binds them to stands above. */
function TwoGates({ visit, home }: HomeProps): ReactNode {
  const { lang, href } = visit
  const t = homeTexts[lang]
  const [words, more] = twoGatesWords(visit)
  const { counts, heldInPlace, overdueInPlace, heldSatisfied } = home.wall
  const [first, second] = [duties['rectified-or-not-let-go'], duties['satisfied-or-not-let-go']]
  return (
    <section className="mt7">
      <p className="eyebrow">
        <DutyGround visit={visit} duty="rectified-or-not-let-go" />
      </p>
      <Quote>
        {words}
        <wbr />
        {more.endsWith('”') ? `${more.slice(0, -1)}。”` : `${more}。`}
      </Quote>
      <p className="quiet mt3">
        {lang === 'zh' ? null : `${capital(inLanguage(first, lang))}; ${inLanguage(second, lang)}. `}
        {t.gates}
      </p>
      <div className="mt5">
        <Pair>
          <BigFigure over={t.inPlace} n={String(heldInPlace)} unit={t.matters}>
            {t.ofWhich(counts.reopened, overdueInPlace)}
          </BigFigure>
          <BigFigure over={t.satisfied} n={String(heldSatisfied)} unit={t.matters}>
            {t.waits(counts.waiting, counts.unsatisfied)}
          </BigFigure>
        </Pair>
      </div>
      <div className="mt4">
        {home.held.length === 0 ? (
          <Empty title={t.nothingHeld}>{t.nothingHeldSays}</Empty>
        ) : (
          <HeldTable visit={visit} held={home.held} />
        )}
      </div>
      <p className="mt4">
        <a href={href('/wall')}>{t.allHeld(heldInPlace + heldSatisfied)}</a>
      </p>
    </section>
  )
}

function Progress({ visit, home }: HomeProps): ReactNode {
  const { lang, href, programme } = visit
  const t = homeTexts[lang]
  return (
    <section>
      <Head side={<a href={href(`/plan/${programme.id}`)}>{t.groupsSide}</a>}>{t.groups}</Head>
      <TypeRows
        lang={lang}
        rows={groupStandings(visit, home.standing).map(({ title, counts, verified, testable }) => ({
          name: title,
          counts,
          says: t.verified(verified, testable),
        }))}
      />
      <p className="tiny quiet mt4">{t.groupsNote}</p>
    </section>
  )
}

/** What is due next, whoever answers for it. */
function DueNext({ visit, home }: HomeProps): ReactNode {
  const { lang, href } = visit
  const t = homeTexts[lang]
  if (home.due.length === 0) return null
  return (
    <section className="mt6">
      <Head side={<a href={href('/units')}>{t.byUnit}</a>}>{t.next}</Head>
      <DueList
        lang={lang}
        rows={home.due.flatMap(({ seen, href: address, unitName, clock }) =>
          clock === null ? [] : [{ title: seen.title, href: address, unit: unitName, clock: clock.face }],
        )}
      />
    </section>
  )
}

function LatestEntries({ visit, home }: HomeProps): ReactNode {
  const { lang, href } = visit
  const t = homeTexts[lang]
  return (
    <section>
      <Head side={<a href={href('/log')}>{t.todaySide}</a>}>{home.areOfToday ? t.today : t.latest}</Head>
      <Timeline
        lang={lang}
        items={home.entries.map(({ index, status, title, by, when, matter }) => ({
          status,
          title: matter === null ? title : `${matter.title}${lang === 'zh' ? '：' : ': '}${title}`,
          ...(matter?.href && { href: matter.href }),
          text: by,
          when,
          entry: { index, href: href(`/receipt/${index}`) },
        }))}
      />
    </section>
  )
}

function LogCard({ visit, home }: HomeProps): ReactNode {
  const { lang, href } = visit
  const t = homeTexts[lang]
  const { head } = home
  if (head === null) return null
  return (
    <section className="mt7 sheet pad">
      <Head side={<a href={href('/log')}>{t.logSide}</a>}>{t.log}</Head>
      <DefinitionList
        entries={[
          { term: t.size, value: t.sizeOf(head.size) },
          { term: t.root, value: <span className="mono hash">{hex(head.root)}</span> },
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

/** `/`: have they done what they said? */
export function HomePage({ visit, home }: HomeProps): ReactNode {
  const { frame, lang, log } = visit
  return (
    <PublicPage frame={frame} title={homeTexts[lang].title} log={log}>
      <Wrap>
        <FirstScreen visit={visit} home={home} />
      </Wrap>
      <Doors doors={doorsOf(visit)} />
      <Wrap>
        <TwoGates visit={visit} home={home} />
        <div className="grid grid-2 airy mt7">
          <div>
            <Progress visit={visit} home={home} />
            <DueNext visit={visit} home={home} />
          </div>
          <LatestEntries visit={visit} home={home} />
        </div>
        <LogCard visit={visit} home={home} />
      </Wrap>
    </PublicPage>
  )
}
