import { type FeelType, feel } from './feel-type.ts'

/**
 * What a guard may need to know beyond its own case. The engine reads only what a guard declares in `needs`, once for a
 * whole batch of commands.
 */
export const facts = {
  /** Cases that this case opened. */
  children: feel.record({ count: feel.number, closed: feel.number, open: feel.number }),
  /** Evidence in this form that other cases handed in before: the same photo for several tasks. */
  reuse: feel.record({ files: feel.number }),
  /** How the text or document in this form stands to the plan: likeness of words, found by the machine (docs/decisions/0099). */
  comparison: feel.record({
    readable: feel.boolean,
    clauses: feel.number,
    covered: feel.number,
    copied: feel.number,
    targets: feel.number,
    coveredClauses: feel.list(feel.text),
    ownTargets: feel.list(feel.text),
  }),
  /**
   * Other inspections under the same procedure, none that was dropped (engine/visit-facts.ts): of the same unit in the month of
   * the planned day, and at its door in that year; of all units, approved for that year, and held in the year before.
   */
  visits: feel.record({ month: feel.number, atDoor: feel.number, year: feel.number, yearBefore: feel.number }),
  /**
   * How the draw of the case stands (engine/draw-facts.ts): whether no other one is under way; whether what the form hands in fits
   * it, and is signed by the key that the frame holds for this party; whether a signed checkpoint covers all commitments; whether
   * the unit of the form was drawn for the mover's own team; whether the mover is the supervisor named for this turn.
   */
  draw: feel.record({
    free: feel.boolean,
    fits: feel.boolean,
    signed: feel.boolean,
    fixed: feel.boolean,
    mine: feel.boolean,
    named: feel.boolean,
  }),
  /** The business day of the move. */
  today: feel.day,
} as const satisfies Readonly<Record<string, FeelType>>

export type FactName = keyof typeof facts

/** One value of a fact. Example: 'comparison.copied'. */
export type FactPath = `${FactName}.${string}`

/** The type of what stands there; undefined where no fact has such a value. */
export function factTypeOf(path: string): FeelType | undefined {
  const [name = '', value = ''] = path.split('.')
  const type: FeelType | undefined = Object.hasOwn(facts, name) ? facts[name as FactName] : undefined
  return type?.is === 'record' ? type.of[value] : undefined
}
