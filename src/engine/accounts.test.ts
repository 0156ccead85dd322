import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import type { Result } from '../kernel/result.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import { type Account, accountByLogin } from '../store/accounts.ts'
import { adminEvents } from '../store/admin-events.ts'
import type { Database } from '../store/cluster/database.ts'
import { addPasskey, passkeysOf } from '../store/passkeys.ts'
import { type Access, openAccess } from './access.ts'
import { type Administration, openAccount, openAdministration } from './accounts.ts'

let database: Database
let running: TestEngine
let access: Access
let administration: Administration
let clerk: Account

beforeAll(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  const { engine } = running
  access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
  administration = openAdministration(engine, access)
  clerk = await account('clerk', null)
})
afterAll(async () => {
  await running.close()
  await database.close()
})

async function account(login: string, admin: Account['admin']): Promise<Account> {
  const known = await accountByLogin(running.engine.db, login)
  if (known) return known
  const opened = await openAccount(running.engine, null, { login, name: login, admin })
  if (!opened.ok) throw new TypeError(JSON.stringify(opened.refusal))
  return opened.value.account
}

const acts: readonly (readonly [name: keyof Administration, belongs: Account['admin'], act: Act])[] = [
  ['open', 'system', (by) => administration.open(by, { login: 'stolen', name: 'x', admin: 'system' })],
  ['close', 'system', (by) => administration.close(by, clerk.id)],
  ['reopen', 'system', (by) => administration.reopen(by, clerk.id)],
  ['reset', 'security', (by) => administration.reset(by, clerk.id)],
  ['unlock', 'security', (by) => administration.unlock(by, clerk.id)],
  ['endSessions', 'security', (by) => administration.endSessions(by, clerk.id)],
]
type Act = (by: Account) => Promise<Result<unknown>>

const wrong = acts.flatMap(([name, belongs, act]) =>
  (['system', 'security', 'audit', null] as const)
    .filter((admin) => admin !== belongs)
    .map((admin) => ({ name, admin, act })),
)

describe('an act of administration', () => {
  test.each(wrong)('$name is closed to the $admin account and leaves no trace', async ({ admin, act }) => {
    const by = await account(`by-${admin ?? 'nobody'}`, admin)
    const before = await adminEvents(running.engine.db, region, null, '', 500)

    const result = await act(by)

    expect(result).toMatchObject({ refusal: { code: 'not-your-part', basis: 'house/three-administrators' } })
    expect(await adminEvents(running.engine.db, region, null, '', 500)).toHaveLength(before.length)
    expect(await accountByLogin(running.engine.db, 'stolen')).toBeNull()
    expect(await accountByLogin(running.engine.db, 'clerk')).toMatchObject({ disabledAt: null })
  })

  test.each(acts.slice(1))('%s leaves a row that says who did it to whom', async (_name, belongs, act) => {
    const by = await account(`by-${belongs}`, belongs)

    await act(by)
    const [event] = await adminEvents(running.engine.db, region, null, '', 1)

    expect(event).toMatchObject({ account: by.id, about: { account: clerk.id } })
  })

  test('that resets an account takes its sessions and its passkeys with it', async () => {
    const { db } = running.engine
    const owner = await account('lost-phone', null)
    const secret = await access.enterProved(owner, 'test')
    const key = { id: Buffer.from('id'), publicKey: Buffer.from('key'), counter: 0, transports: [], name: 'phone' }
    await addPasskey(db, { ...key, account: owner.id }, 10)

    await administration.reset(await account('by-security', 'security'), owner.id)

    expect([await access.bySession(secret), await passkeysOf(db, owner.id)]).toEqual([null, []])
  })
})
