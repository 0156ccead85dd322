import { describe, expect, test } from 'vitest'
import { inOrder, ticket } from '../../kernel/draw/ticket.ts'
import type { Entry } from '../../kernel/log/entry.ts'
import { sha256Hex } from '../../kernel/log/hash.ts'
import { commitmentOf } from '../../kernel/seed.ts'
import { drawFaults } from './draws.ts'
import { gatherFacts } from './facts.ts'

const day = '2018-11-14'
const secret = sha256Hex('the secret of the day')
const commitment = commitmentOf({ purpose: 'draw', day, secret })
const pool = ['v1', 'v2', 'v3', 'v4']
const honest = inOrder(pool, (post) => ticket(`${secret}/verifier`, `ZG-2018-0001|3|${post}`))[0] ?? ''

const entry = (type: string, body: object) =>
  ({ v: 'luoshi-leaf/1', type, at: '2018-11-14T02:00:00.000Z', actor: 'system', body }) as unknown as Entry
const commit = entry('draw.seed-commit', { purpose: 'draw', day, commitment })
const open = entry('draw.seed-open', { purpose: 'draw', day, secret })
const drawing = (change: object = {}) => {
  const move = {
    no: 'ZG-2018-0001',
    procedure: 'p',
    version: 'v',
    to: 's',
    draw: { pool, drawn: honest, day, commitment, ...change },
  }
  return { ...entry('case.transition', move), case: 'c', seq: 3 } as unknown as Entry
}

/** The faults of a log of these entries on the 16th. */
function faultsOf(...entries: readonly Entry[]): readonly string[] {
  const facts = gatherFacts()
  entries.forEach((one, index) => {
    facts.take(one, index)
  })
  return drawFaults(facts, '2018-11-16', Date.parse('2018-11-16T00:00:00Z')).faults
}

describe('a draw of one post', () => {
  test('follows from the seed that was committed to before and opened after', () => {
    expect(faultsOf(commit, drawing(), open)).toEqual([])
  })

  test('of somebody else is found once the seed is open', () => {
    const friend = pool.find((post) => post !== honest) ?? ''

    expect(faultsOf(commit, drawing({ drawn: friend }), open)).toEqual([
      `entry 1: ZG-2018-0001 drew ${friend}, but the seed of ${day} gives ${honest}`,
    ])
  })

  test('out of a pool from which the one drawn was left out is found', () => {
    const smaller = pool.filter((post) => post !== honest)

    expect(faultsOf(commit, drawing({ pool: smaller }), open)).toHaveLength(1)
  })

  test.each([
    ['after the draw', [drawing(), commit, open]],
    ['to another seed than it names', [commit, drawing({ commitment: sha256Hex('another') }), open]],
    ['to nothing', [drawing()]],
  ])('whose seed was committed %s is found', (_what, entries) => {
    expect(faultsOf(...entries)).toContainEqual(expect.stringMatching(/by a seed that nobody had committed to before$/))
  })

  test('whose seed is opened as another than was committed to is found', () => {
    const other = entry('draw.seed-open', { purpose: 'draw', day, secret: sha256Hex('another') })

    expect(faultsOf(commit, other)).toEqual([`the draw seed of ${day} is not the one that was committed to`])
  })

  test('whose seed is not opened on the next day is overdue; that of a look-back is not', () => {
    const later = entry('draw.seed-commit', { purpose: 'look-back', day, commitment })

    expect(faultsOf(commit, later)).toEqual([
      `the draw seed of ${day} is overdue: it should have been opened on the next day`,
    ])
  })
})
