import { Fragment, type ReactNode } from 'react'
import type { OwnSentence, Settings } from '../../compiler/measures-against.ts'
import type { LaidBeside } from '../../engine/comparison.ts'
import { LinkButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { DefinitionList, Table } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import type { MeasuresFile } from './measures-data.ts'
import { measuresTexts } from './measures-text.ts'
import { bodyOf } from './plan-index.ts'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly file: MeasuresFile
}

interface LaidProps {
  readonly visit: Visit
  readonly laid: LaidBeside
}

/** What is set, as it is printed: always in Chinese. */
const setBy = ({ targets, limits }: Settings) => [...targets, ...limits].join('、')

/** A stretch of what was filed, with what is copied in it underlined; a reader who does not see the lines hears them. */
function Marked({ visit, laid, from, to }: LaidProps & { readonly from: number; readonly to: number }): ReactNode {
  const t = measuresTexts[visit.lang]
  const parts: ReactNode[] = []
  let at = from
  for (const { start, end } of laid.copied) {
    const [first, last] = [Math.max(start, from), Math.min(end, to)]
    if (first >= last) continue
    parts.push(laid.text.slice(at, first))
    parts.push(
      <mark className="bad" key={first}>
        <span className="vh">{t.copyOpens}</span>
        {laid.text.slice(first, last)}
        <span className="vh">{t.copyCloses}</span>
      </mark>,
    )
    at = last
  }
  parts.push(laid.text.slice(at, to))
  return parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a text are a fixed sequence
    <Fragment key={i}>{part}</Fragment>
  ))
}

/** One sentence of the unit, and what it sets itself. */
function Own({ visit, laid, sentence }: LaidProps & { readonly sentence: OwnSentence }): ReactNode {
  const t = measuresTexts[visit.lang]
  const set = setBy(sentence)
  return (
    <div>
      <p className="song" lang="zh-CN">
        <Marked visit={visit} laid={laid} from={sentence.start} to={sentence.end} />
      </p>
      {set === '' ? null : (
        <p className="small">
          {t.ownSets}
          <span lang="zh-CN">{set}</span>
        </p>
      )}
    </div>
  )
}

/** The testable sentences of a clause of the plan, and what it sets. */
function Theirs({
  visit,
  slug,
  settings,
}: {
  readonly visit: Visit
  readonly slug: string
  readonly settings: Settings
}): ReactNode {
  const { lang, href, plan, programme } = visit
  const t = measuresTexts[lang]
  const clause = plan.find(slug)?.clause
  const set = setBy(settings)
  const sentences = clause ? bodyOf(clause).filter((one) => programme.reading.sentences[one.slug]?.testable) : []
  return (
    <div>
      <p>
        <a href={href(plan.pathOf(slug))}>{plan.cite(slug, lang)}</a>
      </p>
      {sentences.map((sentence) => (
        <p className="song" lang="zh-CN" key={sentence.slug}>
          {sentence.text}
        </p>
      ))}
      <p className="small">
        {t.planSets}
        {set === '' ? t.setsNothing : <span lang="zh-CN">{set}</span>}
      </p>
    </div>
  )
}

