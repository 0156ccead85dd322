import type { Procedure } from '../../kernel/bind.ts'
import type { Schema } from '../schema.ts'
import { answer, anybody, header, inPath, inQuery, json, operation, type Paths, unchanged } from './operation.ts'
import { refusals } from './problems.ts'
import { bothTexts, listOf, record, ref, text, whole } from './schemas.ts'

const caseNumber = inPath('no', ['案件编号', 'Case number'], 'ZG-2018-0037')
const etag: Schema = { ETag: header(['内容的版本', 'The version of what is answered']) }
const short: Schema = { type: 'string', minLength: 1, maxLength: 100 }
const isTrue: Schema = { type: 'string', enum: ['true', 'false'] }

function listing(procedures: readonly Procedure[]): Schema {
  const ids = procedures.map((p) => p.id)
  const states = [...new Set(procedures.flatMap((p) => Object.keys(p.declaration.states)))]
  const page = record({
    cases: listOf(ref('CaseRow')),
    next: { type: ['string', 'null'], description: '下一页的地址 · The address of the next page' },
  })
  return operation({
    id: 'list-cases',
    tag: 'cases',
    summary: ['读者可读的案件，按页', 'The cases that the reader may read, by page'],
    parameters: [
      inQuery('procedure', ['程序', 'Procedure'], { type: 'string', enum: ids }),
      inQuery('unit', ['单位', 'Unit'], short),
      inQuery('state', ['状态', 'State'], { type: 'string', enum: states }),
      inQuery('clause', ['方案条款', 'Clause of the plan'], short),
      inQuery('region', ['区划', 'Region'], short),
      inQuery('overdue', ['只看逾期', 'Only overdue ones'], isTrue),
      inQuery('open', ['只看未办结', 'Only open ones'], isTrue),
      inQuery('sort', ['排序', 'Order'], { type: 'string', enum: ['due', 'opened'], default: 'due' }),
      inQuery('limit', ['每页几件', 'Cases a page'], {
        type: 'string',
        pattern: '^([1-9]|[1-9]\\d|1\\d\\d|200)$',
        default: '50',
      }),
      inQuery('after', ['接着哪一件（由 next 给出）', 'After which case, as given by next'], {
        type: 'string',
        maxLength: 200,
      }),
    ],
    responses: { 200: answer(['一页', 'A page'], json(page)), ...refusals(400, 401, 500, 503) },
    security: anybody,
  })
}

const oneCase = operation({
  id: 'read-case',
  tag: 'cases',
  summary: ['一件的现状', 'One case as it is'],
  parameters: [caseNumber],
  responses: {
    200: answer(['读者可读的部分', 'What the reader may read'], json(ref('Case')), etag),
    ...refusals(401, 404, 429, 500, 503),
  },
  security: anybody,
})

const history = operation({
  id: 'read-events',
  tag: 'cases',
  summary: ['一件的经过', 'What happened in one case'],
  parameters: [caseNumber],
  responses: {
    200: answer(
      ['经过，自始至今', 'The events, first to last'],
      json(record({ no: text, events: listOf(ref('Event')) })),
    ),
    ...refusals(401, 404, 429, 500, 503),
  },
  security: anybody,
})

const moves = operation({
  id: 'read-moves',
  tag: 'cases',
  summary: ['我现在能做什么，不能的为什么', 'What the caller may do now, and for the rest why not'],
  parameters: [caseNumber],
  responses: {
    200: answer(['每一个动作', 'Every move'], json(record({ no: text, seq: whole, moves: listOf(ref('Move')) }))),
    ...refusals(401, 404, 429, 500, 503),
  },
  security: anybody,
})

