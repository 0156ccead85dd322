/**
 * A program to kill: opens the database of LUOSHI_DATA and writes numbers, each in a transaction of its own. It says
 * `acknowledged N` only after the commit of N, and goes on over broken connections. Without `write` it only holds the database.
 */
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openDatabase } from '../../src/store/cluster/database.ts'
import { migrate } from '../../src/store/migrate.ts'

/** Written at once, not when the event loop comes round to it: what was said is on the pipe before a kill. */
const say = (line: string) => writeSync(1, `${line}\n`)

const log = { info: () => {}, warn: (_fields: object, message: string) => say(message) }

async function main(data: string, isWriting: boolean): Promise<void> {
  const began = performance.now()
  const database = await openDatabase({ data, log })
  await migrate(database)
  const pool = new pg.Pool({ ...database.as('owner'), max: 4 })
  pool.on('error', () => {})
  process.once('SIGINT', async () => {
    await pool.end()
    await database.close()
    process.exit(0)
  })
  say(`ready after ${Math.round(performance.now() - began)} ms`)
  if (!isWriting) return
  await pool.query('create table if not exists number_written (n bigint primary key)')
  const { rows } = await pool.query<{ next: string }>('select coalesce(max(n), 0) + 1 as next from number_written')
  let next = Number(rows[0]?.next)
  const writer = async (): Promise<void> => {
    for (;;) {
      const n = next++
      const isWritten = await pool.query('insert into number_written (n) values ($1)', [n]).then(
        () => true,
        () => false,
      )
      if (isWritten) say(`acknowledged ${n}`)
      else await pause(10)
    }
  }
  await Promise.all([writer(), writer(), writer(), writer()])
}

await main(process.env.LUOSHI_DATA ?? '', process.argv[2] === 'write')
