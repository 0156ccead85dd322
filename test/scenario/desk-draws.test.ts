import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takenBy } from '../../src/engine/draw-visits.ts'
import { commitOf, openCommitment, signCommitment } from '../../src/kernel/draw/commitment.ts'
import type { Result } from '../../src/kernel/draw/draw.ts'
import type { Frame } from '../../src/kernel/draw/frame.ts'
import { readEntry } from '../../src/kernel/log/entry.ts'
import { sha256Hex } from '../../src/kernel/log/hash.ts'
import { formatVkey, signerOf } from '../../src/kernel/log/key.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { drawFiles } from '../../src/store/draws.ts'
import { readEntries } from '../../src/store/log.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, type FormValues, openDeskServer, type PageAnswer, type TestBrowser } from '../support/desk.ts'
import { addInspectors, playedDraw } from '../support/draw.ts'

let database: Database
let desk: DeskServer

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
  await addInspectors(desk.engine)
  await playedDraw(desk.engine, {}, 'drawn')
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

const browsers = new Map<string, TestBrowser>()
async function as(post: string): Promise<TestBrowser> {
  const browser = browsers.get(post) ?? (await desk.as(post))
  browsers.set(post, browser)
  return browser
}

const filesOf = (draw: string) => drawFiles(desk.engine.db, region, draw)
const frameOf = async (draw: string) => JSON.parse((await filesOf(draw)).get('frame.json')?.toString() ?? '') as Frame
const resultOf = async (draw: string) =>
  JSON.parse((await filesOf(draw)).get('result.json')?.toString() ?? '') as Result

/** Hands in one step on the page of the round. */
async function handIn(post: string, no: string, transition: string, values: FormValues): Promise<PageAnswer> {
  await desk.engine.settled()
  const browser = await as(post)
  const page = await browser.open(`/desk/draws/${no}`)
  return browser.send(page, `/desk/draws/${no}/${transition}`, values)
}

/** What a page is about, without the head of the desk, which names the visitor's own unit. */
const mainOf = ({ html }: PageAnswer) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''

/** Entries of the log of one type, in their order. */
async function entriesOf(type: string) {
  await desk.engine.settled()
  const bytes = await readEntries(desk.engine.db, 0, desk.engine.logSize())
  return bytes.flatMap((one) => {
    const entry = readEntry(one)
    return entry.ok && entry.value.type === type ? [entry.value] : []
  })
}

const numbers = { office: sha256Hex('o'), first: sha256Hex('f'), second: sha256Hex('s') }
const named = { firstPost: 'supervisor-1', secondPost: 'supervisor-2' }
const list = { subject: '第一轮', unit: 'inspection', mode: 'open', cover: '1', spot: '1', teamSize: '2' }

