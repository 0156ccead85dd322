import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { EvidenceStore } from '../../engine/evidence.ts'
import type { Evidence, Field, Fields } from '../../kernel/field.ts'
import type { Bilingual, Json, JsonRecord } from '../../kernel/text.ts'

/** What a browser's form sent, by field name; a name can come several times. */
export interface Submitted {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly files: readonly SubmittedFile[]
}

export interface SubmittedFile {
  readonly field: string
  readonly name: string
  readonly bytes: Buffer
}

const mostFiles = 20

/** What a browser would not send is the sender's fault, not ours; limits keep their own codes. */
function asMalformed(error: unknown): Error {
  const isTold = error instanceof Error && 'statusCode' in error
  return isTold ? error : Object.assign(new Error('the form is malformed'), { statusCode: 400, cause: error })
}

async function readParts(request: FastifyRequest): Promise<Submitted> {
  try {
    return await collectedParts(request)
  } catch (error) {
    throw asMalformed(error)
  }
}

async function collectedParts(request: FastifyRequest): Promise<Submitted> {
  const values = new Map<string, string[]>()
  const files: SubmittedFile[] = []
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await (part as MultipartFile).toBuffer()
      if (part.filename !== '' && bytes.length > 0 && files.length < mostFiles)
        files.push({ field: part.fieldname, name: part.filename, bytes })
    } else values.set(part.fieldname, [...(values.get(part.fieldname) ?? []), String(part.value)])
  }
  return { values, files }
}

/** A form with or without files, whatever way the browser encoded it. */
export async function submitted(request: FastifyRequest): Promise<Submitted> {
  if (request.isMultipart()) return readParts(request)
  const { body } = request
  // Other programs may send JSON here: what is no text is nothing that a form could hold.
  const values = Object.entries(typeof body === 'object' && body !== null ? body : {}).map(
    ([name, value]) => [name, [value].flat().filter((each) => typeof each === 'string')] as const,
  )
  return { values: new Map(values), files: [] }
}

/** The one value of a name, trimmed; undefined when it is empty or missing. */
export function one(form: Submitted, name: string): string | undefined {
  const value = form.values.get(name)?.[0]?.trim()
  return value === '' ? undefined : value
}

function readValue(field: Field, texts: readonly string[]): Json {
  const [text = ''] = texts.map((each) => each.replace(/\r\n?/g, '\n').trim())
  switch (field.kind) {
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text
    case 'yesNo':
      return text === 'true' || text === 'yes' ? true : text === 'false' || text === 'no' ? false : text
    case 'lines':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
    case 'choices':
    case 'units':
      return texts.map((each) => each.trim()).filter(Boolean)
    default:
      return text
  }
}

export interface FormInput {
  readonly input: JsonRecord
  /** Files that were not accepted, by field. */
  readonly faults: readonly { readonly field: string; readonly says: Bilingual }[]
}

/** Evidence kept from an earlier try of the same form: hidden fields hold its description as JSON. */
function keptEvidence(texts: readonly string[]): readonly Evidence[] {
  return texts.flatMap((text) => {
    try {
      return [JSON.parse(text) as Evidence]
    } catch {
      return []
    }
  })
}

/**
 * What the form says, by field kind: nothing is guessed, an unreadable number stays the text that was typed, so that the
 * kernel names the fault and the page shows it again. Files are stored at once, so that a second try need not send them.
 */
export async function inputOf(fields: Fields, form: Submitted, evidence: EvidenceStore): Promise<FormInput> {
  const input: Record<string, Json> = {}
  const faults: { field: string; says: Bilingual }[] = []
  for (const [name, field] of Object.entries(fields)) {
    const texts = form.values.get(name) ?? []
    if (field.kind !== 'evidence') {
      const value = readValue(field, texts)
      if (value !== '' && !(Array.isArray(value) && value.length === 0)) input[name] = value
      continue
    }
    const items: Evidence[] = [...keptEvidence(texts)]
    for (const file of form.files.filter((one) => one.field === name)) {
      const stored = await evidence.put(file.bytes)
      if (stored.ok) items.push({ ...stored.value, name: file.name.slice(0, 200) })
      else faults.push({ field: name, says: stored.says })
    }
    if (items.length > 0) input[name] = items as unknown as Json
  }
  return { input, faults }
}
