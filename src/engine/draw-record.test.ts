import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, personId, type TestEngine } from '../../test/support/engine.ts'
import type { Actor } from '../kernel/case.ts'
import { ceremonies } from '../kernel/draw/ceremony.ts'
import { checkDraw, checkReplacements } from '../kernel/draw/check.ts'
import { commitOf } from '../kernel/draw/commitment.ts'
import type { Result } from '../kernel/draw/draw.ts'
import type { Frame } from '../kernel/draw/frame.ts'
import { checkRegister } from '../kernel/draw/register.ts'
import { unitsDrawn } from '../kernel/draw/teams.ts'
import { readEntry } from '../kernel/log/entry.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Post } from '../kernel/org.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import type { JsonRecord } from '../kernel/text.ts'
import type { Database } from '../store/cluster/database.ts'
import { addConflict, drawFiles } from '../store/draws.ts'
import { readEntries } from '../store/log.ts'
import { addHoldings, saveOrg } from '../store/people.ts'
import { casesByNo } from '../store/read.ts'
import { replacementsFile, standingOf } from './draw-replaced.ts'

const numbers = { office: sha256Hex('office'), first: sha256Hex('first'), second: sha256Hex('second') }

const named = { firstPost: 'supervisor-1', secondPost: 'supervisor-2' }
const list = { subject: '第一轮', unit: 'inspection', mode: 'open', ...named, cover: 1, spot: 2, teamSize: 2 }

const inspectors: readonly Post[] = ['inspector-2', 'inspector-3'].map((id) => ({
  id,
  unit: 'inspection',
  title: [id, id],
  roles: ['inspector'],
  from: '2018-01-01',
  to: null,
}))

const at2 = (post: string): Actor => ({ ...officer('inspector-1'), post, person: personId(`p-${post}`) })

let database: Database
let running: TestEngine

beforeEach(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  const { engine } = running
  await saveOrg(engine.db, region, [], inspectors)
  await addHoldings(
    engine.db,
    region,
    inspectors.map(({ id }) => ({ post: id, person: personId(`p-${id}`), from: '2018-01-01', to: null })),
  )
  await engine.refreshOrg()
})
afterEach(async () => {
  await running.close()
  await database.close()
})

async function freeze(input: JsonRecord = {}) {
  const result = await running.engine.submit({
    key: randomUUID(),
    actor: officer('inspection-1'),
    transition: 'freeze',
    input: { ...list, ...input },
    target: { open: { procedure: 'random-inspection', region, parent: null } },
  })
  await running.engine.settled()
  return result
}

async function frozen(input: JsonRecord = {}): Promise<string> {
  const result = await freeze(input)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value.case.no
}

async function move(no: string, actor: Actor, transition: string, input: JsonRecord = {}) {
  const [stored] = await casesByNo(running.engine.db, region, [no])
  const seen = stored?.case.seq ?? -1
  const result = await running.engine.submit({ key: randomUUID(), actor, transition, input, seen, target: { no } })
  return result.ok ? result.value.case.state : `${result.refusal.code} ${result.refusal.condition ?? ''}`.trim()
}

async function files(draw: string) {
  await running.engine.settled()
  return drawFiles(running.engine.db, region, draw)
}

async function frameHash(draw: string): Promise<string> {
  return sha256Hex((await files(draw)).get('frame.json') ?? '')
}

const office = officer('inspection-1')
const first = officer('supervisor-1')
const second = officer('supervisor-2')

/** All three hand in the hash of their number. */
async function commit(no: string, draw: string): Promise<void> {
  const frame = await frameHash(draw)
  await move(no, office, 'seal-office', { officeSeal: commitOf({ draw, frame, party: 'office' }, numbers.office) })
  await move(no, first, 'seal-first', { firstSeal: commitOf({ draw, frame, party: 'first' }, numbers.first) })
  await move(no, second, 'seal-second', { secondSeal: commitOf({ draw, frame, party: 'second' }, numbers.second) })
  await running.engine.settled()
}

/** Dice, and all three numbers. */
async function show(no: string): Promise<string> {
  await move(no, office, 'roll', { dice: '314159' })
  await move(no, office, 'show-office', { officeNumber: numbers.office })
  await move(no, first, 'show-first', { firstNumber: numbers.first })
  return move(no, second, 'show-second', { secondNumber: numbers.second })
}

