import type { ReactNode } from 'react'
import type { Evidence } from '../../kernel/field.ts'
import { inLanguage } from '../../kernel/text.ts'
import type { EventView } from '../../kernel/view.ts'
import { Clock } from '../parts/clock.tsx'
import { EvidenceCard, type EvidenceItem, type Strength } from '../parts/evidence.tsx'
import { Gates } from '../parts/gate.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { DefinitionList, type Entry } from '../parts/table.tsx'
import { ProcedureLine } from '../parts/timeline.tsx'
import { erasedFacts } from '../public/erased.tsx'
import { FieldValue } from '../public/field-value.tsx'
import { gatesOf, wallProcedure } from '../public/gates.ts'
import { stepsOf } from '../public/steps.ts'
import { formats } from '../text/format.ts'
import type { DeskCase } from './case-file.ts'
import { caseTexts } from './case-text.ts'
import type { Acting } from './visit.ts'

export interface CaseProps {
  readonly visit: Acting
  readonly file: DeskCase
}

/** Gates, the clock that ends first, and the line of stations. */
export function Where({ visit, file }: CaseProps): ReactNode {
  const { lang, portal } = visit
  const t = caseTexts[lang]
  const { seen, clock, status } = file.line
  const p = file.procedure
  const gates = seen.procedure === wallProcedure ? gatesOf(seen) : null
  const title = inLanguage(p.declaration.title, lang)
  return (
    <section className="sheet pad" aria-label={t.line}>
      <div className="row between">
        {gates === null ? (
          <span className="small quiet">{title}</span>
        ) : (
          <div className="row">
            <Gates inPlace={gates.inPlace} satisfied={gates.satisfied} lang={lang} />
            <span className="small quiet">{t.gates}</span>
          </div>
        )}
        {clock === null ? null : <Clock face={clock.face} lang={lang} label={clock.title} />}
      </div>
      <div className="mt4">
        <ProcedureLine
          steps={stepsOf(portal, p, file.events)}
          lang={lang}
          label={title}
          reopened={status === 'again'}
        />
      </div>
    </section>
  )
}

/** Fields shown by other parts of the page. */
const elsewhere: ReadonlySet<string> = new Set([
  'claims',
  'seen',
  'checkNote',
  'missing',
  'resultNote',
  'objectionOpen',
])

/** Every field of the case that the post may read, in the order of its forms. */
export function Facts({ visit, file }: CaseProps): ReactNode {
  const { lang, portal } = visit
  const { seen } = file.line
  const entries = Object.entries(file.procedure.fields).flatMap(([name, field]): readonly Entry[] => {
    const value = seen.data[name]
    const isShown = field.kind === 'evidence' || elsewhere.has(name) || name === file.procedure.declaration.shows.title
    const isIdle =
      (field.kind === 'integer' && value === 0 && field.starts === 0) || (Array.isArray(value) && value.length === 0)
    if (value === undefined || value === null || isShown || isIdle) return []
    return [
      {
        term: inLanguage(field.title, lang),
        value: <FieldValue key={name} visit={portal} field={field} value={value} />,
      },
    ]
  })
  const gone = erasedFacts(portal, file.procedure, seen.data, file.erased)
  if (entries.length + gone.length === 0) return null
  return (
    <section>
      <Head>{caseTexts[lang].facts}</Head>
      <DefinitionList entries={[...entries, ...gone]} />
    </section>
  )
}

/** How much evidence of this mover carries: his own word, a trace, an independent look, or the person concerned. */
function strengthOf(file: DeskCase, event: EventView): Strength {
  const is = file.procedure.declaration.parties[event.by.party]?.is
  if (is === undefined) return 2
  if ('person' in is || 'anyone' in is) return 4
  return 'post' in is && is.unit !== undefined ? 1 : 3
}

function bearingOf(file: DeskCase, event: EventView): Pick<EvidenceItem, 'bearing'> {
  const { states, shows, transitions } = file.procedure.declaration
  const counts = transitions[event.transition]?.counts ?? []
  if (counts.some((field) => shows.again?.includes(field))) return { bearing: 'against' }
  const means = states[event.to]?.means
  const isCheck = strengthOf(file, event) === 3 && event.from !== null
  return isCheck && (means === 'verified' || means === 'to-verify') ? { bearing: 'for' } : {}
}

function evidenceOf({ visit, file }: CaseProps): readonly (EvidenceItem & { readonly key: string })[] {
  const { lang, portal, names } = visit
  return file.events.toReversed().flatMap((event) => {
    const files = Object.entries(event.input).flatMap(([name, value]) =>
      file.procedure.fields[name]?.kind === 'evidence' ? (value as unknown as readonly Evidence[]) : [],
    )
    const index = file.indexes.get(event.seq)
    const title = inLanguage(event.by.title, lang)
    return files.map(({ sha256, name, type }) => ({
      key: `${event.seq} ${sha256}`,
      title: name,
      href: `/api/v1/evidence/${sha256}`,
      strength: strengthOf(file, event),
      by: event.by.unit === null ? title : `${names.unit(event.by.unit)} ${title}`,
      when: formats[lang].day(event.on),
      fingerprint: `${sha256.slice(0, 4)}…${sha256.slice(-4)}`,
      ...bearingOf(file, event),
      ...(type.startsWith('image/') && { photo: { src: `/api/v1/evidence/${sha256}`, alt: name } }),
      ...(index !== undefined && { entry: { index, href: portal.href(`/receipt/${index}`) } }),
    }))
  })
}

/** Evidence with who handed it in, which side it speaks for, and where it is recorded. */
export function EvidenceCards(props: CaseProps): ReactNode {
  const { lang } = props.visit
  const t = caseTexts[lang]
  const items = evidenceOf(props)
  if (items.length === 0) return null
  return (
    <section>
      <Head>{t.evidence(items.length)}</Head>
      <div className="grid grid-4">
        {items.map(({ key, ...item }) => (
          <EvidenceCard key={key} item={item} lang={lang} />
        ))}
      </div>
      <p className="tiny quiet mt3">{t.strengths}</p>
    </section>
  )
}

/** Under the heading: number, state, unit. */
export function Under({ visit, file }: CaseProps): ReactNode {
  const { line } = file
  return (
    <>
      <span className="mono">{line.seen.no}</span>
      <Chip status={line.status} lang={visit.lang} label={line.label} />
      <span>{line.unitName}</span>
    </>
  )
}
