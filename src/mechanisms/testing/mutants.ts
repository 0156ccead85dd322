import { basesOf } from '../../kernel/bind.ts'
import type { Field, Visibility } from '../../kernel/field.ts'
import { graphOf, reachable } from '../../kernel/graph.ts'
import type { Clock, Declaration, Guard, Party, Transition } from '../../kernel/procedure.ts'

/** A declaration with one thing wrong, as a careless hand or a bad will could leave it. */
export interface Mutant {
  /** What was changed. Example: 'close: without allSatisfied'. */
  readonly name: string
  readonly declaration: Declaration
}

const put = <T>(of: Readonly<Record<string, T>>, name: string, value: T) => ({ ...of, [name]: value })

const withTransition = (d: Declaration, name: string, t: Transition): Declaration => ({
  ...d,
  transitions: put(d.transitions, name, t),
})
const withGuard = (d: Declaration, name: string, guard: Guard): Declaration => ({
  ...d,
  guards: put(d.guards, name, guard),
})
const withClock = (d: Declaration, name: string, clock: Clock): Declaration => ({
  ...d,
  clocks: put(d.clocks, name, clock),
})
const withParty = (d: Declaration, name: string, party: Party): Declaration => ({
  ...d,
  parties: put(d.parties, name, party),
})

/** Takes out what is declared and no longer used, as whoever dropped the last use would. */
function tidied(d: Declaration): Declaration {
  const used = new Set(Object.values(d.transitions).flatMap((t) => t.when ?? []))
  const guards = Object.fromEntries(Object.entries(d.guards).filter(([name]) => used.has(name)))
  return { ...d, guards }
}

function without<T extends object>(of: T, key: string): T {
  return Object.fromEntries(Object.entries(of).filter(([name]) => name !== key)) as T
}

function ofGuards(d: Declaration): readonly Mutant[] {
  const dropped = Object.entries(d.transitions).flatMap(([name, t]) =>
    (t.when ?? []).map((guard) => ({
      name: `${name}: without ${guard}`,
      declaration: tidied(withTransition(d, name, { ...t, when: (t.when ?? []).filter((one) => one !== guard) })),
    })),
  )
  const fixed = Object.entries(d.guards).flatMap(([name, guard]) =>
    ['true', 'false'].map((when) => ({
      name: `${name}: always ${when}`,
      declaration: withGuard(d, name, { ...without(guard, 'needs'), when }),
    })),
  )
  return [...dropped, ...fixed]
}

/** A way round each law, from every state in which the law still binds; and each law that lets less through than it must. */
function ofLaws(d: Declaration): readonly Mutant[] {
  return [...shortCuts(d), ...narrowed(d)]
}

function narrowed(d: Declaration): readonly Mutant[] {
  return d.laws.flatMap((law, i) => {
    if (!('everyPathTo' in law)) return []
    return law.passes.map((pass) => ({
      name: `law ${i + 1}: ${pass} does not pass`,
      declaration: { ...d, laws: d.laws.with(i, { ...law, passes: law.passes.filter((one) => one !== pass) }) },
    }))
  })
}

function shortCuts(d: Declaration): readonly Mutant[] {
  return d.laws.flatMap((law, i) => {
    if (!('everyPathTo' in law)) return []
    const before = reachable(
      graphOf(d).filter((edge) => !law.passes.includes(edge.transition)),
      law.from ?? null,
    )
    const by = Object.keys(d.parties).find((party) => 'post' in (d.parties[party]?.is ?? {})) ?? ''
    return [...before.keys()]
      .filter((state) => !d.states[state]?.final)
      .map((state) => ({
        name: `law ${i + 1}: a short cut from ${state}`,
        declaration: withTransition(d, 'short-cut', {
          title: ['近路', 'short cut'],
          from: [state],
          to: law.everyPathTo,
          by: [by],
          basis: basesOf(d)[0] ?? law.basis,
        }),
      }))
  })
}

function ofParties(d: Declaration): readonly Mutant[] {
  return Object.entries(d.parties).flatMap(([name, party]) => [
    ...(party.not ?? []).map((other) => ({
      name: `${name}: may have been ${other}`,
      declaration: withParty(d, name, { ...party, not: (party.not ?? []).filter((one) => one !== other) }),
    })),
    ...(party.unrelatedTo
      ? [{ name: `${name}: may be kin`, declaration: withParty(d, name, without(party, 'unrelatedTo')) }]
      : []),
  ])
}

/** '5wd' → '4wd' and '6wd'. */
function near(span: string): readonly string[] {
  const [, value, unit] = /^(\d+)([a-z]+)$/.exec(span) ?? []
  return [Number(value) - 1, Number(value) + 1].filter((n) => n > 0).map((n) => `${n}${unit}`)
}

