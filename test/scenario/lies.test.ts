/** The lies of docs/FORMAT.md §10 that a whole server can tell, told one by one; each title has the number it has there. */
import { createPublicKey } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js'
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monitorCommand } from '../../src/cli/monitor.ts'
import { eraseFields } from '../../src/engine/erase.ts'
import { fsck } from '../../src/engine/fsck.ts'
import { uuidv7 } from '../../src/engine/random.ts'
import { openSigningDesk } from '../../src/engine/signer-state.ts'
import { entryBytes } from '../../src/kernel/log/entry.ts'
import { leafHash, sha256 } from '../../src/kernel/log/hash.ts'
import { parseVkey } from '../../src/kernel/log/key.ts'
import { parseReceipt } from '../../src/kernel/log/receipt.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { type Database, withClient } from '../../src/store/cluster/database.ts'
import { addStatement, readEntries } from '../../src/store/log.ts'
import { freshDatabase } from '../support/database.ts'
import { proposeTasks } from '../support/log.ts'
import { openTestServer, type TestServer } from '../support/server.ts'

let database: Database
let running: TestServer
let address: string

beforeEach(async () => {
  database = await freshDatabase()
  running = await openTestServer(database, at('2018-11-14 10:00'))
  await running.app.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(running.app.server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await running.close()
  await database.close()
})

const asOwner = (sql: string, values: unknown[] = []) =>
  withClient(database.as('owner'), (client) => client.query(sql, values))

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

/** Tasks that serve a sentence of the plan, assigned and so public; answers their numbers. */
async function publicTasks(count: number): Promise<readonly string[]> {
  const numbers: string[] = []
  for (let i = 0; i < count; i += 1) {
    const input = {
      subject: `路灯修复之${i}`,
      deliverable: '三条街的路灯全部亮起来',
      measure: '夜间逐盏核查',
      unit: 'water',
      clause: 'S4.2.s3',
      dueOn: '2018-11-20',
      source: 'meeting',
    }
    const opened = await running.open({ post: 'inspection-1' }, 'supervised-task', input)
    const { no } = opened.body
    await running.move({ post: 'mayor' }, no, 'approve', 0)
    await running.move({ post: 'inspection-1' }, no, 'assign', 1)
    numbers.push(no)
  }
  await running.engine.settled()
  return numbers
}

/** Puts an entry into the log as the operator could. */
async function entered(type: string, body: Record<string, string>): Promise<void> {
  const bytes = entryBytes({ type, at: '2018-11-14T02:00:00.000Z', actor: 'system', rule: 'house/x', body })
  await addStatement(running.engine.db, running.engine.programme.region, uuidv7(Date.now()), bytes, leafHash(bytes))
  await running.engine.settled()
}

test('an honest server is found honest', async () => {
  await publicTasks(3)

  expect(await monitored()).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/3 public cases stand[\s\S]*OK\n$/),
  })
})

describe('3 A report is taken and never logged', () => {
  test('its receipt never comes, and whoever counts the openings finds one too few', async () => {
    const [no] = await publicTasks(2)
    // Whoever sits at the database keeps the entries of one case from the sequencer.
    await asOwner(`
      create table kept as select f.id from case_file f where no = '${no}';
      create rule withheld as on insert to log_pending where new.case_id in (select id from kept) do instead nothing`)
    await running.move({ post: 'water-liaison' }, no ?? '', 'accept', 2, { handlerPost: 'water-clerk' })
    await running.engine.settled()

    const receipt = await running.call({ post: 'inspection-1' }, 'GET', `/api/v1/cases/${no}/receipts/3`)

    expect(receipt).toMatchObject({ status: 202, body: { index: null } })
    expect((await fsck(database)).differences).toContain('1 events neither logged nor waiting')
    expect((await monitored()).err).toContain(
      `${no} is published as in-progress after move 3; the log has assigned after 2`,
    )
  })

  test('a census that counts one opening less than the exchange of the hotline, or than the log, is found', async () => {
    await publicTasks(2)
    const bytes = entryBytes({
      type: 'log.census',
      at: '2018-11-14T16:00:00.000Z',
      actor: 'system',
      rule: 'house/log-census',
      body: { day: '2018-11-14', opened: { 'supervised-task': 1 } },
    })
    await addStatement(running.engine.db, running.engine.programme.region, uuidv7(Date.now()), bytes, leafHash(bytes))
    await running.engine.settled()

    expect((await monitored()).err).toContain('counts 1 openings of supervised-task, the log holds 2')
  })
})

