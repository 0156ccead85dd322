import type { FastifyRequest } from 'fastify'
import type { EvidenceStore } from '../../engine/evidence.ts'
import { type Evidence, type FieldFault, type Fields, faultsOf } from '../../kernel/field.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import { inputOf, type Submitted, submitted } from '../site/form.ts'
import { keptIn } from './citizen-fields.tsx'

/** A citizen's form as it was sent: the input for the engine, and what to show again. */
export interface SentForm {
  readonly input: JsonRecord
  /** What was typed; files stand in it as what was stored of them, so that they need not be sent again. */
  readonly form: Submitted
  /** Of files that were not accepted, then of everything else. */
  readonly faults: readonly FieldFault[]
}

function withoutDropped(fields: Fields, form: Submitted): Submitted {
  const values = new Map(form.values)
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'evidence')
      values.set(
        name,
        keptIn(form, name).map((item) => JSON.stringify(item)),
      )
  }
  return { ...form, values }
}

/** Reads a form by its declaration, storing its files; nothing is judged but the shape of each field. */
export async function sentForm(request: FastifyRequest, fields: Fields, evidence: EvidenceStore): Promise<SentForm> {
  const form = withoutDropped(fields, await submitted(request))
  const { input, faults } = await inputOf(fields, form, evidence)
  const values = new Map(form.values)
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'evidence') continue
    const items = (input[name] ?? []) as unknown as readonly Evidence[]
    values.set(
      name,
      items.map((item) => JSON.stringify(item)),
    )
  }
  const refused = faults.map((fault): FieldFault => ({ ...fault, code: 'wrong-type' }))
  const known = new Set(refused.map(({ field }) => field))
  return {
    input,
    form: { values, files: [] },
    faults: [...refused, ...faultsOf(fields, input).filter(({ field }) => !known.has(field))],
  }
}
