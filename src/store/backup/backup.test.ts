import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { describeOnBothDatabases, emptyDatabase, freshDatabase, type Kind } from '../../../test/support/database.ts'
import { dataFolder } from '../../../test/support/kill.ts'
import { type Database, openDatabase, withClient } from '../cluster/database.ts'
import { migrate } from '../migrate.ts'
import { names, PIECE } from './contents.ts'
import { restore, restoreInto } from './restore.ts'
import { contentsOf } from './testing/rows.ts'
import { entriesAt } from './testing/tar.ts'
import { verifyBackup } from './verify.ts'
import { backup } from './write.ts'

const log = { info: () => {}, warn: () => {} }

async function fresh(kind: Kind = 'embedded'): Promise<Database> {
  const database = await freshDatabase(kind)
  onTestFinished(() => database.close())
  return database
}

async function empty(kind: Kind): Promise<Database> {
  const database = await emptyDatabase(kind)
  onTestFinished(() => database.close())
  return database
}

const run = (database: Database, sql: string, values: readonly unknown[] = []) =>
  withClient(database.as('owner'), (client) => client.query(sql, [...values]))

/** What is hard to carry: letters outside the plane, tabs, newlines, backslashes, bytes, nulls, and rows that refer to rows. */
async function fill(database: Database): Promise<void> {
  const account = '018f0000-0000-7000-8000-000000000001'
  await run(database, 'insert into setting (name, value) values ($1, $2), ($3, $4)', [
    'words',
    JSON.stringify({ text: '浔阳区\t第\n一\\行 𠮷 \\N \\.' }),
    '\\N',
    'null',
  ])
  await run(database, 'insert into account (id, login, name, password) values ($1, $2, $3, null)', [
    account,
    'inspector',
    '甲\r\n乙',
  ])
  await run(
    database,
    `insert into session (hash, account, csrf, expires_at, agent) values ($1, $2, 'x', '2030-02-03T04:05:06.789012Z', '')`,
    [Buffer.from([0, 10, 13, 92, 255]), account],
  )
}

function evidenceIn(folder: string, bytes: string): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = join(folder, sha256.slice(0, 2), sha256)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

async function filledBackup(): Promise<{ readonly file: string; readonly evidence: string }> {
  const database = await fresh()
  await fill(database)
  const folder = dataFolder()
  const evidence = join(folder, 'evidence')
  evidenceIn(evidence, 'a photograph of the lamp')
  const file = join(folder, 'city.backup')
  await backup(database, evidence, file)
  return { file, evidence }
}

describeOnBothDatabases('a backup', (database) => {
  test('is restored, row for row, into either kind of database', async () => {
    await fill(database())
    const folder = dataFolder()
    const taken = await backup(database(), join(folder, 'evidence'), join(folder, 'b'))

    for (const kind of ['embedded', 'server'] as const) {
      const target = await empty(kind)
      const restored = await restoreInto(target, join(folder, `evidence-${kind}`), join(folder, 'b'))

      expect(restored).toEqual(taken)
      expect(await contentsOf(target)).toEqual(await contentsOf(database()))
      expect((await migrate(target)).ran).toEqual([])
    }
    expect(taken.rows['public.account']).toBe(1)
  })
})

test('a restore into an empty data folder gives a whole one, with its evidence and without any key', async () => {
  const source = dataFolder()
  const first = await openDatabase({ data: source, log })
  onTestFinished(() => first.close())
  await migrate(first)
  await fill(first)
  const photo = evidenceIn(join(source, 'evidence'), 'a photograph of the lamp')
  writeFileSync(`${photo}.77.123`, 'half an upload')
  mkdirSync(join(source, 'keys'))
  writeFileSync(join(source, 'keys/log.key'), 'PRIVATE+KEY')
  const file = join(dataFolder(), 'city.backup')

  const taken = await backup(first, join(source, 'evidence'), file)
  const data = join(dataFolder(), 'new')
  await restore(file, { data, log })
  const second = await openDatabase({ data, log })
  onTestFinished(() => second.close())

  expect(taken.evidence).toEqual({ count: 1, bytes: 24, damaged: [] })
  expect(await contentsOf(second)).toEqual(await contentsOf(first))
  const there = readdirSync(join(data, 'evidence'), { recursive: true, encoding: 'utf8' })
  expect(there.filter((name) => name.includes('/'))).toEqual([photo.slice(join(source, 'evidence').length + 1)])
  expect(readdirSync(data).filter((name) => name.startsWith('restoring') || name === 'keys')).toEqual([])
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a backup holds the head, tables, evidence, manifest and seal, and nothing else', async () => {
  const { file } = await filledBackup()

  const found = entriesAt(file).map(({ name }) => name)

  expect(found.filter((name) => !name.startsWith('tables/') && !name.startsWith('evidence/'))).toEqual([
    names.head,
    names.manifest,
    names.seal,
  ])
  expect(found.filter((name) => name.startsWith('tables/public.migration/'))).toEqual([])
  expect(found).toContain('tables/public.account/000001.copy.zst')
})

test('a backup beside writers shows one instant', async () => {
  const database = await fresh()
  await run(database, "insert into case_counter values ('360000', 'moves', 2018, 0)")
  await run(database, "insert into setting values ('moves', '0')")
  const pool = new pg.Pool({ ...database.as('app'), max: 2 })
  // One statement counts in two tables; a backup that saw them at two instants would find two numbers.
  const move = `with counted as (update case_counter set last = last + 1 returning last)
    update setting set value = to_jsonb(last) from counted`
  let isOver = false
  const writer = async () => {
    while (!isOver) await pool.query(move)
  }
  const writing = [writer(), writer()]
  await pause(50)
  const file = join(dataFolder(), 'b')

  await backup(database, '/nowhere', file)
  isOver = true
  await Promise.all(writing)
  await pool.end()
  const target = await empty('embedded')
  await restoreInto(target, '/nowhere', file)

  const { rows } = await run(
    target,
    'select to_jsonb(last) = value as same, last > 0 as moved from case_counter, setting',
  )
  expect(rows).toEqual([{ same: true, moved: true }])
})