const anyMove = (names: readonly string[]): Schema =>
  operation({
    id: 'move',
    tag: 'moves',
    summary: ['做一个动作（每个动作另有专条）', 'Make a move; each has an entry of its own'],
    parameters: [
      caseNumber,
      inPath('transition', ['动作', 'Move'], names[0] ?? 'move', { type: 'string', enum: [...names] }),
    ],
    body: json({
      type: 'object',
      additionalProperties: false,
      required: ['id', 'seen', 'input'],
      properties: { id: { type: 'string', format: 'uuid' }, seen: whole, input: { type: 'object' } },
    }),
    responses: {
      200: answer(['办好了', 'Done'], json(ref('CaseAnswer'))),
      ...refusals(400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503),
    },
    security: [{}, { bearer: [] }, { session: [], csrf: [] }, { caseCode: [] }],
  })

const fingerprint = (description: string): Schema => ({ type: 'string', pattern: '^[0-9a-f]{64}$', description })

const head = {
  id: text,
  version: fingerprint('规则的指纹，也就是版本 · The fingerprint of the rules, which is their version'),
  hash: fingerprint('同 version · The same as version'),
  title: bothTexts,
  summary: bothTexts,
  prefix: text,
  basis: listOf(text),
  clauses: listOf(text),
} as const

const named = record({ name: text, title: bothTexts })

const permission = record({
  party: text,
  transition: text,
  state: { type: ['string', 'null'], description: '立案时为 null · Null where the move opens a case' },
  to: text,
  conditions: listOf(text),
  form: { type: ['string', 'null'] },
})

function procedureReads(procedures: readonly Procedure[]): Paths {
  const id = inPath('id', ['程序', 'Procedure'], procedures[0]?.id ?? 'procedure', {
    type: 'string',
    enum: procedures.map((p) => p.id),
  })
  const declaration: Schema = {
    type: 'object',
    description: '声明本身 · The declaration itself',
    additionalProperties: true,
  }
  const procedure = record({
    ...head,
    declaration,
    diagram: { ...text, description: '流程图（SVG） · The flow chart, SVG' },
    matrix: record({
      parties: listOf(named),
      transitions: listOf(named),
      states: listOf(named),
      permissions: listOf(permission),
    }),
    bpmn: { ...text, description: 'BPMN 2.0 文件的地址 · Where the BPMN 2.0 file is' },
  })
  const all = operation({
    id: 'list-procedures',
    tag: 'procedures',
    summary: ['全部程序', 'All procedures'],
    responses: {
      200: answer(['程序的名目', 'Their heads'], json(record({ procedures: listOf(record(head)) }))),
      ...refusals(500),
    },
  })
  const one = operation({
    id: 'read-procedure',
    tag: 'procedures',
    summary: ['一个程序：声明、指纹、流程图和权限表', 'One procedure: declaration, fingerprint, chart and matrix'],
    parameters: [id],
    responses: {
      200: answer(['程序', 'The procedure'], json(procedure), etag),
      304: unchanged,
      ...refusals(404, 500),
    },
  })
  const bpmn = operation({
    id: 'read-procedure-bpmn',
    tag: 'procedures',
    summary: ['流程图的 BPMN 2.0 文件，带布局', 'The procedure as BPMN 2.0, with a layout'],
    parameters: [id],
    responses: {
      200: answer(['文件', 'The file'], { 'application/xml': { schema: text } }, etag),
      ...refusals(404, 500),
    },
  })
  return {
    '/api/v1/procedures': { get: all },
    '/api/v1/procedures/{id}': { get: one },
    '/api/v1/procedures/{id}/diagram.bpmn': { get: bpmn },
  }
}

/** Reading cases and procedures: the routes whose answers are shaped by the declarations. */
export function readPaths(procedures: readonly Procedure[]): Paths {
  const names = procedures.flatMap((p) =>
    p.transitions.filter(([, t]) => t.from !== 'new' && t.automatic !== true).map(([name]) => name),
  )
  return {
    '/api/v1/cases': { get: listing(procedures) },
    '/api/v1/cases/{no}': { get: oneCase },
    '/api/v1/cases/{no}/events': { get: history },
    '/api/v1/cases/{no}/moves': { get: moves },
    '/api/v1/cases/{no}/{transition}': { post: anyMove([...new Set(names)].sort()) },
    ...procedureReads(procedures),
  }
}