function SideBySide({ visit, laid }: LaidProps): ReactNode {
  const t = measuresTexts[visit.lang]
  const taken = laid.clauses.filter(({ own }) => own.length > 0)
  const untouched = laid.clauses.filter(({ own }) => own.length === 0)
  return (
    <section className="mt6">
      <Head>{t.sideBySide}</Head>
      <p className="small quiet">{t.sideSays}</p>
      {taken.length === 0 ? null : (
        <Table
          caption={t.sideBySide}
          columns={[
            { title: t.pairColumns.clause, share: 9 },
            { title: t.pairColumns.own, share: 9 },
          ]}
          rows={taken.map(({ slug, own, ...settings }) => ({
            key: slug,
            cells: [
              <Theirs key="t" visit={visit} slug={slug} settings={settings} />,
              <div key="o" className="stack">
                {own.map((sentence) => (
                  <Own key={sentence.start} visit={visit} laid={laid} sentence={sentence} />
                ))}
              </div>,
            ],
          }))}
        />
      )}
      {laid.apart.length === 0 ? null : (
        <>
          <h3 className="mt5">{t.apart}</h3>
          <div className="stack mt3">
            {laid.apart.map((sentence) => (
              <Own key={sentence.start} visit={visit} laid={laid} sentence={sentence} />
            ))}
          </div>
        </>
      )}
      {untouched.length === 0 ? null : (
        <details className="mt5">
          <summary>{t.untouched(untouched.length)}</summary>
          <p className="small quiet mt3">{t.untouchedSays}</p>
          <ul className="mt3">
            {untouched.map(({ slug }) => (
              <li key={slug}>
                <a href={visit.href(visit.plan.pathOf(slug))}>{visit.plan.cite(slug, visit.lang)}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** The whole text, line by line as it was filed. */
function WholeText({ visit, laid }: LaidProps): ReactNode {
  const t = measuresTexts[visit.lang]
  const lines = [...laid.text.matchAll(/[^\n]+/g)].filter(({ 0: line }) => line.trim() !== '')
  return (
    <section className="mt6" id="text">
      <Head>{t.text}</Head>
      {laid.copied.length === 0 ? null : <p className="small quiet">{t.textSays}</p>}
      <div className="stack mt3 song" lang="zh-CN">
        {lines.map(({ index, 0: line }) => (
          <p key={index}>
            <Marked visit={visit} laid={laid} from={index} to={index + line.length} />
          </p>
        ))}
      </div>
    </section>
  )
}

function Figures({ visit, file: { measures, laid } }: Props): ReactNode {
  const { lang, format } = visit
  const t = measuresTexts[lang]
  const { line, found } = measures
  const limit = measures.isLate ? `${t.comma}${t.overran}` : ''
  return (
    <DefinitionList
      ruled
      entries={[
        {
          term: t.facts.standing,
          value: (
            <>
              <Chip status={line.status} lang={lang} label={line.label} bare />
              {limit}
            </>
          ),
        },
        ...(found === null
          ? []
          : [
              { term: t.facts.covered, value: t.of(found.covered, found.clauses) },
              {
                term: t.facts.copied,
                value: t.copiedPlaces(format.percent(found.copied / 100, 0), laid?.copied.length ?? 0),
              },
              { term: t.facts.targets, value: t.numbers(found.targets) },
            ]),
      ]}
    />
  )
}

function NotFiled({ visit, file: { measures } }: Props): ReactNode {
  const t = measuresTexts[visit.lang]
  const filing = measures.line.seen.clocks.find(({ name, runs }) => name === 'file' && runs)
  const title = measures.found === null ? t.notFiled : t.unreadable
  return (
    <div className="mt5">
      <Empty title={title}>
        {filing?.lastDay ? t.notFiledSays(visit.format.fullDay(filing.lastDay)) : t.notFiledNow}
      </Empty>
    </div>
  )
}

/** `/measures/<number>`: what has this unit made of the plan, and in whose words? */
export function MeasuresFilePage({ visit, file }: Props): ReactNode {
  const { frame, lang, href, log } = visit
  const t = measuresTexts[lang]
  const { line } = file.measures
  const title = t.beside(line.unitName)
  return (
    <PublicPage
      frame={frame}
      title={title}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: href('/measures'), label: t.title },
        line.unitName,
      ]}
      log={log}
      wide
    >
      <Wrap>
        <Title
          side={
            <LinkButton href={line.href} look="second">
              {t.ofCase}
            </LinkButton>
          }
        >
          {title}
        </Title>
        <div className="mt4">
          <Figures visit={visit} file={file} />
        </div>
        {file.laid === null ? (
          <NotFiled visit={visit} file={file} />
        ) : (
          <>
            <SideBySide visit={visit} laid={file.laid} />
            <WholeText visit={visit} laid={file.laid} />
          </>
        )}
      </Wrap>
    </PublicPage>
  )
}
