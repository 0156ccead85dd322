import type { Instant } from '../../kernel/calendar.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import { type FindingMatter, voiceOf } from './book.ts'
import { chanceOf } from './chance.ts'
import type { Citizen, Look, Move } from './look.ts'
import { type EventBody, faultText, isOk, type Stage, todayOf, type View } from './stage.ts'
import { findingIn, taskIn } from './telling.ts'
import { calledOn } from './today.ts'

/** One case while the year is told. */
export interface Life {
  readonly no: string
  readonly procedure: string
  /** Names its chances: the key under which the story opened it, else its number. */
  readonly key: string
  /** What it is about while only the reporter and the intake officer know. */
  readonly matter: FindingMatter | null
  state: string
  seq: number
  /** What is done next, and when; null while nothing is to be done. */
  next: { readonly at: Instant; readonly move: Move } | null
  /** Moves that were refused one after another. */
  refused: number
  readonly citizens: Citizen[]
  readonly judged: Set<string>
}

export const lifeOf = (no: string, procedure: string, key = no, matter: FindingMatter | null = null): Life => ({
  no,
  procedure,
  key,
  matter,
  state: '',
  seq: -1,
  next: null,
  refused: 0,
  citizens: [],
  judged: new Set(),
})

/** Whose eyes the story borrows to look at a case. */
const readers: Readonly<Record<string, 'intake' | 'officeStaff'>> = {
  'finding-rectification': 'intake',
  'responsibility-list': 'officeStaff',
  'implementing-measure': 'officeStaff',
}

export function readerOf(stage: Stage, procedure: string): string {
  const [post] = stage.org().staffed(readers[procedure] ?? 'inspectionOffice', todayOf(stage))
  if (!post) throw new TypeError(`nobody can look at ${procedure}`)
  return post.id
}

/** Only in these states does the next step depend on what happened, not on what the case holds. */
const drawnIn = new Set(['verifying', 'looking-back', 'reported'])

async function eventsOf(stage: Stage, no: string, token: string): Promise<readonly EventBody[]> {
  const answer = await stage.call({ method: 'GET', path: `/api/v1/cases/${no}/events`, token })
  if (!isOk(answer)) throw new Error(faultText(no, answer))
  return (answer.body as { events: readonly EventBody[] }).events
}

async function happened(stage: Stage, life: Life, view: View, token: string) {
  const isDraw = life.procedure === 'random-inspection'
  const isReport = view.procedure === 'finding-rectification' && view.state === 'reported'
  if (!isDraw && (isReport || !drawnIn.has(view.state))) return { drawn: null, visits: [], found: [] }
  const events = await eventsOf(stage, life.no, token)
  const found = events.flatMap(({ input }) => (typeof input.foundAt === 'string' ? [input.foundAt] : []))
  const visits = isDraw ? await stage.visitsOf(life.no) : []
  return { drawn: events.findLast(({ draw }) => draw !== null)?.draw?.drawn ?? null, visits, found }
}

/** The case as the story sees it now; null where it cannot be seen, or has ended. */
export async function lookAt(stage: Stage, life: Life, token: string): Promise<Look | null> {
  const answer = await stage.call({ method: 'GET', path: `/api/v1/cases/${life.no}`, token })
  if (answer.status === 404) return null
  if (!isOk(answer)) throw new Error(faultText(life.no, answer))
  const view = answer.body as View
  life.state = view.state
  life.seq = view.seq
  if (view.final) return null
  const { book, calendar } = stage
  const chance = chanceOf(`${book.seed}/case/${life.key}`)
  const data: JsonRecord = view.data
  const finding = view.procedure === 'finding-rectification' ? findingIn(book, data) : null
  const task = view.procedure === 'supervised-task' ? taskIn(book, data) : null
  const matter = finding?.matter ?? task?.matter ?? life.matter
  const given = { ...calledOn(todayOf(stage)), ...(finding?.given ?? task?.given) }
  if (!['judging', 'silent', 'asked-again'].includes(view.state)) life.judged.clear()
  return {
    no: life.no,
    procedure: view.procedure,
    state: view.state,
    seq: view.seq,
    unit: view.unit ?? '',
    data,
    been: view.been,
    now: stage.now(),
    today: todayOf(stage),
    org: stage.org(),
    calendar,
    book,
    chance,
    voice: voiceOf(book, chance, matter, given),
    finding: finding?.matter ?? life.matter,
    task: task?.matter ?? null,
    citizens: life.citizens,
    judged: [...life.judged],
    ...(await happened(stage, life, view, token)),
  }
}
