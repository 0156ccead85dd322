/**
 * The server as a process that tests kill: an embedded database in LUOSHI_DATA, the people of Anlan, our HTTP interface. It
 * says `READY {"port":…,"tokens":{…}}` when it listens.
 */

import { at } from '../../src/kernel/testing/calendar.ts'
import { openDatabase } from '../../src/store/cluster/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openTestServer } from './server.ts'

const data = process.env.LUOSHI_DATA ?? ''
const log = { info: () => {}, warn: () => {}, error: () => {} }
const database = await openDatabase({ data, log })
await migrate(database)
const server = await openTestServer(database, at('2018-11-14 10:00'), data)
const tokens: Record<string, string> = {}
for (const post of ['inspection-1', 'mayor'])
  tokens[post] = (await server.context.access.issueToken(post, 1, 'kill')) ?? ''
const address = await server.app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`READY ${JSON.stringify({ port: Number(new URL(address).port), tokens })}\n`)
