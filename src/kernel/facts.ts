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
  /** The business day of the move. */
  today: feel.day,
} as const satisfies Readonly<Record<string, FeelType>>

export type FactName = keyof typeof facts
