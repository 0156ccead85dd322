import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { urlOf } from '../../../test/support/cluster.ts'
import { emptyDatabase, freshDatabase, type Kind } from '../../../test/support/database.ts'
import { officer, openTestEngine } from '../../../test/support/engine.ts'
import { dataFolder } from '../../../test/support/kill.ts'
import { openEvidence } from '../../engine/evidence.ts'
import { fsck } from '../../engine/fsck.ts'
import { at } from '../../kernel/testing/calendar.ts'
import { region } from '../../kernel/testing/city.ts'
import { openDatabase, withClient } from '../cluster/database.ts'
import { restore } from './restore.ts'
import { contentsOf } from './testing/rows.ts'
import { backup } from './write.ts'

const root = join(import.meta.dirname, '../../..')
const log = { info: () => {}, warn: () => {} }

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-11-20',
  source: 'meeting',
}

const PHOTO = 'a photograph of the lamp'

/** A city with one case and one piece of evidence, and its backup. */
async function city(kind: Kind) {
  const database = await freshDatabase(kind)
  onTestFinished(() => database.close())
  const folder = dataFolder()
  const { engine, close } = await openTestEngine(database, at('2018-11-14 10:00'), folder)
  const opened = await engine.submit({
    key: randomUUID(),
    actor: officer('inspection-1'),
    transition: 'propose',
    input: matter,
    target: { open: { procedure: 'supervised-task', region, parent: null } },
  })
  const photo = await openEvidence(engine.db, folder).put(Buffer.from(PHOTO))
  await close()
  const file = join(folder, 'city.backup')
  await backup(database, join(folder, 'evidence'), file)
  const sha256 = photo.ok ? photo.value.sha256 : ''
  return { database, file, isOpened: opened.ok, photo: join('evidence', sha256.slice(0, 2), sha256) }
}

/** An empty database on the tests' server, and the two addresses by which an administrator would name it. */
async function emptyServer() {
  const database = await emptyDatabase('server')
  onTestFinished(() => database.close())
  const server = inject('server')
  if (server === null) throw new TypeError('these tests need the server of the project `store`')
  const name = new URL(database.as('owner').connectionString ?? '').pathname.slice(1)
  return { database, url: urlOf(server, server.login, name), ownerUrl: urlOf(server, server.owner, name) }
}

function luoshi(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return new Promise<{ readonly code: unknown; readonly said: string }>((resolve) => {
    const options = { cwd: root, env: { ...process.env, ...env } }
    execFile(process.execPath, ['bin/luoshi.mjs', ...args], options, (error, out, err) =>
      resolve({ code: error?.code ?? 0, said: out + err }),
    )
  })
}

test('`luoshi restore` with DATABASE_URL fills an empty database on that server; fsck passes, a second time is refused', async () => {
  const source = await city('embedded')
  const target = await emptyServer()
  const data = join(dataFolder(), 'new')
  const env = { LUOSHI_DATA: data, DATABASE_URL: target.url, LUOSHI_OWNER_URL: target.ownerUrl }

  const restored = await luoshi(env, 'restore', source.file)
  const checked = await luoshi(env, 'fsck')
  const again = await luoshi(env, 'restore', source.file)

  expect(source.isOpened).toBe(true)
  expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('"public.case_file":1') })
  expect(checked).toMatchObject({ code: 0, said: expect.stringContaining('fsck: 1 cases, 1 events') })
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining('this one holds tables already') })
  expect(await contentsOf(target.database)).toEqual(await contentsOf(source.database))
  expect(readFileSync(join(data, source.photo), 'utf8')).toBe(PHOTO)
  expect(readdirSync(data)).toEqual(['evidence'])
})

test('what a server held is whole again in an embedded database', async () => {
  const source = await city('server')
  const data = join(dataFolder(), 'new')

  await restore(source.file, { data, log })
  const target = await openDatabase({ data, log })
  onTestFinished(() => target.close())

  expect(await fsck(target)).toMatchObject({ cases: 1, events: 1, differences: [] })
  expect(await contentsOf(target)).toEqual(await contentsOf(source.database))
  expect(readFileSync(join(data, source.photo), 'utf8')).toBe(PHOTO)
})

test.each([
  ['the job queue', 'create schema graphile_worker; create table graphile_worker.jobs (id integer)'],
  ['somebody else', 'create table measurement (id integer)'],
])('a server whose database holds a table of %s is left as it is', async (_whose, made) => {
  const { file } = await city('embedded')
  const { database, ...addresses } = await emptyServer()
  const data = join(dataFolder(), 'new')
  await withClient(database.as('owner'), (client) => client.query(made))
  const before = await contentsOf(database)

  await expect(restore(file, { data, log, ...addresses })).rejects.toMatchObject({ code: 'schema-not-empty' })

  expect(await contentsOf(database)).toEqual(before)
  expect(existsSync(join(data, 'evidence'))).toBe(false)
})

test('a restore into a server that fails leaves its database empty, and succeeds when what was in the way is gone', async () => {
  const source = await city('embedded')
  const { database, ...addresses } = await emptyServer()
  const data = dataFolder()
  writeFileSync(join(data, 'evidence'), 'in the way')

  const failing = restore(source.file, { data, log, ...addresses })
  await expect(failing).rejects.toMatchObject({ code: 'folder-not-writable' })
  const left = await contentsOf(database)
  rmSync(join(data, 'evidence'))
  await restore(source.file, { data, log, ...addresses })

  expect(left).toEqual({})
  expect(await contentsOf(database)).toEqual(await contentsOf(source.database))
})

test('keys and evidence that lie in the data folder already are kept, and a file that has rotted is mended', async () => {
  const source = await city('embedded')
  const { database: _, ...addresses } = await emptyServer()
  const data = dataFolder()
  mkdirSync(join(data, source.photo, '..'), { recursive: true })
  mkdirSync(join(data, 'keys'))
  writeFileSync(join(data, source.photo), 'a photograph of the camp')
  writeFileSync(join(data, 'keys/vault.key'), 'KEY')

  await restore(source.file, { data, log, ...addresses })

  expect(readFileSync(join(data, source.photo), 'utf8')).toBe(PHOTO)
  expect(readFileSync(join(data, 'keys/vault.key'), 'utf8')).toBe('KEY')
  expect(readdirSync(join(data, source.photo, '..'))).toHaveLength(1)
})
