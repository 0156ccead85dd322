import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import type { DutyChange } from '../../compiler/compare-duty.ts'
import { say } from '../../engine/review.ts'
import {
  type ComparedEditions,
  type ComparedPair,
  compiledText,
  mappingOf,
  slugsOf,
} from '../../engine/review-editions.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { HiddenFields, Submit } from '../parts/button.tsx'
import { Empty, ErrorSummary } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner, Chip, type Status } from '../parts/status.tsx'
import { Note, Table } from '../parts/table.tsx'
import { TextChanges } from '../parts/text-changes.tsx'
import type { CaseLine } from '../public/case-line.ts'
import { one as sent } from '../site/form.ts'
import { type Dossier, pathOf, placeOf, titleOf } from './compile-data.ts'
import { confirmMap, MapSection } from './editions-map.tsx'
import { editionTexts } from './editions-text.ts'
import { comparisonOf, nextEdition } from './next-edition.ts'
import { itemsOf } from './plan.tsx'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, goTo, guarded, seenField } from './visit.ts'

const looks: Readonly<Record<ComparedPair['change'], Status>> = {
  same: 'none',
  changed: 'wait',
  added: 'doing',
  removed: 'late',
}

/** Characters of a clause in a list. */
const excerpt = 18

function DutyLine({ visit: { lang }, duty }: { readonly visit: Acting; readonly duty: DutyChange }): ReactNode {
  const t = editionTexts[lang]
  const isWording = duty.change === 'changed' && duty.fields.every(({ field }) => field === 'action')
  const differing = duty.fields
    .filter(({ field }) => field !== 'action')
    .map(({ field, before, after }) => t.differs(t.fields[field], before, after))
  return (
    <li className="small">
      <b>{t.duty[duty.change]}</b>{' '}
      {[
        ...(isWording ? [t.wording] : []),
        ...differing,
        ...(duty.units.length > 0 ? [t.units(duty.units.join(t.and))] : []),
      ].join(lang === 'zh' ? '；' : '; ')}
    </li>
  )
}

interface PairProps {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly pair: ComparedPair
}

/** What is to be confirmed: which old clause it was, or that there is none. */
function ConfirmForm({ visit, dossier, pair }: PairProps): ReactNode {
  const { lang, href, engine, names } = visit
  const t = editionTexts[lang]
  const old = compiledText(engine.programme)
  const place = pair.placeAfter ?? pair.placeBefore ?? ''
  if (pair.confirmed) return <span className="small quiet">{t.by(names.seat(pair.confirmed.post))}</span>
  if (!pair.toConfirm) return <span className="small quiet">{t.sure}</span>
  return (
    <form method="post" action={href(pathOf(dossier, '/compare'))}>
      <HiddenFields of={guarded(visit, { s: pair.subject, [seenField]: pair.seen })} />
      {pair.after === null ? null : (
        <select
          className="input"
          name="old"
          aria-label={`${t.which} ${place}`}
          defaultValue={String(old.clauses.find(({ id }) => id === pair.before)?.start ?? '')}
        >
          <option value="">{t.no}</option>
          {old.clauses.map(({ id, start, heading, body_first }) => (
            <option key={id} value={start}>{`${placeOf(old, id)} ${(heading ?? body_first).slice(0, excerpt)}`}</option>
          ))}
        </select>
      )}
      <p className="mt3">
        <Submit compact look="second">
          {t.confirm}
          <span className="vh">{` ${place}`}</span>
        </Submit>
      </p>
    </form>
  )
}

function PairPlace({ visit: { lang }, pair }: Omit<PairProps, 'dossier'>): ReactNode {
  const t = editionTexts[lang]
  const { placeBefore, placeAfter } = pair
  const place = placeBefore === placeAfter ? (placeAfter ?? '') : t.arrow(placeBefore ?? t.none, placeAfter ?? t.none)
  return (
    <>
      <b lang="zh-CN">{place.replaceAll('/', '')}</b>
      <span className="row">
        <Chip status={looks[pair.change]} lang={lang} label={t.change[pair.change]} bare />
        {pair.moved ? <Chip status="again" lang={lang} label={t.moved} bare /> : null}
        {pair.renumbered ? <Chip status="none" lang={lang} label={t.renumbered} bare /> : null}
      </span>
    </>
  )
}

/** The items of the responsibility list that rest on what a pair changes. */
function touched(visit: Acting, pair: ComparedPair, items: readonly CaseLine[]): readonly CaseLine[] {
  if (pair.change === 'same' && pair.duties.length === 0) return []
  const { programme } = visit.engine
  const slugs = slugsOf(programme.tree, compiledText(programme), pair.before)
  return items.filter(({ place }) => place !== null && slugs.has(place))
}

