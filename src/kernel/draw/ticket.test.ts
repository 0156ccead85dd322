import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { inOrder, ticket, tickets } from './ticket.ts'

describe('tickets', () => {
  // Computed with sha256sum, bc and rev alone, as ../shared/verify/ticket.sh does.
  test.each([
    ['u1#1', '0.922523313472431542432055949607794407728974908995584820844869541846674928708601'],
    ['u1#2', '0.83676655017278975655140264437617503687959537590813913786883376807017872130329'],
    ['unit-8', '0.55231106620501410050176234361481367770634161352543694722152960227140760237603'],
  ])('the ticket of %s is the one that a shell computes', (id, number) => {
    expect(ticket('314159/spot', id)).toBe(number)
  })

  test('the tickets of a purpose are those of its seed', () => {
    expect(tickets('aa', 'spot')('u1#1')).toBe(ticket('aa/spot', 'u1#1'))
  })

  test('leaving one id out moves no other', () => {
    const ids = Array.from({ length: 50 }, (_, i) => `u${i}`)

    const order = inOrder(ids, tickets('aa', 'cover'))
    const without = inOrder(
      ids.filter((id) => id !== 'u7'),
      tickets('aa', 'cover'),
    )

    expect(without).toEqual(order.filter((id) => id !== 'u7'))
  })
})

withVectors('verify/vectors/draw', (vectors) => {
  const all = vectors.json('tickets.json') as readonly { seed: string; purpose: string; id: string; ticket: string }[]

  test.each(all)('the ticket of "$id" for $purpose under $seed is the published one', (known) => {
    expect(ticket(`${known.seed}/${known.purpose}`, known.id)).toBe(known.ticket)
  })
})
