import { fieldsOf } from './bind.ts'
import { parseSpan } from './clock.ts'
import { computedBy, fieldFaults } from './field-laws.ts'
import { graphOf, reachable } from './graph.ts'
import type { Clock, Declaration, Law, Limit, Transition } from './procedure.ts'

/**
 * The static laws: what must be true of every declaration, found by searching its graph, before anybody lives under it.
 * Each fault is one sentence for the author. An empty list means: no unreachable state, no dead end, no state that no
 * clock covers, no breach that nobody handles, nothing declared and unused, and every declared law holds on every path.
 */
export function faultsOfDeclaration(d: Declaration): readonly string[] {
  return [
    ...stateFaults(d),
    ...clockFaults(d),
    ...moverFaults(d),
    ...drawFaults(d),
    ...fieldFaults(d),
    ...unusedFaults(d),
    ...d.laws.flatMap((law) => lawFaults(d, law)),
  ].map((fault) => `${d.id}: ${fault}`)
}

function stateFaults(d: Declaration): readonly string[] {
  const edges = graphOf(d)
  const names = Object.keys(d.states)
  const reached = reachable(edges, null)
  const finals = names.filter((name) => d.states[name]?.final)
  const faults: string[] = []
  for (const name of names) {
    if (!reached.has(name)) faults.push(`state ${name} is unreachable`)
    const exits = edges.filter((edge) => edge.from === name && edge.to !== name)
    const isFinal = finals.includes(name)
    if (!isFinal && exits.length === 0)
      faults.push(`state ${name} is a dead end: it is not final and nothing leads out of it`)
    if (isFinal && exits.length > 0) faults.push(`state ${name} is final, yet ${exits[0]?.transition} leads out of it`)
    if (!isFinal && exits.length > 0 && !finals.some((final) => reachable(edges, name).has(final))) {
      faults.push(`state ${name} is a trap: no final state can be reached from it`)
    }
  }
  if (!edges.some((edge) => edge.from === null)) faults.push('nothing opens a case')
  return faults
}

const spansOf = (limit: Limit): readonly string[] =>
  typeof limit === 'string' ? [limit] : 'of' in limit ? Object.values(limit.of) : []

const unitOf = (span: string) => /[a-z]+$/.exec(span)?.[0]

function limitFaults(name: string, clock: Clock): readonly string[] {
  const spans = spansOf(clock.limit)
  const broken = [...spans, ...(clock.extend ? [clock.extend.by] : [])].flatMap((span) => {
    try {
      parseSpan(span)
      return []
    } catch {
      return [`clock ${name}: ${span} is not a span`]
    }
  })
  const mixed = new Set(spans.map(unitOf)).size > 1
  const alien = clock.extend && !spans.some((span) => unitOf(span) === unitOf(clock.extend?.by ?? ''))
  return [
    ...broken,
    ...(mixed ? [`clock ${name}: its limits are in different units, which cannot be added`] : []),
    ...(alien ? [`clock ${name}: it is extended in another unit than its limit`] : []),
    ...(/^[1-9]\d?%$/.test(clock.warnAt ?? '1%') ? [] : [`clock ${name}: it warns at ${clock.warnAt}`]),
  ]
}

/** A limit that is always known: one that hangs on a field must have a span for every answer. */
function isTotal(d: Declaration, limit: Limit): boolean {
  if (typeof limit === 'string' || 'until' in limit) return true
  const field = fieldsOf(d)[limit.by]
  const answers = field?.kind === 'choice' ? Object.keys(field.options) : ['true', 'false']
  return answers.every((answer) => Object.hasOwn(limit.of, answer))
}

function clockFaults(d: Declaration): readonly string[] {
  const faults: string[] = []
  for (const [state, { final }] of Object.entries(d.states)) {
    const here = Object.values(d.clocks).filter((clock) => clock.runsIn.includes(state))
    const covered = here.some((clock) => isTotal(d, clock.limit))
    if (!final && !covered) faults.push(`state ${state} is covered by no clock: a case could lie there for ever`)
    if (final && here.length > 0) faults.push(`state ${state} is final, yet a clock runs in it`)
  }
  for (const [name, clock] of Object.entries(d.clocks)) {
    faults.push(...limitFaults(name, clock))
    const breach = d.transitions[clock.breach]
    if (!breach?.by.includes('clock')) {
      faults.push(`clock ${name}: its breach ${clock.breach} is not a move of the clock`)
      continue
    }
    if (breach.form || breach.when?.length)
      faults.push(`clock ${name}: its breach ${clock.breach} must always be possible, without form or condition`)
    if (breach.draws && breach.to === 'same' && !breach.restarts?.includes(name))
      faults.push(`clock ${name}: whom ${clock.breach} draws would have no limit; it must restart the clock`)
    for (const state of clock.runsIn) {
      if (breach.from === 'new' || !breach.from.includes(state)) {
        faults.push(
          `clock ${name} can run out in ${state}, where nobody handles it: ${clock.breach} does not start there`,
        )
      }
    }
  }
  return faults
}