describe('law/政府督查工作条例/12 暗访: a covert round', () => {
  test('shows its targets to the teams that were drawn, each its own, and to nobody else before it is opened', async () => {
    const no = await playedDraw(desk.engine, { subject: '第三轮暗访', mode: 'covert', cover: 0, spot: 3 }, 'drawn')
    const id = (await (await as('inspection-1')).open(`/desk/draws/${no}`)).text.match(/CC-2018\/\d+/)?.[0] ?? ''
    const { teams, seed } = await resultOf(id)
    const secrets = [seed, ...['office', 'first', 'second'].map(sha256Hex)]
    const targets = (teams ?? []).map(([unit]) => desk.engine.org().nameOf(unit, '2018-11-14')[0])
    const head = `${teams?.[0]?.[0]}-head`
    const pages = [`/draws/${no}`, `/en/draws/${no}`, `/cases/${no}`, '/log']
    const files = ['frame.json', 'result.json', 'seed.txt', 'reveal.json', 'register.json']
    const seen: string[] = []
    for (const post of ['inspection-1', 'supervisor-2', head])
      for (const path of [...pages, '/desk/notices', `/desk/draws/${no}`, `/desk/cases/${no}`])
        seen.push(mainOf(await (await as(post)).open(path)))
    for (const who of ['nobody', { post: head }, { post: 'inspection-1' }] as const)
      for (const path of [`cases/${no}`, `cases/${no}/events`, `search?q=${encodeURIComponent('第三轮')}`])
        seen.push(JSON.stringify((await desk.call(who, 'GET', `/api/v1/${path}`)).body))
    const bytes = await readEntries(desk.engine.db, 0, desk.engine.logSize())
    const logged = bytes.map((one) => one.toString()).filter((entry) => entry.includes('"draw.') && entry.includes(id))
    const statuses = await Promise.all(
      files.map(async (name) => (await (await as(head)).open(`/draws/${no}/${name}`)).status),
    )

    expect(targets.length).toBe(3)
    expect(seen.filter((text) => text === '')).toEqual([])
    expect(logged.length).toBeGreaterThan(8)
    expect([...seen, ...logged].filter((text) => [...secrets, ...targets].some((one) => text.includes(one)))).toEqual(
      [],
    )
    expect(logged.filter((entry) => (teams ?? []).some(([unit]) => entry.includes(`"${unit}"`)))).toEqual([])
    expect(statuses).toEqual(files.map(() => 404))
  })

  test('lets an inspector look at his own, and the log notes it so that only the opened draw tells who it was', async () => {
    const inspector = await as('inspector-1')
    const before = await inspector.open('/desk/draws')
    const shown = await inspector.send(before, '/desk/draws/take')
    const no = /CC-2018-\d+/.exec(shown.html.match(/\/desk\/cases\/CC-2018-\d+\?do=find/)?.[0] ?? '')?.[0] ?? ''
    const [taken] = await entriesOf('draw.taken')
    const draw = String((taken?.body as { draw?: string } | undefined)?.draw)
    const { teams, seed } = await resultOf(draw)
    const own = (teams ?? []).filter(([, members]) => members.some(([, post]) => post === 'inspector-1'))

    expect(no).not.toBe('')
    expect(own.length).toBeGreaterThan(0)
    expect(taken?.actor).toBe('system')
    expect(taken?.body).toEqual({ draw, day: '2018-11-14', taken: takenBy({ draw, seed }, 'inspector-1') })
    expect(JSON.stringify(taken)).not.toContain('inspector-')
  })

  test('is not counted in the list of a later round, which would tell its targets', async () => {
    await playedDraw(desk.engine, { subject: '第四轮' }, 'frozen')
    const draws = [
      ...new Set((await entriesOf('draw.frame')).map(({ body }) => String((body as { draw: string }).draw))),
    ]
    const frame = await frameOf(draws.at(-1) ?? '')
    const open = await resultOf('CC-2018/1')
    const visited = frame.units.filter(({ due }) => due === 0).map(({ id }) => id)

    expect(visited.toSorted()).toEqual([...open.cover, ...Object.values(open.spot).flat()].toSorted())
  })

  test('once it is opened tells who looked, where in the log, and what the visits found', async () => {
    const no = 'CC-2018-0002'
    const { teams } = await resultOf('CC-2018/2')
    const [unit = ''] = (teams ?? []).find(([, members]) => members.some(([, post]) => post === 'inspector-1')) ?? []
    const moveAt = async (post: string, transition: string, values: FormValues, no = 'CC-2018-0002') => {
      const browser = await as(post)
      const page = await browser.open(`/desk/cases/${no}?do=${transition}`)
      return browser.send(page, `/desk/cases/${no}/${transition}`, values)
    }
    const found = { foundSubject: '午间窗口无人', foundFact: '十二点到两点没有人', foundSeverity: 'ordinary' }
    await moveAt('inspector-1', 'find', { ...found, foundAt: unit })
    await desk.engine.settled()
    const sealed = await (await as('inspection-1')).open(`/draws/${no}`)
    await moveAt('inspection-1', 'finish-covert', { visitNote: '三个单位都去过了' })
    await moveAt('inspection-1', 'unseal', {})
    await moveAt('inspection-1', 'feed-back', { demand: '午间排班，公布值守情况' }, 'ZG-2018-0001')
    await desk.engine.settled()
    const opened = await (await as('inspection-1')).open(`/draws/${no}`)

    expect(sealed.text).not.toContain('午间窗口无人')
    expect(opened.text).toMatch(
      /谁看过自己的去处 每看一次，公开日志里都有一条 督查室 ?inspector-1 11月14日 \d\d:\d\d 第 \d+ 条/,
    )
    expect(opened.text).toContain('午间窗口无人')
  })
})

describe('conflicts of an inspector', () => {
  test('are declared once a day for a unit, kept from others, and end when they are withdrawn', async () => {
    const inspector = await as('inspector-1')
    const declare = async () =>
      inspector.send(await inspector.open('/desk/draws'), '/desk/draws/declare', {
        unit: 'parks',
        ground: '配偶在该单位',
      })
    const first = await declare()
    const again = await declare()
    const others = await (await as('inspection-1')).open('/desk/draws')
    const ended = await inspector.send(await inspector.open('/desk/draws'), '/desk/draws/withdraw')

    expect(first.text).toContain('配偶在该单位')
    expect(again.status).toBe(400)
    expect(again.text).toContain('今天已经声明过这个单位')
    expect(others.text).not.toContain('配偶在该单位')
    expect(ended.html).not.toContain('action="/desk/draws/withdraw"')
  })
})

