/** The order of the steps of a draw, and the seeds of days, as a whole log shows them (docs/FORMAT.md §6 and §8). */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { logCommand } from '../src/cli/log.ts'
import { commitOf } from '../src/kernel/draw/commitment.ts'
import { inOrder, ticket } from '../src/kernel/draw/ticket.ts'
import { canonical } from '../src/kernel/log/canonical.ts'
import { entryBytes } from '../src/kernel/log/entry.ts'
import { hex, leafHash, sha256Hex } from '../src/kernel/log/hash.ts'
import { commitmentOf } from '../src/kernel/seed.ts'
import { own, root, verifier } from '../test/support/verifier.ts'

const quiet = { out: () => {}, err: () => {} }
const vkey = own('log/log.vkey')

type Step = readonly [type: string, body: object]

const line = ([type, body]: Step) =>
  Buffer.from(
    entryBytes({ type, at: '2026-09-01T00:00:00.000Z', actor: 'system', rule: 'house/draws', body: body as never }),
  ).toString()

/** A signed log of these lines, published first at each of the sizes, then whole. */
async function logOf(lines: readonly string[], ...sizes: readonly number[]): Promise<string> {
  const folder = mkdtempSync(join(root, 'order-'))
  const entries = join(folder, 'entries.ndjson')
  for (const size of [...sizes, lines.length]) {
    writeFileSync(entries, `${lines.slice(0, size).join('\n')}\n`)
    const code = await logCommand(['build', entries, join(folder, 'log'), '--key', own('log/KEYS.json')], quiet)
    if (code !== 0) throw new TypeError('the log was not built')
  }
  return join(folder, 'log')
}

const checked = (folder: string) => verifier('log', folder, '--trust', vkey)

/** Steps such as `commit a` of the draw 2026/1, unless another is named third; `-` is nobody. */
const stepsOf = (...steps: readonly string[]): string[] =>
  steps.map((step) => {
    const [type, party = '-', draw = '2026/1'] = step.split(' ')
    return line([`draw.${type}`, { draw, ...(party !== '-' && { party }) }])
  })

const honest = ['frame', 'commit a', 'commit b', 'close', 'dice', 'reveal b', 'reveal a', 'beacon', 'seed', 'result']

describe('the steps of draws', () => {
  test('in their order are accepted and counted', async () => {
    const steps = stepsOf(...honest, 'frame - 2026/2', 'commit a 2026/2', 'close - 2026/2', 'void a 2026/2')

    expect(await checked(await logOf(steps))).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 draws, their steps in order'),
    })
  })

  test.each<[string, readonly string[], string]>([
    ['a commitment after the close', ['frame', 'commit a', 'close', 'commit b'], 'b commits after the close'],
    ['two commitments of one party', ['frame', 'commit a', 'commit a'], 'a commits twice'],
    ['a close before anybody committed', ['frame', 'close'], 'closed before anybody'],
    ['a reveal before the close', ['frame', 'commit a', 'reveal a'], 'a reveals before the close'],
    ['a reveal of a stranger', ['frame', 'commit a', 'close', 'reveal c'], 'c reveals without having committed'],
    ['two reveals of one party', ['frame', 'commit a', 'close', 'reveal a', 'reveal a'], 'a reveals twice'],
    ['dice before the close', ['frame', 'commit a', 'dice'], 'dice before the close'],
    ['dice after a reveal', ['frame', 'commit a', 'commit b', 'close', 'reveal a', 'dice'], 'dice after a reveal'],
    [
      'a beacon before all reveals',
      ['frame', 'commit a', 'commit b', 'close', 'reveal a', 'beacon'],
      'the beacon comes',
    ],
    ['a seed before all reveals', ['frame', 'commit a', 'close', 'seed'], 'the seed comes before'],
    ['a result before all reveals', ['frame', 'commit a', 'close', 'result'], 'the result comes before'],
    ['a void that names nobody', ['frame', 'commit a', 'close', 'void -'], 'nobody is named'],
    ['a seal opened before the end', ['frame', 'commit a', 'close', 'unsealed'], 'opened before it ended'],
    ['a replacement before the result', ['frame', 'commit a', 'close', 'amend'], 'is replaced before the result'],
    ['a second result', [...honest, 'result'], 'result comes after its result'],
    ['a second frame', ['frame', 'frame'], 'a second frame'],
    ['a step without a frame', ['commit a'], 'no frame came before'],
    ['a number left out', [...honest, 'frame - 2026/3'], 'the number before it is 1'],
    ['a draw begun beside another', ['frame', 'frame - 2026/2'], 'neither a result nor a void'],
  ])('with %s are refused, although the log is well signed', async (_, steps, why) => {
    expect(await checked(await logOf(stepsOf(...steps)))).toMatchObject({ code: 1, out: expect.stringContaining(why) })
  })
})

