/** The lies of docs/FORMAT.md §10 about random inspections, told by a whole server; each title has the number it has there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monitorCommand } from '../../src/cli/monitor.ts'
import { unitChange } from '../../src/engine/draw-replaced.ts'
import type { Result } from '../../src/kernel/draw/draw.ts'
import { canonical } from '../../src/kernel/log/canonical.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { type Database, withClient } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer } from '../support/desk.ts'
import { addInspectors, playedDraw, playReplacements } from '../support/draw.ts'

let database: Database
let desk: DeskServer
let address: string

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
  address = await desk.app.listen({ host: '127.0.0.1', port: 0 })
  await addInspectors(desk.engine)
  await playReplacements(desk.engine, await playedDraw(desk.engine, {}, 'drawn'))
  await playedDraw(desk.engine, { subject: '第八轮抽查' }, 'drawn')
  await playedDraw(desk.engine, { subject: '第九轮暗访', mode: 'covert' }, 'drawn')
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

/** What a stranger finds who recomputes everything that is published. */
async function monitored() {
  let [out, err] = ['', '']
  const code = await monitorCommand([address], {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

const asOwner = (sql: string, values: unknown[] = []) =>
  withClient(database.as('owner'), (client) => client.query<{ bytes: Buffer }>(sql, values))
const second = 'CC-2018/2'

/** What is found while a file of the second draw is changed as whoever sits at the database can. */
async function whileChanged(name: string, change: (value: never) => unknown, draw = second) {
  const { rows } = await asOwner('select bytes from draw_file where draw = $1 and name = $2', [draw, name])
  const put = (bytes: Buffer | undefined) =>
    asOwner('update draw_file set bytes = $1 where draw = $2 and name = $3', [bytes, draw, name])
  await put(Buffer.from(canonical(change(JSON.parse(String(rows[0]?.bytes)) as never))))
  const found = await monitored()
  await put(rows[0]?.bytes)
  return found
}

interface Listed {
  readonly units: readonly { readonly id: string }[]
}

test('honest draws are found honest, the second by what the first has visited; a sealed one is not asked for', async () => {
  expect(await monitored()).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('2 random inspections recomputed'),
  })
})

describe('a lie about a draw is found by whoever recomputes it', () => {
  test.each<[string, string, (value: never) => unknown, string]>([
    [
      '14 a unit is left out of the list afterwards',
      'frame.json',
      (frame: Listed) => ({ ...frame, units: frame.units.slice(1) }),
      'frame.json is not the one that draw.frame in the log names',
    ],
    [
      '14 and 15 another register is shown',
      'register.json',
      (register: Listed) => ({ ...register, units: register.units.slice(1) }),
      'register.json is not the register that the frame cites',
    ],
    [
      '16 another contribution is shown',
      'reveal.json',
      (reveal: { contributions: object }) => ({
        ...reveal,
        contributions: { ...reveal.contributions, office: 'ab'.repeat(32) },
      }),
      'office revealed something else',
    ],
    [
      '21 the result is edited',
      'result.json',
      (result: { cover: readonly string[] }) => ({ ...result, cover: [] }),
      'result.json is not the one that draw.result in the log names',
    ],
  ])('%s', async (_, name, change, why) => {
    expect(await whileChanged(name, change)).toMatchObject({ code: 1, err: expect.stringContaining(why) })
  })

  test('23 another unit takes the place of one that could not be visited', async () => {
    const picked = (change: object) => ({ ...change, replacement: 'parks-2' })
    const { code, err } = await whileChanged('replacement.unit.json', picked, 'CC-2018/1')

    expect(code).toBe(1)
    expect(err).toContain('draw CC-2018/1: ')
    expect(err).toMatch(/replacements\.json/)
  })

  test('files that are withheld', async () => {
    await asOwner("update draw_file set name = 'kept' where draw = $1 and name = 'register.json'", [second])

    const { err } = await monitored()
    await asOwner("update draw_file set name = 'register.json' where name = 'kept'")

    expect(err).toContain('draw CC-2018/2: register.json is not published')
  })

  test('23 a replacement that follows the rule, but of which the log knows nothing', async () => {
    const { rows } = await asOwner('select bytes from draw_file where draw = $1 and name = $2', [second, 'result.json'])
    const result = JSON.parse(String(rows[0]?.bytes)) as Result
    const change = unitChange(result, result.cover[0] ?? '')
    await asOwner(
      "insert into draw_file (region, draw, name, bytes) select region, draw, 'replacement.unit.json', $1 from draw_file where draw = $2 and name = 'frame.json'",
      [Buffer.from(canonical(change)), second],
    )

    const { err } = await monitored()
    await asOwner("delete from draw_file where draw = $1 and name = 'replacement.unit.json'", [second])

    expect(err).toContain('draw CC-2018/2: the unit was replaced, and the log does not say so')
  })

  test('26 a unit that was visited stays due, while others wait', async () => {
    // The operator makes his own program forget the first two draws while it lists the next.
    await asOwner("update draw_file set name = 'kept' where name = 'result.json'")
    await playedDraw(desk.engine, { subject: '第十轮抽查' }, 'drawn')
    await asOwner("update draw_file set name = 'result.json' where name = 'kept'")

    expect((await monitored()).err).toMatch(/draw CC-2018\/4: \S+ is due, but the draws before it say otherwise/)
  })
})
