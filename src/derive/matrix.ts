import type { Procedure } from '../kernel/bind.ts'
import { titleOf } from '../kernel/refusals.ts'
import type { Bilingual } from '../kernel/text.ts'

export interface Named {
  readonly name: string
  readonly title: Bilingual
}

/** One party may make one move in one state; conditions and form are judged when it does. */
export interface Permission {
  readonly party: string
  readonly transition: string
  /** Null where the move opens a case. */
  readonly state: string | null
  /** The state afterwards. */
  readonly to: string
  readonly conditions: readonly string[]
  readonly form: string | null
}

/** Who may do what in which state: party × transition × state. What does not stand here is not possible. */
export interface Matrix {
  readonly parties: readonly Named[]
  readonly transitions: readonly Named[]
  readonly states: readonly Named[]
  readonly permissions: readonly Permission[]
}

/** The whole permission matrix, in the order of the declaration; clock and system are parties where they move. */
export function matrixOf(p: Procedure): Matrix {
  const { declaration } = p
  const permissions = p.transitions.flatMap(([transition, t]) => {
    const states = t.from === 'new' ? [null] : t.from
    return states.flatMap((state) =>
      t.by.map((party) => ({
        party,
        transition,
        state,
        to: t.to === 'same' ? (state ?? '') : t.to,
        conditions: t.when ?? [],
        form: t.form ?? null,
      })),
    )
  })
  const movers = [...Object.keys(declaration.parties), 'clock', 'system']
  return {
    parties: movers
      .filter((party) => permissions.some((one) => one.party === party))
      .map((name) => ({ name, title: titleOf(p, name) })),
    transitions: p.transitions.map(([name, { title }]) => ({ name, title })),
    states: Object.entries(declaration.states).map(([name, { title }]) => ({ name, title })),
    permissions,
  }
}
