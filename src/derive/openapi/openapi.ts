import type { Procedure } from '../../kernel/bind.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'
import { bilingual, type Schema } from '../schema.ts'
import { commandPaths, commandSchemas } from './commands.ts'
import { type Paths, securitySchemes } from './operation.ts'
import { sharedResponses } from './problems.ts'
import { readPaths } from './reads.ts'
import { answerSchemas } from './schemas.ts'
import { staticPaths, staticSchemas } from './static-routes.ts'
import { webhookSchemas, webhooksOf } from './webhooks.ts'

export interface OpenApiOptions {
  /** Public address, without a trailing slash. Example: 'http://127.0.0.1:8420'. */
  readonly origin: string
  /** Version of the product. Example: '0.1.0'. */
  readonly version: string
}

const tags = [
  ['cases', '案件', 'Cases'],
  ['moves', '动作', 'Moves'],
  ['procedures', '程序', 'Procedures'],
  ['plans', '方案', 'Plans'],
  ['evidence', '证据', 'Evidence'],
  ['log', '公开日志', 'The public log'],
  ['service', '服务', 'The service'],
] as const

const description = [
  '全部接口由程序的声明生成：同一句话写在流程图上、本文件里和拒绝的答复里。',
  'Generated from the declarations: the same sentence stands on the chart, in this document and in a refusal.',
].join('\n\n')

function merged(...all: readonly Paths[]): Paths {
  const paths: Record<string, Readonly<Record<string, Schema>>> = {}
  for (const [path, methods] of all.flatMap(Object.entries<Readonly<Record<string, Schema>>>)) {
    paths[path] = { ...paths[path], ...methods }
  }
  return Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * The API document, OpenAPI 3.1: every route, every status, with examples. `extra` adds routes of a caller's own to those
 * that are the same for all procedures.
 */
export function openapiOf(procedures: readonly Procedure[], options: OpenApiOptions, extra: Paths = {}): JsonRecord {
  return {
    openapi: '3.1.0',
    info: {
      title: '落实 Luoshi',
      version: options.version,
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: options.origin }],
    tags: tags.map(([name, zh, en]) => ({ name, description: bilingual([zh, en]) })),
    paths: merged(commandPaths(procedures), readPaths(procedures), staticPaths, extra),
    webhooks: webhooksOf(options.origin),
    components: {
      securitySchemes,
      responses: sharedResponses(),
      schemas: { ...answerSchemas(procedures), ...webhookSchemas, ...staticSchemas, ...commandSchemas(procedures) },
    },
  }
}

const isNull = (schema: Json | undefined): boolean =>
  typeof schema === 'object' && schema !== null && !Array.isArray(schema) && (schema as JsonRecord).type === 'null'

/** One node of a 3.1 document as 3.0 writes it: no lists of types, `nullable` instead of null. */
function node30(node: JsonRecord): JsonRecord {
  const { type, anyOf, ...rest } = node
  if (Array.isArray(type)) {
    const [only] = (type as readonly string[]).filter((one) => one !== 'null')
    return { ...rest, ...(anyOf !== undefined && { anyOf }), ...(only !== undefined && { type: only }), nullable: true }
  }
  if (Array.isArray(anyOf) && (anyOf as readonly Json[]).some(isNull)) {
    const others = (anyOf as readonly Json[]).filter((one) => !isNull(one))
    return { ...rest, type: 'object', nullable: true, ...(others.length === 1 ? { allOf: others } : { anyOf: others }) }
  }
  if (type === 'null') return { ...rest, type: 'string', nullable: true, enum: [null] }
  return node
}

/** `isMap`: the members are named by us (properties, schemas), not words of the format. */
function value30(value: Json, isMap = false): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => value30(item))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(isMap ? (value as JsonRecord) : node30(value as JsonRecord))
  // What is inside an example is data, not schema.
  const isData = (name: string) => !isMap && (name === 'value' || name === 'example')
  return Object.fromEntries(
    members.map(([name, member]) => [name, isData(name) ? member : value30(member, name === 'properties' && !isMap)]),
  )
}

/** The same document for readers that know OpenAPI 3.0 only: what we send has no place there but an extension's. */
export function openapi30Of(document: JsonRecord): JsonRecord {
  const { webhooks, ...rest } = value30(document) as JsonRecord
  return { ...rest, ...(webhooks !== undefined && { 'x-webhooks': webhooks }), openapi: '3.0.3' }
}
