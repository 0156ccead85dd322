/** A random inspection as a stranger checks it: the files from its page, the exported log, and a program that has never seen ours. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replacementsFile } from '../../src/engine/draw-replaced.ts'
import type { Actor } from '../../src/kernel/case.ts'
import type { Result } from '../../src/kernel/draw/draw.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import type { JsonRecord } from '../../src/kernel/text.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { drawFiles, drawOfCase } from '../../src/store/draws.ts'
import { casesByNo } from '../../src/store/read.ts'
import { freshDatabase } from '../support/database.ts'
import { addInspectors, playedDraw } from '../support/draw.ts'
import { officer, openTestEngine, personId, type TestEngine } from '../support/engine.ts'
import { exported } from '../support/log.ts'
import { verifier } from '../support/verifier.ts'

let database: Database
let running: TestEngine
const root = mkdtempSync(join(tmpdir(), 'luoshi-stranger-'))

beforeAll(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  await addInspectors(running.engine)
})
afterAll(async () => {
  await running.close()
  await database.close()
  rmSync(root, { recursive: true })
})

/** The files of a draw, as its page gives them once it is open. */
async function filesOf(no: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { db } = running.engine
  const row = await drawOfCase(db, region, no)
  const files = await drawFiles(db, region, row?.id ?? '')
  const replaced = replacementsFile(files)
  return replaced === null ? files : new Map([...files, ['replacements.json', Buffer.from(replaced)]])
}

/** What the stranger says of a draw, whose files and log he has. */
async function checked(no: string): Promise<{ readonly code: number; readonly out: string }> {
  const { engine } = running
  const folder = mkdtempSync(join(root, 'draw-'))
  mkdirSync(join(folder, 'files'))
  for (const [name, bytes] of await filesOf(no)) writeFileSync(join(folder, 'files', name), bytes)
  writeFileSync(join(folder, 'vkey'), `${engine.signer.vkey}\n`)
  await exported(database, join(folder, 'log'))
  return verifier('draw', join(folder, 'files'), '--log', join(folder, 'log'), '--trust', join(folder, 'vkey'))
}

/** Somebody at the inspection office; two of its posts are not in Anlan's own register. */
const actorAt = (post: string): Actor =>
  post === 'inspection-1' ? officer(post) : { ...officer('inspector-1'), post, person: personId(`p-${post}`) }

/** A move of the inspection office, or of somebody else. */
async function move(no: string, transition: string, input: JsonRecord, post = 'inspection-1'): Promise<void> {
  const { engine } = running
  const [stored] = await casesByNo(engine.db, region, [no])
  const order = { key: randomUUID(), actor: actorAt(post), transition, input, target: { no } }
  const result = await engine.submit({ ...order, seen: stored?.case.seq ?? -1 })
  if (!result.ok) throw new TypeError(JSON.stringify(result.refusal))
  await engine.settled()
}

describe('a stranger accepts', () => {
  test('an open draw: its register, its outcome, and that it was fixed in its turn', async () => {
    const no = await playedDraw(running.engine, {}, 'drawn')

    const { code, out } = await checked(no)

    expect({ code, out }).toMatchObject({ code: 0 })
    expect(out).toContain('the frame holds the register')
    expect(out).toContain('the log shows the order')
  })

  test('a covert one with its replacements once it is opened, and says of one that is sealed by when it will be', async () => {
    const no = await playedDraw(running.engine, { subject: '第七轮暗访', mode: 'covert' }, 'drawn')
    const sealed = await checked(no)
    const result = JSON.parse(String((await filesOf(no)).get('result.json'))) as Result
    const [gone, members] = result.teams?.at(-1) ?? ['', []]
    const [goer = '', aside = ''] = members.map(([, post]) => post)
    await move(no, 'ask-unit', { goneUnit: gone, goneUnitWhy: 'closed' }, goer)
    await move(no, 'ask-aside', { goneInspectorWhy: 'ill' }, aside)
    await move(no, 'replace-unit', {})
    await move(no, 'replace-inspector', {})
    await move(no, 'finish-covert', { visitNote: '三个单位都去过了' })
    await move(no, 'unseal', {})

    const opened = await checked(no)

    expect(sealed).toMatchObject({
      code: 1,
      out: expect.stringContaining('draw.unsealed in the log does not name seed.txt'),
    })
    expect(opened).toMatchObject({ code: 0, out: expect.stringContaining('the replacements follow the rule') })
    expect(opened.out).toContain('the log shows the order')
  })
})
