import type { ReactNode } from 'react'
import { plainOf } from '../../derive/plain.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Language } from '../../kernel/text.ts'
import { LinkButton } from '../parts/button.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Scroll, Table } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import type { Picture } from './procedure-chart.ts'
import { Laws, Limits, Parties, Readers, StepByStep } from './procedure-sections.tsx'
import { procedureTexts } from './procedure-text.ts'
import type { Visit } from './visit.ts'

function clauseLinks({ plan, lang, href }: Visit, p: Procedure): ReactNode {
  const clauses = [...new Set(p.declaration.basis.flatMap((basis) => p.clausesOf(basis)))]
  return (
    <span className="row">
      {clauses.map((slug) => (
        <a key={slug} href={href(plan.pathOf(slug))}>
          {plan.cite(slug, lang)}
        </a>
      ))}
    </span>
  )
}

/** `/procedures`: by which rules is each kind of matter handled? */
export function ProceduresPage({ visit }: { readonly visit: Visit }): ReactNode {
  const { frame, lang, href, log, programme, say } = visit
  const t = procedureTexts[lang]
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
        <div className="mt5">
          <Table
            caption={t.title}
            columns={[
              { title: t.columns.name, heading: true, share: 5 },
              { title: t.columns.what, share: 9 },
              { title: t.columns.size, share: 5 },
              { title: t.columns.clauses, share: 5 },
            ]}
            rows={[...programme.procedures.values()].map((p) => ({
              key: p.id,
              cells: [
                <a key="a" href={href(`/procedures/${p.id}`)}>
                  {say(p.declaration.title)}
                </a>,
                say(p.declaration.summary),
                t.size(Object.keys(p.declaration.states).length, p.transitions.length),
                clauseLinks(visit, p),
              ],
            }))}
          />
        </div>
        <section className="mt7">
          <Head>{t.calculator}</Head>
          <p>{t.calculatorSays}</p>
          <p className="mt3">
            <LinkButton href={href('/procedures/deadline')} look="second">
              {t.calculator}
            </LinkButton>
          </p>
        </section>
      </Wrap>
    </PublicPage>
  )
}

interface ProcedureProps {
  readonly visit: Visit
  readonly procedure: Procedure
  readonly picture: Picture
}

/** The chart is a picture of its own, so that it brings its colours and its letters keep their size. */
function Chart({ visit, procedure, picture }: ProcedureProps): ReactNode {
  const { lang, href, say, frame } = visit
  const t = procedureTexts[lang]
  const { theme } = frame.display
  const source = href(`/procedures/${procedure.id}/chart.svg${theme === 'auto' ? '' : `?theme=${theme}`}`)
  return (
    <section className="mt7" id="chart">
      <Head side={<a href={source}>{t.chartOpen}</a>}>{t.chart}</Head>
      <p className="only-s quiet">{t.chartWide}</p>
      <div className="hide-s sheet pad">
        <Scroll label={t.chart}>
          <img
            src={source}
            alt={t.chartAlt(say(procedure.declaration.title))}
            width={picture.width}
            height={picture.height}
            loading="lazy"
          />
        </Scroll>
      </div>
    </section>
  )
}

/** The page is as long as its procedure; each part is one press away. */
function OnThisPage({ lang, hasLaws }: { readonly lang: Language; readonly hasLaws: boolean }): ReactNode {
  const t = procedureTexts[lang]
  const parts = [...(hasLaws ? (['laws'] as const) : []), 'chart', 'limits', 'steps', 'parties', 'readers'] as const
  return (
    <nav className="mt4" aria-label={t.onThisPage}>
      <ul className="row">
        {parts.map((part) => (
          <li key={part}>
            <a href={`#${part}`}>{t[part]}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** `/procedures/<id>`: who may do what, within how many days, under which rule? */
export function ProcedurePage({ visit, procedure, picture }: ProcedureProps): ReactNode {
  const { frame, lang, href, log, say } = visit
  const t = procedureTexts[lang]
  const plain = plainOf(procedure)
  const props = { visit, procedure, plain }
  return (
    <PublicPage
      frame={frame}
      title={say(plain.title)}
      description={say(plain.summary)}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href('/procedures'), label: t.title },
        say(plain.title),
      ]}
      log={log}
      wide
    >
      <Wrap>
        <Title eyebrow={clauseLinks(visit, procedure)} lede={say(plain.summary)}>
          {say(plain.title)}
        </Title>
        <p className="small quiet mt4">
          {t.version} <span className="mono">{procedure.version.slice(0, 12)}</span>
          {lang === 'zh' ? '。' : '. '}
          {t.versionSays} <a href={`/api/v1/procedures/${procedure.id}`}>{t.json}</a>{' '}
          <a href={`/api/v1/procedures/${procedure.id}/diagram.bpmn`}>{t.bpmn}</a>
        </p>
        <OnThisPage lang={lang} hasLaws={plain.laws.length > 0} />
        <Laws {...props} />
        <Chart visit={visit} procedure={procedure} picture={picture} />
        <Limits {...props} />
        <StepByStep {...props} />
        <Parties {...props} />
        <Readers {...props} />
      </Wrap>
    </PublicPage>
  )
}
