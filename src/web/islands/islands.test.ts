import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildIslands, islands } from './build.ts'
import { hash } from './platform.ts'

describe('the enhancing scripts', () => {
  test.each(islands.filter((name) => name !== 'draw'))('%s is at most 3 KB', (name) => {
    expect(buildIslands()[name].bytes.length).toBeLessThanOrEqual(3 * 1024)
  })

  test('draw, which brings the kernel’s draw with it, is at most 24 KB', () => {
    expect(buildIslands().draw.bytes.length).toBeLessThanOrEqual(24 * 1024)
  })

  test('have their content in their names, so that they are kept for ever', () => {
    expect(Object.values(buildIslands()).filter(({ name }) => !/^[a-z]+\.[0-9a-f]{10}\.js$/.test(name))).toEqual([])
  })
})

test('SHA-256 in the browser is that of Node, for texts and bytes of every length up to three blocks', () => {
  const texts = Array.from({ length: 192 }, (_, n) => '签'.repeat(n % 7) + 'a'.repeat(n))
  const expected = texts.map((text) => createHash('sha256').update(text).digest('hex'))

  expect(texts.map((text) => hash('sha256', text, 'hex'))).toEqual(expected)
  expect(texts.map((text) => hash('sha256', new TextEncoder().encode(text), 'hex'))).toEqual(expected)
})
