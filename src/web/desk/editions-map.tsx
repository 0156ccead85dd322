import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { mappingSubject, type SaidMapping } from '../../engine/edition-mapping.ts'
import { slugsOfTree } from '../../engine/editions.ts'
import { say } from '../../engine/review.ts'
import type { Refusal } from '../../kernel/result.ts'
import { HiddenFields, Submit } from '../parts/button.tsx'
import { Head } from '../parts/public-page.tsx'
import { Table } from '../parts/table.tsx'
import { bodyOf, planIndex } from '../public/plan-index.ts'
import { one as sent } from '../site/form.ts'
import { lineFor } from './case-file.ts'
import { type Dossier, pathOf } from './compile-data.ts'
import { editionTexts } from './editions-text.ts'
import { type NextEdition, nextEdition } from './next-edition.ts'
import { type Acting, type Brought, goTo, guarded, seenField } from './visit.ts'

/** Characters of a sentence in a list. */
const excerpt = 30

interface Props {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly next: NextEdition
}

/** Clauses and sentences of the next edition, one of which is where something stands now. */
function optionsOf({ visit: { lang, engine }, next: { tree } }: Props) {
  const plan = planIndex({ id: engine.programme.id, tree })
  return tree
    .filter(({ level }) => level !== 'front')
    .flatMap((clause) => [
      { value: clause.slug, label: `${plan.cite(clause.slug, lang)} ${clause.title}` },
      ...bodyOf(clause).map(({ slug, text }) => ({
        value: slug,
        label: `${plan.cite(slug, lang)} ${text.slice(0, excerpt)}`,
      })),
    ])
}

function rowsOf(props: Props) {
  const { visit, next } = props
  const { lang, portal } = visit
  const t = editionTexts[lang]
  const options = optionsOf(props)
  return next.affected.map(({ slug, cases }) => {
    const place = portal.plan.find(slug)
    const text = place?.sentence?.text ?? place?.clause.title ?? ''
    const cite = portal.plan.cite(slug, lang)
    const lines = cases.flatMap((c) => lineFor(visit, c) ?? [])
    const said = next.confirmed.said[slug]
    const chosen = said === undefined ? (next.found.get(slug)?.to ?? '') : (said ?? '')
    return {
      key: slug,
      cells: [
        <div key="t">
          <a href={portal.href(portal.plan.pathOf(slug))}>{cite}</a>
          <p className="small song" lang="zh-CN">
            {text}
          </p>
        </div>,
        <ul key="i">
          {lines.map((line) => (
            <li key={line.seen.no} className="small mt3">
              <a href={line.href}>{t.item(line.seen.title, line.unitName)}</a>{' '}
              <span className="mono nowrap quiet">{line.seen.no}</span>
            </li>
          ))}
          {lines.length < cases.length ? (
            <li className="small quiet">{t.others(cases.length - lines.length)}</li>
          ) : null}
        </ul>,
        <select
          key="s"
          className="input"
          name={`at-${slug}`}
          aria-label={`${t.whereNow} ${cite}`}
          defaultValue={chosen}
        >
          <option value="">{t.nowhere}</option>
          {options.map(({ value, label }) => (
            <option key={value} value={value} lang="zh-CN">
              {label}
            </option>
          ))}
        </select>,
      ],
    }
  })
}

/** Where the responsibilities stand that the next edition touches: proposed by the texts, confirmed by a person. */
export function MapSection(props: Props): ReactNode {
  const { visit, dossier, next } = props
  const { lang, href, names } = visit
  const t = editionTexts[lang]
  const { affected, confirmed, isMapped } = next
  return (
    <section id="map" className="mt6">
      <Head>{t.map}</Head>
      {affected.length === 0 ? (
        <p className="small quiet">{t.mapNone}</p>
      ) : (
        <form method="post" action={href(pathOf(dossier, '/map'))}>
          <HiddenFields of={guarded(visit, { [seenField]: confirmed.seen })} />
          <p className="small mt3">{t.mapSays}</p>
          <Table
            caption={t.map}
            columns={[
              { title: t.mapColumns.before, share: 8 },
              { title: t.columns.items, share: 6 },
              { title: t.whereNow, share: 8 },
            ]}
            rows={rowsOf(props)}
          />
          <p className="row mt4">
            <Submit {...(isMapped ? { look: 'second' as const } : {})}>{t.mapConfirm}</Submit>
            {isMapped && confirmed.by ? (
              <span className="small quiet">{t.by(names.seat(confirmed.by.post))}</span>
            ) : null}
          </p>
        </form>
      )}
    </section>
  )
}

/** A person says where the responsibilities stand; the page again with the refusal where it was not kept. */
export async function confirmMap(
  visit: Acting,
  dossier: Dossier,
  { form }: Brought,
  again: (refusal: Refusal) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { engine, actor } = visit
  const next = await nextEdition(visit, dossier)
  const slugs = new Set(slugsOfTree(next.tree))
  const said: SaidMapping = Object.fromEntries(
    next.affected.map(({ slug }) => {
      const to = sent(form, `at-${slug}`) ?? ''
      return [slug, slugs.has(to) ? to : null]
    }),
  )
  const result = await say(engine, actor, dossier.draft.id, {
    subject: mappingSubject(engine.programme.fingerprint),
    seen: sent(form, seenField) ?? '',
    act: 'decide',
    decision: said,
  })
  return result.ok ? goTo(visit, pathOf(dossier, '/compare?done=1#map')) : again(result.refusal)
}
