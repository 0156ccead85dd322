import type { Procedure } from '../../kernel/bind.ts'
import type { Transition } from '../../kernel/procedure.ts'
import { notYourPart, titleOf } from '../../kernel/refusals.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import { documentNames, exampleInput } from '../example.ts'
import { bilingual, formOf, moveSchema, openingSchema, type Schema, schemaOf } from '../schema.ts'
import { answer, anybodyWrites, header, inPath, json, operation, type Paths } from './operation.ts'
import {
  meaningOf,
  ordinaryExample,
  type ProblemExamples,
  problemExample,
  problemResponse,
  refusals,
} from './problems.ts'
import { ref } from './schemas.ts'

const exampleId = '018f3c1e-7b7a-7c3e-9d2a-0f6d3b2a1c4e'

/** A move that people make, in one procedure. */
interface Made {
  readonly p: Procedure
  readonly name: string
  readonly t: Transition
}

const isByPeople = (t: Transition) =>
  t.automatic !== true && t.by.some((party) => party !== 'clock' && party !== 'system')

function madeIn(procedures: readonly Procedure[], isOpening: boolean): readonly Made[] {
  return procedures.flatMap((p) =>
    p.transitions
      .filter(([, t]) => (t.from === 'new') === isOpening && isByPeople(t))
      .map(([name, t]) => ({ p, name, t })),
  )
}

const inputName = ({ p, name }: Made) => `${p.id}.${name}.input`
const bodyName = ({ p, name }: Made) => `${p.id}.${name}`

function bodyOf(made: Made): Schema {
  const input = ref(inputName(made))
  return made.t.from === 'new' ? openingSchema(made.p.id, made.name, input) : moveSchema(input)
}

/** Bodies and inputs of all moves, by component name. */
export function commandSchemas(procedures: readonly Procedure[]): Readonly<Record<string, Schema>> {
  const all = [...madeIn(procedures, true), ...madeIn(procedures, false)]
  return Object.fromEntries(
    all.flatMap((made) => [
      [inputName(made), { description: bilingual(made.t.title), ...schemaOf(formOf(made.p, made.name)) }],
      [bodyName(made), bodyOf(made)],
    ]),
  )
}

/** Who, when, under which conditions, on what ground: what a person reads on the chart. */
function describe({ p, t }: Made): string {
  const title = (name: string) => bilingual(p.declaration.states[name]?.title ?? [name, name])
  const from = t.from === 'new' ? [] : [`- 何时 When: ${t.from.map(title).join('; ')}`]
  const guards = (t.when ?? []).flatMap((name) => {
    const guard = p.declaration.guards[name]
    return guard ? [`- 条件 Condition \`${name}\`: ${bilingual(guard.says)} (${guard.basis})`] : []
  })
  const clauses = p.clausesOf(t.basis)
  const basis = clauses.length > 0 ? `${t.basis} → ${clauses.join(', ')}` : t.basis
  const to = t.to === 'same' ? [] : [`- 之后 Then: ${title(t.to)}`]
  return [
    `**${bilingual(p.declaration.title)}** — ${bilingual(t.title)}`,
    `- 谁 Who: ${t.by.map((party) => bilingual(titleOf(p, party))).join('; ')}`,
    ...from,
    ...guards,
    ...to,
    `- 依据 Basis: ${basis}`,
  ].join('\n')
}

function exampleBody({ p, name, t }: Made): JsonRecord {
  const input = exampleInput(formOf(p, name), { ...documentNames, case: `${p.declaration.prefix}-2018-0037` })
  return t.from === 'new'
    ? { id: exampleId, procedure: p.id, transition: name, input }
    : { id: exampleId, seen: 7, input }
}

