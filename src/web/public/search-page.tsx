import type { ReactNode } from 'react'
import type { TreeClause, TreeSentence } from '../../compiler/clause-tree.ts'
import type { PlanStanding } from '../../engine/standing.ts'
import { folded, wordsOf } from '../../engine/words.ts'
import { storeViewer } from '../../http/views.ts'
import { searchCases } from '../../store/list.ts'
import { Empty } from '../parts/form.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { SearchBox } from '../parts/search.tsx'
import { Chip, StatusLine } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { bilingual } from '../text/bilingual.ts'
import { counted, formats } from '../text/format.ts'
import { texts } from '../text/texts.ts'
import { type CaseLine, linesOf } from './case-line.ts'
import { homeTexts } from './home-text.ts'
import { hasSubstance, statusOfSentence } from './plan-data.ts'
import { bodyOf } from './plan-index.ts'
import type { Visit } from './visit.ts'

const searchTexts = bilingual(
  {
    title: '查找',
    found: (q: string, n: number) => `“${q}”：找到 ${formats.zh.number(n)} 处`,
    sentences: '方案里的句子',
    units: '单位',
    cases: '案件',
    none: '没有找到',
    noneSays: '换个短一点的词试试，或者看责任清单、整改墙。还没公开的案件查不到。',
    ask: '写要找的字，再按“查找”',
    columns: { matter: '事项', unit: '单位', state: '到哪一步', no: '编号' },
  },
  {
    title: 'Search',
    found: (q, n) => `“${q}”: ${counted(n, 'result')}`,
    sentences: 'Sentences of the plan',
    units: 'Units',
    cases: 'Cases',
    none: 'Nothing found',
    noneSays:
      'Try a shorter word, or see the responsibility list and the wall. Cases that are not public are not found.',
    ask: 'Write what you look for and press “Search”',
    columns: { matter: 'Matter', unit: 'Unit', state: 'How far', no: 'Number' },
  },
)

/** Results of each kind at most. */
const mostSentences = 20
const mostUnits = 20
const mostCases = 30

export interface Found {
  readonly standing: PlanStanding
  readonly sentences: readonly { readonly clause: TreeClause; readonly sentence: TreeSentence }[]
  readonly units: readonly string[]
  readonly cases: readonly CaseLine[]
}

const holdsAll = (text: string, phrases: readonly string[]) => {
  const whole = folded(text)
  return phrases.every((phrase) => whole.includes(phrase))
}

/** Sentences, units by any name they ever had, and public cases that hold every word; null for a query without words. */
export async function search(visit: Visit, q: string): Promise<Found | null> {
  const { engine, programme, site } = visit
  const phrases = folded(q).split(' ').filter(Boolean)
  const words = [...new Set(phrases.flatMap((phrase) => [...wordsOf(phrase)]))]
  if (words.length === 0) return null
  const [standing, cases] = await Promise.all([
    site.standing(),
    searchCases(engine.db, {
      region: programme.region,
      viewer: storeViewer(engine, { kind: 'visitor' }),
      words,
      phrases,
      limit: mostCases,
    }),
  ])
  const sentences = programme.tree.flatMap((clause) =>
    bodyOf(clause)
      .filter((sentence) => hasSubstance(visit, sentence) && holdsAll(`${clause.title} ${sentence.text}`, phrases))
      .map((sentence) => ({ clause, sentence })),
  )
  const units = engine
    .org()
    .data.units.filter((unit) => unit.names.some(({ name }) => holdsAll(name.join(' '), phrases)))
    .map(({ id }) => id)
  return {
    standing,
    sentences: sentences.slice(0, mostSentences),
    units: units.slice(0, mostUnits),
    cases: linesOf(
      visit,
      cases.map((stored) => stored.case),
    ),
  }
}

interface Props {
  readonly visit: Visit
  readonly found: Found
}

function Sentences({ visit, found }: Props): ReactNode {
  const { lang, href, plan } = visit
  if (found.sentences.length === 0) return null
  return (
    <section className="mt6">
      <Head>{searchTexts[lang].sentences}</Head>
      <ul className="stack">
        {found.sentences.map(({ sentence }) => (
          <li key={sentence.slug}>
            <StatusLine status={statusOfSentence(found.standing, sentence)} lang={lang}>
              <a href={href(plan.pathOf(sentence.slug))}>{plan.cite(sentence.slug, lang)}</a>
            </StatusLine>
            <p className="song" lang="zh-CN">
              {sentence.text}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Units({ visit, found }: Props): ReactNode {
  const { lang, href, unitName } = visit
  if (found.units.length === 0) return null
  return (
    <section className="mt6">
      <Head>{searchTexts[lang].units}</Head>
      <ul className="row">
        {found.units.map((id) => (
          <li key={id}>
            <a href={href(`/units/${id}`)}>{unitName(id)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Cases({ visit, found }: Props): ReactNode {
  const { lang } = visit
  const t = searchTexts[lang]
  if (found.cases.length === 0) return null
  return (
    <section className="mt6">
      <Head>{t.cases}</Head>
      <Table
        caption={t.cases}
        columns={[
          { title: t.columns.matter, heading: true },
          { title: t.columns.unit },
          { title: t.columns.state },
          { title: t.columns.no },
        ]}
        rows={found.cases.map((line) => ({
          key: line.seen.no,
          cells: [
            <a key="a" href={line.href}>
              <Written text={line.seen.title} lang={lang} />
            </a>,
            line.unitName,
            <Chip key="s" status={line.status} lang={lang} label={line.label} bare />,
            <span key="n" className="mono">
              {line.seen.no}
            </span>,
          ],
        }))}
      />
    </section>
  )
}

/** `/search?q=`: where is it? */
export function SearchPage(props: { visit: Visit; q: string; found: Found | null }): ReactNode {
  const { visit, q, found } = props
  const { frame, lang, href, log } = visit
  const t = searchTexts[lang]
  const total = found ? found.sentences.length + found.units.length + found.cases.length : 0
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, t.title]}
      log={log}
    >
      <Wrap>
        <Title>{t.title}</Title>
        <SearchBox lang={lang} action={href('/search')} hint={homeTexts[lang].search} value={q} />
        <p className="mt4" role="status">
          {found === null ? t.ask : <Written text={t.found(q, total)} lang={lang} />}
        </p>
        {found === null || total > 0 ? null : (
          <div className="mt5">
            <Empty title={t.none}>{t.noneSays}</Empty>
          </div>
        )}
        {found === null ? null : (
          <>
            <Sentences visit={visit} found={found} />
            <Units visit={visit} found={found} />
            <Cases visit={visit} found={found} />
          </>
        )}
      </Wrap>
    </PublicPage>
  )
}
