import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, personId, type TestEngine } from '../../test/support/engine.ts'
import type { Result } from '../kernel/result.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import { adminEvents } from '../store/admin-events.ts'
import { type Database, withClient } from '../store/cluster/database.ts'
import { addHoldings, saveOrg } from '../store/people.ts'
import { casesByNo } from '../store/read.ts'
import type { Engine } from './engine.ts'

const contact = '王小明 13900000000'
const reason = '要当面核实补偿款到没到他手里'

let database: Database
let running: TestEngine
let engine: Engine

/** Anlan has no secretary-general, and one intake officer whom the works bureau could not be kept from. */
async function addPosts(): Promise<void> {
  const always = { from: '2018-01-01', to: null }
  const posts = [
    { id: 'secretary', unit: 'gov', title: ['秘书长', 'secretary-general'], roles: ['secretaryGeneral'], ...always },
    { id: 'works-secretary', unit: 'bridges', title: ['某', 'x'], roles: ['secretaryGeneral'], ...always },
    { id: 'works-intake', unit: 'works', title: ['某', 'x'], roles: ['intake'], ...always },
    { id: 'both', unit: 'general', title: ['某', 'x'], roles: ['intake', 'secretaryGeneral'], ...always },
  ] as const
  await saveOrg(engine.db, region, [], posts)
  await addHoldings(
    engine.db,
    region,
    posts.map(({ id }) => ({ post: id, person: personId(`p-${id}`), ...always })),
  )
  await engine.refreshOrg()
}

beforeAll(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  engine = running.engine
  await addPosts()
})
afterAll(async () => {
  await running.close()
  await database.close()
})

function actor(post: string) {
  const known = engine.org().post(post)
  const home = known && engine.org().unit(known.unit)
  if (!known || !home) throw new RangeError(`there is no post ${post}`)
  return { kind: 'post', person: personId(`p-${post}`), post, unit: home.id, region, roles: known.roles } as const
}

/** A report about the works bureau, taken up, with or without a name. */
async function reported(who: { readonly contact?: string } = { contact }) {
  const opened = await engine.submit({
    key: randomUUID(),
    actor: { kind: 'visitor' },
    transition: 'report',
    input: { about: '补偿款没到', story: '说好的钱三个月没有到。', ...who },
    target: { open: { procedure: 'finding-rectification', region, parent: null } },
  })
  if (!opened.ok) throw new TypeError(JSON.stringify(opened.refusal))
  const { no } = opened.value.case
  const taken = await engine.submit({
    key: randomUUID(),
    actor: officer('intake-1'),
    transition: 'take-up',
    input: { subject: '补偿款迟发', fact: '补偿款三个月没有发放到位', unit: 'works', severity: 'ordinary' },
    seen: 0,
    target: { no },
  })
  if (!taken.ok) throw new TypeError(JSON.stringify(taken.refusal))
  const [stored] = await casesByNo(engine.db, region, [no])
  if (!stored) throw new TypeError('the case is not there')
  return stored.case
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'accepted' : result.refusal.code)

/** Asks for the identity of a new case; the request's id. */
async function asked(c: Awaited<ReturnType<typeof reported>>, by = actor('intake-1')): Promise<string> {
  expect(codeOf(await engine.unsealing.ask(by, c, 0, reason))).toBe('accepted')
  const mine = await engine.unsealing.requests(by)
  return mine.find(({ caseNo }) => caseNo === c.no)?.id ?? ''
}

const asVault = (sql: string, values: readonly unknown[]) =>
  withClient(database.as('vault'), (client) => client.query(sql, [...values]))

