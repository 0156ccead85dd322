/**
 * One number of a walk's list, taken apart into the choices of one step. Zero is the most ordinary choice everywhere, so
 * that shrinking a number makes the step plainer, and shrinking the list makes the walk shorter.
 */
export interface Choice {
  /** A whole number from 0 to n − 1. */
  readonly of: (n: number) => number
  /** One of the list. Throws RangeError for an empty one. */
  readonly from: <T>(list: readonly T[]) => T
}

export function choiceOf(number: number): Choice {
  let left = Math.abs(Math.trunc(number))
  const of = (n: number): number => {
    const chosen = left % n
    left = Math.floor(left / n)
    return chosen
  }
  return {
    of,
    from: (list) => {
      if (list.length === 0) throw new RangeError('nothing to choose from')
      return list[of(list.length)] as (typeof list)[number]
    },
  }
}
