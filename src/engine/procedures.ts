import { bind, type Procedure } from '../kernel/bind.ts'
import { declarations } from '../mechanisms/all.ts'
import type { Queryable } from '../store/read.ts'
import { publishedVersions, publishVersions } from '../store/versions.ts'
import type { Programme } from './programme.ts'

/** The procedure in its present version, or in a version that a case here was opened under. */
export type Procedures = (id: string, version?: string) => Procedure | undefined

/** Publishes the present versions and reads back all that were ever published here. */
export async function openProcedures(db: Queryable, programme: Programme): Promise<Procedures> {
  const { binding, procedures } = programme
  const declared = new Map(declarations.map((declaration) => [declaration.id, declaration]))
  await publishVersions(
    db,
    [...procedures.values()].flatMap(({ id, version }) => {
      const declaration = declared.get(id)
      return declaration ? [{ id, version, declaration, binding }] : []
    }),
  )
  const all = new Map([...procedures.values()].map((p) => [`${p.id}@${p.version}`, p]))
  for (const published of await publishedVersions(db)) {
    const key = `${published.id}@${published.version}`
    if (all.has(key)) continue
    const bound = bind(published.declaration, published.binding)
    if (bound.ok) all.set(key, bound.procedure)
  }
  return (id, version) => (version === undefined ? procedures.get(id) : all.get(`${id}@${version}`))
}
