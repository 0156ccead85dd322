import { isUuid } from '../../engine/uuid.ts'
import type { Cursor } from '../../store/list.ts'
import type { Stretch } from './ruler.ts'

/** What the list shows, out of its address: every list can be linked, saved and exported. */
export interface CaseQuery {
  readonly procedure?: string
  readonly unit?: string
  readonly state?: string
  readonly clause?: string
  readonly overdue: boolean
  /** Open cases only; implied by sorting by deadline. */
  readonly sort: 'due' | 'opened'
  /** Only what waits for the visitor's post, and of that one stretch of the ruler. */
  readonly mine: boolean
  readonly due?: Stretch
}

const stretches: readonly string[] = ['over', 'today', 'soon', 'later']
const isStretch = (text: string | undefined): text is Stretch => text !== undefined && stretches.includes(text)

const nameOf = (query: URLSearchParams, name: string): string | undefined => {
  const value = query.get(name)?.trim()
  return value !== undefined && /^[A-Za-z0-9._-]{1,64}$/.test(value) ? value : undefined
}

/** Reads a query; what is not understood is left out, so that an old link still shows a list. */
export function caseQuery(query: URLSearchParams): CaseQuery {
  const [procedure, unit, state, clause, due] = ['procedure', 'unit', 'state', 'clause', 'due'].map((name) =>
    nameOf(query, name),
  )
  return {
    ...(procedure !== undefined && { procedure }),
    ...(unit !== undefined && { unit }),
    ...(state !== undefined && { state }),
    ...(clause !== undefined && { clause }),
    ...(isStretch(due) && { due }),
    overdue: query.get('overdue') === '1',
    sort: query.get('sort') === 'opened' ? 'opened' : 'due',
    mine: query.get('mine') === '1',
  }
}

/** The address of a list, without a cursor; only what differs from the plain list stands in it. */
export function queryText(query: CaseQuery): string {
  const { procedure, unit, state, clause, due, overdue, sort, mine } = query
  const parameters = new URLSearchParams({
    ...(procedure !== undefined && { procedure }),
    ...(unit !== undefined && { unit }),
    ...(state !== undefined && { state }),
    ...(clause !== undefined && { clause }),
    ...(overdue && { overdue: '1' }),
    ...(mine && { mine: '1' }),
    ...(due !== undefined && { due }),
    ...(sort === 'opened' && { sort }),
  })
  return parameters.toString()
}

/** A cursor as it stands in an address, and back; null for what this never gave. */
export const cursorText = ({ at, id }: Cursor): string => Buffer.from(`${at ?? '-'}_${id}`).toString('base64url')

export function cursorOf(text: string | null): Cursor | null {
  const match = /^(-?\d+|-)_([0-9a-f-]{36})$/.exec(Buffer.from(text ?? '', 'base64url').toString('latin1'))
  return !isUuid(match?.[2]) ? null : { at: match[1] === '-' ? null : Number(match[1]), id: match[2] }
}