/** Whether a case can leave these states and enter them again: only then does it matter whether a clock is renewed. */
function comesBack(d: Declaration, states: readonly string[]): boolean {
  const edges = graphOf(d)
  const left = edges.filter((edge) => edge.from !== null && states.includes(edge.from) && !states.includes(edge.to))
  return left.some((edge) => states.some((state) => reachable(edges, edge.to).has(state)))
}

function ofClocks(d: Declaration): readonly Mutant[] {
  return Object.entries(d.clocks).flatMap(([name, clock]) => {
    const { limit } = clock
    const changed = (span: string, change: (other: string) => Clock['limit']) =>
      near(span).map((other) => ({
        name: `clock ${name}: ${other} instead of ${span}`,
        declaration: withClock(d, name, { ...clock, limit: change(other) }),
      }))
    const renew = clock.renew === 'never' ? 'onEntry' : 'never'
    const renewal = { name: `clock ${name}: renewed ${renew}`, declaration: withClock(d, name, { ...clock, renew }) }
    const renewals = comesBack(d, clock.runsIn) ? [renewal] : []
    const idle = clock.runsIn.map((state) => ({
      name: `clock ${name}: stands in ${state}`,
      declaration: withClock(d, name, { ...clock, runsIn: clock.runsIn.filter((one) => one !== state) }),
    }))
    if (typeof limit === 'string') return [...changed(limit, (other) => other as Clock['limit']), ...renewals, ...idle]
    if ('until' in limit) return [...renewals, ...idle]
    const spans = Object.entries(limit.of).flatMap(([answer, span]) =>
      changed(span, (other) => ({ ...limit, of: put(limit.of, answer, other as typeof span) })),
    )
    return [...spans, ...renewals, ...idle]
  })
}

const visibilities: readonly Visibility[] = ['public', 'parties', 'staff', 'sealed']

/** The field changed wherever it is declared. */
function withField(d: Declaration, name: string, change: (field: Field) => Field): Declaration {
  const among = (fields: Readonly<Record<string, Field>>) =>
    Object.fromEntries(Object.entries(fields).map(([one, field]) => [one, one === name ? change(field) : field]))
  const forms = Object.fromEntries(Object.entries(d.forms).map(([form, fields]) => [form, among(fields)]))
  return { ...d, forms, record: among(d.record) }
}

function ofFields(d: Declaration): readonly Mutant[] {
  const fields = Object.assign({}, ...Object.values(d.forms), d.record) as Readonly<Record<string, Field>>
  return Object.entries(fields).flatMap(([name, { see, to = [] }]) => [
    ...visibilities
      .filter((other) => other !== see)
      .map((other) => ({
        name: `field ${name}: ${other}`,
        declaration: withField(d, name, (field) => ({ ...field, see: other })),
      })),
    ...(see === 'sealed' ? Object.keys(d.parties) : [])
      .filter((party) => !to.includes(party) && !('anyone' in (d.parties[party]?.is ?? {})))
      .map((party) => ({
        name: `field ${name}: also to ${party}`,
        declaration: withField(d, name, (field) => ({ ...field, to: [...to, party] })),
      })),
  ])
}

function ofMovers(d: Declaration): readonly Mutant[] {
  return Object.entries(d.transitions).flatMap(([name, t]) => [
    ...Object.keys(d.parties)
      .filter((party) => !t.by.includes(party))
      .map((party) => ({
        name: `${name}: also by ${party}`,
        declaration: withTransition(d, name, { ...t, by: [...t.by, party] }),
      })),
    ...(t.by.length > 1 ? t.by : []).map((party) => ({
      name: `${name}: not by ${party}`,
      declaration: withTransition(d, name, { ...t, by: t.by.filter((one) => one !== party) }),
    })),
  ])
}

const effects = [
  'sets',
  'counts',
  'copies',
  'records',
  'draws',
  'sealsDay',
  'joins',
  'tally',
  'clears',
  'extends',
  'restarts',
  'opens',
  'automatic',
  'form',
] as const

/** A move that leaves out one thing that it does, or that can no longer be made from one of its states. */
function ofEffects(d: Declaration): readonly Mutant[] {
  return Object.entries(d.transitions).flatMap(([name, t]) => [
    ...effects
      .filter((effect) => t[effect] !== undefined)
      .map((effect) => ({
        name: `${name}: without ${effect}`,
        declaration: withTransition(d, name, without(t, effect)),
      })),
    ...(t.from === 'new' || t.from.length < 2 ? [] : t.from).map((state) => ({
      name: `${name}: not from ${state}`,
      declaration: withTransition(d, name, {
        ...t,
        from: (t.from as readonly string[]).filter((one) => one !== state),
      }),
    })),
  ])
}

/** Every mutant of a declaration, by what was changed. */
export function mutantsOf(d: Declaration): Readonly<Record<string, readonly Mutant[]>> {
  return {
    guards: ofGuards(d),
    laws: ofLaws(d),
    parties: ofParties(d),
    clocks: ofClocks(d),
    fields: ofFields(d),
    movers: ofMovers(d),
    effects: ofEffects(d),
  }
}
