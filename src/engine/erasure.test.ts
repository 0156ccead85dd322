import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, personId, type TestEngine } from '../../test/support/engine.ts'
import type { Result } from '../kernel/result.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import { adminEvents } from '../store/admin-events.ts'
import type { Database } from '../store/cluster/database.ts'
import { erasedFields } from '../store/erasure.ts'
import { leafIndexes, readEntries } from '../store/log.ts'
import { addHoldings, saveOrg } from '../store/people.ts'
import { casesByNo } from '../store/read.ts'
import type { Engine } from './engine.ts'
import {
  type AskedErasure,
  allErasureRequests,
  askForErasure,
  erasableFields,
  erasureRequestsFor,
  grantErasure,
  refuseErasure,
} from './erasure.ts'
import { fsck } from './fsck.ts'
import { receiptText } from './receipts.ts'

const words = '说好的钱三个月没有到，家里老人等着用。'

let database: Database
let running: TestEngine
let engine: Engine

beforeAll(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  engine = running.engine
  const always = { from: '2018-01-01', to: null }
  const posts = [
    { id: 'secretary', unit: 'gov', title: ['秘书长', 'secretary-general'], roles: ['secretaryGeneral'], ...always },
    { id: 'works-secretary', unit: 'bridges', title: ['某', 'x'], roles: ['secretaryGeneral'], ...always },
    { id: 'works-intake', unit: 'works', title: ['某', 'x'], roles: ['intake'], ...always },
    { id: 'both', unit: 'general', title: ['某', 'x'], roles: ['intake', 'secretaryGeneral'], ...always },
  ] as const
  await saveOrg(engine.db, region, [], posts)
  await addHoldings(
    engine.db,
    region,
    posts.map(({ id }) => ({ post: id, person: personId(`p-${id}`), ...always })),
  )
  await engine.refreshOrg()
})
afterAll(async () => {
  await running.close()
  await database.close()
})

function actor(post: string) {
  const known = engine.org().post(post)
  const home = known && engine.org().unit(known.unit)
  if (!known || !home) throw new RangeError(`there is no post ${post}`)
  return { kind: 'post', person: personId(`p-${post}`), post, unit: home.id, region, roles: known.roles } as const
}

async function caseAt(no: string) {
  const [stored] = await casesByNo(engine.db, region, [no])
  if (!stored) throw new TypeError(`there is no ${no}`)
  return stored.case
}

/** A report about the works bureau, taken up and in the log. */
async function reported(said = words) {
  const opened = await engine.submit({
    key: randomUUID(),
    actor: { kind: 'visitor' },
    transition: 'report',
    input: { about: '补偿款没到', story: said, against: 'works' },
    target: { open: { procedure: 'finding-rectification', region, parent: null } },
  })
  if (!opened.ok) throw new TypeError(JSON.stringify(opened.refusal))
  const { no } = opened.value.case
  const taken = await engine.submit({
    key: randomUUID(),
    actor: officer('intake-1'),
    transition: 'take-up',
    input: { subject: '补偿款迟发', fact: '补偿款三个月没有发放到位', unit: 'works', severity: 'ordinary' },
    seen: 0,
    target: { no },
  })
  if (!taken.ok) throw new TypeError(JSON.stringify(taken.refusal))
  await engine.settled()
  return caseAt(no)
}

const story: AskedErasure = {
  fields: ['story'],
  ground: 'consent-withdrawn',
  reason: '本人持案件码到窗口要求删除，已当面核对',
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'accepted' : result.refusal.code)

async function asked(c: Awaited<ReturnType<typeof reported>>, by = actor('intake-1')): Promise<string> {
  expect(codeOf(await askForErasure(engine, by, c, story))).toBe('accepted')
  const mine = await erasureRequestsFor(engine, by)
  return mine.find(({ caseNo }) => caseNo === c.no)?.id ?? ''
}

const kept = async () =>
  (
    await engine.db.query<{ all: string }>(
      `select concat((select string_agg(f::text, '') from case_file f), (select string_agg(d::text, '') from disclosure d),
                     (select string_agg(r::text, '') from erasure_request r), (select string_agg(a::text, '') from admin_event a)) as all`,
    )
  ).rows[0]?.all ?? ''

