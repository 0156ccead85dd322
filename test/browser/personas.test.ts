import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { dayNumber } from '../../src/kernel/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import { endHolding } from '../../src/store/people.ts'
import { casesByNo } from '../../src/store/read.ts'
import { shut } from '../support/browser.ts'
import { personId } from '../support/engine.ts'
import { type Effort, keyboardOf } from '../support/keyboard.ts'
import { browserOf, desk, goTo, openDeskForTests } from './desk-visit.ts'
import { scripts } from './personas.ts'

openDeskForTests()

beforeAll(async () => {
  const { engine } = desk().portal
  // Whoever is drawn to verify holds one post only: nobody is asked first which of two he acts for.
  await endHolding(engine.db, region, 'inspection-2', personId('p-archives-verifier'), dayNumber('2018-11-13'))
  await engine.refreshOrg()
})

/** Rows of the table: task → what it takes. */
function documented(): ReadonlyMap<string, Effort> {
  const text = readFileSync(join(import.meta.dirname, '../../docs/keyboard.md'), 'utf8')
  const rows = [...text.matchAll(/^\| [^|]+ \| ([^|]+) \| (\d+) \| (\d+) \|$/gm)]
  return new Map(rows.map(([, task = '', keys, fields]) => [task, { keys: Number(keys), fields: Number(fields) }]))
}

async function drawnVerifier(): Promise<string> {
  const { engine, numbers } = desk().portal
  const { rows } = await engine.db.query<{ no: string }>('select no from case_file where parent = $1', [
    numbers.claimedDone,
  ])
  const [stored] = await casesByNo(engine.db, region, [rows[0]?.no ?? ''])
  const holder = stored?.case.holders.verifier
  if (!holder || !('post' in holder)) throw new TypeError('no verifier was drawn')
  return `p-${holder.post}`
}

test('every task of the table has its script, and every script its row', () => {
  expect(scripts.map(({ task }) => task).sort()).toEqual([...documented().keys()].sort())
})

test.each(scripts)('$task takes as many keys as the table says', async ({ task, who, from, run, ends }) => {
  const page = await browserOf(who === 'drawn' ? await drawnVerifier() : who, {})
  try {
    await goTo(page, from)
    const keys = keyboardOf(page)
    await run(keys)

    const shown = (await page.locator('body').textContent()) ?? ''
    expect({ task, ...keys.effort(), done: shown.includes(ends) }).toEqual({
      task,
      ...documented().get(task),
      done: true,
    })
  } finally {
    await shut(page)
  }
})
