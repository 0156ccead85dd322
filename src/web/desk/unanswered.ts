import type { Waiting } from '../../engine/moves.ts'

/** A case that waits for the visitor's unit, of which nobody has acted in it yet. */
export function isUnanswered({ procedure, case: c, next }: Waiting): boolean {
  const { parties } = procedure.declaration
  const ofUnit = Object.keys(parties).filter((name) => {
    const is = parties[name]?.is
    return is !== undefined && 'post' in is && is.unit !== undefined
  })
  return (
    next.some(({ party }) => party !== null && party !== undefined && ofUnit.includes(party)) &&
    ofUnit.every((name) => (c.acted[name] ?? []).length === 0)
  )
}
