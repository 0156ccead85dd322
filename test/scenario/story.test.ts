import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Demo } from '../../src/cli/story/demo.ts'
import { type Played, playStory } from '../../src/cli/story/play.ts'
import { foldedCase } from '../../src/engine/case-write.ts'
import { planStanding } from '../../src/engine/standing.ts'
import type { Case, Event } from '../../src/kernel/case.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { casesByNo, eventsOf } from '../../src/store/read.ts'
import { freshDatabase } from '../support/database.ts'
import { jiujiangDemo } from '../support/demo.ts'
import { openTheatre, type TestTheatre } from '../support/theatre.ts'

interface Told {
  readonly case: Case
  readonly events: readonly Event[]
}

/** Every case with its journal. */
async function everyCase({ engine }: TestTheatre): Promise<readonly Told[]> {
  const { region } = engine.programme
  const { rows } = await engine.db.query<{ no: string }>('select no from case_file order by no')
  const numbers = rows.map(({ no }) => no)
  const stored = await casesByNo(engine.db, region, numbers)
  return Promise.all(stored.map(async ({ case: c }) => ({ case: c, events: await eventsOf(engine.db, region, c.id) })))
}

/** What people did in a case, by the names of the moves. */
const movesOf = ({ events }: Told) =>
  events.filter(({ by }) => 'post' in by || 'token' in by).map(({ transition }) => transition)

const statesOf = (all: readonly Told[], procedure: string) =>
  new Set(all.flatMap(({ case: c }) => (c.procedure === procedure ? [c.state] : [])))

