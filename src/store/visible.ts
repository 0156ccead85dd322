/**
 * Which cases a viewer may know of, as a predicate for every query that lists, counts, searches or exports. Visibility is
 * decided here and, for one case, in the kernel's `view`; a property test holds them against each other.
 */
export interface Visible {
  readonly sql: string
  readonly values: readonly unknown[]
}

/** The parts that a viewer can have in the cases of one procedure. */
export interface PartsOf {
  readonly procedure: string
  /** He has a part in every case of the region. */
  readonly all: boolean
  /** Fields that may hold one of his units, which gives him a part. */
  readonly unitFields: readonly string[]
  /** Parties for which his post can have been drawn. */
  readonly drawnParties: readonly string[]
  /** Parties of persons that his token can belong to. */
  readonly personParties: readonly string[]
}

export interface Viewer {
  readonly region: string | null
  readonly post: string | null
  /** His unit, and units that ended in it. */
  readonly units: readonly string[]
  readonly token: string | null
  readonly parts: readonly PartsOf[]
}

/** The predicate over `case_file f`. Values are numbered from `first`. Names of fields come from declarations, never from input. */
export function visibleTo(viewer: Viewer, first: number): Visible {
  const values: unknown[] = []
  const value = (of: unknown) => {
    values.push(of)
    return `$${first + values.length - 1}`
  }
  const name = (text: string) => `'${text.replace(/[^A-Za-z0-9_-]/g, '')}'`
  const ways: string[] = ['f.is_public']
  const everywhere = viewer.parts.filter((part) => part.all).map((part) => part.procedure)
  if (everywhere.length > 0 && viewer.region !== null) {
    ways.push(`(f.procedure = any(${value(everywhere)}) and f.region = ${value(viewer.region)})`)
  }
  for (const part of viewer.parts.filter((one) => !one.all)) {
    const own: string[] = []
    for (const field of part.unitFields) own.push(`f.body -> 'data' ->> ${name(field)} = any(${value(viewer.units)})`)
    for (const party of part.drawnParties)
      own.push(`f.body -> 'holders' -> ${name(party)} ->> 'post' = ${value(viewer.post)}`)
    for (const party of part.personParties)
      own.push(`(f.body -> 'holders' -> ${name(party)} -> 'tokens')::jsonb ? ${value(viewer.token)}`)
    if (own.length > 0) ways.push(`(f.procedure = ${value(part.procedure)} and (${own.join(' or ')}))`)
  }
  return { sql: `(${ways.join(' or ')})`, values }
}
