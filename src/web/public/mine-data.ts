import { ownErasable, ownWishes } from '../../engine/erasure-wish.ts'
import { possibleMoves } from '../../http/cases.ts'
import { procedureFor, viewing } from '../../http/views.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Actor } from '../../kernel/case.ts'
import type { Evidence, Fields } from '../../kernel/field.ts'
import { type CaseView, type EventView, isPublic, view, viewEvents } from '../../kernel/view.ts'
import { erasedFields } from '../../store/erasure.ts'
import type { FollowedWish } from '../../store/erasure-wish.ts'
import { leafIndexes } from '../../store/log.ts'
import { eventsOf } from '../../store/read.ts'
import { caseByNo } from './case-data.ts'
import type { Erasures } from './erased.tsx'
import type { Visit } from './visit.ts'

export type Person = Extract<Actor, { kind: 'person' }>

/** A move that is the reporter's to make now, with its form. */
export interface OwnMove {
  readonly transition: string
  readonly fields: Fields
}

/** A case as its reporter sees it: his own words, the public record, and what is his to do. */
export interface OwnCase {
  readonly seen: CaseView
  readonly procedure: Procedure
  readonly events: readonly EventView[]
  readonly indexes: ReadonlyMap<number, number>
  readonly moves: readonly OwnMove[]
  readonly isPublic: boolean
  /** What was erased by law, his own words among it. */
  readonly erased: Erasures
  /** Names of fields that he may ask to have erased. */
  readonly erasable: readonly string[]
  /** What he asked for so far. */
  readonly wishes: readonly FollowedWish[]
}

/** Null when the case is gone or the person has no part in it. */
export async function ownCase(visit: Visit, person: Person): Promise<OwnCase | null> {
  const { engine, site } = visit
  const c = await caseByNo(visit, person.case)
  if (!c) return null
  const p = procedureFor(engine, c)
  const eyes = viewing(engine, person)
  const seen = view(p, c, eyes)
  if (seen === null || seen.parts.length === 0) return null
  const [stored, indexes, moves, erased, erasable, wishes] = await Promise.all([
    eventsOf(engine.db, c.region, c.id),
    leafIndexes(engine.db, c.region, c.id),
    possibleMoves(site.context, p, c, person, false),
    erasedFields(engine.db, c.region, c.id),
    ownErasable(engine, person, c),
    ownWishes(engine, person, c),
  ])
  return {
    seen,
    procedure: p,
    events: viewEvents(p, c, stored, eyes) ?? [],
    indexes: new Map([...indexes].filter(([, index]) => index < visit.log.size)),
    moves: moves.flatMap(({ transition, possible }) => {
      const fields = p.declaration.forms[p.declaration.transitions[transition]?.form ?? ''] ?? {}
      return possible ? [{ transition, fields }] : []
    }),
    isPublic: isPublic(p, c),
    erased: { fields: erased, sees: ['public', 'parties', 'sealed'] },
    erasable,
    wishes,
  }
}

/** What only this person reads of his own moves: the words and files he handed in. */
export function ownWords({ procedure, events }: OwnCase): readonly EventView[] {
  return events.filter((event) =>
    Object.keys(event.input).some((name) => {
      const see = procedure.fields[name]?.see
      return see === 'sealed' || (see === 'parties' && event.at === null)
    }),
  )
}

function filesIn({ procedure }: OwnCase, events: readonly EventView[]): readonly Evidence[] {
  return events.flatMap((event) =>
    Object.entries(event.input).flatMap(([name, value]) =>
      procedure.fields[name]?.kind === 'evidence' ? (value as unknown as readonly Evidence[]) : [],
    ),
  )
}

/** Files that the reporter handed in himself. */
export const ownFiles = (own: OwnCase): readonly Evidence[] => filesIn(own, ownWords(own))

/** Files that others handed in and that he may see because he has a part in the case. */
export function othersFiles(own: OwnCase): readonly Evidence[] {
  const mine = new Set(ownWords(own).map(({ seq }) => seq))
  return filesIn(
    own,
    own.events.filter(({ seq }) => !mine.has(seq)),
  )
}
