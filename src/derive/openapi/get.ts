import type { Bilingual } from '../../kernel/text.ts'
import type { Schema } from '../schema.ts'
import { operation } from './operation.ts'
import { text } from './schemas.ts'

/** A text for programs. */
export const plain = { 'text/plain': { schema: text } } as const

/** The same, or null. */
export const orNull = (schema: Schema): Schema => ({ ...schema, type: [schema.type as string, 'null'] })

/** A path that is only read. */
export const get = (
  id: string,
  tag: string,
  summary: Bilingual,
  responses: Readonly<Record<string, Schema>>,
  parameters?: readonly Schema[],
) => ({
  get: operation({ id, tag, summary, responses, ...(parameters && { parameters }) }),
})
