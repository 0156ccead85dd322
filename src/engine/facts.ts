import type { Procedure } from '../kernel/bind.ts'
import type { Day } from '../kernel/calendar.ts'
import type { Case } from '../kernel/case.ts'
import type { FactName } from '../kernel/facts.ts'
import type { Evidence, Field, FieldFault } from '../kernel/field.ts'
import type { Org } from '../kernel/org.ts'
import type { State } from '../kernel/procedure.ts'
import type { Json, JsonRecord } from '../kernel/text.ts'
import { childCounts, type Endings, evidenceElsewhere, knownEvidence, type Queryable } from '../store/read.ts'
import type { Compare, Comparison } from './comparison.ts'
import { type DrawFact, type DrawQuestion, drawFact, drawUnasked } from './draw-facts.ts'
import type { Order } from './order.ts'
import { readVisits, type VisitQuestion, visitQuestion, visitsOf } from './visit-facts.ts'

/** The facts that a move of this procedure can ask for: those of its own conditions, those it keeps, and of automatic moves after it. */
export function factsNeeded(p: Procedure, transition: string | null): ReadonlySet<FactName> {
  const known = needed.get(p) ?? new Map<string | null, ReadonlySet<FactName>>()
  needed.set(p, known)
  const before = known.get(transition)
  if (before) return before
  const names = p.transitions
    .filter(([name, t]) => name === transition || t.automatic === true)
    .flatMap(([, t]) => [
      ...(t.when ?? []).flatMap((guard) => p.declaration.guards[guard]?.needs ?? []),
      ...Object.values(t.records ?? {}).map((path) => (path ?? '').split('.')[0] as FactName),
    ])
  const set = new Set(names)
  known.set(transition, set)
  return set
}

const needed = new WeakMap<Procedure, Map<string | null, ReadonlySet<FactName>>>()

/** What a batch of commands needs to know from outside its cases, read at once. */
export interface FactQuestion {
  readonly needs: ReadonlySet<FactName>
  /** Number of the case; null while it is being opened. */
  readonly no: string | null
  /** Fingerprints of the evidence in the input. */
  readonly evidence: readonly string[]
  /** The long texts of the input, where one is asked how they stand to the plan. */
  readonly words: string
  /** Whose inspections to count; null where the move is about none. */
  readonly visit: VisitQuestion | null
  /** Set where a condition asks how a draw stands. */
  readonly draw?: DrawQuestion
}

export interface FactAnswers {
  readonly of: (question: FactQuestion, today: Day) => Readonly<Partial<Record<FactName, Json>>>
  /** Evidence that somebody uploaded. */
  readonly uploaded: ReadonlySet<string>
}

/** What the states of all procedures say about an ended case. */
export function endingsOf(procedures: Iterable<Procedure>): Endings {
  const states = [...procedures].flatMap((p) => Object.entries(p.declaration.states))
  const meaning = (means: State['means']) => [
    ...new Set(states.flatMap(([name, state]) => (state.means === means ? [name] : []))),
  ]
  return { verified: meaning('verified'), dropped: meaning('dropped') }
}

const noAnswers = new Map<string, never>()

/** Reads the facts of a whole batch with at most four queries; with none when nothing is asked. Documents are read from their store. */
export async function readFacts(
  db: Queryable,
  region: string,
  questions: readonly FactQuestion[],
  endings: Endings,
  compare: Compare,
): Promise<FactAnswers> {
  const parents = questions.flatMap((q) => (q.needs.has('children') && q.no !== null ? [q.no] : []))
  const hashes = [...new Set(questions.flatMap((q) => q.evidence))]
  const reused = questions.some((q) => q.needs.has('reuse')) ? hashes : []
  const compared = new Map<string, Comparison>()
  for (const question of questions) {
    const key = matterOf(question)
    if (question.needs.has('comparison') && !compared.has(key)) compared.set(key, await compare(question))
  }
  const visiting = questions.flatMap((q) => (q.needs.has('visits') && q.visit ? [q.visit.procedure] : []))
  const draws = new Map<JsonRecord, DrawFact>()
  for (const { draw } of questions) if (draw) draws.set(draw.input, await drawFact(db, region, draw))
  const [children, uses, uploaded, inspections] = await Promise.all([
    parents.length > 0 ? childCounts(db, region, parents, endings) : [],
    reused.length > 0 ? evidenceElsewhere(db, region, reused) : [],
    hashes.length > 0 ? knownEvidence(db, hashes) : new Set<string>(),
    readVisits(db, region, [...new Set(visiting)], endings.dropped),
  ])
  const childrenOf = children.length > 0 ? new Map(children.map((count) => [count.parent, count])) : noAnswers
  return {
    uploaded,
    of: (question, today) => {
      const facts: Partial<Record<FactName, Json>> = { today }
      if (question.needs.has('children')) {
        const { count = 0, closed = 0, open = 0 } = childrenOf.get(question.no ?? '') ?? {}
        facts.children = { count, closed, open }
      }
      if (question.needs.has('reuse')) {
        const elsewhere = uses.filter((use) => use.no !== question.no && question.evidence.includes(use.sha256))
        facts.reuse = { files: new Set(elsewhere.map((use) => use.sha256)).size }
      }
      if (question.needs.has('comparison')) {
        const found = compared.get(matterOf(question))
        if (found) facts.comparison = { ...found }
      }
      if (question.needs.has('visits') && question.visit) {
        const { procedure } = question.visit
        const rows = inspections.filter((row) => row.procedure === procedure)
        facts.visits = visitsOf(rows, question.visit, question.no)
      }
      if (question.needs.has('draw')) facts.draw = draws.get(question.draw?.input ?? {}) ?? drawUnasked
      return facts
    },
  }
}

