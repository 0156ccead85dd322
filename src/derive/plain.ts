import type { Basis, ClauseSlug } from '../kernel/basis.ts'
import type { Procedure } from '../kernel/bind.ts'
import type { Visibility } from '../kernel/field.ts'
import { graphOf, reachable } from '../kernel/graph.ts'
import { roles } from '../kernel/org.ts'
import type { Party, Transition } from '../kernel/procedure.ts'
import { titleOf } from '../kernel/refusals.ts'
import type { Bilingual } from '../kernel/text.ts'
import { formOf } from './schema.ts'
import { limitText, lowerFirst, spanText } from './words.ts'

/** On what ground: the basis as declared, and the clauses that the programme puts under it. */
export interface Ground {
  readonly basis: Basis
  readonly clauses: readonly ClauseSlug[]
}

export interface PlainMove extends Ground {
  readonly transition: string
  readonly title: Bilingual
  readonly who: readonly Bilingual[]
  readonly conditions: readonly (Ground & { readonly name: string; readonly says: Bilingual })[]
  /** What the form asks for; `optional` where it may be left out. */
  readonly asks: readonly { readonly name: string; readonly title: Bilingual; readonly optional: boolean }[]
  /** Null where the case stays where it is. */
  readonly leadsTo: Bilingual | null
  /** What else happens with it. */
  readonly effects: readonly Bilingual[]
}

export interface PlainLimit extends Ground {
  readonly name: string
  readonly title: Bilingual
  readonly says: Bilingual
  readonly runsIn: readonly Bilingual[]
  readonly renewed: boolean
  readonly extension: Bilingual | null
  /** Null for a limit that everybody sees. */
  readonly seenBy: Visibility | null
  /** What happens by itself when it passes. */
  readonly breach: Bilingual
}

export interface PlainState {
  readonly state: string
  readonly title: Bilingual
  readonly final: boolean
  readonly limits: readonly PlainLimit[]
  readonly moves: readonly PlainMove[]
}

export interface PlainParty {
  readonly party: string
  readonly title: Bilingual
  readonly who: Bilingual
  /** Nobody who acted as one of these, and the reverse. */
  readonly apart: readonly Bilingual[]
  readonly unrelated: Bilingual | null
}

/** A procedure in plain words, both languages, as data: what a page, a document or a reader's voice is made of. */
export interface Plain {
  readonly id: string
  readonly title: Bilingual
  readonly summary: Bilingual
  readonly grounds: readonly Ground[]
  readonly parties: readonly PlainParty[]
  /** How a case is opened. */
  readonly openings: readonly PlainMove[]
  /** In the order in which a case can reach them. */
  readonly states: readonly PlainState[]
  readonly limits: readonly PlainLimit[]
  readonly laws: readonly (Ground & { readonly says: Bilingual })[]
  /** Visibility → titles of the fields that are read so far and no further. */
  readonly readers: readonly {
    readonly see: Visibility
    readonly fields: readonly { readonly title: Bilingual; readonly to: readonly Bilingual[] }[]
  }[]
  readonly publicAfter: Ground & { readonly states: readonly Bilingual[] }
  readonly kept: Ground & { readonly years: number }
}

const groundOf = (p: Procedure, basis: Basis): Ground => ({ basis, clauses: p.clausesOf(basis) })
const fieldTitle = (p: Procedure, name: string): Bilingual => p.fields[name]?.title ?? [name, name]
const stateTitle = (p: Procedure, name: string): Bilingual => p.declaration.states[name]?.title ?? [name, name]

function effectsOf(p: Procedure, t: Transition): readonly Bilingual[] {
  const effects: Bilingual[] = []
  if (t.draws) {
    const [zh, en] = titleOf(p, t.draws)
    effects.push([`按签号抽出${zh}`, `the ${en} is drawn by ticket number`])
  }
  if (t.joins) effects.push(['给出一个案件码', 'a case code is given'])
  if (t.sealsDay) {
    const [zh, en] = fieldTitle(p, t.sealsDay)
    effects.push([`抽定并密封${zh}`, `sealed until it comes: the ${lowerFirst(en)}`])
  }
  if (t.tally) effects.push(['计入评判', 'the answer is counted'])
  if (t.clears) effects.push(['以前的评判不再算数', 'earlier answers no longer count'])
  if (t.extends) {
    const [zh, en] = p.declaration.clocks[t.extends]?.title ?? [t.extends, t.extends]
    effects.push([`“${zh}”的时限延长`, `the limit "${en}" is extended`])
  }
  if (t.opens) effects.push(['另开一件', 'another case is opened'])
  return effects
}

