import type { ReactNode } from 'react'
import type { TreeClause, TreeSentence } from '../../compiler/clause-tree.ts'
import type { PlanDocument } from '../../engine/programme.ts'
import { LinkButton } from '../parts/button.tsx'
import { Clause, type ClauseData, FolioHead, type PlanSentence } from '../parts/clause.tsx'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Note, Tabs } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import { editionsTexts } from './editions-text.ts'
import { headingOf } from './margin.ts'
import { anchorOf, bodyOf, citationOf } from './plan-index.ts'
import type { Visit } from './visit.ts'

/** Leads from one edition to the others and to what changed; nothing where there is only one. `shown` is null on the page of changes. */
export function EditionSwitch({ visit, shown }: { readonly visit: Visit; readonly shown: number | null }): ReactNode {
  const { lang, href, programme, engine } = visit
  const t = editionsTexts[lang]
  const { all, inForce } = engine.editions
  if (all.length < 2) return null
  const tabs = all.toReversed().map(({ edition }) => ({
    href: href(edition === inForce ? `/plan/${programme.id}` : `/plan/${programme.id}@${edition}`),
    label: edition === inForce ? t.current(edition) : t.edition(edition),
    current: edition === shown,
  }))
  const changes = { href: href(`/plan/${programme.id}/versions`), label: t.changes, current: shown === null }
  return <Tabs lang={lang} label={t.which} tabs={[...tabs, changes]} />
}

/** An edition that ran before, as its pages show it. */
export interface EarlierEdition {
  readonly edition: number
  readonly document: PlanDocument
}

interface Props {
  readonly visit: Visit
  readonly of: EarlierEdition
}

/** What the margin says of a sentence: where it stands in the edition in force, if it changed at all. */
function sentenceOf({ visit, of }: Props, clause: TreeClause, sentence: TreeSentence, id: string): PlanSentence {
  const { lang, href, plan, engine } = visit
  const t = editionsTexts[lang]
  const now = engine.editions.nowAt(sentence.slug, of.edition)
  const place = now === null ? null : plan.find(now)
  const plain = { id, text: sentence.text, opens: bodyOf(clause)[0] !== sentence && clause.level === 'front' }
  if (place?.sentence?.text === sentence.text) return { ...plain, status: 'principle' }
  const title = sentence.text.slice(0, 10)
  return now === null || !place
    ? { ...plain, status: 'none', note: { title, label: t.dropped, says: t.droppedSays, links: [] } }
    : {
        ...plain,
        status: 'wait',
        note: {
          title,
          label: t.altered,
          says: t.alteredSays,
          links: [{ href: href(plan.pathOf(now)), label: plan.cite(now, lang) }],
        },
      }
}

function clauseOf(props: Props, clause: TreeClause, alone: boolean): ClauseData {
  const { visit, of } = props
  const { lang, href } = visit
  const own = visit.plan.under(of.edition)
  return {
    id: clause.slug,
    title: clause.level === 'para' || clause.level === 'front' ? '' : headingOf(clause),
    citation: citationOf(clause, lang),
    href: href(own.pathOf(clause.slug)),
    sentences: bodyOf(clause).map((one) => sentenceOf(props, clause, one, alone ? anchorOf(clause, one) : one.slug)),
    aside: editionsTexts[lang].unaltered,
  }
}

/** That a later edition has taken its place, and the way there: to where `clause` stands now, or to the whole text. */
function Replaced({ visit, of, clause }: Props & { readonly clause?: TreeClause }): ReactNode {
  const { lang, href, programme, engine, plan } = visit
  const t = editionsTexts[lang]
  const now = clause === undefined ? null : engine.editions.nowAt(clause.slug, of.edition)
  return (
    <Note>
      <p>
        <b>{t.old(of.edition)}</b>
      </p>
      <p>{t.oldSays(engine.editions.inForce)}</p>
      <p className="row mt3">
        <LinkButton href={href(now === null ? `/plan/${programme.id}` : plan.pathOf(now))} compact>
          {t.toCurrent}
        </LinkButton>
        <LinkButton href={href(`/plan/${programme.id}/versions`)} look="second" compact>
          {t.toChanges}
        </LinkButton>
      </p>
    </Note>
  )
}

/** `/plan/<id>@<n>`: the text of an edition that ran before, each sentence with where it stands now. */
export function EditionPage(props: Props): ReactNode {
  const { visit, of } = props
  const { frame, lang, href, log, programme, format, say } = visit
  const t = editionsTexts[lang]
  const { document, edition } = of
  return (
    <PublicPage
      frame={frame}
      title={t.edition(edition)}
      description={say(document.title)}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href(`/plan/${programme.id}/versions`), label: t.title },
        t.edition(edition),
      ]}
      log={log}
      wide
    >
      <Wrap>
        <Title
          eyebrow={
            <>
              <span>{t.edition(edition)}</span>
              <span>{format.fullDay(document.issuedOn)}</span>
            </>
          }
        >
          {lang === 'zh' ? document.title[0] : say(document.title)}
        </Title>
        <EditionSwitch visit={visit} shown={edition} />
        <div className="mt5">
          <Replaced {...props} />
        </div>
        <div className="folio mt6">
          <h2 className="vh">{t.edition(edition)}</h2>
          {document.tree.map((clause) =>
            clause.level === 'part' ? (
              <FolioHead key={clause.slug} id={clause.slug} title={headingOf(clause)} />
            ) : (
              <Clause key={clause.slug} clause={clauseOf(props, clause, false)} lang={lang} />
            ),
          )}
        </div>
        <p className="mono hash mt5">{t.print(document.fingerprint)}</p>
        <p className="mt3">
          <a href={`/plan/${programme.id}@${edition}/source.txt`}>{t.source}</a>
        </p>
      </Wrap>
    </PublicPage>
  )
}

/** `/plan/<id>@<n>/<slug>`: one clause of an edition that ran before, at the address under which it was cited. */
export function EditionClausePage(props: Props & { readonly clause: TreeClause }): ReactNode {
  const { visit, of, clause } = props
  const { frame, lang, href, log, programme } = visit
  const t = editionsTexts[lang]
  const heading = headingOf(clause)
  const title = t.clause(of.edition, citationOf(clause, lang))
  return (
    <PublicPage
      frame={frame}
      title={title}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href(`/plan/${programme.id}@${of.edition}`), label: t.edition(of.edition) },
        citationOf(clause, lang),
      ]}
      log={log}
      wide
    >
      <Wrap>
        <Title eyebrow={<a href={href(`/plan/${programme.id}@${of.edition}`)}>{t.whole}</a>}>
          {heading === '' ? title : <span lang="zh-CN">{heading}</span>}
        </Title>
        <Replaced visit={visit} of={of} clause={clause} />
        <div className="folio mt6">
          <h2 className="vh">{title}</h2>
          <Clause clause={clauseOf(props, clause, true)} lang={lang} />
        </div>
      </Wrap>
    </PublicPage>
  )
}