/** What forbids these moves: the guards of each, and whatever its effects can run into. */
function conditionsOf(moves: readonly Made[]): ProblemExamples {
  const guards = moves.flatMap(({ p, t }) =>
    (t.when ?? []).flatMap((name) => {
      const guard = p.declaration.guards[name]
      if (!guard) return []
      const more = { basis: guard.basis, clauses: [...p.clausesOf(guard.basis)], condition: name }
      return [[`${p.id}.${name}`, problemExample('condition-not-met', guard.says, more)] as const]
    }),
  )
  const draws = moves.some(({ t }) => t.draws) ? { 'nobody-to-draw': ordinaryExample('nobody-to-draw') } : {}
  const extending = moves.some(({ t }) => t.extends)
    ? { 'no-extension-left': ordinaryExample('no-extension-left') }
    : {}
  const state = moves.some(({ t }) => t.from !== 'new') ? { 'wrong-state': ordinaryExample('wrong-state') } : {}
  return { ...state, ...Object.fromEntries(guards), ...draws, ...extending }
}

function partsOf(moves: readonly Made[]): ProblemExamples {
  const own = moves.map(({ p, t }) => {
    const { says, basis } = notYourPart(p, t)
    return [
      `${p.id}.not-your-part`,
      problemExample('not-your-part', says, basis === undefined ? {} : { basis }),
    ] as const
  })
  return { ...Object.fromEntries(own), 'separation-of-duties': ordinaryExample('separation-of-duties') }
}

function ownRefusals(moves: readonly Made[]): Readonly<Record<string, Schema>> {
  const conditions = conditionsOf(moves)
  return {
    ...refusals(400, 401, 404, 409, 413, 415, 429, 500, 503),
    403: problemResponse(meaningOf(403), partsOf(moves)),
    ...(Object.keys(conditions).length > 0 && { 422: problemResponse(meaningOf(422), conditions) }),
  }
}

const bodySchema = (moves: readonly Made[]): Schema => {
  const [only] = moves
  return moves.length === 1 && only ? ref(bodyName(only)) : { anyOf: moves.map((made) => ref(bodyName(made))) }
}

const examplesOf = (moves: readonly Made[]) =>
  Object.fromEntries(moves.map((made) => [bodyName(made), exampleBody(made)]))

const caseNumber = inPath('no', ['案件编号', 'Case number'], 'ZG-2018-0037')
const moved = answer(['办好了：案件现在的样子', 'Done: the case as it is now'], json(ref('CaseAnswer')))

function openingPath(procedures: readonly Procedure[]): Paths {
  const moves = madeIn(procedures, true)
  const post = operation({
    id: 'open-case',
    tag: 'cases',
    summary: ['新开一件', 'Open a case'],
    description: moves.map(describe).join('\n\n'),
    body: json(bodySchema(moves), examplesOf(moves)),
    responses: {
      201: answer(['开好了', 'Opened'], json(ref('CaseAnswer')), {
        Location: header(['新件的地址', 'Where the case is']),
      }),
      ...ownRefusals(moves),
    },
    security: anybodyWrites,
  })
  return { '/api/v1/cases': { post } }
}

function movePath(
  name: string,
  moves: readonly Made[],
): readonly [path: string, methods: Readonly<Record<string, Schema>>] {
  const titles = [...new Set(moves.map(({ t }) => bilingual(t.title)))].join('; ')
  const post = operation({
    id: `move-${name}`,
    tag: 'moves',
    summary: [titles, name],
    description: moves.map(describe).join('\n\n'),
    parameters: [caseNumber],
    body: json(bodySchema(moves), examplesOf(moves)),
    responses: { 200: moved, ...ownRefusals(moves) },
    security: anybodyWrites,
  })
  return [`/api/v1/cases/{no}/${name}`, { post: { ...post, summary: titles } }]
}

/** Opening a case, and every move that people can make, each with the form, the conditions and the parties of its procedures. */
export function commandPaths(procedures: readonly Procedure[]): Paths {
  const moves = madeIn(procedures, false)
  const names = [...new Set(moves.map(({ name }) => name))].sort()
  const paths = names.map((name) =>
    movePath(
      name,
      moves.filter((made) => made.name === name),
    ),
  )
  return { ...openingPath(procedures), ...Object.fromEntries(paths) }
}
