import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadBook } from '../../src/cli/year/book-file.ts'
import { daysFrom, openingsOn } from '../../src/cli/year/plot.ts'
import { stageOn } from '../../src/cli/year/stage-on.ts'
import { tellYear, type YearTold } from '../../src/cli/year/tell.ts'
import { openAccess } from '../../src/engine/access.ts'
import { fsck } from '../../src/engine/fsck.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { jiujiang, jiujiangDemo, programmeFolder } from '../support/demo.ts'
import { openTheatre, type TestTheatre } from '../support/theatre.ts'

const since = Date.parse('2018-11-26T07:00:00+08:00')
const until = Date.parse('2018-11-28T18:00:00+08:00')

let database: Database
let theatre: TestTheatre
let stopped: YearTold
let told: YearTold
let weeks: number[]

/** Cases by their procedures. */
async function counted(): Promise<Readonly<Record<string, number>>> {
  const { rows } = await theatre.engine.db.query<{ procedure: string; n: number }>(
    'select procedure, count(*)::int as n from case_file group by procedure order by procedure',
  )
  return Object.fromEntries(rows.map(({ procedure, n }) => [procedure, n]))
}

function stageOf() {
  const { engine } = theatre
  const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
  const book = loadBook(join(programmeFolder, 'demo'), engine.programme)
  return stageOn(theatre, { engine, access, book })
}

beforeAll(async () => {
  database = await freshDatabase()
  theatre = await openTheatre(database, { ...jiujiangDemo(), startsAt: since })
  weeks = []
  let minutes = 0
  const cut = () => {
    minutes += 1
    return minutes > 12
  }
  stopped = await tellYear(stageOf(), { since, until, onProgress: () => {}, isStopped: cut })
  const onProgress = ({ weeks: behind }: { weeks: number }) => weeks.push(behind)
  told = await tellYear(stageOf(), { since, until, onProgress, isStopped: () => false })
})
afterAll(async () => {
  await theatre?.close()
  await database?.close()
})

test('some days of the year are told to their end, and nothing is refused that the story takes for allowed', () => {
  expect([stopped.isWhole, told.isWhole]).toEqual([false, true])
  expect([...stopped.refused, ...told.refused]).toEqual([])
  expect(weeks.every((behind) => behind === 0)).toBe(true)
})

test('a year that was stopped goes on where it was, and opens nothing twice', async () => {
  const { engine } = theatre
  const book = loadBook(join(programmeFolder, 'demo'), engine.programme)
  const days = daysFrom('2018-11-26', '2018-11-28')
  const openings = days.flatMap((day) =>
    openingsOn({ day, book, calendar: jiujiang().calendar, org: engine.org() }).filter(({ at }) => at <= until),
  )
  const asked = (procedure: string) => openings.filter((one) => one.procedure === procedure).length

  const cases = await counted()

  expect(cases['responsibility-list']).toBe(asked('responsibility-list'))
  expect(cases['finding-rectification']).toBe(asked('finding-rectification'))
  expect(cases['routine-inspection']).toBe(asked('routine-inspection'))
  expect(told.cases).toBe(Object.values(cases).reduce((sum, n) => sum + n, 0))
})

test('told again, a year that is told opens no case', async () => {
  const before = await counted()

  await tellYear(stageOf(), { since, until, onProgress: () => {}, isStopped: () => false })

  expect(await counted()).toEqual(before)
})

test('every event of the year folds to its row, and the log goes on', async () => {
  const report = await fsck(database)

  expect(report.differences).toEqual([])
  expect(theatre.engine.broken()).toBeNull()
})
