import type { Found } from './draws.ts'
import type { Facts, LoggedCase } from './facts.ts'

/** Of a published declaration only what counting needs. */
export interface Declared {
  readonly states: Readonly<Record<string, { readonly final?: boolean; readonly means?: string }>>
  readonly transitions: Readonly<Record<string, { readonly opens?: unknown }>>
  readonly publicity: { readonly after: readonly string[] }
  readonly shows: { readonly clause?: string; readonly again?: readonly string[] }
}

/** What the server publishes of a sentence of the plan. */
export interface PublishedSentence {
  readonly slug: string
  readonly kind: string
  readonly testable: boolean
  readonly status: string
  readonly cases: number
  readonly open: number
  readonly overdue: number
}

export interface PublishedPlan {
  readonly logSize: number
  readonly sentences: {
    readonly substantive: number
    readonly testable: number
    readonly byStatus: Readonly<Record<string, number>>
  }
  readonly clauses: readonly { readonly sentences: readonly PublishedSentence[] }[]
}

/** A public case with what its declaration makes of its state. */
interface Counted {
  readonly means: string
  readonly leads: boolean
  readonly isAgain: boolean
  readonly isFinal: boolean
  readonly due: number | null
}

const isOver = ({ means }: Counted) => means === 'verified' || means === 'dropped' || means === 'ended'

/** True once the case has been in a state that its procedure makes public. */
export const isPublic = (c: LoggedCase, declared: Declared): boolean =>
  declared.publicity.after.some((state) => c.been.has(state))

/** Public cases by the clause or sentence that they serve, from the log and the declarations alone. */
function countedByClause(
  facts: Facts,
  declarations: ReadonlyMap<string, Declared>,
): ReadonlyMap<string, readonly Counted[]> {
  const all = [...facts.cases.values()].flatMap((c) => {
    const declared = declarations.get(c.procedure)
    const clause = c.fields[declared?.shows.clause ?? '']
    if (!declared || typeof clause !== 'string' || !isPublic(c, declared)) return []
    const state = declared.states[c.state]
    const counted: Counted = {
      means: state?.means ?? 'underway',
      leads: Object.values(declared.transitions).some(({ opens }) => opens !== undefined),
      isAgain: (declared.shows.again ?? []).some((field) => Number(c.fields[field] ?? 0) > 0),
      isFinal: state?.final === true,
      due: c.due === null ? null : Date.parse(c.due),
    }
    return [{ clause, counted }]
  })
  return new Map(
    [...Map.groupBy(all, ({ clause }) => clause)].map(([clause, own]) => [clause, own.map(({ counted }) => counted)]),
  )
}

function statusOf(counted: readonly Counted[], overdue: number): string {
  const live = counted.filter(({ means }) => means !== 'dropped')
  if (live.length === 0) return 'none'
  if (counted.some((one) => one.isAgain && !isOver(one))) return 'reopened'
  if (overdue > 0) return 'late'
  if (live.every(({ means }) => means === 'verified')) return 'verified'
  const pending = live.filter((one) => !isOver(one) && !one.leads)
  return pending.length > 0 && pending.every(({ means }) => means === 'to-verify') ? 'to-verify' : 'underway'
}

function sentenceFaults(
  published: PublishedSentence,
  counted: readonly Counted[],
  instants: readonly [number, number],
): readonly string[] {
  const lateAt = (now: number) => counted.filter(({ isFinal, due }) => !isFinal && due !== null && due <= now).length
  const [early, late] = [lateAt(instants[0]), lateAt(instants[1])]
  const open = counted.filter((one) => !isOver(one)).length
  const statuses = new Set(published.testable ? [statusOf(counted, early), statusOf(counted, late)] : ['principle'])
  const wrong = (what: string, said: unknown, found: unknown) =>
    `${published.slug}: ${what} published as ${String(said)}, the log gives ${String(found)}`
  return [
    ...(published.cases === counted.length ? [] : [wrong('cases', published.cases, counted.length)]),
    ...(published.open === open ? [] : [wrong('open cases', published.open, open)]),
    ...(early <= published.overdue && published.overdue <= late
      ? []
      : [wrong('overdue cases', published.overdue, late)]),
    ...(statuses.has(published.status) ? [] : [wrong('status', published.status, [...statuses].join(' or '))]),
  ]
}

const isSubstantive = ({ kind }: PublishedSentence) => !['heading', 'metadata', 'boilerplate'].includes(kind)

/**
 * Recomputes the figures of a plan from the log and the published declarations. `instants` are business times just before
 * and just after the figures were read: what became overdue in between may be counted either way.
 */
export function figureFaults(
  facts: Facts,
  declarations: ReadonlyMap<string, Declared>,
  plan: PublishedPlan,
  instants: readonly [number, number],
): Found {
  const counted = countedByClause(facts, declarations)
  const sentences = plan.clauses.flatMap((clause) => clause.sentences)
  const faults = sentences.flatMap((one) => sentenceFaults(one, counted.get(one.slug) ?? [], instants))
  const substantive = sentences.filter(isSubstantive)
  for (const [status, said] of Object.entries(plan.sentences.byStatus)) {
    const found = substantive.filter((one) => one.status === status).length
    if (found !== said)
      faults.push(`${said} sentences are published as ${status}, the sentences themselves are ${found}`)
  }
  const testable = substantive.filter((one) => one.testable)
  const covered = testable.filter(({ slug }) => (counted.get(slug) ?? []).length > 0).length
  if (testable.length !== plan.sentences.testable || substantive.length !== plan.sentences.substantive)
    faults.push('the numbers of sentences do not fit the sentences')
  return {
    checked: [
      `${sentences.length} sentences: cases, open, overdue and status recomputed from the log`,
      `coverage: ${covered} of ${testable.length} testable sentences have a public case`,
    ],
    faults,
  }
}
