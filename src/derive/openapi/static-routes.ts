import type { Schema } from '../schema.ts'
import { get, orNull, plain } from './get.ts'
import { logPaths } from './log-routes.ts'
import {
  answer,
  anybody,
  anybodyWrites,
  header,
  inPath,
  inQuery,
  json,
  operation,
  type Paths,
  unchanged,
} from './operation.ts'
import { refusals } from './problems.ts'
import { listOf, record, ref, text, whole, yesNo } from './schemas.ts'

const bytes: Schema = { type: 'string', format: 'binary' }
const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' }

const document = answer(['文件', 'The document'], json({ type: 'object', additionalProperties: true }), {
  ETag: header(['内容的版本', 'The version of what is answered']),
})

const health: Paths = {
  '/healthz': get('healthz', 'service', ['进程在运行', 'The process is alive'], {
    200: answer(['在', 'It is'], json(record({ status: { type: 'string', enum: ['ok'] } }))),
  }),
  '/readyz': get('readyz', 'service', ['能够办理', 'It can do its work'], {
    200: answer(['能', 'It can'], json(ref('Readiness'))),
    503: answer(['不能', 'It cannot'], json(ref('Readiness'))),
  }),
  '/metrics': get('metrics', 'service', ['指标（Prometheus）', 'Metrics for Prometheus'], {
    200: answer(['指标', 'Metrics'], plain),
    ...refusals(500, 503),
  }),
  '/api/openapi.json': get('openapi', 'service', ['本文件（OpenAPI 3.1）', 'This document, OpenAPI 3.1'], {
    200: document,
    304: unchanged,
  }),
  '/api/openapi-3.0.json': get('openapi-30', 'service', ['本文件（OpenAPI 3.0）', 'This document, OpenAPI 3.0'], {
    200: document,
    304: unchanged,
  }),
}

const found = record({ cases: listOf(ref('CaseRow')) })
const search: Paths = {
  '/api/v1/search': {
    get: operation({
      id: 'search',
      tag: 'cases',
      summary: ['在读者可读的内容里查中文全文', 'Chinese full text over what the reader may read'],
      parameters: [
        inQuery('q', ['查什么', 'What to find'], { type: 'string', minLength: 1, maxLength: 100 }, true),
        inQuery('limit', ['最多几件', 'At most'], { type: 'string', pattern: '^([1-9]|[1-4]\\d|50)$', default: '20' }),
      ],
      responses: { 200: answer(['查到的', 'What was found'], json(found)), ...refusals(400, 401, 500, 503) },
      security: anybody,
    }),
  },
}

const responsibility = record({
  no: text,
  procedure: text,
  title: text,
  unit: orNull(text),
  state: text,
  overdue: yesNo,
})
const sentence = record({
  slug: text,
  text,
  start: { ...whole, description: '在原文中的位置（UTF-16） · Offset in the text, UTF-16' },
  end: whole,
  kind: text,
  testable: yesNo,
  status: text,
  cases: whole,
  open: whole,
  overdue: whole,
  responsibilities: listOf(responsibility),
})
const clause: Schema = {
  type: 'object',
  required: ['slug', 'level', 'start', 'end', 'sentences'],
  properties: {
    slug: text,
    id: text,
    level: { type: 'string', enum: ['front', 'part', 'para', 'section', 'item'] },
    number: { type: ['string', 'null'] },
    title: { type: ['string', 'null'] },
    start: whole,
    end: whole,
    summary: { description: '英文提要 · An English summary' },
    sentences: listOf(sentence),
  },
}
const planHead = record({
  id: text,
  title: { description: '标题 · Title' },
  issuedOn: { type: 'string', format: 'date' },
  sha256,
})
const standing = {
  substantive: whole,
  testable: whole,
  byStatus: { type: 'object', additionalProperties: whole } as Schema,
}

const plans: Paths = {
  '/api/v1/plans': get('list-plans', 'plans', ['方案', 'The plans'], {
    200: answer(['方案', 'The plans'], json(record({ plans: listOf(planHead) }))),
    ...refusals(500),
  }),
  '/api/v1/plans/{id}/clauses': get(
    'read-clauses',
    'plans',
    ['条款和句子：位置、责任、现状', 'Clauses and sentences: offsets, responsibilities, status'],
    {
      200: answer(
        ['条款树', 'The clauses'],
        json(record({ id: text, sha256, logSize: whole, sentences: record(standing), clauses: listOf(clause) })),
        { ETag: header(['内容的版本', 'The version of what is answered']) },
      ),
      ...refusals(404, 500, 503),
    },
    [inPath('id', ['方案', 'Plan'], 'plan-1')],
  ),
}

const evidence: Paths = {
  '/api/v1/evidence': {
    post: operation({
      id: 'upload-evidence',
      tag: 'evidence',
      summary: ['上传一份证据', 'Upload a piece of evidence'],
      body: { '*/*': { schema: bytes } },
      responses: {
        201: answer(['收到', 'Received'], json(ref('Evidence'))),
        ...refusals(400, 401, 413, 429, 500, 503),
      },
      security: anybodyWrites,
    }),
  },
  '/api/v1/evidence/{sha256}': {
    get: operation({
      id: 'read-evidence',
      tag: 'evidence',
      summary: ['读者可读的一份证据', 'A piece of evidence that the reader may read'],
      parameters: [inPath('sha256', ['指纹', 'Fingerprint'], '5f'.repeat(32), sha256)],
      responses: { 200: answer(['文件', 'The file'], { '*/*': { schema: bytes } }), ...refusals(401, 404, 500, 503) },
      security: anybody,
    }),
  },
}

/** Every route that does not depend on the procedures. */
export const staticPaths: Paths = { ...health, ...search, ...plans, ...evidence, ...logPaths }

export const staticSchemas: Readonly<Record<string, Schema>> = {
  Readiness: {
    type: 'object',
    required: ['status', 'database', 'log', 'logSize'],
    properties: {
      status: { type: 'string', enum: ['ready', 'not-ready'] },
      database: { type: 'string', enum: ['ok', 'unreachable'] },
      log: { type: 'string', enum: ['ok', 'unsigned', 'broken'] },
      says: { ...record({ zh: text, en: text }), description: '日志怎么了 · What is the matter with the log' },
      since: { type: 'string', format: 'date-time' },
      logSize: whole,
    },
  },
}
