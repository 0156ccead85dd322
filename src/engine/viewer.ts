import type { Procedure } from '../kernel/bind.ts'
import type { Day } from '../kernel/calendar.ts'
import type { Actor } from '../kernel/case.ts'
import type { Org } from '../kernel/org.ts'
import { isInOffice } from '../kernel/party.ts'
import type { PartsOf, Viewer } from '../store/visible.ts'

function partsOf(p: Procedure, actor: Extract<Actor, { kind: 'post' }>): PartsOf {
  const kinds = Object.entries(p.declaration.parties).map(([name, party]) => ({ name, is: party.is }))
  const mine = kinds.flatMap(({ is }) => ('post' in is && actor.roles.includes(is.post) ? [is] : []))
  return {
    procedure: p.id,
    all: mine.some((is) => is.unit === undefined),
    unitFields: [...new Set(mine.flatMap((is) => (is.unit === undefined ? [] : [is.unit])))],
    drawnParties: kinds.flatMap(({ name, is }) => ('drawn' in is ? [name] : [])),
    personParties: [],
  }
}

const nobody: Viewer = { region: null, post: null, units: [], token: null, parts: [] }

/** What a viewer may know of, in the terms of the store. Must agree with the kernel's `view` case by case. */
export function viewerOf(actor: Actor, procedures: readonly Procedure[], org: Org, on: Day): Viewer {
  if (actor.kind === 'person') {
    const parts = procedures.map((p) => ({
      procedure: p.id,
      all: false,
      unitFields: [],
      drawnParties: [],
      personParties: Object.entries(p.declaration.parties).flatMap(([name, party]) =>
        'person' in party.is ? [name] : [],
      ),
    }))
    return { ...nobody, token: actor.token, parts }
  }
  if (actor.kind !== 'post' || !isInOffice(actor, org, on)) return nobody
  return {
    region: actor.region,
    post: actor.post,
    units: org.data.units.map((unit) => unit.id).filter((id) => org.successorOf(id, on) === actor.unit),
    token: null,
    parts: procedures.map((p) => partsOf(p, actor)),
  }
}
