import type { ReactNode } from 'react'
import { Head } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import type { Measures } from './measures-data.ts'
import { measuresTexts } from './measures-text.ts'
import { unitTexts } from './units-text.ts'
import type { Visit } from './visit.ts'

/** The unit's own measures: how far, and what the machine found beside the plan. */
export function OwnMeasures({
  visit,
  measures,
}: {
  readonly visit: Visit
  readonly measures: readonly Measures[]
}): ReactNode {
  if (measures.length === 0) return null
  const { lang, href, format } = visit
  const t = measuresTexts[lang]
  return (
    <section className="mt6" id="measures">
      <Head side={<a href={href('/measures')}>{t.all}</a>}>{t.ofUnit}</Head>
      <p className="small quiet">{t.ofUnitSays}</p>
      <Table
        caption={t.ofUnit}
        columns={[
          { title: unitTexts[lang].columns.matter, heading: true, share: 7 },
          { title: t.columns.standing, share: 6 },
          { title: t.columns.covered, align: 'end', share: 4 },
          { title: t.columns.copied, align: 'end', share: 3 },
          { title: t.columns.targets, align: 'end', share: 4 },
        ]}
        rows={measures.map(({ line, found, isLate }) => ({
          key: line.seen.no,
          cells: [
            <a key="m" href={href(`/measures/${line.seen.no}`)}>
              <Written text={line.seen.title} lang={lang} />
            </a>,
            <span key="s">
              <Chip status={line.status} lang={lang} label={line.label} bare />
              {isLate && found !== null ? ` ${t.overran}` : ''}
            </span>,
            found === null ? t.notYet : t.of(found.covered, found.clauses),
            found === null ? t.notYet : format.percent(found.copied / 100, 0),
            found === null ? t.notYet : t.numbers(found.targets),
          ],
        }))}
      />
    </section>
  )
}
