import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawCommand } from '../../src/cli/draw.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { drawFileNames } from '../../src/web/public/draw-command.ts'
import { freshDatabase } from '../support/database.ts'
import { addInspectors, playedDraw } from '../support/draw.ts'
import { openTestPortal, type TestPortal } from '../support/portal.ts'

let database: Database
let portal: TestPortal
let open = ''
let covert = ''
const folder = mkdtempSync(join(tmpdir(), 'luoshi-draw-files-'))

beforeAll(async () => {
  database = await freshDatabase()
  portal = await openTestPortal(database)
  await addInspectors(portal.engine)
  open = await playedDraw(portal.engine, {}, 'drawn')
  covert = await playedDraw(portal.engine, { subject: '第七轮暗访', mode: 'covert' }, 'drawn')
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await portal.close()
  await database.close()
})

const get = (path: string) => fetch(`${portal.origin}${path}`)
const page = async (path: string) => (await get(path)).text()

describe('the files that a visitor downloads', () => {
  test('of an open draw are verified by our own command, and by nobody’s word', async () => {
    for (const name of drawFileNames)
      writeFileSync(join(folder, name), await (await get(`/draws/${open}/${name}`)).text())
    const said: string[] = []
    const say = (text: string) => {
      said.push(text)
    }

    expect(await drawCommand(['verify', folder], { out: say, err: say })).toBe(0)
    expect(said.join('')).toContain('3 parties revealed what they had committed to')
  })

  test('of a covert draw are not there before it is opened', async () => {
    const answers = await Promise.all(drawFileNames.map((name) => get(`/draws/${covert}/${name}`)))

    expect(answers.map(({ status }) => status)).toEqual(drawFileNames.map(() => 404))
  })
})

describe('the pages of the draws', () => {
  test('show an open draw with its units, and a covert one only as sealed', async () => {
    const [shown, sealed] = await Promise.all([page(`/draws/${open}`), page(`/draws/${covert}`)])

    expect(shown).toContain('第 1 签 · 抽中')
    expect(shown).toContain('./luoshi draw verify')
    expect(sealed).toContain('最迟 2018年12月24日 公开')
    expect(sealed).not.toContain('抽中</span>')
    expect(sealed).not.toContain('inspector-')
  })

  test('raise the alarm when a covert draw is not opened by its day', async () => {
    const before = (await page('/draws')) + (await page('/'))
    await portal.engine.advanceTo(at('2018-12-25 00:01'))
    const after = await page('/draws')

    expect(before).not.toContain('到期没有公开')
    expect(after).toContain('有 1 轮暗访到期没有公开')
    expect(await page('/')).toContain('有 1 轮暗访到期没有公开')
    expect(await page(`/draws/${covert}`)).toContain('这一轮到期没有公开')
  })
})
