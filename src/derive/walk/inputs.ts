import { dayNumber, dayOf } from '../../kernel/calendar.ts'
import type { Field, Fields } from '../../kernel/field.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'
import { exampleInput } from '../example.ts'
import type { Choice } from './choice.ts'
import { today } from './people.ts'
import type { Path } from './world.ts'

/** Days that conditions tend to tell apart. */
const daysAway = [30, 0, 1, 400, 7, -1, 90]

/** A text that carries its mark and is as long as the field wants it. */
function marked(field: { readonly min?: number; readonly max: number }, mark: string): string {
  return [...mark.padEnd(field.min ?? 1, '字')].slice(0, field.max).join('')
}

interface Typing {
  readonly path: Path
  readonly choice: Choice
  /** A new mark for what is typed into this field. */
  readonly markFor: (field: string) => string
}

/** A value that fits the field; unlike an example it varies, and texts carry a mark. */
function valueFor(name: string, field: Field, { path, choice, markFor }: Typing): Json {
  switch (field.kind) {
    case 'text':
      return marked(field, markFor(name))
    case 'identity':
      return markFor(name)
    case 'lines':
      return [marked(field, markFor(name))]
    case 'integer':
      return choice.from([field.from, field.upTo, Math.min(field.upTo, field.from + 1)])
    case 'day':
      return dayOf(dayNumber(today(path)) + choice.from(daysAway))
    case 'yesNo':
      return choice.of(2) === 0
    case 'choice':
      return choice.from(Object.keys(field.options))
    case 'choices':
      return [choice.from(Object.keys(field.options))]
    case 'unit':
      return choice.from(path.world.units)
    case 'units':
      return [choice.from(path.world.units)]
    case 'evidence': {
      const example = exampleInput({ [name]: field }, { ...path.world.names, today: today(path) }, true)[name]
      return (example as readonly JsonRecord[]).map((item) => ({ ...item, name: markFor(name) }))
    }
    case 'post':
    case 'clause':
    case 'case':
      return exampleInput({ [name]: field }, { ...path.world.names, today: today(path) }, true)[name] ?? null
    default: {
      const never: never = field
      throw new TypeError(String(never))
    }
  }
}

/** An input that fits the form: what must be answered, and half of what need not. */
export function fittingInput(fields: Fields, typing: Typing): JsonRecord {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      field.optional && typing.choice.of(2) === 1 ? [] : [[name, valueFor(name, field, typing)]],
    ),
  )
}

/** Ways to break any value: none of these fits any kind of field. */
const misfits: readonly Json[] = [
  { nested: true },
  [['x']],
  1.5,
  'x'.repeat(30_000),
  '\u0000',
  [{ sha256: 'no' }],
  2 ** 60,
]

/** An input that certainly does not fit: a field left out, one too many, or one with a value that no field takes. */
export function brokenInput(fields: Fields, typing: Typing): JsonRecord {
  const input = fittingInput(fields, typing)
  const names = Object.keys(fields)
  const needed = names.filter((name) => !fields[name]?.optional)
  const { choice } = typing
  const way = choice.of(3)
  if (way === 0 && needed.length > 0) {
    const gone = choice.from(needed)
    return Object.fromEntries(Object.entries(input).filter(([name]) => name !== gone))
  }
  if (way === 1 && names.length > 0) return { ...input, [choice.from(names)]: choice.from(misfits) }
  return { ...input, 'no-such-field': true }
}
