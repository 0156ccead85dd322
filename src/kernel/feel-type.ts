/** The types that a guard, a decision table or an indicator can speak of. `choice` is a text out of a closed list. */
export type FeelType =
  | { readonly is: 'boolean' }
  | { readonly is: 'number' }
  | { readonly is: 'text' }
  | { readonly is: 'day' }
  | { readonly is: 'nothing' }
  | { readonly is: 'choice'; readonly of: readonly string[] }
  | { readonly is: 'list'; readonly of: FeelType }
  | { readonly is: 'record'; readonly of: Readonly<Record<string, FeelType>> }

export const feel = {
  boolean: { is: 'boolean' },
  number: { is: 'number' },
  text: { is: 'text' },
  day: { is: 'day' },
  nothing: { is: 'nothing' },
  choice: (of: readonly string[]): FeelType => ({ is: 'choice', of }),
  list: (of: FeelType): FeelType => ({ is: 'list', of }),
  record: (of: Readonly<Record<string, FeelType>>): FeelType => ({ is: 'record', of }),
} as const

/** Example: 'list of text'. */
export function nameOf(type: FeelType): string {
  if (type.is === 'list') return `list of ${nameOf(type.of)}`
  if (type.is === 'choice') return `one of ${type.of.join(', ')}`
  return type.is
}

const isTextual = (type: FeelType) => type.is === 'text' || type.is === 'choice'

/** Why two things cannot be compared, or null. Days are ISO texts at run time, but a day is only compared with a day. */
export function whyIncomparable(left: FeelType, right: FeelType, literal: string | null): string | null {
  if (left.is === 'list' || right.is === 'list') return 'a list is compared by count(…): an empty one is not nothing'
  if (left.is === 'nothing' || right.is === 'nothing') return null
  const choice = left.is === 'choice' ? left : right.is === 'choice' ? right : null
  if (choice && literal !== null && !choice.of.includes(literal)) {
    return `"${literal}" is not ${nameOf(choice)}`
  }
  if (isTextual(left) && isTextual(right)) return null
  if (left.is === right.is && left.is !== 'record') return null
  return `${nameOf(left)} is compared with ${nameOf(right)}`
}
