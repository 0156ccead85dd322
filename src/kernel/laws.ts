import { parseSpan } from './clock.ts'
import { isDeepStrictEqual } from './equal.ts'
import type { Field } from './field.ts'
import { graphOf, reachable } from './graph.ts'
import type { Declaration, Law, Limit, Transition } from './procedure.ts'

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

function limitFaults(name: string, limit: Limit): readonly string[] {
  const spans = typeof limit === 'string' ? [limit] : 'of' in limit ? Object.values(limit.of) : []
  return spans.flatMap((span) => {
    try {
      parseSpan(span)
      return []
    } catch {
      return [`clock ${name}: ${span} is not a span`]
    }
  })
}

function clockFaults(d: Declaration): readonly string[] {
  const faults: string[] = []
  for (const [state, { final }] of Object.entries(d.states)) {
    const covered = Object.values(d.clocks).some((clock) => clock.runsIn.includes(state))
    if (!final && !covered) faults.push(`state ${state} is covered by no clock: a case could lie there for ever`)
    if (final && covered) faults.push(`state ${state} is final, yet a clock runs in it`)
  }
  for (const [name, clock] of Object.entries(d.clocks)) {
    faults.push(...limitFaults(name, clock.limit))
    const breach = d.transitions[clock.breach]
    if (!breach?.by.includes('clock')) {
      faults.push(`clock ${name}: its breach ${clock.breach} is not a move of the clock`)
      continue
    }
    if (breach.form || breach.when?.length)
      faults.push(`clock ${name}: its breach ${clock.breach} must always be possible, without form or condition`)
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

function moverFaults(d: Declaration): readonly string[] {
  const breaches = Object.values(d.clocks).map((clock) => clock.breach)
  return Object.entries(d.transitions).flatMap(([name, t]) => {
    const faults: string[] = []
    if (t.by.length === 0) faults.push(`transition ${name} can be made by nobody`)
    if (t.by.includes('clock') && !breaches.includes(name))
      faults.push(`transition ${name} waits for a clock, but is no clock's breach`)
    if (t.automatic && (t.form || !t.by.includes('system')))
      faults.push(`transition ${name} is automatic: it is by the system and has no form`)
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

/** Fields that a transition sets without asking for them. */
function computedBy(t: Transition): readonly string[] {
  const sealed = t.sealsDay ? [t.sealsDay, `${t.sealsDay}Nonce`, `${t.sealsDay}Commitment`] : []
  return [...Object.keys(t.sets ?? {}), ...(t.counts ?? []), ...Object.keys(t.copies ?? {}), ...sealed]
}

function oneFieldFaults(d: Declaration, name: string, field: Field): readonly string[] {
  const strangers = (field.to ?? []).filter((party) => !d.parties[party])
  return [
    ...(field.kind === 'identity' && field.see !== 'sealed' ? [`field ${name} is an identity and must be sealed`] : []),
    ...strangers.map((party) => `field ${name} is shown to ${party}, which is no party`),
  ]
}

function fieldFaults(d: Declaration): readonly string[] {
  const seen = new Map<string, Field>()
  const faults: string[] = []
  for (const [name, field] of [...Object.values(d.forms), d.record].flatMap(Object.entries<Field>)) {
    const before = seen.get(name)
    if (before && !isDeepStrictEqual(before, field)) faults.push(`field ${name} is declared in two ways`)
    if (!before) faults.push(...oneFieldFaults(d, name, field))
    seen.set(name, field)
  }
  for (const [name, t] of Object.entries(d.transitions)) {
    const strangers = computedBy(t).filter((field) => !seen.has(field))
    faults.push(...strangers.map((field) => `transition ${name} sets ${field}, which is no field`))
    if (t.sealsDay && seen.get(t.sealsDay)?.see !== 'sealed')
      faults.push(`field ${t.sealsDay} holds a sealed day and must be sealed`)
  }
  return faults
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
  const edges = graphOf(d).filter((edge) => !law.passes.includes(edge.transition))
  const missing = law.passes.filter((name) => !d.transitions[name])
  if (missing.length > 0) return [`law "${law.says[0]}" names ${missing.join(', ')}, which is no transition`]
  const way = reachable(edges, law.from ?? null).get(law.everyPathTo)
  return way ? [`law "${law.says[0]}" is broken by the path ${way.join(' → ')}`] : []
}
