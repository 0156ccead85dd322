import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, personId, type TestEngine } from '../../test/support/engine.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import type { JsonRecord } from '../kernel/text.ts'
import { type Account, type Admin, accountByLogin, addAccounts } from '../store/accounts.ts'
import { adminEvents } from '../store/admin-events.ts'
import type { Database } from '../store/cluster/database.ts'
import type { Engine } from './engine.ts'
import { waitingFor } from './moves.ts'
import { changeRegister } from './register.ts'
import { type Change, ended, renamed } from './register-change.ts'

let database: Database
let running: TestEngine
let engine: Engine

beforeAll(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  engine = running.engine
})
afterAll(async () => {
  await running.close()
  await database.close()
})

const access = { forget: () => {} }

async function account(login: string, admin: Admin | null): Promise<Account> {
  const id = personId(login)
  await addAccounts(engine.db, [
    { id, login, name: login, password: null, admin, isDemo: false, mustChange: false, passwordUntil: null },
  ])
  const found = await accountByLogin(engine.db, login)
  if (!found) throw new TypeError('the account is not there')
  return found
}

const change = (by: Account, act: string, result: ReturnType<typeof renamed>) =>
  changeRegister(engine, access, { account: by, actor: null }, act, { unit: 'parks' }, result)

async function assigned(): Promise<string> {
  const act = async (post: string, transition: string, input: JsonRecord, target: object, seen?: number) => {
    const result = await engine.submit({
      key: randomUUID(),
      actor: officer(post),
      transition,
      input,
      ...(seen === undefined ? {} : { seen }),
      target: target as { no: string },
    })
    if (!result.ok) throw new TypeError(JSON.stringify(result.refusal))
    return result.value.case.no
  }
  const matter = { subject: '路灯修复', deliverable: '三条街全部亮起来', measure: '逐盏核查', unit: 'water' }
  const open = { open: { procedure: 'supervised-task', region, parent: null } }
  const no = await act('inspection-1', 'propose', { ...matter, dueOn: '2018-12-20', source: 'meeting' }, open)
  await act('mayor', 'approve', {}, { no }, 0)
  return act('inspection-1', 'assign', {}, { no }, 1)
}

describe('the register', () => {
  test('is changed by the system administrator, with a row for the audit', async () => {
    const system = await account('register-system', 'system')
    const rename = { zh: '城市绿化局', en: 'green bureau', from: '2018-11-20' }

    const result = await change(system, 'rename', renamed(engine.org(), 'parks', rename))
    const [event] = await adminEvents(engine.db, region, null, '', 1)

    expect(result.ok).toBe(true)
    expect(engine.org().nameOf('parks', '2018-11-20')[0]).toBe('城市绿化局')
    expect(event).toMatchObject({ account: system.id, act: 'rename', about: { unit: 'parks' } })
  })

  test.each(['security', 'audit', null] as const)('is closed to the %s account', async (admin) => {
    const other = await account(`register-${admin}`, admin)
    const rename = { zh: '甲', en: 'A', from: '2018-12-20' }

    const result = await change(other, 'rename', renamed(engine.org(), 'parks', rename))

    expect(result).toMatchObject({ refusal: { code: 'not-your-part', basis: 'house/three-administrators' } })
    expect(engine.org().nameOf('parks', '2018-12-20')[0]).not.toBe('甲')
  })

  test('keeps nothing of a change that cannot be written', async () => {
    const system = await account('register-half', 'system')
    const before = await adminEvents(engine.db, region, null, '', 100)
    const unknown = { ok: true, value: { units: [], posts: [], holdings: [{ post: 'x', person: 'no uuid' }] } }

    await expect(change(system, 'hold', unknown as unknown as { ok: true; value: Change })).rejects.toThrow()

    expect(await adminEvents(engine.db, region, null, '', 100)).toHaveLength(before.length)
  })
})

test('the open cases of a unit that was merged wait for its successor, and for nobody else', async () => {
  const no = await assigned()
  const system = await account('merging', 'system')
  const waits = async (post: string) =>
    (await waitingFor(engine, officer(post))).map((waiting) => waiting.case.no).includes(no)
  const before = [await waits('water-head'), await waits('works-head')]

  await change(system, 'end', ended(engine.org(), 'water', '2018-11-14', 'works'))
  await engine.advanceTo(at('2018-11-15 09:00'))
  const accepted = await engine.submit({
    key: randomUUID(),
    actor: officer('works-liaison'),
    transition: 'accept',
    input: { handlerPost: 'works-liaison' },
    seen: 2,
    target: { no },
  })

  expect(before).toEqual([true, false])
  expect([await waits('water-head'), await waits('works-head')]).toEqual([false, true])
  expect(accepted.ok ? accepted.value.case.state : accepted.refusal).toBe('in-progress')
})
