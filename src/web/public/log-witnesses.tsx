import type { ReactNode } from 'react'
import type { LogStanding } from '../../engine/log-standing.ts'
import type { Language } from '../../kernel/text.ts'
import { Head } from '../parts/public-page.tsx'
import { Note, Table } from '../parts/table.tsx'
import { formats } from '../text/format.ts'
import { witnessTexts } from './log-witnesses-text.ts'

interface WitnessesProps {
  readonly lang: Language
  readonly standing: LogStanding
}

/** Who besides the operator has seen the log, how far and when. What is the matter with it stands above every page. */
export function LogWitnesses({ lang, standing }: WitnessesProps): ReactNode {
  const t = witnessTexts[lang]
  const { witnessed, witnesses, checkpoint, business } = standing
  // Witnesses and signatures go by real time, whatever the business time of a demo.
  const when = (at: string | null | undefined) =>
    at ? formats[lang].fullMoment(Date.parse(at), business.timeZone) : t.never
  return (
    <section className="mt7">
      <Head>{t.title}</Head>
      {checkpoint === null ? null : <p className="small quiet">{t.signed(when(checkpoint.signedAt))}</p>}
      {witnesses.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <p>
            {standing.witnessedSize === null
              ? t.nobody(witnessed.of)
              : t.summary(witnessed.by, witnessed.of, when(witnessed.youngest))}
          </p>
          <Table
            caption={t.title}
            columns={[
              { title: t.columns.name, heading: true },
              { title: t.columns.size, align: 'end' },
              { title: t.columns.when },
              { title: t.columns.state },
            ]}
            rows={witnesses.map(({ name, key, size, at, state }) => ({
              key: name,
              cells: [
                <span key="n">
                  {name} <span className="mono small quiet">{key}</span>
                </span>,
                size === null ? t.never : formats[lang].number(size),
                when(at),
                t.states[state],
              ],
            }))}
          />
          {witnesses.some(({ state }) => state === 'contradicts') ? <Note tone="red">{t.contradicts}</Note> : null}
        </>
      )}
    </section>
  )
}
