import type { ReactNode } from 'react'
import type { Edition } from '../../engine/editions.ts'
import type { PlanDocument } from '../../engine/programme.ts'
import {
  type ComparedEditions,
  type ComparedPair,
  comparedEditions,
  compiledText,
} from '../../engine/review-editions.ts'
import { dayOf } from '../../kernel/calendar.ts'
import { leafIndex } from '../../store/log.ts'
import { planReviews } from '../../store/plan-drafts.ts'
import { Empty } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip, type Status } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { TextChanges } from '../parts/text-changes.tsx'
import { texts } from '../text/texts.ts'
import { EditionSwitch } from './edition-pages.tsx'
import { editionsTexts } from './editions-text.ts'
import { postWords } from './field-value.tsx'
import type { Visit } from './visit.ts'

/** An edition with its text, the place of its entry in the log, and what changed since the one before. */
interface Shown {
  readonly edition: Edition
  readonly document: PlanDocument
  readonly index: number | null
  /** Null for the first, and where the texts before it are not kept. */
  readonly compared: { readonly before: number; readonly of: ComparedEditions } | null
}

async function shownOf(visit: Visit, edition: Edition, before: Edition | undefined): Promise<Shown[]> {
  const { engine, programme } = visit
  const document = engine.editions.document(edition.edition)
  if (!document) return []
  const { published, statedIn } = edition
  const old = before && engine.editions.document(before.edition)
  const reviews = published && old ? await planReviews(engine.db, programme.region, [published.draft]) : new Map()
  const index = published && (await leafIndex(engine.db, statedIn, published.statement, 0))
  const compared = old && {
    before: before.edition,
    of: comparedEditions(
      compiledText(old),
      compiledText(document),
      old.fingerprint,
      reviews.get(published?.draft ?? '') ?? [],
    ),
  }
  return [{ edition, document, index, compared: compared ?? null }]
}

/** Every edition of the plan that runs, the latest first. */
export async function versionsView(visit: Visit): Promise<readonly Shown[]> {
  const { all } = visit.engine.editions
  const shown = await Promise.all(all.map((edition, at) => shownOf(visit, edition, all[at - 1])))
  return shown.flat().toReversed()
}

const looks: Readonly<Record<ComparedPair['change'], Status>> = {
  same: 'none',
  changed: 'wait',
  added: 'doing',
  removed: 'late',
}

const isTold = ({ change, moved }: ComparedPair) => change !== 'same' || moved

function Place({ visit: { lang }, pair }: { readonly visit: Visit; readonly pair: ComparedPair }): ReactNode {
  const t = editionsTexts[lang]
  const { placeBefore, placeAfter } = pair
  const place = placeBefore === placeAfter ? (placeAfter ?? '') : t.arrow(placeBefore ?? t.none, placeAfter ?? t.none)
  return (
    <>
      <b lang="zh-CN">{place.replaceAll('/', '')}</b>
      <span className="row">
        <Chip status={looks[pair.change]} lang={lang} label={t.change[pair.change]} bare />
        {pair.moved ? <Chip status="again" lang={lang} label={t.moved} bare /> : null}
      </span>
    </>
  )
}

/** What changed from one edition to the next, clause by clause. */
function Changed({ visit, one }: { readonly visit: Visit; readonly one: Shown }): ReactNode {
  const { lang } = visit
  const t = editionsTexts[lang]
  if (one.compared === null) return null
  const { before, of } = one.compared
  const told = of.pairs.filter(isTold)
  const kinds = ['changed', 'added', 'removed', 'same'] as const
  return (
    <section className="mt6">
      <Head>{t.from(before, one.edition.edition)}</Head>
      <p className="row num small">
        {kinds.map((kind) => (
          <span key={kind}>{t.count(t.change[kind], of.pairs.filter(({ change }) => change === kind).length)}</span>
        ))}
      </p>
      {told.length === 0 ? (
        <Empty title={t.same}>{''}</Empty>
      ) : (
        <Table
          caption={t.from(before, one.edition.edition)}
          columns={[
            { title: t.place, share: 4, heading: true },
            { title: t.text, share: 9 },
            { title: t.pair, share: 5 },
          ]}
          rows={told.map((pair) => ({
            key: pair.subject,
            cells: [
              <Place key="p" visit={visit} pair={pair} />,
              <TextChanges key="t" text={pair.text} />,
              <span key="c" className="small quiet">
                {pair.confirmed ? postWords(visit, pair.confirmed.post) : t.sure}
              </span>,
            ],
          }))}
        />
      )}
    </section>
  )
}

function Editions({ visit, all }: { readonly visit: Visit; readonly all: readonly Shown[] }): ReactNode {
  const { lang, href, format, programme, engine } = visit
  const t = editionsTexts[lang]
  const rows = all.map(({ edition: { edition, published }, document, index }) => {
    const isNow = edition === engine.editions.inForce
    const day = published && format.fullDay(dayOf(programme.calendar.dayAt(published.at.getTime())))
    return {
      key: String(edition),
      cells: [
        <a key="e" href={href(`/plan/${programme.id}${isNow ? '' : `@${edition}`}`)}>
          {isNow ? t.current(edition) : t.edition(edition)}
        </a>,
        format.fullDay(document.issuedOn),
        <div key="p">
          {published && day ? t.publishedBy(day, postWords(visit, published.post)) : t.served}
          {index === null ? null : (
            <p className="small">
              <a href={href(`/receipt/${index}`)}>{t.entry(format.number(index))}</a>
            </p>
          )}
        </div>,
        <span key="f" className="mono hash">
          {document.fingerprint}
        </span>,
      ],
    }
  })
  return (
    <Table
      caption={t.title}
      columns={[
        { title: t.columns.edition, share: 4, heading: true },
        { title: t.columns.issued, share: 4 },
        { title: t.columns.published, share: 7 },
        { title: t.columns.print, share: 8 },
      ]}
      rows={rows}
    />
  )
}

/** 方案版本, `/plan/<id>/versions`: what changed in the plan, when, and who confirmed it. */
export function VersionsPage({ visit, all }: { readonly visit: Visit; readonly all: readonly Shown[] }): ReactNode {
  const { frame, lang, href, log, programme, say } = visit
  const t = editionsTexts[lang]
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={say(programme.title)}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        {
          href: href(`/plan/${programme.id}`),
          label: lang === 'zh' ? programme.shortTitle[0] : say(programme.shortTitle),
        },
        t.title,
      ]}
      log={log}
      wide
    >
      <Wrap>
        <Title lede={t.lede}>{t.title}</Title>
        <EditionSwitch visit={visit} shown={null} />
        <div className="mt5">
          <Editions visit={visit} all={all} />
        </div>
        {all.length === 1 ? (
          <div className="mt5">
            <Empty title={t.only}>{t.onlySays}</Empty>
          </div>
        ) : (
          all.map((one) => <Changed key={one.edition.edition} visit={visit} one={one} />)
        )}
      </Wrap>
    </PublicPage>
  )
}
