import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type SchemaObject } from 'ajv'

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTuples: false })

/** What is wrong in one file, in words for whoever wrote it. */
export type Faults = readonly string[]

export type Shaped<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: Faults }

/** A JSON file of the demo folder that fits its schema, or every fault of its shape. The schema must describe `T`. */
export function shaped<T>(folder: string, name: string, schema: SchemaObject): Shaped<T> {
  const path = join(folder, name)
  if (!existsSync(path)) return { ok: false, faults: [`${name}: is missing`] }
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return { ok: false, faults: [`${name}: is not valid JSON: ${error instanceof Error ? error.message : ''}`] }
  }
  const fits = ajv.compile<T>(schema)
  if (fits(value)) return { ok: true, value }
  return {
    ok: false,
    faults: (fits.errors ?? []).map((error) => {
      const extra = 'additionalProperty' in error.params ? ` (${String(error.params.additionalProperty)})` : ''
      return `${name}: ${error.instancePath || '/'} ${error.message ?? 'does not fit'}${extra}`
    }),
  }
}
