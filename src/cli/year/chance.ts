import { sha256Hex } from '../../kernel/log/hash.ts'

/** A number in [0, 1) for a question; the same question always gets the same answer. */
export type Chance = (question: string) => number

/** 48 bits of a hash: more than enough for a story, and exact in a double. */
const digits = 12

/** What happens by chance in a story, from its seed alone: told again, the same things happen. */
export const chanceOf =
  (seed: string): Chance =>
  (question) =>
    Number.parseInt(sha256Hex(`${seed}\n${question}`).slice(0, digits), 16) / 16 ** digits

/** One of the list. Throws TypeError for an empty one. */
export function picked<T>(list: readonly T[], chance: number): T {
  const found = list[Math.floor(chance * list.length)]
  if (found === undefined) throw new TypeError('nothing to pick from')
  return found
}

/** A whole number from `from` to `to`, both included. */
export const between = (from: number, to: number, chance: number): number => from + Math.floor(chance * (to - from + 1))
