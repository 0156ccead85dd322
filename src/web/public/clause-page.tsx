import type { ReactNode } from 'react'
import type { TreeClause, TreeSentence } from '../../compiler/clause-tree.ts'
import type { PlanStanding } from '../../engine/standing.ts'
import { basesOf } from '../../kernel/bind.ts'
import { Chain } from '../parts/chain.tsx'
import { Clause, Contents } from '../parts/clause.tsx'
import { type Strength, StrengthMeter } from '../parts/evidence.tsx'
import { Empty } from '../parts/form.tsx'
import { Gates } from '../parts/gate.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { capital } from '../text/sentence.ts'
import { texts } from '../text/texts.ts'
import { type CaseLine, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import { chainOf } from './chain-data.ts'
import { gatesOf, wallProcedure } from './gates.ts'
import { clauseData, headingOf } from './margin.ts'
import { standingOf } from './plan-data.ts'
import { bodyOf, citationOf } from './plan-index.ts'
import { contentsOf } from './plan-page.tsx'
import { planTexts } from './plan-text.ts'
import type { Visit } from './visit.ts'

/** Cases read for one sentence: beyond it the list has them all. */
const casesMost = 60

const degrees = [1, 2, 3, 4] as const satisfies readonly Strength[]

/** A sentence with its public cases. */
interface Answered {
  readonly sentence: TreeSentence
  readonly lines: readonly CaseLine[]
}

export interface ClauseView {
  readonly clause: TreeClause
  readonly standing: PlanStanding
  readonly answered: readonly Answered[]
}

/** Everything for the page of one clause; null for a slug that the plan does not have. */
export async function clauseView(visit: Visit, slug: string): Promise<ClauseView | null> {
  const place = visit.plan.find(slug)
  if (!place || place.sentence !== null) return null
  const { clause } = place
  const standing = await visit.site.standing()
  const withCases = bodyOf(clause).filter((sentence) => (standingOf(standing, sentence)?.cases ?? 0) > 0)
  const answered = await Promise.all(
    withCases.map(async (sentence) => ({
      sentence,
      lines: linesOf(
        visit,
        await publicCases(visit.engine, { clauses: visit.engine.editions.keysAt(sentence.slug) }, 'opened', casesMost),
      ),
    })),
  )
  return { clause, standing, answered }
}

interface Props {
  readonly visit: Visit
  readonly view: ClauseView
}

/** The clauses before and after, leaving out what a web page left behind. */
function Neighbours({ visit, clause }: { readonly visit: Visit; readonly clause: TreeClause }): ReactNode {
  const { lang, href, plan, programme } = visit
  const t = planTexts[lang]
  const { tree } = programme
  const at = tree.indexOf(clause)
  const link = (other: TreeClause | undefined, words: (citation: string) => string, rel: string) =>
    other === undefined ? null : (
      <a href={href(plan.pathOf(other.slug))} rel={rel}>
        {words(citationOf(other, lang))}
      </a>
    )
  return (
    <span className="row small">
      {link(tree[at - 1], t.previous, 'prev')}
      {link(tree[at + 1], t.next, 'next')}
      <a href={href(`/plan/${programme.id}#${clause.slug}`)}>{t.whole}</a>
    </span>
  )
}

function FindingsTable({ visit, lines }: { readonly visit: Visit; readonly lines: readonly CaseLine[] }): ReactNode {
  const { lang } = visit
  const t = planTexts[lang]
  return (
    <Table
      caption={t.findings}
      columns={[{ title: t.matter, heading: true }, { title: t.unit }, { title: t.state }, { title: t.no }]}
      rows={lines.map((line) => {
        const { inPlace, satisfied } = gatesOf(line.seen)
        return {
          key: line.seen.no,
          cells: [
            <a key="a" href={line.href}>
              <Written text={line.seen.title} lang={lang} />
            </a>,
            line.unitName,
            <span key="s" className="row">
              <Gates inPlace={inPlace} satisfied={satisfied} lang={lang} short />
              <Chip status={line.status} lang={lang} label={line.label} bare />
            </span>,
            <span key="n" className="mono">
              {line.seen.no}
            </span>,
          ],
        }
      })}
    />
  )
}

function SentenceChain({ visit, view, answered }: Props & { readonly answered: Answered }): ReactNode {
  const { lang } = visit
  const t = planTexts[lang]
  const at = bodyOf(view.clause).indexOf(answered.sentence) + 1
  const goals = chainOf(visit, answered.lines)
  const findings = answered.lines.filter(({ seen }) => seen.procedure === wallProcedure)
  const [source = '', goal = '', project = '', post = '', effect = ''] = t.chainHeads
  const [a = '', b = '', c = '', d = '', e = ''] = t.chainSays
  return (
    <div className="mt5" id={`case-${at}`}>
      <h3>{t.sentence(at)}</h3>
      {goals.length === 0 ? null : (
        <div className="sheet pad mt3">
          <Chain
            lang={lang}
            label={`${t.chain}: ${t.sentence(at)}`}
            heads={[
              { title: source, says: a },
              { title: goal, says: b },
              { title: project, says: c },
              { title: post, says: d },
              { title: effect, says: e },
            ]}
            source={<p lang="zh-CN">{answered.sentence.text}</p>}
            goals={goals}
          />
        </div>
      )}
      {findings.length === 0 ? null : (
        <div className="mt4">
          <h4>{t.findings}</h4>
          <FindingsTable visit={visit} lines={findings} />
        </div>
      )}
    </div>
  )
}

/** What each degree of evidence is worth. */
function Strengths({ visit }: { readonly visit: Visit }): ReactNode {
  const { lang } = visit
  const t = planTexts[lang]
  return (
    <section className="mt7">
      <Head>{t.strength}</Head>
      <ul className="grid grid-4">
        {degrees.map((degree) => (
          <li key={degree}>
            <StrengthMeter strength={degree} lang={lang} />
            <p className="small quiet">{t.strengthSays[degree - 1]}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The procedures some of whose steps have this clause or one of its sentences as their authority. */
function RestingProcedures({ visit, clause }: { readonly visit: Visit; readonly clause: TreeClause }): ReactNode {
  const { lang, href, programme, say } = visit
  const t = planTexts[lang]
  const slugs = new Set([clause.slug, ...clause.sentences.map(({ slug }) => slug)])
  const resting = [...programme.procedures.values()].filter((p) =>
    basesOf(p.declaration).some((basis) => p.clausesOf(basis).some((slug) => slugs.has(slug))),
  )
  if (resting.length === 0) return null
  return (
    <section className="mt7">
      <Head>{t.procedures}</Head>
      <p className="quiet">{t.proceduresSays}</p>
      <ul className="mt3">
        {resting.map((p) => (
          <li key={p.id}>
            <a href={href(`/procedures/${p.id}`)}>{say(p.declaration.title)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `/plan/<id>/<slug>`: one clause at a stable address, and the way from each of its sentences to its effect. */
export function ClausePage({ visit, view }: Props): ReactNode {
  const { frame, lang, href, log, programme, site } = visit
  const { clause, standing, answered } = view
  const t = planTexts[lang]
  const citation = citationOf(clause, lang)
  const heading = headingOf(clause)
  return (
    <PublicPage
      frame={frame}
      title={`${t.clauseTitle(citation)} ${lang === 'zh' ? clause.title : ''}`.trim()}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href(`/plan/${programme.id}`), label: t.title },
        citation,
      ]}
      log={log}
      wide
    >
      <Wrap>
        <Title
          eyebrow={<Neighbours visit={visit} clause={clause} />}
          lede={lang === 'en' ? capital(programme.reading.clauses[clause.slug]?.en ?? '') || undefined : undefined}
        >
          {heading === '' ? t.clauseTitle(citation) : <span lang="zh-CN">{heading}</span>}
        </Title>
        <p className="small quiet mt3">
          {t.cite} <span className="mono">{`${site.context.origin}/plan/${programme.id}/${clause.slug}`}</span>
        </p>
        <div className="plan mt5">
          <div>
            <Contents
              entries={contentsOf(visit, standing, ({ slug }) => href(`/plan/${programme.id}/${slug}`), clause)}
              lang={lang}
            />
          </div>
          <div>
            <div className="folio">
              <h2 className="vh">{t.title}</h2>
              <Clause clause={clauseData(visit, standing, clause, true)} lang={lang} />
            </div>
          </div>
        </div>
        <section className="mt7">
          <Head>{t.chain}</Head>
          <p className="quiet measure">{t.chainLede}</p>
          {answered.length === 0 ? (
            <div className="mt4">
              <Empty title={t.noCases}>{t.noCasesSays}</Empty>
            </div>
          ) : (
            answered.map((one) => <SentenceChain key={one.sentence.slug} visit={visit} view={view} answered={one} />)
          )}
        </section>
        {answered.length === 0 ? null : <Strengths visit={visit} />}
        <RestingProcedures visit={visit} clause={clause} />
      </Wrap>
    </PublicPage>
  )
}