/** The draw's entries in the order of the log, without those of daily seeds. */
async function entries() {
  await running.engine.settled()
  const bytes = await readEntries(running.engine.db, 0, running.engine.logSize())
  return bytes.flatMap((one) => {
    const entry = readEntry(one)
    if (!entry.ok) throw new Error(entry.why)
    return /^draw\.(?!seed-)/.test(String(entry.value.type)) ? [entry.value] : []
  })
}

describe('an open draw', () => {
  test('stands in the log step by step, in the one order that proves it', async () => {
    const no = await frozen()
    await commit(no, 'CC-2018/1')
    const state = await show(no)

    const order = ceremonies()
    const logged = await entries()
    expect(state).toBe('drawn')
    expect(logged.map(({ type }) => type)).toEqual([
      'draw.frame',
      ...['draw.commit', 'draw.commit', 'draw.commit', 'draw.close', 'draw.dice'],
      ...['draw.reveal', 'draw.reveal', 'draw.reveal', 'draw.seed', 'draw.result'],
    ])
    expect(logged.map((entry) => order.faultOf(entry)).filter((fault) => fault !== null)).toEqual([])
    expect(order.unfinished()).toEqual([])
    expect(logged.map(({ actor }) => actor)).toEqual([
      ...['inspection-1', 'inspection-1', 'supervisor-1', 'supervisor-2', 'supervisor-2', 'inspection-1'],
      ...['inspection-1', 'supervisor-1', 'supervisor-2', 'supervisor-2', 'supervisor-2'],
    ])
  })

  test('is recomputed from its files alone, to the byte, and its list from the register', async () => {
    const no = await frozen()
    await commit(no, 'CC-2018/1')
    await show(no)

    const published = await files('CC-2018/1')
    const file = (name: string) => published.get(name) ?? Buffer.alloc(0)
    const checked = checkDraw({
      frame: file('frame.json'),
      reveal: file('reveal.json'),
      seed: file('seed.txt'),
      result: file('result.json'),
      commitmentOf: (party) => published.get(`commit.${party}.note`) ?? null,
    })
    expect(checked).toMatchObject({ ok: true, value: { draw: 'CC-2018/1', load: 2 } })
    expect(checkRegister(file('frame.json'), file('register.json'))).toMatchObject({ ok: true })
    expect(file('frame.json').toString()).not.toContain('"id":"inspection"')
  })

  test('takes no number but the one that was committed to, and nothing that is no number', async () => {
    const no = await frozen()
    expect(await move(no, office, 'seal-office', { officeSeal: 'A'.repeat(64) })).toBe('condition-not-met wellFormed')
    await commit(no, 'CC-2018/1')
    expect(await move(no, office, 'roll', { dice: 'sixsix' })).toBe('condition-not-met wellFormed')
    await move(no, office, 'roll', { dice: '314159' })

    expect(await move(no, office, 'show-office', { officeNumber: numbers.first })).toBe('condition-not-met opens')
    expect(await move(no, office, 'show-office', { officeNumber: numbers.office })).toBe('one-shown')
  })

  test('lets only a team that was drawn for a unit record what it finds there', async () => {
    const no = await frozen()
    await commit(no, 'CC-2018/1')
    await show(no)
    const { teams } = JSON.parse((await files('CC-2018/1')).get('result.json')?.toString() ?? '') as {
      teams: readonly (readonly [string, readonly (readonly [string, string])[]])[]
    }
    const [unit, members] = teams[0] ?? ['', []]
    const drawn = members.map(([, inspector]) => inspector)
    const other = ['inspector-1', 'inspector-2', 'inspector-3'].find((id) => !drawn.includes(id)) ?? ''
    const finding = { foundAt: unit, foundSubject: '无人', foundFact: '午间窗口无人', foundSeverity: 'ordinary' }

    expect(await move(no, at2(other), 'find', finding)).toBe('condition-not-met ownVisit')
    expect(await move(no, at2(drawn[0] ?? ''), 'find', finding)).toBe('drawn')
    expect(await move(no, office, 'finish', { visitNote: '三个单位都去过了' })).toBe('opened')
    await running.engine.settled()
    const found = await casesByNo(running.engine.db, region, ['ZG-2018-0001'])
    expect(found[0]?.case).toMatchObject({ state: 'found', parent: no, data: { unit, origin: 'spot-check' } })
  })

  test('is followed by the next only when it has ended, and the next counts what it visited', async () => {
    const no = await frozen()
    const tooEarly = await freeze()
    await commit(no, 'CC-2018/1')
    await show(no)
    await frozen({ subject: '第二轮' })

    const register = JSON.parse((await files('CC-2018/2')).get('register.json')?.toString() ?? '') as {
      units: readonly { due: number }[]
    }
    expect(tooEarly).toMatchObject({ ok: false, refusal: { condition: 'oneAtATime' } })
    expect(register.units.filter(({ due }) => due === 0)).toHaveLength(3)
  })

  test('keeps an inspector away from a unit that he declared, and nobody from any other', async () => {
    const declared = { post: 'inspector-2', unit: 'parks', ground: '配偶在该单位', declaredOn: '2018-11-01' }
    await addConflict(running.engine.db, region, declared)
    await frozen()

    const frame = JSON.parse((await files('CC-2018/1')).get('frame.json')?.toString() ?? '') as { avoid: unknown }
    expect(frame.avoid).toEqual([['inspector-2', 'parks']])
  })
})

