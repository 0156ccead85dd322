import { describe, expect, test } from 'vitest'
import { differencesOf } from './soak.ts'

const told = { no: 'DB-2018-0001', seq: 0 }
const sent = new Map(['a', 'b'].map((id) => [id, { id, post: 'mayor', path: '/', body: {} }]))
const row = { command: 'a', ...told }

describe('the verdict of the soak', () => {
  test('is clean when every acknowledged move is there once; a move without an answer may or may not be there', () => {
    const acknowledged = new Map([['a', told]])

    expect(differencesOf([row], { sent, acknowledged })).toEqual([])
    expect(differencesOf([row, { ...row, command: 'b', seq: 1 }], { sent, acknowledged })).toEqual([])
  })

  test.each([
    ['is lost', [], 'a was acknowledged as DB-2018-0001/0 and is not there'],
    ['stands elsewhere', [{ ...row, seq: 2 }], 'a was acknowledged as DB-2018-0001/0 and is DB-2018-0001/2'],
    ['is there twice', [row, row], 'a is in the journal twice'],
    ['was sent by nobody', [row, { ...row, command: 'z' }], 'z was sent by nobody'],
  ])('names a move that %s', (_case, rows, sentence) => {
    expect(differencesOf(rows, { sent, acknowledged: new Map([['a', told]]) })).toEqual([sentence])
  })
})
