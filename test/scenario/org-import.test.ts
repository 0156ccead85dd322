import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command } from '../../src/cli/command.ts'
import { orgCommand } from '../../src/cli/org.ts'
import { postsCommand } from '../../src/cli/posts.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { watchRegister } from '../../src/engine/register-watch.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { addAdminEvent } from '../../src/store/accounts.ts'
import { freshDatabase } from '../support/database.ts'
import { openTestEngine } from '../support/engine.ts'

const template = join(import.meta.dirname, '../../programmes/jiujiang-2018/org-template.json')
let data: string

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'luoshi-org-'))
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

function settings(more: Readonly<Record<string, string>> = {}): Config {
  const result = readConfig({ LUOSHI_DATA: data, LUOSHI_DEMO: '0', ...more })
  if (!result.ok) throw new TypeError(result.faults.join('\n'))
  return result.config
}

async function run(command: Command, ...args: readonly string[]) {
  let [out, err] = ['', '']
  const code = await command(args, { out: (text) => (out += text), err: (text) => (err += text) })
  return { code, out, err }
}

test('The bodies of a city are imported once, with their posts and without people', async () => {
  const first = await run(orgCommand(settings()), 'import', template, '--from', '2018-11-01')
  const again = await run(orgCommand(settings()), 'import', template)
  const posts = await run(postsCommand(settings()))

  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toMatch(/^units: \d\d added, 0 known before\nposts: \d{3} added, 0 known before\n$/)
  expect(again.out).toMatch(/^units: 0 added, \d\d known before\nposts: 0 added/)
  expect(posts.out).toMatch(/^mayor\t.*\t市长\tmayor\t-$/m)
})

test('A template with faults imports nothing, and says where', async () => {
  const file = join(data, 'wrong.json')
  writeFileSync(file, '{"format":"luoshi-org/1","units":[],"posts":[],"standardPosts":[]}')

  expect(await run(orgCommand(settings()), 'import', file)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('/units must NOT have fewer than 1 items'),
  })
})

test('Real bodies are kept out of a demo, whose figures are invented', async () => {
  const { code, err } = await run(orgCommand(settings({ LUOSHI_DEMO: '1' })), 'import', template)

  expect(code).toBe(1)
  expect(err).toContain('invented units only')
})

test('A running server sees a change of the register that somebody else made', async () => {
  const database = await freshDatabase()
  const running = await openTestEngine(database, at('2018-11-14 10:00'))
  const { db, programme } = running.engine
  const changed = Promise.withResolvers<void>()
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const onChange = async () => changed.resolve()
  const watch = watchRegister({ db, region: programme.region, everyMs: 20, log, onChange })
  await new Promise((resolve) => setTimeout(resolve, 100))
  await addAdminEvent(db, programme.region, crypto.randomUUID(), null, 'import-org', {})

  await expect(changed.promise).resolves.toBeUndefined()
  watch.close()
  await running.close()
  await database.close()
})
