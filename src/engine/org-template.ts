import { Ajv, type SchemaObject } from 'ajv'
import type { Day } from '../kernel/calendar.ts'
import { type Org, type Post, type Role, roles, type Unit } from '../kernel/org.ts'
import type { Bilingual } from '../kernel/text.ts'
import type { Change } from './register-change.ts'

/** An organisation to import, `luoshi-org/1`: bodies and posts, never people, cases or figures. */
interface OrgTemplate {
  readonly format: 'luoshi-org/1'
  readonly note?: string
  readonly units: readonly {
    readonly id: string
    readonly kind: string
    readonly name: Bilingual
    readonly parent: string | null
  }[]
  /** Posts that every unit gets, under `<unit>-<id>`. */
  readonly standardPosts: readonly { readonly id: string; readonly title: Bilingual; readonly roles: readonly Role[] }[]
  readonly posts: readonly {
    readonly id: string
    readonly unit: string
    readonly title: Bilingual
    readonly roles: readonly Role[]
  }[]
}

export type ImportResult =
  | { readonly ok: true; readonly change: Change; readonly knownUnits: number; readonly knownPosts: number }
  | { readonly ok: false; readonly faults: readonly string[] }

const id = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,38}$' } as const
const bilingual = {
  type: 'array',
  minItems: 2,
  maxItems: 2,
  items: { type: 'string', minLength: 1, maxLength: 80 },
} as const
const roleList = { type: 'array', uniqueItems: true, items: { enum: Object.keys(roles) } } as const

const object = (properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []): SchemaObject => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

const schema = object(
  {
    format: { const: 'luoshi-org/1' },
    note: { type: 'string' },
    units: {
      type: 'array',
      minItems: 1,
      items: object({
        id,
        kind: { type: 'string', minLength: 1, maxLength: 40 },
        name: bilingual,
        parent: { anyOf: [id, { type: 'null' }] },
      }),
    },
    standardPosts: { type: 'array', items: object({ id, title: bilingual, roles: roleList }) },
    posts: { type: 'array', items: object({ id, unit: id, title: bilingual, roles: roleList }) },
  },
  ['note'],
)

const fits = new Ajv({ allErrors: true, strictTuples: false }).compile<OrgTemplate>(schema)

function parsed(text: string): OrgTemplate | readonly string[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return [`not valid JSON: ${error instanceof Error ? error.message : ''}`]
  }
  if (fits(value)) return value
  return (fits.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : ''
    return `${instancePath || '/'} ${message ?? 'does not fit'}${extra}`
  })
}

const repeated = (ids: readonly string[]) => [...new Set(ids.filter((one, at) => ids.indexOf(one) !== at))]

/** Units that stand above themselves. */
function inCircles(units: OrgTemplate['units']): readonly string[] {
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parent]))
  return units.flatMap((unit) => {
    const above = new Set<string>()
    for (let at = unit.parent; at !== null && !above.has(at); at = parentOf.get(at) ?? null) above.add(at)
    return above.has(unit.id) ? [unit.id] : []
  })
}

function faultsOf({ units }: OrgTemplate, posts: readonly Omit<Post, 'from' | 'to'>[], org: Org): readonly string[] {
  const here = new Set(units.map((unit) => unit.id))
  const isKnown = (unit: string) => here.has(unit) || org.unit(unit) !== undefined
  return [
    ...repeated(units.map((unit) => unit.id)).map((unit) => `two units have the id ${unit}`),
    ...repeated(posts.map((post) => post.id)).map((post) => `two posts have the id ${post}`),
    ...units.flatMap(({ id: unit, parent }) =>
      parent !== null && !isKnown(parent) ? [`unit ${unit} stands under ${parent}, which is no unit`] : [],
    ),
    ...inCircles(units).map((unit) => `unit ${unit} stands above itself`),
    ...posts.flatMap(({ id: post, unit }) =>
      isKnown(unit) ? [] : [`post ${post} belongs to ${unit}, which is no unit`],
    ),
  ]
}

/**
 * What importing a template adds to the register from a day on. Units and posts that the register has already, by their id,
 * stay as they are. Answers every fault of the template at once, each with its place.
 */
export function importOf(text: string, org: Org, region: string, from: Day): ImportResult {
  const template = parsed(text)
  if (!('format' in template)) return { ok: false, faults: template }
  const standard = template.units.flatMap((unit) =>
    template.standardPosts.map((post) => ({ ...post, id: `${unit.id}-${post.id}`, unit: unit.id })),
  )
  const posts = [...standard, ...template.posts]
  const faults = faultsOf(template, posts, org)
  if (faults.length > 0) return { ok: false, faults }
  const newUnits = template.units.filter((unit) => org.unit(unit.id) === undefined)
  const newPosts = posts.filter((post) => org.post(post.id) === undefined)
  const lasting = { from, to: null } as const
  return {
    ok: true,
    change: {
      units: newUnits.map(
        ({ id: unit, kind, name, parent }): Unit => ({
          id: unit,
          region,
          kind,
          names: [{ ...lasting, name }],
          parents: [{ ...lasting, parent }],
        }),
      ),
      posts: newPosts.map((post): Post => ({ ...post, ...lasting })),
      holdings: [],
    },
    knownUnits: template.units.length - newUnits.length,
    knownPosts: posts.length - newPosts.length,
  }
}