describe('erasing what somebody wrote', () => {
  test('takes two persons, and then the words are gone while every receipt of the case still stands', async () => {
    const said = '这几句话别处没有，删了就哪里也没有'
    const c = await reported(said)
    const before = await leafIndexes(engine.db, region, c.id)
    const entries = await readEntries(engine.db, 0, engine.logSize())
    const id = await asked(c)
    expect(c.data.story).toBe(said)

    const granted = await grantErasure(engine, actor('secretary'), id)
    await engine.settled()

    const index = before.get(0) ?? -1
    expect(granted).toMatchObject({ ok: true, value: { indexes: [index], fields: ['story'] } })
    expect((await caseAt(c.no)).data).not.toHaveProperty('story')
    expect(await kept()).not.toContain(said)
    expect(await readEntries(engine.db, 0, entries.length)).toEqual(entries)
    expect(await receiptText(engine.db, index, [])).toContain(`index ${index}`)
    expect((await fsck(database)).differences).toEqual([])
  })

  test('is an entry that names the fields, the ground and the post that decided, and marks where they stood', async () => {
    const c = await reported()
    await grantErasure(engine, actor('secretary'), await asked(c))
    await engine.settled()

    const [mark] = await erasedFields(engine.db, region, c.id)
    const [entry] = await readEntries(engine.db, mark?.index ?? -1, (mark?.index ?? -1) + 1)

    expect(mark).toMatchObject({ seq: 0, field: 'story' })
    expect(JSON.parse(Buffer.from(entry ?? '').toString())).toMatchObject({
      type: 'privacy.erased',
      rule: 'law/个人信息保护法/47',
      body: { fields: ['story'], ground: 'consent-withdrawn', authority: 'secretary' },
    })
  })

  test('is decided once, by somebody else than who took it in', async () => {
    const own = await asked(await reported(), actor('both'))
    const id = await asked(await reported())

    const alone = await grantErasure(engine, actor('both'), own)
    const twice = await Promise.all([1, 2].map(() => grantErasure(engine, actor('secretary'), id)))

    expect(codeOf(alone)).toBe('not-found')
    expect(twice.map(codeOf).toSorted()).toEqual(['accepted', 'not-found'])
  })

  test('does not happen when the second person refuses, who says why', async () => {
    const c = await reported()
    const id = await asked(c)

    const silent = await refuseErasure(engine, actor('secretary'), id, '不行')
    const refused = await refuseErasure(engine, actor('secretary'), id, '档案保管期限还没有满，只能封存')
    const after = await grantErasure(engine, actor('secretary'), id)

    expect([silent, refused, after].map(codeOf)).toEqual(['invalid-input', 'accepted', 'not-found'])
    expect((await caseAt(c.no)).data.story).toBe(words)
    expect(await erasedFields(engine.db, region, c.id)).toEqual([])
  })

  test('is asked for words only, never for states, units, files or names', async () => {
    const c = await reported()
    const offered = await erasableFields(engine, c)

    const results = await Promise.all(
      ['unit', 'contact', 'severity', 'zork'].map((name) =>
        askForErasure(engine, actor('intake-1'), c, { ...story, fields: [name] }),
      ),
    )

    expect([...offered.keys()]).toEqual(expect.arrayContaining(['about', 'story', 'fact']))
    expect([...offered.keys()]).not.toContain('against')
    expect(results.map(codeOf)).toEqual(['invalid-input', 'invalid-input', 'invalid-input', 'invalid-input'])
    expect(codeOf(await askForErasure(engine, actor('intake-1'), c, { ...story, reason: '要删' }))).toBe(
      'invalid-input',
    )
  })

  test('is asked for once while the first request waits', async () => {
    const c = await reported()
    await asked(c)

    expect(codeOf(await askForErasure(engine, actor('both'), c, story))).toBe('duplicate')
  })
})

describe('《信访工作条例》第三十条: whom the complaint is about', () => {
  test('neither asks nor decides, in any unit below, and sees no request', async () => {
    const c = await reported()
    const id = await asked(c)

    const results = [
      await askForErasure(engine, actor('works-intake'), c, story),
      await grantErasure(engine, actor('works-secretary'), id),
      await refuseErasure(engine, actor('works-secretary'), id, '档案保管期限还没有满，只能封存'),
    ]

    expect(results.map(codeOf)).toEqual(['not-your-part', 'not-your-part', 'not-your-part'])
    expect(await erasureRequestsFor(engine, actor('works-head'))).toEqual([])
    expect((await caseAt(c.no)).data.story).toBe(words)
  })

  test.each(['mayor', 'inspection-1', 'works-head'])('%s has no part in it', async (post) => {
    const c = await reported()
    const id = await asked(c)

    expect(codeOf(await askForErasure(engine, actor(post), c, story))).toBe('not-your-part')
    expect(codeOf(await grantErasure(engine, actor(post), id))).toBe('not-your-part')
    expect(codeOf(await refuseErasure(engine, actor(post), id, '档案保管期限还没有满，只能封存'))).toBe('not-your-part')
  })
})

test('each step is recorded for the audit with who, when and why, never with what stood there', async () => {
  const c = await reported()
  const id = await asked(c)
  await grantErasure(engine, actor('secretary'), id)
  await engine.settled()

  const acts = (await adminEvents(engine.db, region, null, '', 200)).filter(({ about }) => about.request === id)
  const request = (await allErasureRequests(engine)).find((one) => one.id === id)

  expect(acts.map(({ act }) => act)).toEqual(['agree-erasure', 'ask-erasure'])
  expect(request).toMatchObject({
    askedBy: personId('p-intake-1'),
    decidedBy: personId('p-secretary'),
    agreed: true,
    reason: story.reason,
    index: expect.any(Number),
  })
  expect(JSON.stringify([acts, request])).not.toContain(words)
})

test('what is no request is answered, not thrown', async () => {
  expect(codeOf(await grantErasure(engine, actor('secretary'), 'not an id'))).toBe('not-found')
  expect(codeOf(await refuseErasure(engine, actor('secretary'), randomUUID(), story.reason))).toBe('not-found')
})