function moveOf(p: Procedure, transition: string, t: Transition): PlainMove {
  const conditions = (t.when ?? []).flatMap((name) => {
    const guard = p.declaration.guards[name]
    return guard ? [{ name, says: guard.says, ...groundOf(p, guard.basis) }] : []
  })
  return {
    transition,
    title: t.title,
    who: t.by.map((party) => titleOf(p, party)),
    conditions,
    asks: Object.entries(formOf(p, transition)).map(([name, { title, optional }]) => ({
      name,
      title,
      optional: optional === true,
    })),
    leadsTo: t.to === 'same' ? null : stateTitle(p, t.to),
    effects: effectsOf(p, t),
    ...groundOf(p, t.basis),
  }
}

const extensionText = (times: number, [zh, en]: Bilingual): Bilingual =>
  times === 1
    ? [`可延长一次，${zh}`, `can be extended once, by ${en}`]
    : [`可延长${times}次，每次${zh}`, `can be extended ${times} times, by ${en} each`]

function limitsOf(p: Procedure): readonly PlainLimit[] {
  return Object.entries(p.declaration.clocks).map(([name, clock]) => {
    const { extend } = clock
    const longer = extend ? spanText(extend.by) : null
    return {
      name,
      title: clock.title,
      says: limitText(p, clock),
      runsIn: clock.runsIn.map((state) => stateTitle(p, state)),
      renewed: clock.renew === 'onEntry',
      extension: extend && longer ? extensionText(extend.times, longer) : null,
      seenBy: clock.see === undefined || clock.see === 'public' ? null : clock.see,
      breach: p.declaration.transitions[clock.breach]?.title ?? [clock.breach, clock.breach],
      ...groundOf(p, clock.basis),
    }
  })
}

function whoIs(p: Procedure, { is }: Party): Bilingual {
  if ('anyone' in is) return ['任何人，不用登录', 'anybody, without an account']
  if ('person' in is) return ['凭案件码的人', 'a person with a case code']
  if ('drawn' in is) {
    const [zh, en] = roles[is.drawn]
    return [`从在岗的${zh}中抽签`, `drawn by ticket number among those who serve as ${en}`]
  }
  const [zh, en] = roles[is.post]
  if (is.unit === undefined) return [zh, en]
  const [unitZh, unitEn] = fieldTitle(p, is.unit)
  return [`${unitZh}的${zh}`, `${en} of the ${lowerFirst(unitEn)}`]
}

function partiesOf(p: Procedure): readonly PlainParty[] {
  return Object.entries(p.declaration.parties).map(([party, declared]) => ({
    party,
    title: declared.title,
    who: whoIs(p, declared),
    apart: (declared.not ?? []).map((other) => titleOf(p, other)),
    unrelated: declared.unrelatedTo === undefined ? null : fieldTitle(p, declared.unrelatedTo),
  }))
}

function readersOf(p: Procedure): Plain['readers'] {
  return (['public', 'staff', 'parties', 'sealed'] as const).map((see) => ({
    see,
    fields: Object.values(p.fields)
      .filter((field) => field.see === see)
      .map(({ title, to = [] }) => ({ title, to: to.map((party) => titleOf(p, party)) })),
  }))
}

/** The procedure in plain words. Nothing is added to the declaration, and nothing of it left out that anybody could meet. */
export function plainOf(p: Procedure): Plain {
  const { declaration: d } = p
  const limits = limitsOf(p)
  const inOrder = [...reachable(graphOf(d), null).keys()]
  const states = inOrder.map((state): PlainState => {
    const { title, final } = d.states[state] ?? { title: [state, state] as const }
    const moves = p.transitions.filter(([, t]) => t.from !== 'new' && t.from.includes(state))
    return {
      state,
      title,
      final: final === true,
      limits: limits.filter(({ name }) => d.clocks[name]?.runsIn.includes(state)),
      moves: moves.map(([name, t]) => moveOf(p, name, t)),
    }
  })
  return {
    id: p.id,
    title: d.title,
    summary: d.summary,
    grounds: d.basis.map((basis) => groundOf(p, basis)),
    parties: partiesOf(p),
    openings: p.transitions.filter(([, t]) => t.from === 'new').map(([name, t]) => moveOf(p, name, t)),
    states,
    limits,
    laws: d.laws.map(({ says, basis }) => ({ says, ...groundOf(p, basis) })),
    readers: readersOf(p),
    publicAfter: { states: d.publicity.after.map((state) => stateTitle(p, state)), ...groundOf(p, d.publicity.basis) },
    kept: { years: d.retention.years, ...groundOf(p, d.retention.basis) },
  }
}
