import fc from 'fast-check'
import { evaluate } from 'feelin'
import { describe, expect, test } from 'vitest'
import { expressionOf } from './feel.ts'
import { feel } from './feel-type.ts'

const scope = {
  form: feel.record({
    solved: feel.boolean,
    proof: feel.list(feel.text),
    level: feel.choice(['grave', 'ordinary']),
    reply: feel.text,
    n: feel.number,
  }),
  data: feel.record({ dueOn: feel.day, other: feel.day, m: feel.number }),
}

const sources = [
  'form.solved = true',
  'form.solved',
  'not(form.solved)',
  'form.solved = true and form.n > 0 and data.m > 0',
  'form.solved or form.n >= 3 and data.m != 2',
  'not(form.solved = true or form.level = "grave")',
  'count(form.proof) > 0',
  'form.level in ["grave"]',
  'data.dueOn < data.other or data.dueOn = data.other',
  'form.n + 2 * data.m - 1 <= 7',
  'form.reply != null and string length(form.reply) > 2',
  'list contains(form.proof, "a")',
  'data.m > 0 and form.n = data.m',
]

const values = fc.record({
  form: fc.record({
    solved: fc.boolean(),
    proof: fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 }),
    level: fc.constantFrom('grave', 'ordinary'),
    reply: fc.constantFrom('', '好', '已办结', '🙂🙂🙂'),
    n: fc.integer({ min: -3, max: 5 }),
  }),
  data: fc.record({
    dueOn: fc.constantFrom('2018-10-12', '2018-11-09'),
    other: fc.constantFrom('2018-10-12', '2018-11-09'),
    m: fc.integer({ min: -3, max: 5 }),
  }),
})

function compiled(source: string) {
  const result = expressionOf(source, scope)
  if (!result.ok) throw new Error(result.faults.join('; '))
  return result.expression
}

function faultsOf(source: string): string {
  const result = expressionOf(source, scope)
  return result.ok ? 'no fault' : result.faults.join('; ')
}

test.each(sources)('%s gives what feelin gives, on any values', (source) => {
  const expression = compiled(source)

  fc.assert(
    fc.property(values, (context) => {
      expect(expression.run(context)).toEqual(evaluate(source, context).value)
    }),
  )
})

describe('what is missing', () => {
  test('is nothing, and nothing is not a condition met', () => {
    const empty = { form: {}, data: {} }

    expect(sources.map((source) => compiled(source).run(empty)).filter((value) => value === true)).toEqual([])
  })

  test('false wins over nothing, and nothing over true', () => {
    const half = { form: { solved: true }, data: {} }

    expect(compiled('form.n > 0 and not(form.solved)').run(half)).toBe(false)
    expect(compiled('form.n > 0 and form.solved').run(half)).toBe(null)
  })
})

describe('the linter refuses', () => {
  test.each([
    ['today() > data.dueOn', 'today() is not allowed'],
    ['form.solve = true', 'unknown name form.solve'],
    ['form.n = "3"', 'number is compared with text'],
    ['data.dueOn = form.reply', 'day is compared with text'],
    ['form.level = "severe"', '"severe" is not one of grave, ordinary'],
    ['form.level in ("severe")', '"severe" is not one of grave, ordinary'],
    ['form.n > 0.5', 'fractions are not allowed'],
    ['form.n / 2 > 1', 'fractions are not allowed'],
    ['every x in form.proof satisfies x = "a"', 'not supported'],
    ['form.n = data.m', 'also true of none and none'],
    ['count(form.proof) = data.m', 'also true of none and none'],
    ['form.reply and form.solved', 'where a yes or no is needed'],
    ['form.solved = ', 'not a FEEL expression'],
    ['form.solved > true', 'has no order'],
    ['count(form.n) > 0', 'number where list is needed'],
  ])('%s', (source, why) => {
    expect(faultsOf(source)).toContain(why)
  })
})

test('an expression says what it reads, so that the engine loads only that', () => {
  expect(compiled('form.solved = true and data.m > 0').reads).toEqual(['form.solved', 'data.m'])
})