describe('a draw beside its log', () => {
  const hash = (name: string) => sha256Hex(readFileSync(own('draw', name)))
  const { contributions } = JSON.parse(readFileSync(own('draw/reveal.json'), 'utf8'))
  const draw = 'demo/2026/small'
  const parties = Object.keys(contributions)
  const commit = (party: string) => commitOf({ draw, frame: hash('frame.json'), party }, contributions[party])
  const keys = (JSON.parse(readFileSync(own('draw/frame.json'), 'utf8')).parties as { id: string; key: string }[]).map(
    ({ id, key }) => line(['draw.key', { post: id, key }]),
  )
  const heartbeats = Array.from({ length: 247 }, () => line(['log.heartbeat', { entries: 1 }]))
  const earlier = [...heartbeats, ...keys]

  const replaced = JSON.parse(readFileSync(own('draw/replacements.json'), 'utf8'))
  const amend = (what: 'unit' | 'inspector') =>
    sha256Hex(`luoshi-draw-amend/1\n${draw}\n${hash('seed.txt')}\n${canonical(replaced[what])}\n`)

  const ceremony: readonly Step[] = [
    ['draw.frame', { draw, frame: hash('frame.json') }],
    ...parties.map((party): Step => ['draw.commit', { draw, party, commit: commit(party) }]),
    ['draw.close', { draw }],
    ['draw.dice', { draw, digits: '314159' }],
    ...parties.map((party): Step => ['draw.reveal', { draw, party }]),
    ['draw.beacon', { draw, kind: 'lottery', ref: '2026099', value: '03,08,14,20,27,31+09' }],
    ['draw.seed', { draw, seed: hash('seed.txt') }],
    ['draw.result', { draw, result: hash('result.json') }],
    ['draw.amend', { draw, what: 'unit', reason: '停业', amend: amend('unit') }],
    ['draw.amend', { draw, what: 'inspector', reason: '住院', amend: amend('inspector') }],
  ]
  /** The size at which the close has just been logged. */
  const closed = earlier.length + 2 + parties.length

  async function checkedBeside(steps: readonly Step[], before: readonly string[] = earlier, size = closed) {
    const log = await logOf([...before, ...steps.map(line)], size)
    return verifier('draw', own('draw'), '--log', log, '--trust', vkey)
  }
  const telling = (type: string, change: object) =>
    ceremony.map(([of, body]): Step => [of, of === type ? { ...body, ...change } : body])

  test('is right when the log names each of its files, with a checkpoint between close and reveals', async () => {
    expect(await checkedBeside(ceremony)).toMatchObject({
      code: 0,
      out: expect.stringContaining('the log shows the order: frame 250, close 254, reveals from 256 on'),
    })
  })

  test.each<[string, readonly Step[], string]>([
    [
      'another frame',
      telling('draw.frame', { frame: 'ab'.repeat(32) }),
      'draw.frame in the log does not name frame.json',
    ],
    ['other commitments', telling('draw.commit', { commit: 'ab'.repeat(32) }), 'draw.commit in the log does not name'],
    ['another contribution', telling('draw.reveal', { contribution: 'ab'.repeat(32) }), 'has another contribution of'],
    ['other dice', telling('draw.dice', { digits: '666666' }), 'draw.dice in the log does not name'],
    ['another beacon', telling('draw.beacon', { value: '1' }), 'draw.beacon in the log does not name'],
    ['another seed', telling('draw.seed', { seed: 'ab'.repeat(32) }), 'draw.seed in the log does not name'],
    ['another result', telling('draw.result', { result: 'ab'.repeat(32) }), 'draw.result in the log does not name'],
    ['another draw', ceremony.map(([type, body]) => [type, { ...body, draw: 'other' }]), 'the log has no draw'],
    ['no result', ceremony.filter(([type]) => !/result|amend/.test(type)), 'draw.result in the log does not name'],
    ['another replacement', telling('draw.amend', { amend: 'ab'.repeat(32) }), 'says of another replacement'],
    ['only one of two replacements', ceremony.slice(0, -1), 'somebody was replaced, and the log does not say so'],
  ])('is refused where the log names %s', async (_, steps, why) => {
    expect(await checkedBeside(steps)).toMatchObject({ code: 1, out: expect.stringContaining(why) })
  })

  test('is refused where no checkpoint lies between the close and the first reveal', async () => {
    expect(await checkedBeside(ceremony, earlier, closed - 1)).toMatchObject({
      code: 1,
      out: expect.stringContaining('no checkpoint that the policy accepts lies between'),
    })
  })

  test('is refused where the register is of a later log than the frame', async () => {
    expect(await checkedBeside(ceremony, earlier.slice(1), closed - 1)).toMatchObject({
      code: 1,
      out: expect.stringContaining('the register cites a log that is newer'),
    })
  })

  test('is refused where a key stands in the frame that nobody had registered before', async () => {
    const filler = line(['log.heartbeat', { entries: 2 }])

    expect(await checkedBeside(ceremony, [...heartbeats, filler, ...keys.slice(1)])).toMatchObject({
      code: 1,
      out: expect.stringContaining('the key of deputy was not registered before the frame'),
    })
  })

  test('needs to be told whom to trust', async () => {
    expect(await verifier('draw', own('draw'), '--log', 'x')).toMatchObject({ code: 2 })
  })
})

