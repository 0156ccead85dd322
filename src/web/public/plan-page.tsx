import { Fragment, type ReactNode } from 'react'
import type { TreeClause } from '../../compiler/clause-tree.ts'
import type { PlanStanding } from '../../engine/standing.ts'
import { Clause, Contents, type ContentsEntry, FolioHead } from '../parts/clause.tsx'
import { Code } from '../parts/draw.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Key, ShareBar } from '../parts/share.tsx'
import { texts } from '../text/texts.ts'
import { EditionSwitch } from './edition-pages.tsx'
import { editionsTexts } from './editions-text.ts'
import { clauseData, frontData, headingOf } from './margin.ts'
import { hasSubstance, statusOfSentence, totalsAsCounts } from './plan-data.ts'
import { bodyOf } from './plan-index.ts'
import { planTexts } from './plan-text.ts'
import type { Visit } from './visit.ts'

interface PlanProps {
  readonly visit: Visit
  readonly standing: PlanStanding
}

/** The contents, each clause with a tick for each of its sentences. `linkOf` leads within the page, or to the clause's own. */
export function contentsOf(
  visit: Visit,
  standing: PlanStanding,
  linkOf: (clause: TreeClause) => string,
  current?: TreeClause,
): readonly ContentsEntry[] {
  return visit.programme.tree
    .filter(({ level }) => level !== 'front' && level !== 'para')
    .map((clause) => ({
      href: linkOf(clause),
      label: headingOf(clause),
      ticks: bodyOf(clause)
        .filter((sentence) => hasSubstance(visit, sentence))
        .map((sentence) => statusOfSentence(standing, sentence)),
      sub: clause.level === 'item',
      current: clause === current,
    }))
}

/** The state of the whole text, and other ways to read it. */
function Summary({ visit, standing }: PlanProps): ReactNode {
  const { lang, href, programme } = visit
  const t = planTexts[lang]
  const counts = totalsAsCounts(standing.totals)
  const { substantive, testable } = standing
  return (
    <div className="sheet pad mt5">
      <div className="row between">
        <p className="small">{t.summary(substantive, testable, substantive - testable)}</p>
        <p className="small row">
          <a href={href('/list')}>{t.byList}</a>
          <a href={href('/measures')}>{t.byMeasures}</a>
          <a href={`/api/v1/plans/${programme.id}/clauses`}>{t.json}</a>
        </p>
      </div>
      <div className="mt3">
        <ShareBar counts={counts} lang={lang} label={t.status} />
      </div>
      <div className="mt3">
        <Key counts={counts} lang={lang} />
      </div>
    </div>
  )
}

type Block = { readonly front: readonly TreeClause[] } | { readonly clause: TreeClause }

/** Clauses in the order of the text, with those that have no number gathered where they stand in a row. */
function blocksOf(tree: readonly TreeClause[]): readonly Block[] {
  const blocks: Block[] = []
  let front: TreeClause[] = []
  for (const clause of tree) {
    if (clause.level === 'front') {
      front.push(clause)
      if (front.length === 1) blocks.push({ front })
    } else {
      front = []
      blocks.push({ clause })
    }
  }
  return blocks
}

function WholeText({ visit, standing }: PlanProps): ReactNode {
  const { lang, programme } = visit
  return (
    <div className="folio">
      {blocksOf(programme.tree).map((block) => {
        if ('front' in block) {
          const data = frontData(visit, standing, block.front)
          return (
            <Fragment key={data.id}>
              <FolioHead title={data.citation} />
              <Clause clause={data} lang={lang} />
            </Fragment>
          )
        }
        const { clause } = block
        return clause.level === 'part' ? (
          <FolioHead key={clause.slug} id={clause.slug} title={headingOf(clause)} />
        ) : (
          <Clause key={clause.slug} clause={clauseData(visit, standing, clause, false)} lang={lang} />
        )
      })}
    </div>
  )
}

/** How anybody checks that this is the document: its fingerprint, the file, and the command on three systems. */
function Source({ visit }: { readonly visit: Visit }): ReactNode {
  const { lang, programme } = visit
  const t = planTexts[lang]
  const commands = [
    `sha256sum ${programme.id}.txt`,
    `shasum -a 256 ${programme.id}.txt`,
    `certutil -hashfile ${programme.id}.txt SHA256`,
  ]
  return (
    <section className="mt7" id="source">
      <Head side={<a href={`/plan/${programme.id}/source.txt`}>{t.sourceFile}</a>}>{t.sourceTitle}</Head>
      <p className="measure">
        {t.sourceSays} <a href={visit.href(`/plan/${programme.id}/versions`)}>{editionsTexts[lang].link}</a>
      </p>
      <p className="mono hash mt3">{programme.fingerprint}</p>
      <div className="mt4">
        <Code label={t.commands}>{commands.join('\n')}</Code>
      </div>
    </section>
  )
}

/** `/plan/<id>`: who answers for this sentence, and how far is it? */
export function PlanPage({ visit, standing }: PlanProps): ReactNode {
  const { frame, lang, href, log, programme, format, say } = visit
  const t = planTexts[lang]
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={say(programme.title)}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
      log={log}
      wide
    >
      <Wrap>
        <Title
          eyebrow={
            <>
              <span>{t.issued(format.fullDay(programme.issuedOn))}</span>
              <span>
                {t.fingerprint}{' '}
                <span className="mono">{`${programme.fingerprint.slice(0, 4)}…${programme.fingerprint.slice(-4)}`}</span>
              </span>
              <a href="#source">{t.checkSource}</a>
            </>
          }
          lede={t.lede}
        >
          {lang === 'zh' ? programme.title[0] : say(programme.title)}
        </Title>
        <EditionSwitch visit={visit} shown={visit.engine.editions.inForce} />
        <Summary visit={visit} standing={standing} />
        <div className="plan mt6">
          <div>
            <Contents entries={contentsOf(visit, standing, ({ slug }) => `#${slug}`)} lang={lang} />
          </div>
          <WholeText visit={visit} standing={standing} />
        </div>
        <Source visit={visit} />
      </Wrap>
    </PublicPage>
  )
}
