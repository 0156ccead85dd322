import type { ReactNode } from 'react'
import type { Basis } from '../../kernel/basis.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { inLanguage } from '../../kernel/text.ts'
import type { EventView } from '../../kernel/view.ts'
import type { Status } from '../parts/status.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { capital } from '../text/sentence.ts'
import { basisWords } from './basis.ts'
import { caseTexts } from './case-text.ts'
import { type Erasures, erasedOf } from './erased.tsx'
import { FieldValue, postWords } from './field-value.tsx'
import { under, type Visit } from './visit.ts'

interface HistoryProps {
  readonly visit: Visit
  readonly procedure: Procedure
  readonly events: readonly EventView[]
  /** Index in the public log, by sequence number. */
  readonly indexes: ReadonlyMap<number, number>
  /** What was erased by law, shown where it stood. */
  readonly erased: Erasures
}

/** What a move says of the matter, for the shape of its dot. */
export function statusOfEvent(p: Procedure, event: EventView): Status {
  const t = p.declaration.transitions[event.transition]
  const again = p.declaration.shows.again ?? []
  if (t?.counts?.some((field) => again.includes(field))) return 'again'
  if (event.automatic && (t?.counts?.length ?? 0) > 0) return 'late'
  const means = p.declaration.states[event.to]?.means
  if (means === 'verified') return 'ok'
  if (means === 'to-verify') return 'wait'
  return means === undefined ? 'doing' : 'none'
}

function whoWords(visit: Visit, event: EventView): string {
  const { by, automatic } = event
  if (automatic) return caseTexts[visit.lang].automatic
  const title = capital(inLanguage(by.title, visit.lang))
  return by.post === null ? title : `${title} · ${postWords(visit, by.post)}`
}

type EventProps = Pick<HistoryProps, 'visit' | 'procedure' | 'erased'> & { readonly event: EventView }

/** What was written with a move, as far as the reader may see it, and the authority it rests on. */
function EventText({ visit, procedure: p, event, erased }: EventProps): ReactNode {
  const t = caseTexts[visit.lang]
  const { label, gist, href } = basisWords(visit, p, event.basis as Basis)
  const written = Object.entries(event.input).flatMap(([name, value]) => {
    const field = p.fields[name]
    // What the procedure keeps for itself, counters and switches, is told by the move that changed it.
    const isKept = field?.starts !== undefined && !Object.hasOwn(formOf(p, event), name)
    return field && value !== null && !isKept ? [{ name, field, value }] : []
  })
  const gone = erasedOf(visit, p, event.seq, erased)
  return (
    <>
      <p>{whoWords(visit, event)}</p>
      {gone.length === 0 ? null : <DefinitionList entries={gone} />}
      {written.length === 0 ? null : (
        <details>
          <summary>
            {written.map(({ field }) => inLanguage(field.title, visit.lang)).join(visit.lang === 'zh' ? '、' : ', ')}
          </summary>
          <DefinitionList
            entries={written.map(({ name, field, value }) => ({
              term: inLanguage(field.title, visit.lang),
              value: <FieldValue key={name} visit={under(visit, p)} field={field} value={value} />,
            }))}
          />
        </details>
      )}
      <p className="tiny">{href === undefined ? t.basis(label, gist) : <a href={href}>{t.basis(label, gist)}</a>}</p>
    </>
  )
}

const formOf = (p: Procedure, event: EventView) =>
  p.declaration.forms[p.declaration.transitions[event.transition]?.form ?? ''] ?? {}

/** Every move of a case: what, who, when, on what authority, and its entry in the public log. Newest first. */
export function History({ visit, procedure, events, indexes, erased }: HistoryProps): ReactNode {
  const { lang, format, programme, href } = visit
  return (
    <Timeline
      lang={lang}
      items={events.toReversed().map((event) => {
        const title = procedure.declaration.transitions[event.transition]?.title
        const index = indexes.get(event.seq)
        return {
          status: statusOfEvent(procedure, event),
          title: title ? capital(inLanguage(title, lang)) : event.transition,
          text: <EventText visit={visit} procedure={procedure} event={event} erased={erased} />,
          when:
            event.at === null ? format.fullDay(event.on) : format.fullMoment(Date.parse(event.at), programme.timeZone),
          ...(index !== undefined && { entry: { index, href: href(`/receipt/${index}`) } }),
        }
      })}
    />
  )
}