describe('the seeds of days', () => {
  const day = '2026-09-01'
  const secret = sha256Hex('the secret of the day')
  const commitment = commitmentOf({ purpose: 'draw', day, secret })
  const pool = ['v1', 'v2', 'v3', 'v4']
  const fair = inOrder(pool, (post) => ticket(`${secret}/verifier`, `ZG-2026-0001|1|${post}`))[0] ?? ''
  const committed = line(['draw.seed-commit', { purpose: 'draw', day, commitment }])
  const opened = line(['draw.seed-open', { purpose: 'draw', day, secret }])

  /** A case of two steps, the second of which draws this post. */
  function drawing(drawn: string): readonly string[] {
    const step = (seq: number, prev: string | null, body: object) =>
      entryBytes({
        type: seq === 0 ? 'case.opened' : 'case.transition',
        at: '2026-09-01T00:00:00.000Z',
        link: { case: 'c-1', seq, prev },
        actor: 'system',
        rule: 'demo-2026@1#S1.1',
        body: { no: 'ZG-2026-0001', ...body },
      })
    const first = step(0, null, {})
    const second = step(1, hex(leafHash(first)), { draw: { pool, drawn, day, commitment } })
    return [first, second].map((bytes) => Buffer.from(bytes).toString())
  }

  test('draw again whoever was drawn by them', async () => {
    const log = await logOf([committed, ...drawing(fair), opened])

    expect(await checked(log)).toMatchObject({ code: 0, out: expect.stringContaining('1 drawn again alike') })
  })

  test('that are not open yet are said to be closed', async () => {
    const log = await logOf([committed, ...drawing(fair)])

    expect(await checked(log)).toMatchObject({
      code: 0,
      out: expect.stringContaining('the seeds of 1 are not open yet'),
    })
  })

  test.each<[string, readonly string[], string]>([
    [
      'by which another would have been drawn',
      [committed, ...drawing(pool.find((post) => post !== fair) ?? ''), opened],
      `the seed draws ${fair}, not`,
    ],
    ['committed to after the draw', [...drawing(fair), committed, opened], 'nobody had committed to before'],
    [
      'opened as another than was committed to',
      [committed, line(['draw.seed-open', { purpose: 'draw', day, secret: 'ab'.repeat(32) }])],
      'not the seed of draw 2026-09-01',
    ],
    ['committed to twice', [committed, committed], 'a second commitment'],
  ])('%s are refused', async (_, lines, why) => {
    expect(await checked(await logOf(lines))).toMatchObject({ code: 1, out: expect.stringContaining(why) })
  })
})