test('rows that are longer than a piece are cut and put together again', async () => {
  const database = await fresh()
  const long = '落实'.repeat(PIECE / 4)
  await run(database, "insert into setting (name, value) values ('long', to_jsonb($1::text)), ('short', '1')", [long])
  const file = join(dataFolder(), 'b')

  await backup(database, '/nowhere', file)
  const target = await empty('embedded')
  await restoreInto(target, '/nowhere', file)

  const pieces = entriesAt(file).filter(({ name }) => name.startsWith('tables/public.setting/'))
  const { rows } = await run(target, "select value #>> '{}' = $1 as same from setting where name = 'long'", [long])
  expect(pieces.length).toBeGreaterThan(1)
  expect(rows).toEqual([{ same: true }])
})

test.each([
  ['a table', 'tables/public.account/000001.copy.zst', 'tables/public.account/000001.copy.zst'],
  ['the evidence', 'evidence/', 'evidence/'],
  ['the manifest', names.manifest, names.manifest],
  ['the head', names.head, names.head],
])('one changed byte in %s is found and named, and nothing is restored', async (_what, part, said) => {
  const { file } = await filledBackup()
  const bytes = readFileSync(file)
  const entry = entriesAt(file).find(({ name }) => name.startsWith(part))
  const at = (entry?.start ?? 0) + Math.floor((entry?.size ?? 0) * 0.9)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(file, bytes)
  const data = join(dataFolder(), 'new')

  await expect(restore(file, { data, log })).rejects.toMatchObject({
    code: 'backup-damaged',
    message: expect.stringContaining(said),
  })
  expect(existsSync(data)).toBe(false)
})

test('a backup that breaks off anywhere is refused', async () => {
  const { file } = await filledBackup()
  const bytes = readFileSync(file)
  const seal = entriesAt(file).find(({ name }) => name === names.seal)?.start ?? 0

  for (const length of [bytes.length >> 1, seal - 512, seal + 10]) {
    writeFileSync(file, bytes.subarray(0, length))
    await expect(verifyBackup(file)).rejects.toMatchObject({ code: 'backup-damaged' })
  }
})

test('a file that is no backup is called so', async () => {
  const file = join(dataFolder(), 'letter.txt')
  writeFileSync(file, 'Dear inspector, '.repeat(100))

  await expect(verifyBackup(file)).rejects.toMatchObject({ code: 'backup-unreadable' })
  await expect(verifyBackup(`${file}.missing`)).rejects.toMatchObject({ code: 'backup-unreadable' })
})

test('a data folder that is not empty is left as it is', async () => {
  const { file } = await filledBackup()
  const data = dataFolder()
  writeFileSync(join(data, 'letter.txt'), 'mine')

  await expect(restore(file, { data, log })).rejects.toMatchObject({ code: 'folder-not-empty' })
  expect(readdirSync(data)).toEqual(['letter.txt'])
})

test('a database that is not empty is left as it is', async () => {
  const { file } = await filledBackup()
  const target = await fresh()
  await run(target, "insert into setting (name, value) values ('mine', '1')")

  await expect(restoreInto(target, '/nowhere', file)).rejects.toMatchObject({ code: 'schema-not-empty' })
  expect((await run(target, 'select name from setting')).rows).toEqual([{ name: 'mine' }])
})

test('a backup of a newer program, or of a changed schema, is refused', async () => {
  const newer = await fresh()
  await run(newer, "insert into migration values (9999, '9999_later.sql', repeat('0', 64), false, '9.9.9')")
  const changed = await fresh()
  await run(changed, "update migration set sha256 = repeat('0', 64) where number = 1")
  const folder = dataFolder()
  await backup(newer, '/nowhere', join(folder, 'newer'))
  await backup(changed, '/nowhere', join(folder, 'changed'))

  await expect(restore(join(folder, 'newer'), { data: join(folder, 'a'), log })).rejects.toMatchObject({
    code: 'backup-newer',
    message: expect.stringContaining('9999_later.sql'),
  })
  await expect(restore(join(folder, 'changed'), { data: join(folder, 'b'), log })).rejects.toMatchObject({
    code: 'backup-differs',
  })
  expect(existsSync(join(folder, 'a'))).toBe(false)
})

test('a backup does not overwrite another file, and one that fails leaves none', async () => {
  const { file } = await filledBackup()
  const before = readFileSync(file)
  const database = await fresh()
  const elsewhere = join(dirname(file), 'no', 'such', 'folder')

  await expect(backup(database, '/nowhere', file)).rejects.toMatchObject({ code: 'backup-exists' })
  await expect(backup(database, '/nowhere', elsewhere)).rejects.toMatchObject({
    code: 'folder-not-writable',
  })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a piece of evidence that has rotted is kept as it is and named', async () => {
  const database = await fresh()
  const folder = dataFolder()
  const path = evidenceIn(join(folder, 'evidence'), 'a photograph of the lamp')
  writeFileSync(path, 'a photograph of the camp')

  const taken = await backup(database, join(folder, 'evidence'), join(folder, 'b'))
  const target = await empty('embedded')
  await restoreInto(target, join(folder, 'restored'), join(folder, 'b'))

  const name = path.slice(folder.length + 1)
  expect(taken.evidence.damaged).toEqual([name])
  expect(readFileSync(join(folder, 'restored', name.slice('evidence/'.length)), 'utf8')).toBe(
    'a photograph of the camp',
  )
})