function rowOf(props: PairProps, items: readonly CaseLine[]) {
  const { visit, pair } = props
  const t = editionTexts[visit.lang]
  return {
    key: pair.subject,
    cells: [
      <PairPlace key="p" visit={visit} pair={pair} />,
      <TextChanges key="t" text={pair.text} />,
      <ul key="i">
        {pair.duties.map((duty) => (
          <DutyLine key={`${duty.before} ${duty.after}`} visit={visit} duty={duty} />
        ))}
        {touched(visit, pair, items).map((line) => (
          <li key={line.seen.no} className="small mt3">
            <a href={line.href}>{t.item(line.seen.title, line.unitName)}</a>
          </li>
        ))}
      </ul>,
      <ConfirmForm key="c" {...props} />,
    ],
  }
}

function Counts({ visit: { lang }, compared }: { readonly visit: Acting; readonly compared: ComparedEditions }) {
  const t = editionTexts[lang]
  const count = (name: string, is: (pair: ComparedPair) => boolean) => t.count(name, compared.pairs.filter(is).length)
  const changes = ['same', 'changed', 'added', 'removed'] as const
  return (
    <p className="row num">
      {[
        ...changes.map((change) => count(t.change[change], (pair) => pair.change === change)),
        count(t.moved, (pair) => pair.moved),
        count(t.renumbered, (pair) => pair.renumbered),
        count(t.left, (pair) => pair.toConfirm && pair.confirmed === null),
      ].map((words) => (
        <span key={words}>{words}</span>
      ))}
    </p>
  )
}

/** 方案版本: the draft against the plan in force, clause by clause, with who is touched. */
export async function showEditions(
  visit: Acting,
  dossier: Dossier,
  refusal: Refusal | null = null,
): Promise<FastifyReply> {
  const { lang, query } = visit
  const t = editionTexts[lang]
  const next = await nextEdition(visit, dossier)
  const { compared } = next
  const items = await itemsOf(visit)
  const shown = compared.pairs.filter(
    (pair) => pair.change !== 'same' || pair.moved || pair.renumbered || pair.duties.length > 0 || pair.confirmed,
  )
  return showDesk(visit, {
    title: t.title,
    under: <span lang="zh-CN">{titleOf(dossier, visit)}</span>,
    ...(refusal === null ? {} : { status: statusOfCode(refusal.code) }),
    children: (
      <div className="stack">
        {query.has('done') && refusal === null ? (
          <Banner status="ok" lang={lang}>
            {t.saved}
          </Banner>
        ) : null}
        {refusal === null ? null : <ErrorSummary errors={[]} lang={lang} says={inLanguage(refusal.says, lang)} />}
        <Note tone="blue">
          <p>{t.note}</p>
          <p>{t.honest}</p>
        </Note>
        <Counts visit={visit} compared={compared} />
        {shown.length === 0 && compared.outside.length === 0 ? <Empty title={t.same}>{t.shown}</Empty> : null}
        {shown.length === 0 ? null : (
          <Table
            caption={t.title}
            columns={[
              { title: t.columns.place, share: 4 },
              { title: t.columns.text, share: 9 },
              { title: t.columns.items, share: 6 },
              { title: t.columns.confirm, share: 5 },
            ]}
            rows={shown.map((pair) => rowOf({ visit, dossier, pair }, items))}
          />
        )}
        <MapSection visit={visit} dossier={dossier} next={next} />
        {compared.outside.length === 0 ? null : (
          <section className="sheet pad">
            <Head>{t.outside}</Head>
            <ul>
              {compared.outside.map((duty) => (
                <DutyLine key={`${duty.before} ${duty.after}`} visit={visit} duty={duty} />
              ))}
            </ul>
          </section>
        )}
      </div>
    ),
  })
}

/** A person confirms which clause became which. */
export async function confirmPair(visit: Acting, dossier: Dossier, { form }: Brought): Promise<FastifyReply> {
  const { engine, actor } = visit
  const pair = comparisonOf(visit, dossier).pairs.find(({ subject }) => subject === sent(form, 's'))
  if (!pair) return goTo(visit, pathOf(dossier, '/compare'))
  const old = sent(form, 'old')
  const start = old !== undefined && /^\d{1,9}$/.test(old) ? Number(old) : null
  const result = await say(engine, actor, dossier.draft.id, {
    subject: pair.subject,
    seen: sent(form, seenField) ?? '',
    act: 'decide',
    decision: mappingOf(pair, compiledText(engine.programme), dossier.compiled, start),
  })
  return result.ok ? goTo(visit, pathOf(dossier, '/compare?done=1')) : showEditions(visit, dossier, result.refusal)
}

/** A person confirms where the responsibilities stand that the draft touches. */
export const confirmMapping = (visit: Acting, dossier: Dossier, brought: Brought): Promise<FastifyReply> =>
  confirmMap(visit, dossier, brought, (refusal) => showEditions(visit, dossier, refusal))