const matterOf = ({ words, evidence }: FactQuestion) => JSON.stringify([words, evidence])

/** The long texts of an input, as one text. */
export function wordsIn(p: Procedure, input: JsonRecord): string {
  return Object.entries(input)
    .flatMap(([name, value]) => {
      const field = p.fields[name]
      return field?.kind === 'text' && field.long && typeof value === 'string' ? [value] : []
    })
    .join('\n')
}

/** Fingerprints of all evidence in an input, well-formed or not. */
export function evidenceIn(p: Procedure, input: JsonRecord): readonly string[] {
  return Object.entries(input).flatMap(([name, value]) => {
    if (p.fields[name]?.kind !== 'evidence' || !Array.isArray(value)) return []
    return (value as readonly Partial<Evidence>[]).flatMap((item) =>
      /^[0-9a-f]{64}$/.test(item?.sha256 ?? '') ? [item.sha256 ?? ''] : [],
    )
  })
}

/** What an order asks of the outside: the facts that its conditions name, and whom or what they are about. */
export function factQuestion(
  p: Procedure,
  c: Case | null,
  order: Order,
  { org, today }: Pick<Registers, 'org' | 'today'>,
): FactQuestion {
  const needs = factsNeeded(p, order.transition)
  const { transition, input, actor } = order
  const supervisors = () => org.staffed('peopleSupervisor', today).map(({ id }) => id)
  return {
    needs,
    no: c?.no ?? null,
    evidence: evidenceIn(p, input),
    words: wordsIn(p, input),
    visit: visitQuestion(p.id, input, c?.data ?? {}),
    ...(needs.has('draw') && {
      draw: { procedure: p.id, case: c, transition, input, actor, supervisors: supervisors() },
    }),
  }
}

interface Registers {
  readonly org: Org
  readonly today: Day
  readonly clauses: ReadonlySet<string>
  readonly uploaded: ReadonlySet<string>
}

function unknownIn(field: Field, value: Json, { org, today, clauses, uploaded }: Registers): boolean {
  const isUnit = (id: Json) => {
    const unit = org.unit(String(id))
    return unit !== undefined && (unit.ended === undefined || unit.ended >= today)
  }
  switch (field.kind) {
    case 'unit':
      return !isUnit(value)
    case 'units':
      return (value as readonly Json[]).some((id) => !isUnit(id))
    case 'post':
      return org.post(String(value)) === undefined
    case 'clause':
      return !clauses.has(String(value))
    case 'evidence':
      return (value as unknown as readonly Evidence[]).some((item) => !uploaded.has(item.sha256))
    default:
      return false
  }
}

const whatIsUnknown = (field: Field): FieldFault['says'] => {
  switch (field.kind) {
    case 'unit':
    case 'units':
      return ['没有这个单位，或者它已经撤销', 'there is no such unit, or it has ended']
    case 'post':
      return ['没有这个岗位', 'there is no such post']
    case 'clause':
      return ['方案里没有这一条', 'the plan has no such clause']
    default:
      return ['这份证据没有上传成功，请重新上传', 'this evidence was not uploaded; upload it again']
  }
}

/** Faults of an input whose shape is right but that names what is in no register: units, posts, clauses, evidence. */
export function registerFaults(p: Procedure, input: JsonRecord, registers: Registers): readonly FieldFault[] {
  return Object.entries(input).flatMap(([name, value]) => {
    const field = p.fields[name]
    if (!field || value === null || !unknownIn(field, value, registers)) return []
    return [{ field: name, code: 'not-an-option', says: whatIsUnknown(field) } satisfies FieldFault]
  })
}
