/**
 * Serves the portal with the cases of the tests until it is interrupted, for people who work on its pages. Never part of
 * the tests.
 *
 *   node --import tsx test/browser/portal-preview.ts [PORT]
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/store/cluster/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openTestPortal } from '../support/portal.ts'

const data = mkdtempSync(join(tmpdir(), 'luoshi-portal-'))
const silent = { info: () => {}, warn: () => {} }
const database = await openDatabase({ data, log: silent, url: undefined, ownerUrl: undefined })
await migrate(database)
const portal = await openTestPortal(database, Number(process.argv[2] ?? 8421))
process.stdout.write(`${portal.origin}\n${JSON.stringify({ ...portal.numbers, codes: portal.codes }, null, 1)}\n`)
process.once('SIGINT', async () => {
  await portal.close()
  await database.close()
})
process.once('SIGTERM', () => process.kill(process.pid, 'SIGINT'))
