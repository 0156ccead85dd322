import { describe, expect, test } from 'vitest'
import { buildIslands, islands } from './build.ts'

describe('the enhancing scripts', () => {
  test.each(islands)('%s is at most 3 KB', (name) => {
    expect(buildIslands()[name].bytes.length).toBeLessThanOrEqual(3 * 1024)
  })

  test('have their content in their names, so that they are kept for ever', () => {
    expect(Object.values(buildIslands()).map(({ name }) => /^[a-z]+\.[0-9a-f]{10}\.js$/.test(name))).toEqual([
      true,
      true,
      true,
      true,
    ])
  })
})