describe('a round on the pages of the desk', () => {
  test('law/政府督查工作条例/8 nobody is asked but whose turn it is, and no second list is frozen beside the first', async () => {
    const no = 'CC-2018-0003'
    const page = await (await as('supervisor-2')).open(`/desk/draws/${no}`)
    const office = await as('inspection-1')
    const form = await office.open('/desk/new/random-inspection/freeze')
    const second = await office.send(form, '/freeze', { ...list, ...named })

    expect(page.text).toContain('等督查室')
    expect(page.html).not.toContain(`/desk/draws/${no}/seal`)
    expect(second.text).toContain('上一轮抽签已经开签或者作废')
  })

  test('house/draw-own-key is drawn by its three parties, and whoever has a key signs with it', async () => {
    await desk.engine.advanceTo(at('2018-11-23 10:00'))
    const signer = signerOf('supervisor-1', 'note', randomBytes(32))
    const supervisor = await as('supervisor-1')
    const keyPage = await supervisor.open('/desk/draws')
    await supervisor.send(keyPage, '/desk/draws/key', { vkey: formatVkey(signer.verifier) })
    const office = await as('inspection-1')
    const form = await office.open('/desk/new/random-inspection/freeze')
    const twice = await office.send(form, '/freeze', { ...list, ...named, secondPost: 'supervisor-1' })
    const frozen = await office.send(form, '/freeze', { ...list, ...named })
    const no = /CC-2018-\d+/.exec(frozen.path)?.[0] ?? ''
    await desk.engine.settled()
    const draw = 'CC-2018/4'
    const frame = sha256Hex((await filesOf(draw)).get('frame.json') ?? '')
    const seal = (party: keyof typeof numbers) => commitOf({ draw, frame, party }, numbers[party])
    const note = signCommitment({ draw, frame, party: 'first', commit: seal('first') }, signer)
    const signature = Buffer.from(note.trim().split(' ').at(-1) ?? '', 'base64')
      .subarray(4)
      .toString('base64')

    await handIn('inspection-1', no, 'seal-office', { officeSeal: seal('office') })
    const unsigned = await handIn('supervisor-1', no, 'seal-first', { firstSeal: seal('first') })
    await handIn('supervisor-1', no, 'seal-first', { firstSeal: seal('first'), firstSigned: signature })
    await handIn('supervisor-2', no, 'seal-second', { secondSeal: seal('second') })
    await handIn('inspection-1', no, 'roll', { dice: '271828' })
    await handIn('inspection-1', no, 'show-office', { officeNumber: numbers.office })
    await handIn('supervisor-1', no, 'show-first', { firstNumber: numbers.first })
    const drawn = await handIn('supervisor-2', no, 'show-second', { secondNumber: numbers.second })
    await desk.engine.settled()

    const published = (await filesOf(draw)).get('commit.first.note') ?? Buffer.alloc(0)
    const party = (await frameOf(draw)).parties.find(({ id }) => id === 'first')
    expect(twice.text).toContain('两位监督员不是同一岗位')
    expect(unsigned.text).toContain('登记过钥匙的，指纹由这把钥匙签名')
    expect(drawn.text).toContain('已开签，检查中')
    expect(party).toEqual({ id: 'first', key: formatVkey(signer.verifier) })
    expect(openCommitment(published, { id: 'first', key: formatVkey(signer.verifier) }, { draw, frame })).toEqual({
      ok: true,
      value: seal('first'),
    })
    expect((await entriesOf('draw.key'))[0]?.body).toEqual({ post: 'supervisor-1', key: formatVkey(signer.verifier) })
  })

  test('a key of another name, or what is no key, is not registered', async () => {
    const supervisor = await as('supervisor-2')
    const other = formatVkey(signerOf('supervisor-1', 'note', randomBytes(32)).verifier)
    const answers = []
    for (const vkey of [other, 'nothing'])
      answers.push(await supervisor.send(await supervisor.open('/desk/draws'), '/desk/draws/key', { vkey }))

    expect(answers.map(({ status }) => status)).toEqual([400, 400])
    expect(answers[0]?.text).toContain('没有登记上')
  })
})
