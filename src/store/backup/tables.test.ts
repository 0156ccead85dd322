import { expect, test } from 'vitest'
import { inOrderOfNeed } from './tables.ts'

test('a table comes after those that its rows refer to', () => {
  const order = inOrderOfNeed([
    { name: 'a', needs: ['c'] },
    { name: 'b', needs: [] },
    { name: 'c', needs: ['b'] },
  ])

  expect(order.map(({ name }) => name)).toEqual(['b', 'c', 'a'])
})

test('tables that refer to each other in a circle are a mistake of the schema', () => {
  expect(() =>
    inOrderOfNeed([
      { name: 'a', needs: ['b'] },
      { name: 'b', needs: ['a'] },
    ]),
  ).toThrow(/circle: a, b/)
})
