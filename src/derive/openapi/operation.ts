import type { Bilingual, Json } from '../../kernel/text.ts'
import { bilingual, type Schema } from '../schema.ts'

/** Path → method → operation. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Schema>>>>

export const json = (schema: Schema, examples?: Readonly<Record<string, Json>>): Schema => ({
  'application/json': {
    schema,
    ...(examples && {
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    }),
  },
})

export const answer = (description: Bilingual, content?: Schema, headers?: Schema): Schema => ({
  description: bilingual(description),
  ...(headers && { headers }),
  ...(content && { content }),
})

/** Who sends the ETag that he has (If-None-Match) is told that nothing has changed. */
export const unchanged: Schema = answer(['没有变化', 'It has not changed'])

export const header = (description: Bilingual): Schema => ({
  description: bilingual(description),
  schema: { type: 'string' },
})

export const inPath = (
  name: string,
  description: Bilingual,
  example: Json,
  schema: Schema = { type: 'string' },
): Schema => ({
  name,
  in: 'path',
  required: true,
  description: bilingual(description),
  schema,
  example,
})

export const inQuery = (name: string, description: Bilingual, schema: Schema, required = false): Schema => ({
  name,
  in: 'query',
  required,
  description: bilingual(description),
  schema,
})

/** Anybody may ask; who shows a token, a session or a code is answered as himself. */
export const anybody: readonly Schema[] = [{}, { bearer: [] }, { session: [] }, { caseCode: [] }]

/** Who changes something with the session's cookie must send its CSRF token too. */
export const anybodyWrites: readonly Schema[] = [{}, { bearer: [] }, { session: [], csrf: [] }, { caseCode: [] }]

export const securitySchemes: Schema = {
  bearer: { type: 'http', scheme: 'bearer', description: bilingual(['程序用的令牌', 'A token for programs']) },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'luoshi',
    description: bilingual(['登录后的会话', 'The session after logging in']),
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'Luoshi-Csrf',
    description: bilingual(['会话的防伪令牌', 'The CSRF token of the session']),
  },
  caseCode: {
    type: 'apiKey',
    in: 'header',
    name: 'Luoshi-Code',
    description: bilingual([
      '反映人的案件码：给出一次，只存摘要，丢失无法找回',
      'A reporter’s case code: given once, stored as a hash, lost for good when lost',
    ]),
  },
}

export interface Operation {
  readonly id: string
  readonly tag: string
  readonly summary: Bilingual
  readonly description?: string
  readonly parameters?: readonly Schema[]
  readonly body?: Schema
  readonly responses: Readonly<Record<string, Schema>>
  readonly security?: readonly Schema[]
}

export function operation({
  id,
  tag,
  summary,
  description,
  parameters,
  body,
  responses,
  security = [{}],
}: Operation): Schema {
  return {
    operationId: id,
    tags: [tag],
    summary: bilingual(summary),
    ...(description && { description }),
    ...(parameters && { parameters: [...parameters] }),
    ...(body && { requestBody: { required: true, content: body } }),
    responses,
    security: [...security],
  }
}
