import type { Procedure } from '../../kernel/bind.ts'
import type { Clock, Transition } from '../../kernel/procedure.ts'
import { titleOf } from '../../kernel/refusals.ts'
import type { Bilingual } from '../../kernel/text.ts'
import { bilingual } from '../schema.ts'
import { limitText } from '../words.ts'

interface Common {
  readonly id: string
  readonly name: string
  /** Paragraphs for who reads the element: ground, conditions, limits. */
  readonly says: readonly string[]
}

/** A node of the diagram before it is an element of the standard. */
export type Node =
  | (Common & { readonly kind: 'start'; readonly message: string })
  /** A state with several ways out: whichever comes first (the pattern “deferred choice”). */
  | (Common & { readonly kind: 'state' })
  /** A state with one way out. */
  | (Common & { readonly kind: 'milestone' })
  | (Common & { readonly kind: 'end' })
  /** A move of people: the case waits for what they send. */
  | (Common & { readonly kind: 'receive'; readonly message: string; readonly parties: readonly string[] })
  /** A move that nobody makes. */
  | (Common & { readonly kind: 'service' })
  | (Common & { readonly kind: 'timer'; readonly clock: Clock })
  /** FEEL: an automatic move comes as soon as this holds. */
  | (Common & { readonly kind: 'condition'; readonly feel: string })

export interface Flow {
  readonly from: string
  readonly to: string
}

export interface Diagram {
  readonly nodes: readonly Node[]
  readonly flows: readonly Flow[]
}

const stateId = (state: string) => `state-${state}`
const moveId = (transition: string, state: string) => `move-${transition}-from-${state}`

/** What follows when a limit passes there. */
const breachId = (transition: string, state: string) => `breach-${transition}-from-${state}`

const isMachine = (party: string) => party === 'clock' || party === 'system'
const peopleOf = (t: Transition): readonly string[] => t.by.filter((party) => !isMachine(party))

function groundOf(p: Procedure, basis: Transition['basis']): string {
  const clauses = p.clausesOf(basis)
  return `依据 Basis: ${clauses.length > 0 ? `${basis} → ${p.plan}#${clauses.join(', ')}` : basis}`
}

function moveSays(p: Procedure, t: Transition): readonly string[] {
  const guards = (t.when ?? []).flatMap((name) => {
    const guard = p.declaration.guards[name]
    return guard ? [`须 Condition: ${bilingual(guard.says)}: ${guard.when} (${guard.basis})`] : []
  })
  const who = t.by.map((party) => bilingual(titleOf(p, party))).join('; ')
  return [`谁 Who: ${who}`, ...guards, groundOf(p, t.basis)]
}

const title: (text: Bilingual) => string = bilingual

function timerName(p: Procedure, clock: Clock): string {
  const limit = limitText(p, clock)
  return title([`${clock.title[0]}：${limit[0]}`, `${clock.title[1]}: ${limit[1]}`])
}

function timersIn(p: Procedure, state: string): Diagram {
  const running = Object.entries(p.declaration.clocks).filter(([, clock]) => clock.runsIn.includes(state))
  return {
    nodes: running.map(([name, clock]) => ({
      kind: 'timer',
      id: `clock-${name}-in-${state}`,
      name: timerName(p, clock),
      says: [
        clock.renew === 'onEntry'
          ? '每次进入重新计时 Counts anew on each entry'
          : '用掉的不退 Time used stays used, over all states in which it runs',
        groundOf(p, clock.basis),
      ],
      clock,
    })),
    flows: running.flatMap(([name, clock]) => [
      { from: stateId(state), to: `clock-${name}-in-${state}` },
      { from: `clock-${name}-in-${state}`, to: breachId(clock.breach, state) },
    ]),
  }
}

/** One move out of one state. The targets of a deferred choice take nothing else in, so each state has its own copy. */
function moveOut(p: Procedure, state: string, name: string, t: Transition): readonly Diagram[] {
  const common = { id: moveId(name, state), name: title(t.title), says: moveSays(p, t) }
  const to = stateId(t.to === 'same' ? state : t.to)
  if (t.automatic) return [automaticOut(p, state, name, common, to)]
  const people = peopleOf(t)
  const received: Node = { ...common, kind: 'receive', message: name, parties: people }
  const breach: Node = { ...common, kind: 'service', id: breachId(name, state) }
  return [
    ...(people.length > 0
      ? [
          {
            nodes: [received],
            flows: [
              { from: stateId(state), to: received.id },
              { from: received.id, to },
            ],
          },
        ]
      : []),
    ...(t.by.includes('clock') ? [{ nodes: [breach], flows: [{ from: breach.id, to }] }] : []),
  ]
}

function automaticOut(p: Procedure, state: string, name: string, common: Common, to: string): Diagram {
  const guards = p.declaration.transitions[name]?.when ?? []
  const when: Node = {
    kind: 'condition',
    id: `when-${name}-in-${state}`,
    name: guards.map((guard) => title(p.declaration.guards[guard]?.says ?? [guard, guard])).join('; '),
    says: [],
    feel: guards.map((guard) => `(${p.declaration.guards[guard]?.when ?? 'false'})`).join(' and ') || 'true',
  }
  return {
    nodes: [when, { ...common, kind: 'service' }],
    flows: [
      { from: stateId(state), to: when.id },
      { from: when.id, to: common.id },
      { from: common.id, to },
    ],
  }
}

const joined = (all: readonly Diagram[]): Diagram => ({
  nodes: all.flatMap(({ nodes }) => nodes),
  flows: all.flatMap(({ flows }) => flows),
})

function stateWith(p: Procedure, state: string): Diagram {
  const { final, title: named } = p.declaration.states[state] ?? { title: [state, state] as const }
  const moves = p.transitions
    .filter(([, t]) => t.from !== 'new' && t.from.includes(state))
    .flatMap(([name, t]) => moveOut(p, state, name, t))
  const after = joined([...moves, timersIn(p, state)])
  const ways = after.flows.filter(({ from }) => from === stateId(state)).length
  const kind = final ? 'end' : ways > 1 ? 'state' : 'milestone'
  return joined([{ nodes: [{ kind, id: stateId(state), name: title(named), says: [] }], flows: [] }, after])
}

function openings(p: Procedure): Diagram {
  const opening = p.transitions.filter(([, t]) => t.from === 'new')
  return {
    nodes: opening.map(([name, t]) => ({
      kind: 'start',
      id: `start-${name}`,
      name: title(t.title),
      says: moveSays(p, t),
      message: name,
    })),
    flows: opening.map(([name, t]) => ({ from: `start-${name}`, to: stateId(t.to) })),
  }
}

/** The procedure as nodes and flows of BPMN: why these and no others stands in docs/decisions/0060. */
export function diagramOf(p: Procedure): Diagram {
  return joined([openings(p), ...Object.keys(p.declaration.states).map((state) => stateWith(p, state))])
}
