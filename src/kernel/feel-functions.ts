import { type FeelType, feel, nameOf } from './feel-type.ts'
import type { Json } from './text.ts'

interface FeelFunction {
  readonly gives: FeelType
  /** Why these arguments do not fit, or null. */
  readonly whyNot: (types: readonly FeelType[]) => string | null
  readonly run: (values: readonly Json[]) => Json
}

const takes =
  (...kinds: readonly FeelType['is'][]) =>
  (types: readonly FeelType[]): string | null => {
    if (types.length !== kinds.length) return `takes ${kinds.length} values, not ${types.length}`
    const wrong = types.findIndex((type, i) => type.is !== kinds[i] && !(type.is === 'choice' && kinds[i] === 'text'))
    const type = types[wrong]
    return type ? `${nameOf(type)} where ${kinds[wrong]} is needed` : null
  }

const length = (value: Json) => [...String(value)].length

/**
 * The built-in functions of FEEL that a guard may use. `now()` and `today()` are not here: a guard that reads the clock
 * cannot be replayed. `every` and `some` are not here: `every x in []` is true, which closed a case that nobody was asked about.
 */
export const functions: Readonly<Record<string, FeelFunction>> = {
  not: {
    gives: feel.boolean,
    whyNot: takes('boolean'),
    run: ([value]) => (typeof value === 'boolean' ? !value : null),
  },
  count: { gives: feel.number, whyNot: takes('list'), run: ([list]) => (Array.isArray(list) ? list.length : null) },
  'string length': {
    gives: feel.number,
    whyNot: takes('text'),
    run: ([text]) => (typeof text === 'string' ? length(text) : null),
  },
  'list contains': {
    gives: feel.boolean,
    whyNot: (types) => (types[0]?.is === 'list' && types.length === 2 ? null : 'takes a list and a value'),
    run: ([list, value]) => (Array.isArray(list) && value !== undefined ? list.includes(value) : null),
  },
}