/** Whoever opens a case is somebody before there is one: no unit is in charge yet, nobody was drawn, nobody has a code. */
function openingFaults(d: Declaration, name: string, t: Transition): readonly string[] {
  return t.by
    .filter((party) => {
      const is = d.parties[party]?.is
      return is && !('anyone' in is) && !('post' in is && is.unit === undefined)
    })
    .map((party) => `transition ${name} opens a case, and ${party} is nobody before there is one`)
}

function moverFaults(d: Declaration): readonly string[] {
  const breaches = Object.values(d.clocks).map((clock) => clock.breach)
  return Object.entries(d.transitions).flatMap(([name, t]) => {
    const faults: string[] = []
    if (t.from === 'new') faults.push(...openingFaults(d, name, t))
    if (t.by.length === 0) faults.push(`transition ${name} can be made by nobody`)
    if (t.by.includes('clock') && !breaches.includes(name))
      faults.push(`transition ${name} waits for a clock, but is no clock's breach`)
    if (t.automatic && (t.form || t.from === 'new' || !t.by.includes('system')))
      faults.push(`transition ${name} is automatic: it is by the system, in a case that exists, and has no form`)
    if (!t.automatic && t.by.includes('system') && t.from !== 'new')
      faults.push(`transition ${name} is by the system, yet not automatic`)
    if (t.extends && !d.clocks[t.extends]?.extend)
      faults.push(`transition ${name} extends ${t.extends}, which cannot be extended`)
    if (t.draws && !('drawn' in (d.parties[t.draws]?.is ?? {})))
      faults.push(`transition ${name} draws ${t.draws}, which is not a drawn party`)
    if (t.joins && !('person' in (d.parties[t.joins]?.is ?? {})))
      faults.push(`transition ${name} lets ${t.joins} join, which is not a person`)
    return faults
  })
}

/** Nobody waits for somebody who was never drawn. */
function drawFaults(d: Declaration): readonly string[] {
  const drawn = Object.keys(d.parties).filter((party) => 'drawn' in (d.parties[party]?.is ?? {}))
  return drawn.flatMap((party) => {
    const reached = reachable(
      graphOf(d).filter((edge) => d.transitions[edge.transition]?.draws !== party),
      null,
    )
    return Object.entries(d.transitions)
      .filter(([, t]) => t.by.includes(party) && t.from !== 'new')
      .flatMap(([name, t]) => (t.from as readonly string[]).map((state) => ({ name, way: reached.get(state) })))
      .flatMap(({ name, way }) =>
        way ? [`transition ${name} waits for ${party}, whom nobody draws on the path ${way.join(' → ')}`] : [],
      )
  })
}

function unusedFaults(d: Declaration): readonly string[] {
  const transitions = Object.values(d.transitions)
  const parties = new Set([
    ...transitions.flatMap((t) => [...t.by, t.draws, t.joins]),
    ...Object.values(d.parties).flatMap((party) => party.not ?? []),
  ])
  const computed = new Set(transitions.flatMap(computedBy))
  const unused = (kind: string, names: readonly string[], isUsed: (name: string) => boolean) =>
    names.filter((name) => !isUsed(name)).map((name) => `${kind} ${name} is declared and never used`)
  return [
    ...unused('party', Object.keys(d.parties), (name) => parties.has(name)),
    ...unused('form', Object.keys(d.forms), (name) => transitions.some((t) => t.form === name)),
    ...unused('guard', Object.keys(d.guards), (name) => transitions.some((t) => t.when?.includes(name))),
    ...unused('field', Object.keys(d.record), (name) => computed.has(name) || d.record[name]?.starts !== undefined),
  ]
}

function lawFaults(d: Declaration, law: Law): readonly string[] {
  if (!('everyPathTo' in law)) return []
  const all = graphOf(d)
  const edges = all.filter((edge) => !law.passes.includes(edge.transition))
  const missing = law.passes.filter((name) => !d.transitions[name])
  if (missing.length > 0) return [`law "${law.says[0]}" names ${missing.join(', ')}, which is no transition`]
  if (!reachable(all, law.from ?? null).has(law.everyPathTo))
    return [`law "${law.says[0]}" says nothing: no path leads to ${law.everyPathTo}`]
  const way = reachable(edges, law.from ?? null).get(law.everyPathTo)
  return way ? [`law "${law.says[0]}" is broken by the path ${way.join(' → ')}`] : []
}
