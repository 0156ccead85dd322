import type { Procedure } from '../kernel/bind.ts'
import type { Field, Fields } from '../kernel/field.ts'
import type { Bilingual, Json } from '../kernel/text.ts'

/** A JSON Schema in the words that draft-07 (Ajv as Fastify sets it up) and 2020-12 (OpenAPI 3.1) share. */
export type Schema = { readonly [keyword: string]: Json }

/** Chinese first, then English, as it stands in every description. Example: '期限 · Due day'. */
export const bilingual = ([zh, en]: Bilingual): string => `${zh} · ${en}`

/** Control characters, lone surrogates and marks that turn the direction of what follows: `faultsOf` refuses the same. */
const unseen = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff'

/** At least `min` characters, blanks at both ends not counted, and none that cannot be shown. Linear to match. */
function wordsPattern(min: number): string {
  const words = min <= 1 ? '\\S' : `\\S[\\s\\S]{${min - 2},}\\S`
  return `^(?![\\s\\S]*[${unseen}])[\\s\\S]*?${words}`
}

const words = (min: number, max: number): Schema => ({
  type: 'string',
  minLength: min,
  maxLength: max,
  pattern: wordsPattern(min),
})

/** A day that exists, leap years and all: what `format: date` leaves to the reader. */
const dayPattern =
  '^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))' +
  '|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$'

export const uuidPattern = '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$'

const identifier: Schema = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }

const evidenceItem: Schema = {
  type: 'object',
  required: ['sha256', 'name', 'type', 'size'],
  additionalProperties: false,
  properties: {
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    name: words(1, 200),
    type: { type: 'string', pattern: '^[a-z]+/[a-z0-9.+-]{1,80}$' },
    size: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  },
}

const list = (items: Schema, field: Field, most: number, isSet = false): Schema => ({
  type: 'array',
  items,
  ...(!field.optional && { minItems: 1 }),
  maxItems: most,
  ...(isSet && { uniqueItems: true }),
})

function valueSchema(field: Field): Schema {
  switch (field.kind) {
    case 'text':
      return words(field.min ?? 1, field.max)
    case 'lines':
      return list(words(1, field.max), field, field.most)
    case 'integer':
      return { type: 'integer', minimum: field.from, maximum: field.upTo }
    case 'day':
      return { type: 'string', format: 'date', pattern: dayPattern }
    case 'yesNo':
      return { type: 'boolean' }
    case 'choice':
      return { type: 'string', enum: Object.keys(field.options) }
    case 'choices': {
      const options = Object.keys(field.options)
      return list({ type: 'string', enum: options }, field, options.length, true)
    }
    case 'evidence':
      return list(evidenceItem, field, field.most)
    case 'units':
      return list(identifier, field, field.most, true)
    case 'unit':
    case 'post':
    case 'clause':
    case 'case':
      return identifier
    case 'identity':
      return words(1, 200)
    default: {
      const never: never = field
      throw new TypeError(String(never))
    }
  }
}

/** What may be left out may also be null: then it holds nothing. */
function orNull(schema: Schema): Schema {
  return {
    ...schema,
    type: [schema.type as string, 'null'],
    ...(Array.isArray(schema.enum) && { enum: [...(schema.enum as readonly Json[]), null] }),
  }
}

function describe(field: Field): string {
  const options =
    'options' in field ? Object.entries(field.options).map(([name, title]) => `\`${name}\` ${bilingual(title)}`) : []
  const hint = field.hint ? [bilingual(field.hint)] : []
  return [bilingual(field.title), ...hint, ...options].join('\n\n')
}

/** The JSON Schema of one field, title and hint in its description. */
export function fieldSchema(field: Field): Schema {
  const schema = valueSchema(field)
  return { title: field.title[0], description: describe(field), ...(field.optional ? orNull(schema) : schema) }
}

/**
 * The JSON Schema of a form: accepts exactly the inputs in which `faultsOf` finds no fault (schema.test.ts compares the two
 * on generated inputs).
 */
export function schemaOf(fields: Fields): Schema {
  const required = Object.keys(fields).filter((name) => !fields[name]?.optional)
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
  }
}

/** The fields that a move asks for; none where it has no form. */
export function formOf(p: Procedure, transition: string): Fields {
  return p.declaration.forms[p.declaration.transitions[transition]?.form ?? ''] ?? {}
}

const commandId: Schema = {
  type: 'string',
  pattern: uuidPattern,
  description:
    '调用方给的编号（UUID）：同一编号的同一请求只生效一次 · The caller’s own key: the same request under the same key is carried out once',
}

/** The whole body of a move: `{ id, seen, input }`. */
export function moveSchema(input: Schema): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'seen', 'input'],
    properties: {
      id: commandId,
      seen: {
        type: 'integer',
        minimum: 0,
        description:
          '您看到的案件序号，已有新进展则答 409 · The sequence number that you saw; 409 if the case has moved on',
      },
      input,
    },
  }
}

const short: Schema = { type: 'string', minLength: 1, maxLength: 64 }

/** The whole body of an opening: `{ id, procedure, transition?, region?, clause?, input }`. */
export function openingSchema(procedure: string, transition: string, input: Schema): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'procedure', 'input'],
    properties: {
      id: commandId,
      procedure: { type: 'string', enum: [procedure] },
      transition: {
        type: 'string',
        enum: [transition],
        description: '有几种开法而您都可以时必填 · Needed where you could open the case in several ways',
      },
      region: { ...short, description: '区划，默认为您岗位的 · Region; that of your post if left out' },
      clause: { ...short, description: '方案条款 · Clause of the plan' },
      input,
    },
  }
}
