import type { ReactNode } from 'react'
import { Head } from '../parts/public-page.tsx'
import { Table } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import type { Rates, RoundOf } from './draw-rates.ts'
import { drawTexts } from './draw-text.ts'
import { postWords } from './field-value.tsx'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly rates: Rates
}

/** The number, and each round that it counts. */
function Counted({ visit, rounds }: { readonly visit: Visit; readonly rounds: readonly RoundOf[] }): ReactNode {
  const { lang, format, href } = visit
  return (
    <>
      <b className="num">{format.number(rounds.length)}</b>
      {rounds.map(({ no, title }) => (
        <span key={no} className="small">
          {' '}
          <a href={href(`/draws/${no}`)}>
            <Written text={title} lang={lang} />
          </a>
        </span>
      ))}
    </>
  )
}

/** How often each unit was drawn and each inspector sent, over all public rounds: who was never drawn is told by name. */
export function DrawCounts({ visit, rates }: Props): ReactNode {
  const { lang, format, unitName } = visit
  const t = drawTexts[lang]
  const { units, inspectors, visits, withFindings } = rates
  if (units.length === 0) return null
  const drawn = units.filter(({ visits: own, gaveWay }) => own.length + gaveWay.length > 0)
  const waiting = units.filter((unit) => !drawn.includes(unit))
  const reached = units.filter((unit) => unit.visits.length > 0).length
  const [c, i] = [t.unitColumns, t.inspectorColumns]
  return (
    <>
      <section className="mt7">
        <Head>{t.unitRates}</Head>
        <p className="measure">{t.ratesSay(units.length, reached, visits, withFindings)}</p>
        <Table
          dense
          caption={t.unitRates}
          columns={[{ title: c.unit, heading: true }, { title: c.visits }, { title: c.gaveWay }, { title: c.found }]}
          rows={drawn.toReversed().map((unit) => ({
            key: unit.unit,
            cells: [
              unitName(unit.unit),
              <Counted key="v" visit={visit} rounds={unit.visits} />,
              <Counted key="g" visit={visit} rounds={unit.gaveWay} />,
              format.number(unit.found),
            ],
          }))}
        />
        {waiting.length === 0 ? null : (
          <p className="mt4">
            <b>{t.waiting(waiting.length)}</b>
            {waiting.map(({ unit }) => unitName(unit)).join(t.joiner)}
          </p>
        )}
      </section>
      <section className="mt7">
        <Head>{t.inspectorRates}</Head>
        <Table
          dense
          caption={t.inspectorRates}
          columns={[{ title: i.post, heading: true }, { title: i.sent }, { title: i.aside }]}
          rows={inspectors.map(({ post, sent, aside }) => ({
            key: post,
            cells: [postWords(visit, post), format.number(sent), <Counted key="a" visit={visit} rounds={aside} />],
          }))}
        />
      </section>
    </>
  )
}
