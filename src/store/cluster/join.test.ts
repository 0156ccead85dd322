import { expect, onTestFinished, test } from 'vitest'
import { dataFolder, startVictim } from '../../../test/support/kill.ts'
import { type DatabaseSettings, openDatabase, withClient } from './database.ts'
import { joinDatabase } from './join.ts'
import { lockFolder } from './lock.ts'

const log = { info: () => {}, warn: () => {} }

const answerOf = (database: Pick<Awaited<ReturnType<typeof openDatabase>>, 'as'>) =>
  withClient(database.as('app'), async (client) => (await client.query('select current_user as name')).rows)

async function joined(settings: Omit<DatabaseSettings, 'log'>) {
  const database = await joinDatabase({ log, ...settings })
  onTestFinished(() => database.close())
  return database
}

test('a command beside a running server uses its PostgreSQL and leaves it running', async () => {
  const data = dataFolder()
  const server = startVictim({ data, program: ['--import', './bin/loader.mjs', 'test/support/writing.ts', 'write'] })
  await server.says(/acknowledged 5\n/)
  const running = server.postmaster()

  const database = await joined({ data })
  const answer = await answerOf(database)
  await database.close()

  expect(database.isGuest).toBe(true)
  expect(answer).toEqual([{ name: 'luoshi_app' }])
  expect(server.postmaster()).toBe(running)
})

test('a command on its own starts PostgreSQL and stops it', async () => {
  const data = dataFolder()

  const first = await joined({ data })
  await first.close()
  const second = await openDatabase({ data, log })
  onTestFinished(() => second.close())

  expect(first.isGuest).toBe(false)
  expect(await answerOf(second)).toEqual([{ name: 'luoshi_app' }])
})

test('a folder that is held by a process without a PostgreSQL is called locked', async () => {
  const data = dataFolder()
  const lock = lockFolder(data)
  onTestFinished(lock.release)

  await expect(joined({ data })).rejects.toMatchObject({ code: 'folder-locked' })
})