describe('house/draw-replacements whoever cannot be visited or cannot go', () => {
  test('gives way to the next of the draw’s own order, and the log says so without telling who', async () => {
    const no = await frozen({ mode: 'covert' })
    await commit(no, 'CC-2018/1')
    await show(no)
    const before = await files('CC-2018/1')
    const frame = JSON.parse(before.get('frame.json')?.toString() ?? '') as Frame
    const result = JSON.parse(before.get('result.json')?.toString() ?? '') as Result
    const [gone, members] = result.teams?.at(-1) ?? ['', []]
    const [next] = result.reserve.units ?? []
    const [goer, aside] = members.map(([, post]) => post)
    const ask = { goneUnit: gone, goneUnitWhy: 'closed' }
    await move(no, at2(goer ?? ''), 'ask-unit', ask)
    await move(no, at2(aside ?? ''), 'ask-aside', { goneInspectorWhy: 'ill' })
    await move(no, office, 'replace-unit')
    await move(no, office, 'replace-inspector')
    const after = await files('CC-2018/1')
    const finding = { foundSubject: '无人', foundFact: '午间窗口无人', foundSeverity: 'ordinary' }

    const amends = (await entries()).filter(({ type }) => type === 'draw.amend')
    expect(checkReplacements(Buffer.from(replacementsFile(after) ?? ''), frame, result)).toEqual({
      ok: true,
      value: true,
    })
    expect(standingOf(after)?.units).toEqual([...unitsDrawn(frame, result).filter((unit) => unit !== gone), next])
    expect(standingOf(after)?.teams?.flat(3)).not.toContain(aside)
    expect(amends.map(({ body }) => body)).toMatchObject([
      { what: 'unit', reason: 'closed' },
      { what: 'inspector', reason: 'ill' },
    ])
    expect(JSON.stringify(amends)).not.toMatch(new RegExp(`"(${gone}|${next}|${aside})"`))
    expect(await move(no, at2(goer ?? ''), 'find', { ...finding, foundAt: gone })).toBe('condition-not-met ownVisit')
    expect(await move(no, at2(goer ?? ''), 'find', { ...finding, foundAt: next ?? '' })).toBe('drawn')
    expect(await move(no, at2(aside ?? ''), 'find', { ...finding, foundAt: next ?? '' })).toBe(
      'condition-not-met ownVisit',
    )
  })
})

describe('a draw in which somebody is missing', () => {
  test('is void, and the log names him', async () => {
    const no = await frozen()
    const frame = await frameHash('CC-2018/1')
    const seal = commitOf({ draw: 'CC-2018/1', frame, party: 'office' }, numbers.office)
    await move(no, office, 'seal-office', { officeSeal: seal })
    await running.engine.advanceTo(at('2018-11-22 10:00'))
    await running.engine.settled()

    const last = (await entries()).at(-1)
    expect(last).toMatchObject({ type: 'draw.void', body: { draw: 'CC-2018/1', party: 'first' } })
  })
})

describe('a covert draw', () => {
  test('tells nothing in the log that gives its targets away until it is opened', async () => {
    const no = await frozen({ mode: 'covert' })
    await commit(no, 'CC-2018/1')
    await show(no)
    const seed = sha256Hex((await files('CC-2018/1')).get('seed.txt') ?? '')
    const before = JSON.stringify(await entries())
    await move(no, office, 'finish-covert', { visitNote: '三个单位都去过了' })
    await move(no, office, 'unseal')

    const opened = (await entries()).at(-1)
    expect([...Object.values(numbers), seed].filter((secret) => before.includes(secret))).toEqual([])
    expect(before).toContain('"unsealBy":"2018-12-24T16:00:00.000Z"')
    expect(opened).toMatchObject({ type: 'draw.unsealed', body: { draw: 'CC-2018/1', seed } })
  })
})
