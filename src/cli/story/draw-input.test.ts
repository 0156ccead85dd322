import { expect, test } from 'vitest'
import { commitOf, isContribution } from '../../kernel/draw/commitment.ts'
import { drawPart, withDraw } from './draw-input.ts'

const list = { draw: 'CC-2018/1', frame: 'f'.repeat(64) }

test('a party of an invented draw shows the very number that it committed to, each party another', () => {
  const shown = withDraw({ first: { $number: 'first' }, second: { $number: 'second' }, dice: '123456' }, list)
  const sealed = withDraw({ first: { $seal: 'first' } }, list)

  expect([shown.first, shown.second].filter(isContribution)).toHaveLength(2)
  expect(shown.first).not.toBe(shown.second)
  expect(shown.dice).toBe('123456')
  expect(sealed.first).toBe(commitOf({ ...list, party: 'first' }, String(shown.first)))
})

test('nothing else in an input is taken for a part of a draw', () => {
  expect([drawPart({ $evidence: ['a.txt'] }), drawPart(['$seal']), drawPart('$seal'), drawPart(null)]).toEqual([
    null,
    null,
    null,
    null,
  ])
})