describe('a complainant’s identity', () => {
  test('is opened by whoever asked once somebody else has agreed, as its owner wrote it', async () => {
    const id = await asked(await reported())

    const early = await engine.unsealing.open(actor('intake-1'), id)
    const agreed = await engine.unsealing.decide(actor('secretary'), id, true)
    const opened = await engine.unsealing.open(actor('intake-1'), id)

    expect([codeOf(early), codeOf(agreed)]).toEqual(['not-found', 'accepted'])
    expect(opened).toEqual({ ok: true, value: { contact } })
  })

  test('is opened once: the second time there is nothing to open', async () => {
    const id = await asked(await reported())
    await engine.unsealing.decide(actor('secretary'), id, true)

    const both = await Promise.all([1, 2].map(() => engine.unsealing.open(actor('intake-1'), id)))

    expect(both.map(codeOf).toSorted()).toEqual(['accepted', 'not-found'])
  })

  test('stays closed when the other person says no', async () => {
    const id = await asked(await reported())
    await engine.unsealing.decide(actor('secretary'), id, false)

    const changedMind = await engine.unsealing.decide(actor('secretary'), id, true)
    const opened = await engine.unsealing.open(actor('intake-1'), id)

    expect([changedMind, opened].map(codeOf)).toEqual(['not-found', 'not-found'])
  })

  test('is never opened by one person in two posts', async () => {
    const id = await asked(await reported(), actor('both'))

    const agreed = await engine.unsealing.decide(actor('both'), id, true)

    expect(codeOf(agreed)).toBe('not-found')
  })

  test('is opened by nobody but who asked', async () => {
    const id = await asked(await reported())
    await engine.unsealing.decide(actor('secretary'), id, true)

    expect(codeOf(await engine.unsealing.open(actor('both'), id))).toBe('not-found')
    expect(codeOf(await engine.unsealing.open(actor('secretary'), id))).toBe('not-your-part')
  })

  test('is not opened a day after it was agreed', async () => {
    const id = await asked(await reported())
    await engine.unsealing.decide(actor('secretary'), id, true)
    await withClient(database.as('owner'), (client) =>
      client.query("update vault.request set decided_at = now() - interval '24 hours' where id = $1", [id]),
    )

    expect(codeOf(await engine.unsealing.open(actor('intake-1'), id))).toBe('not-found')
  })

  test('is not opened after it was erased, and cannot be asked for any more', async () => {
    const c = await reported()
    const id = await asked(c)
    await engine.unsealing.decide(actor('secretary'), id, true)
    await asVault("update vault.identity set erased_at = now(), wrapped_key = null, sealed = '' where case_id = $1", [
      c.id,
    ])

    expect(codeOf(await engine.unsealing.open(actor('intake-1'), id))).toBe('not-found')
    expect(codeOf(await engine.unsealing.ask(actor('intake-1'), c, 0, reason))).toBe('not-found')
    expect(await engine.unsealing.count(c)).toBe(0)
  })

  test('of somebody who gave no name is not there', async () => {
    const c = await reported({})

    expect(await engine.unsealing.count(c)).toBe(0)
    expect(codeOf(await engine.unsealing.ask(actor('intake-1'), c, 0, reason))).toBe('not-found')
  })

  test('is asked for with a reason that says something', async () => {
    const result = await engine.unsealing.ask(actor('intake-1'), await reported(), 0, '工作需要')

    expect(result).toMatchObject({ refusal: { code: 'invalid-input', faults: [{ field: 'reason' }] } })
  })
})

describe('《信访工作条例》第三十条: whom the complaint is about', () => {
  test('neither asks', async () => {
    const result = await engine.unsealing.ask(actor('works-intake'), await reported(), 0, reason)

    expect(result).toMatchObject({ refusal: { code: 'not-your-part', basis: 'law/信访工作条例/30' } })
  })

  test('nor agrees, in any unit below', async () => {
    const id = await asked(await reported())

    expect(codeOf(await engine.unsealing.decide(actor('works-secretary'), id, true))).toBe('not-your-part')
  })

  test.each(['mayor', 'inspection-1', 'works-head'])('%s has no part in it', async (post) => {
    const c = await reported()
    const id = await asked(c)

    expect(codeOf(await engine.unsealing.ask(actor(post), c, 0, reason))).toBe('not-your-part')
    expect(codeOf(await engine.unsealing.decide(actor(post), id, true))).toBe('not-your-part')
    expect(codeOf(await engine.unsealing.open(actor(post), id))).toBe('not-your-part')
    expect(await engine.unsealing.requests(actor(post))).toEqual([])
  })
})

test('each opening is recorded with who asked, who agreed and why, never with the identity', async () => {
  const c = await reported()
  const id = await asked(c)
  await engine.unsealing.decide(actor('secretary'), id, true)
  await engine.unsealing.open(actor('intake-1'), id)

  const readings = await engine.unsealing.readings()
  const acts = (await adminEvents(engine.db, region, null, '', 200)).filter(
    ({ about }) => about.request === id || about.case === c.no,
  )

  expect(readings.filter(({ caseNo }) => caseNo === c.no)).toMatchObject([
    { askedBy: personId('p-intake-1'), agreedBy: personId('p-secretary'), reason },
  ])
  expect(acts.map(({ act }) => act)).toEqual(['read-identity', 'agree-unsealing', 'ask-unsealing'])
  expect(JSON.stringify([readings, acts])).not.toContain('王小明')
})

test('what is no request is answered, not thrown', async () => {
  const results = await Promise.all([
    engine.unsealing.decide(actor('secretary'), 'not an id', true),
    engine.unsealing.open(actor('intake-1'), randomUUID()),
  ])

  expect(results.map(codeOf)).toEqual(['not-found', 'not-found'])
})

test('the app’s own role reads neither requests nor identities', async () => {
  const tables = ['vault.request', 'vault.identity', 'vault.reading']

  const outcomes = await Promise.allSettled(tables.map((table) => engine.db.query(`select * from ${table}`)))

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
})

test('on somebody else’s server the vault answers under its own role, and closes with the engine', async () => {
  const server = await freshDatabase('server')
  const elsewhere = await openTestEngine(server, at('2018-11-14 10:00'))

  const readings = await elsewhere.engine.unsealing.readings()
  await elsewhere.close()
  const after = await Promise.allSettled([elsewhere.engine.unsealing.readings()])
  await server.close()

  expect(readings).toEqual([])
  expect(after[0]?.status).toBe('rejected')
})