describe('the first weeks, played through the interface', () => {
  let demo: Demo
  let database: Database
  let theatre: TestTheatre
  let played: Played
  let all: readonly Told[]

  const told = (key: string): Told => {
    const found = all.find((one) => one.case.no === played.numbers.get(key))
    if (!found) throw new TypeError(`the story has no case ${key}`)
    return found
  }

  beforeAll(async () => {
    demo = jiujiangDemo()
    database = await freshDatabase()
    theatre = await openTheatre(database, demo)
    const began = performance.now()
    played = await playStory(demo, theatre)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    all = await everyCase(theatre)
    process.stderr.write(`story: ${demo.cases.length} cases, ${played.steps} steps in ${seconds} s\n`)
  })
  afterAll(async () => {
    await theatre?.close()
    await database?.close()
  })

  test('every step was accepted: each case shows the moves of its story and no others', () => {
    const others = demo.cases.filter(({ key, steps }) => {
      const firm = steps.filter(({ onlyIn }) => onlyIn === null).map(({ transition }) => transition)
      const moves = movesOf(told(key))
      return moves.length > steps.length || firm.some((transition, i) => moves[i] !== transition)
    })

    expect(all).toHaveLength(demo.cases.length)
    expect(others.map(({ key }) => key)).toEqual([])
  })

  test('every journal folds to its row, and the log goes on', () => {
    const folded = all.map(({ case: c, events }) => {
      const { no, id, region, procedure, version, parent } = c
      return foldedCase({ no, id, region, procedure, version, parent }, events)
    })

    expect(folded).toEqual(all.map(({ case: c }) => c))
    expect(theatre.engine.broken()).toBeNull()
    expect(theatre.engine.logSize()).toBeGreaterThan(all.reduce((sum, { events }) => sum + events.length, 0))
  })

  test('an item of the list is found in every state', () => {
    const states = ['drafted', 'consulting', 'objected', 'confirmed', 'issued', 'revising', 'done', 'withdrawn']

    expect(statesOf(all, 'responsibility-list')).toEqual(new Set(states))
  })

  test('a task is found in every state, and a notice in every colour', () => {
    const states = [
      'proposed',
      'approved',
      'assigned',
      'in-progress',
      'reported',
      'returned',
      'verified',
      'closed',
      'cancelled',
    ]
    const colours = new Set(all.map(({ case: c }) => c.data.colour).filter(Boolean))

    expect(statesOf(all, 'supervised-task')).toEqual(new Set(states))
    expect(colours).toEqual(new Set(['green', 'blue', 'orange', 'red']))
  })

  test('a finding is found in every state that no draw decides', () => {
    const certain =
      'reported not-accepted found fed-back contested withdrawn planned rectifying verifying rejected judging silent asked-again unanswered countersigning nobody-asked unsatisfied explaining appealed explained unjudged closed'
    const states = statesOf(all, 'finding-rectification')

    expect(certain.split(' ').filter((state) => !states.has(state))).toEqual([])
  })

  test('duty/account-for-sham: what was faked twice is caught twice, by two verifiers, and not closed', () => {
    const { case: c, events } = told('licence-copies')
    const caught = events.filter(({ input }) => input.sham === 'superficial')

    expect([c.state, c.data.failures, c.data.clause]).toEqual(['rejected', 2, 'S5.2.s1'])
    expect(caught).toHaveLength(2)
    expect(new Set(caught.map(({ by }) => 'post' in by && by.post)).size).toBe(2)
  })

  test('a seal that has come due is opened, and no other', () => {
    const sealed = all.filter(({ case: c }) => typeof c.data.lookBackOn === 'string')
    const wrong = sealed.filter(
      ({ case: c }) => (c.data.lookBackDay === c.data.lookBackOn) !== String(c.data.lookBackOn) <= '2018-11-13',
    )

    expect(sealed.length).toBeGreaterThanOrEqual(15)
    expect(wrong.map(({ case: c }) => c.no)).toEqual([])
  })

  test('what the merged unit had promised, the unit that took it over carried out', () => {
    const { events } = told('merged-bureau')
    const units = ['begin', 'claim'].map((transition) => {
      const by = events.find((event) => event.transition === transition)?.by
      return by && 'unit' in by ? by.unit : null
    })

    expect(units).toEqual(['promotion', 'enterprise'])
  })

  test('the sentences of the plan stand as the story means them to stand', async () => {
    const { totals } = await planStanding(theatre.engine)

    expect(totals).toEqual({ verified: 13, underway: 23, 'to-verify': 3, reopened: 3, late: 3, none: 3, principle: 19 })
  })

  test('played again, it changes nothing', async () => {
    const again = await playStory(demo, theatre)

    expect(again.numbers).toEqual(played.numbers)
    expect(await everyCase(theatre)).toEqual(all)
  })
})

describe('a story that was cut off', () => {
  let database: Database
  let theatre: TestTheatre

  beforeAll(async () => {
    database = await freshDatabase()
    theatre = await openTheatre(database, jiujiangDemo())
  })
  afterAll(async () => {
    await theatre?.close()
    await database?.close()
  })

  test('is played on from where it was, and nothing is done twice', async () => {
    const demo = jiujiangDemo()
    let calls = 0
    const failing = {
      ...theatre,
      call: (request: Parameters<TestTheatre['call']>[0]) => {
        calls += 1
        return calls > 900 ? Promise.reject(new Error('the power failed')) : theatre.call(request)
      },
    }

    await expect(playStory(demo, failing)).rejects.toThrow('the power failed')
    const before = await everyCase(theatre)
    const { numbers } = await playStory(demo, theatre)

    const all = new Map((await everyCase(theatre)).map((one) => [one.case.no, one]))
    const plain = demo.cases.filter(({ steps }) => steps.every(({ onlyIn }) => onlyIn === null))
    expect(before.length).toBeLessThan(demo.cases.length)
    expect(all.size).toBe(demo.cases.length)
    expect(
      plain.map(({ key }) => ({
        key,
        moves: movesOf(all.get(numbers.get(key) ?? '') ?? { case: before[0]?.case as Case, events: [] }),
      })),
    ).toEqual(plain.map(({ key, steps }) => ({ key, moves: steps.map(({ transition }) => transition) })))
  })
})
