import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../../src/kernel/testing/calendar.ts'
import { type Database, withClient } from '../../src/store/cluster/database.ts'
import { latestCheckpoint } from '../../src/store/log.ts'
import { addPages } from '../../src/web/site/pages.ts'
import { freshDatabase } from '../support/database.ts'
import { exported, proposeTasks } from '../support/log.ts'
import { scannedFrom } from '../support/qr.ts'
import { openTestServer, type TestServer } from '../support/server.ts'
import { startWitness, type TestWitness } from '../support/witness.ts'

const independent = join(import.meta.dirname, '../../verifier/verify.mjs')

let database: Database
let running: TestServer
let witness: TestWitness
let folder: string
/** The checkpoint that was printed, and how large the log was then. */
let printed: { readonly size: number; readonly note: string; readonly page: string }

const page = async (path: string) => (await running.app.inject(path)).body

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-weekly-'))
  database = await freshDatabase()
  const first = await openTestServer(database, at('2018-11-14 10:00'))
  witness = await startWitness('newspaper', first.engine.signer.vkey)
  await proposeTasks(first, 2)
  await first.app.close()
  await first.engine.close()
  writeFileSync(join(first.data, 'policy.txt'), `${witness.line}\nquorum newspaper\n`)
  running = await openTestServer(database, at('2018-11-14 11:00'), first.data)
  await addPages(running.app, running.context)
  await running.engine.witnesses.ask()
  const { size, note } = (await latestCheckpoint(running.engine.db)) ?? { size: -1, note: '' }
  printed = { size, note, page: await page(`/log/weekly/${size}`) }
  await proposeTasks(running, 1)
})
afterAll(async () => {
  await running.close()
  await witness.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

/** The root as the page prints it, in its groups. */
const rootIn = (html: string) => [...html.matchAll(/\b[0-9a-f]{4}( [0-9a-f]{4}){3}\b/g)].map(([line]) => line).join(' ')

async function verdict(checkpoint: string) {
  const out = join(folder, `${Math.random()}`)
  await exported(database, out)
  writeFileSync(join(out, 'checkpoint.old'), checkpoint)
  const trust = join(folder, 'vkey')
  writeFileSync(trust, `${running.engine.signer.vkey}\n`)
  return promisify(execFile)(process.execPath, [independent, 'log', out, '--trust', trust]).then(
    () => 'accepted',
    () => 'refused',
  )
}

describe('a printed checkpoint', () => {
  test('is the signed note itself to whoever scans its code, with the line of its witness', () => {
    expect(scannedFrom(printed.page)).toBe(printed.note)
    expect(printed.note).toContain('— newspaper.example/witness ')
  })

  test('says how many entries, under which root, and who has witnessed it when', () => {
    const root = Buffer.from(printed.note.split('\n')[2] ?? '', 'base64').toString('hex')

    expect(printed.page).toContain(`${printed.size} 条`)
    expect(rootIn(printed.page).replaceAll(' ', '')).toBe(root)
    expect(printed.page).toMatch(/newspaper[\s\S]{0,80}\d{4}年\d+月\d+日 \d\d:\d\d 签名有效/)
  })

  test('checks a later log offline: what was scanned is accepted beside it, and another root is refused', async () => {
    const scanned = scannedFrom(printed.page)

    expect(await verdict(scanned)).toBe('accepted')
    expect(await verdict(scanned.replace(/^(.+\n)\d+/, '$1999'))).toBe('refused')
  })

  test('of a size that was never published is no page', async () => {
    expect((await running.app.inject('/log/weekly/999999')).statusCode).toBe(404)
  })
})

describe('holding a newspaper against the log', () => {
  const compare = async (size: string, root: string) =>
    page(`/log/weekly?${new URLSearchParams({ size, root })}`).then(
      (html) =>
        /role="status">[\s\S]*?(对得上：|对不上：|没有公布过)/.exec(html)?.[1] ?? /[^>]*请再核对一遍/.exec(html)?.[0],
    )

  test('says whether the root in print is the one that was published, grouped or not', async () => {
    const root = rootIn(printed.page)
    const otherwise = root.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))

    expect(await compare(`${printed.size}`, root)).toBe('对得上：')
    expect(await compare(`${printed.size}`, root.replaceAll(' ', '').toUpperCase())).toBe('对得上：')
    expect(await compare(`${printed.size}`, otherwise)).toBe('对不上：')
    expect(await compare('999999', root)).toBe('没有公布过')
  })

  test('says what is wrong with what cannot be a root', async () => {
    expect(await compare(`${printed.size}`, 'c698 ae6f')).toContain('16 组')
  })
})

describe('the list of weeks', () => {
  test('shows the last checkpoint of each week that is over, and leaves out the week that runs', async () => {
    await withClient(database.as('owner'), (client) =>
      client.query('update log_checkpoint set signed_at = now() - $1::interval where size <= $2', [
        '15 days',
        printed.size,
      ]),
    )
    await proposeTasks(running, 1)
    const html = await page('/log/weekly')
    const sizes = [...html.matchAll(/\/log\/weekly\/(\d+)/g)].map(([, size]) => Number(size))

    expect(sizes).toEqual([printed.size])
    expect(html).not.toContain('日志还不满一周')
  })
})