describe('5 Figures are invented', () => {
  test('a sentence with more cases than the log has is found', async () => {
    await publicTasks(2)
    await asOwner("update case_count set n = n + 1 where clause = 'S4.2.s3' and is_public and n > 0")

    const { code, err } = await monitored()

    expect(code).toBe(1)
    expect(err).toContain('S4.2.s3: cases published as 3, the log gives 2')
  })

  test('a sentence called done whose cases are under way is found', async () => {
    await publicTasks(1)
    await asOwner("update case_count set state = 'closed' where clause = 'S4.2.s3' and is_public and n > 0")

    expect((await monitored()).err).toContain('S4.2.s3: status published as verified, the log gives underway')
  })

  test('a case that is shown further than its moves is found', async () => {
    const [no] = await publicTasks(1)
    await asOwner("update case_file set state = 'closed', final = true where no = $1", [no])

    expect((await monitored()).err).toContain(`${no} is published as closed after move 2; the log has assigned after 2`)
  })

  test('an overdue case whose deadline was moved in the table only is found', async () => {
    const [no] = await publicTasks(1)
    await running.engine.advanceTo(at('2018-11-22 09:00'))
    await running.engine.settled()
    expect((await monitored()).code).toBe(0)
    await asOwner("update case_file set due = due + interval '30 days' where no = $1", [no])
    running.engine.forget(no ?? '')
    // What pages remember of the plan ends with the minute.
    running.engine.clock.moveTo(at('2018-11-22 09:02'))

    expect((await monitored()).err).toMatch(/S4\.2\.s3: overdue cases published as 0, the log gives 1/)
  })
})

test('6 A public case that is kept out of the list is found', async () => {
  const [no] = await publicTasks(2)
  await asOwner('update case_file set is_public = false where no = $1', [no])

  expect((await monitored()).err).toContain(`${no} is public by its procedure, but not in the published list`)
})

describe('7 Facts are buried as "private"', () => {
  test('states, days and units stay, every erasure is counted, and all figures are as before', async () => {
    const [no = ''] = await publicTasks(1)
    const erasure = {
      no,
      fields: ['subject', 'measure'],
      basis: 'law/个人信息保护法/47',
      authority: 'office-1',
    } as const
    expect(await eraseFields(running.engine, erasure)).toMatchObject({ ok: true })

    const { code, out } = await monitored()

    expect(code).toBe(0)
    expect(out).toContain('1 erasures, all of them on the record')
    expect(await eraseFields(running.engine, { ...erasure, fields: ['unit', 'dueOn', 'clause'] })).toMatchObject({
      ok: false,
    })
  })
})

describe('10 The log is rolled back "from backup"', () => {
  test('the signer, which no backup holds, signs no smaller tree and no other of the same size', async () => {
    const desk = openSigningDesk(`${running.data}/another-signer`, 'luoshi.example/log/rolled-back')
    desk.sign({ size: 10, root: sha256('ten') }, [])

    expect(desk.sign({ size: 9, root: sha256('nine') }, [])).toMatchObject({ kind: 'went-back' })
    expect(desk.sign({ size: 10, root: sha256('another ten') }, [])).toMatchObject({ kind: 'rewritten' })
    expect(desk.sign({ size: 10, root: sha256('ten') }, [])).toMatch(/^luoshi\.example/)
  })

  test('and whoever visited before finds it smaller', async () => {
    await proposeTasks(running, 1)
    const keep = `${running.data}/kept`
    const visit = async () => {
      let err = ''
      const code = await monitorCommand([address, '--keep', keep], {
        out: () => {},
        err: (text) => {
          err += text
        },
      })
      return { code, err }
    }
    expect(await visit()).toEqual({ code: 0, err: '' })

    await asOwner('delete from log_checkpoint where size > 16; update log_head set size = 16')

    expect(await visit()).toMatchObject({ code: 1, err: expect.stringContaining('rolled back') })
  })
})

