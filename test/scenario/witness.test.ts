import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/kernel/log/hash.ts'
import { parsePolicy } from '../../src/kernel/log/policy.ts'
import { parseReceipt, verifyReceipt } from '../../src/kernel/log/receipt.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { readEntries } from '../../src/store/log.ts'
import { freshDatabase } from '../support/database.ts'
import { proposeTasks } from '../support/log.ts'
import { openTestServer, type TestServer } from '../support/server.ts'
import { startWitness, type TestWitness } from '../support/witness.ts'

let database: Database
let running: TestServer
let witnesses: readonly TestWitness[]

beforeEach(async () => {
  database = await freshDatabase()
  running = await openTestServer(database, at('2018-11-14 10:00'))
  const { vkey } = running.engine.signer
  witnesses = await Promise.all(['congress', 'university', 'newspaper'].map((name) => startWitness(name, vkey)))
})
afterEach(async () => {
  await running.close()
  await Promise.all(witnesses.map((witness) => witness.close()))
  await database.close()
})

const policyFile = (count: number) =>
  [
    ...witnesses.map(({ line }) => line),
    `group all-three ${count} congress university newspaper`,
    'quorum all-three',
    '',
  ].join('\n')

async function restartedWith(policy: string): Promise<void> {
  const { data } = running
  await running.app.close()
  await running.engine.close()
  writeFileSync(join(data, 'policy.txt'), policy)
  running = await openTestServer(database, at('2018-11-14 11:00'), data)
  await running.engine.witnesses.ask()
}

const text = async (path: string) => (await running.app.inject(path)).body
const standing = async () => (await running.call('nobody', 'GET', '/api/v1/log')).body

describe('a log with three witnesses, two of whom are enough', () => {
  test('serves their lines below its checkpoint, and a receipt that the published policy accepts', async () => {
    await proposeTasks(running, 1)
    await restartedWith(policyFile(2))

    const policy = parsePolicy(await text('/log/policy.txt'))
    const receipt = parseReceipt(Buffer.from(await text('/log/proof/3.tlog-proof')))
    const [entry] = await readEntries(running.engine.db, 3, 4)
    const shown = policy.ok && receipt.ok && entry ? verifyReceipt(receipt.value, entry, policy.value) : null

    expect((await text('/log/checkpoint')).match(/^— \S+\.example\/witness /gm)).toHaveLength(3)
    expect(shown).toMatchObject({ ok: true, value: { index: 3, cosignatures: [{}, {}, {}] } })
    expect((await text('/log/witness.vkeys')).trim().split('\n')).toHaveLength(3)
  })

  test('says who has cosigned which size, and when', async () => {
    await restartedWith(policyFile(2))

    expect(await standing()).toMatchObject({
      quorum: '2 of (congress university newspaper)',
      witnessedSize: 16,
      witnessed: { by: 3, of: 3, youngest: expect.stringMatching(/^\d{4}-.*Z$/) },
      witnesses: [{ name: 'congress', size: 16, state: 'agrees', why: null }, {}, {}],
    })
  })

  test('goes on when one is away; the others are enough', async () => {
    await witnesses[2]?.close()
    await restartedWith(policyFile(2))

    expect(await standing()).toMatchObject({
      witnessedSize: 16,
      witnessed: { by: 2, of: 3 },
      witnesses: [{}, {}, { name: 'newspaper', state: 'silent', size: null }],
    })
  })

  test('is not witnessed while one alone answers, and says so', async () => {
    await witnesses[1]?.close()
    await witnesses[2]?.close()
    await restartedWith(policyFile(2))

    expect(await standing()).toMatchObject({ witnessedSize: null, witnessed: { by: 0, of: 3, youngest: null } })
  })

  test('proves an entry under the last witnessed tree although the log has grown since, or under any size asked for', async () => {
    await restartedWith(policyFile(2))
    await proposeTasks(running, 1)

    expect(await text('/log/proof/3.tlog-proof')).toContain('/demo\n16\n')
    expect(await text('/log/proof/16.tlog-proof')).toContain('/demo\n17\n')
    expect(await text('/log/proof/3.tlog-proof?size=17')).toContain('/demo\n17\n')
    expect((await running.app.inject('/log/proof/3.tlog-proof?size=15')).statusCode).toBe(404)
    expect((await running.app.inject('/log/proof/3.tlog-proof?size=x')).statusCode).toBe(400)
  })

  test('cosigns a log that grew while the witness was not asked, from the size that the witness remembers', async () => {
    await restartedWith(policyFile(2))
    await proposeTasks(running, 2)

    await running.engine.witnesses.ask()

    expect(await standing()).toMatchObject({ witnessedSize: 18 })
  })

  test('stops when a quorum has seen more of it than there is, although database and signer agree', async () => {
    const { origin } = running.engine.signer
    for (const { memory } of witnesses.slice(0, 2)) memory.remember({ origin, size: 900, root: sha256('later') }, 1)
    await restartedWith(policyFile(2))

    expect(running.engine.logState()).toMatchObject({ state: 'refused' })
    expect(running.engine.broken()?.message).toContain('congress, university')
    await expect(proposeTasks(running, 1)).rejects.toThrow('another public log')
  })

  test('shows one witness that contradicts, and goes on', async () => {
    const { origin } = running.engine.signer
    witnesses[0]?.memory.remember({ origin, size: 16, root: sha256('another tree') }, 1)
    await restartedWith(policyFile(2))

    expect(running.engine.broken()).toBe(null)
    expect(await standing()).toMatchObject({
      witnessedSize: 16,
      witnesses: [{ name: 'congress', state: 'contradicts', why: '409 16' }, {}, {}],
    })
  })
})

describe('a policy file', () => {
  test.each([
    ['names a group of nobody', 'quorum nobody\n', 'nobody'],
    ['holds the log itself', 'log x+0+y\nquorum none\n', 'adds its own key'],
  ])('that %s keeps the server from starting, with a sentence that says so', async (_what, policy, why) => {
    await expect(restartedWith(policy)).rejects.toThrow(why)

    writeFileSync(join(running.data, 'policy.txt'), 'quorum none\n')
    running = await openTestServer(database, at('2018-11-14 11:00'), running.data)
  })
})

describe('the receipt of a move', () => {
  const read = async (who: Parameters<TestServer['call']>[0], path: string) =>
    (await running.call(who, 'GET', path)).body

  test('carries for an officer the concealed fields that he may read, bound to the very bytes of the entry', async () => {
    const [no] = await proposeTasks(running, 1)
    const who = { post: 'inspection-1' }
    const answer = await read(who, `/api/v1/cases/${no}/receipts/0`)
    const own = await read(who, answer.own)
    const token = await running.context.access.issueToken(who.post, 1, 'test')
    const entry = await running.app.inject({ url: answer.entry, headers: { authorization: `Bearer ${token}` } })
    const policy = parsePolicy(await text('/log/policy.txt'))
    const receipt = parseReceipt(Buffer.from(String(own)))

    const shown = policy.ok && receipt.ok ? verifyReceipt(receipt.value, entry.rawPayload, policy.value) : null

    expect(shown?.ok && Object.fromEntries(shown.value.fields)).toMatchObject({ subject: '路灯修复之0' })
  })
})
