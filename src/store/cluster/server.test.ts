import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, inject, onTestFinished, test } from 'vitest'
import { urlOf } from '../../../test/support/cluster.ts'
import { emptyDatabase } from '../../../test/support/database.ts'
import { type DatabaseSettings, openDatabase, withClient } from './database.ts'

const log = { info: () => {}, warn: () => {} }

/** The address of the tests' server, for one of its accounts and databases. */
function address(user: string, database: string): string {
  const server = inject('server')
  if (server === null) throw new TypeError('these tests need the server of the project `store`')
  return urlOf(server, user, database)
}

function administer(statement: string, database = 'postgres'): Promise<unknown> {
  return withClient({ connectionString: address('postgres', database) }, (client) => client.query(statement))
}

const open = (settings: Omit<DatabaseSettings, 'data' | 'log'>) => openDatabase({ data: '/nowhere', log, ...settings })

test('a server that does not answer, or refuses, is named by its setting and never with the password', async () => {
  const closed = createServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))

  const silent = await open({ url: `postgresql://city:hunter2@127.0.0.1:${port}/luoshi` }).catch(
    (error: unknown) => error,
  )
  const stranger = await open({ url: address('stranger', 'postgres') }).catch((error: unknown) => error)
  const unreadable = await open({ url: 'not an address hunter2' }).catch((error: unknown) => error)

  for (const fault of [silent, stranger, unreadable]) {
    expect(fault).toMatchObject({ code: 'server-unreachable', message: expect.stringContaining('DATABASE_URL') })
    expect(String(fault)).not.toContain('hunter2')
    expect(String(fault)).not.toContain(inject('server')?.address.password)
  }
})

test('a database that is not UTF-8 is refused', async () => {
  await administer("create database latin encoding 'LATIN1' locale 'C' template template0 owner city_owner")
  onTestFinished(async () => void (await administer('drop database latin')))

  const opening = open({ url: address('city_login', 'latin'), ownerUrl: address('city_owner', 'latin') })

  await expect(opening).rejects.toMatchObject({ code: 'server-not-utf8', message: expect.stringContaining('LATIN1') })
})

test('an account that may not grant the roles is told what its administrator must run', async () => {
  await administer('create role poor_owner login password $$x$$; create role poor_login login password $$x$$')
  onTestFinished(async () => void (await administer('drop role poor_owner, poor_login')))
  const url = new URL(address('poor_login', 'postgres'))
  const ownerUrl = new URL(address('poor_owner', 'postgres'))
  for (const each of [url, ownerUrl]) each.password = 'x'

  await expect(open({ url: url.href, ownerUrl: ownerUrl.href })).rejects.toMatchObject({
    code: 'server-roles-missing',
    message: expect.stringContaining('grant luoshi_app to "poor_login"; grant luoshi_reader to "poor_login"'),
  })
})

test('what the address says of its own session stays said', async () => {
  const database = await emptyDatabase('server')
  onTestFinished(() => database.close())
  const name = new URL(database.as('owner').connectionString ?? '').pathname.slice(1)
  const url = `${address('city_login', name)}?options=-c%20work_mem%3D7MB`

  const opened = await open({ url, ownerUrl: address('city_owner', name) })

  const { rows } = await withClient(opened.as('reader'), (client) =>
    client.query("select current_setting('work_mem') as memory, current_user as name"),
  )
  expect(rows).toEqual([{ memory: '7MB', name: 'luoshi_reader' }])
})

test('a pooler that drops the role of a connection is found out before anything is done with all rights', async () => {
  const target = new URL(address('city_login', 'postgres'))
  const pooler = createServer((from) => {
    const to = connect(Number(target.port), target.hostname)
    from.once('data', (first) => {
      to.write(Buffer.from(first.toString('latin1').replace('role=luoshi_app', 'role=none      '), 'latin1'))
      from.pipe(to).pipe(from)
    })
  })
  await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void pooler.close())
  const { port } = pooler.address() as AddressInfo

  const opening = open({
    url: address('city_login', 'postgres').replace(`:${target.port}/`, `:${port}/`),
    ownerUrl: address('city_owner', 'postgres'),
  })

  await expect(opening).rejects.toMatchObject({ code: 'server-ignores-role' })
})