describe('16 The office chooses the seed of a day', () => {
  test('after the cases of the day are known: then it is not the one that was committed to', async () => {
    await entered('draw.seed-open', { purpose: 'draw', day: '2018-11-14', secret: 'ab'.repeat(32) })

    expect((await monitored()).err).toContain('the draw seed of 2018-11-14 is not the one that was committed to')
  })

  test('or never opens it: then it is overdue', async () => {
    await asOwner("update daily_seed set opened_at = now() where day = '2018-11-14'")
    await running.engine.advanceTo(at('2018-11-17 09:00'))
    await running.engine.settled()

    expect((await monitored()).err).toContain('the draw seed of 2018-11-14 is overdue')
  })
})

test('17 A draw that is begun again before the last one ended is found in the log', async () => {
  await entered('draw.frame', { draw: '2026/1', frame: 'ab'.repeat(32) })
  await entered('draw.frame', { draw: '2026/2', frame: 'cd'.repeat(32) })

  expect((await monitored()).err).toContain('draw 2026/2 begins while 2026/1 has neither a result nor a void')
})

describe('25 A sealed draw stays sealed', () => {
  test('and is overdue from the instant on by which it was to be opened', async () => {
    await entered('draw.frame', { draw: '2026/1', frame: 'ab'.repeat(32), unsealBy: '2018-11-20T00:00:00.000Z' })
    expect((await monitored()).code).toBe(0)

    running.engine.clock.moveTo(at('2018-11-20 09:00'))

    expect((await monitored()).err).toContain('draw 2026/1 should have been unsealed by 2018-11-20T00:00:00.000Z')
  })

  test('unless it was opened in time', async () => {
    await entered('draw.frame', { draw: '2026/1', frame: 'ab'.repeat(32), unsealBy: '2018-11-20T00:00:00.000Z' })
    await entered('draw.unsealed', { draw: '2026/1', result: 'ef'.repeat(32) })
    running.engine.clock.moveTo(at('2018-11-20 09:00'))

    expect((await monitored()).err).not.toContain('unsealed by')
  })
})

describe('12 What the server serves as a receipt', () => {
  test('is accepted by the code of others, which has never seen ours', async () => {
    await publicTasks(1)
    const { engine } = running
    const index = engine.logSize() - 1
    const text = (await running.app.inject(`/log/proof/${index}.tlog-proof`)).body
    const receipt = parseReceipt(Buffer.from(text))
    const [entry] = await readEntries(engine.db, index, index + 1)
    const key = parseVkey(engine.signer.vkey)
    if (!receipt.ok || !entry || !key.ok) throw new TypeError('no receipt')
    const { proof, checkpoint } = receipt.value
    const about = {
      canonicalizedBody: Buffer.from(entry),
      inclusionProof: {
        logIndex: String(index),
        treeSize: checkpoint.split('\n')[1] ?? '',
        rootHash: Buffer.from(checkpoint.split('\n')[2] ?? '', 'base64'),
        hashes: proof.map((hash) => Buffer.from(hash)),
        checkpoint: { envelope: checkpoint },
      },
    } as never
    const authority = {
      baseURL: key.value.name,
      logID: Buffer.from(key.value.id, 'hex'),
      publicKey: createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.value.publicKey).toString('base64url') },
        format: 'jwk',
      }),
    } as never

    expect(() => verifyMerkleInclusion(about, verifyCheckpoint(about, [authority]))).not.toThrow()
  })
})
