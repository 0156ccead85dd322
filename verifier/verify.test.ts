import { execFile } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { logCommand } from '../src/cli/log.ts'
import { drawn, drawFiles as filesOf, prepared } from '../src/kernel/draw/draw.ts'
import type { Frame, Inspector } from '../src/kernel/draw/frame.ts'
import { reassigned } from '../src/kernel/draw/replacement.ts'
import type { Team } from '../src/kernel/draw/teams.ts'
import { canonical } from '../src/kernel/log/canonical.ts'
import { sha256Hex } from '../src/kernel/log/hash.ts'
import { examples } from '../test/support/examples.ts'
import { withVectors } from '../test/support/vectors.ts'

const here = import.meta.dirname
const script = join(here, 'verify.mjs')
const source = readFileSync(script, 'utf8')
const page = readFileSync(join(here, 'verify.html'), 'utf8')
const own = (...parts: readonly string[]) => join(here, 'vectors', ...parts)
const root = mkdtempSync(join(tmpdir(), 'luoshi-verifier-'))
afterAll(() => rmSync(root, { recursive: true }))

/** The lines that both verifiers share. */
const coreOf = (text: string) => /\/\/ ── core: [\s\S]*\/\/ ── end of core ─+\n/.exec(text)?.[0] ?? 'there is no core'

type Findings = readonly { readonly ok: boolean | null; readonly zh: string; readonly en: string }[]

/** What the tests call in the core. */
interface Core {
  readonly readCanonical: (bytes: Uint8Array, what: string) => unknown
  readonly canonical: (value: unknown) => string
  readonly readTrust: (text: string) => Promise<object>
  readonly checkReceipt: (receipt: Uint8Array, entry: Uint8Array, trust: object) => Promise<Findings>
  readonly checkDraw: (files: ReadonlyMap<string, Uint8Array>) => Promise<Findings>
  readonly table: (frame: Frame, seed: string, units: readonly string[]) => Promise<Places>
  readonly checkTeams: (places: Places, teams: readonly Team[], load: number) => void
  readonly isPossible: (places: Places, load: number) => boolean
  readonly checkReplacements: (bytes: Uint8Array, frame: Frame, result: object) => Promise<void>
}
interface Places {
  readonly most: number
}

const names = [
  'readCanonical',
  'canonical',
  'readTrust',
  'checkReceipt',
  'checkDraw',
  'table',
  'checkTeams',
  'isPossible',
  'checkReplacements',
]
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const core = new Function('sha256', 'signatureHolds', `${coreOf(source)}\nreturn { ${names.join(', ')} }`)(
  (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    verify(null, message, createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }), signature),
) as Core

function verifier(...args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err })
    })
  })
}

/** A copy of a folder after somebody has been at it. */
function tampered(folder: string, change: (copy: string) => void): string {
  const copy = mkdtempSync(join(root, 'copy-'))
  cpSync(folder, copy, { recursive: true })
  change(copy)
  return copy
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('the verifiers', () => {
  test('share their core, line for line', () => {
    expect(coreOf(page)).toBe(coreOf(source))
    expect(coreOf(source)).toContain('function checkDraw')
  })

  test('import nothing but two modules of Node itself', () => {
    expect([...source.matchAll(/(?:from|import\(|require\()\s*'([^']+)'/g)].map(([, name]) => name)).toEqual([
      'node:crypto',
      'node:fs',
    ])
    expect([...page.matchAll(/(?:from|import\(|require\()\s*'([^']+)'/g)]).toEqual([])
  })

  test('load nothing from anywhere: the page has no address, no image, no font, no frame', () => {
    expect(page).not.toMatch(/https?:|src=|@import|[^4]url\(|fetch\(|XMLHttpRequest|<link|<iframe/)
  })

  test('the committed examples are those that the product writes', () => {
    const files = readdirSync(own(), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name).slice(own().length + 1))
    const ours = examples()

    expect(files.sort()).toEqual([...ours.keys()].sort())
    expect(files.filter((path) => !readFileSync(own(path)).equals(Buffer.from(ours.get(path) ?? '')))).toEqual([])
  })
})

describe('a log', () => {
  const trust = own('log/policy.txt')

  test('of the examples is accepted, and what was not proved is said', async () => {
    const { code, out } = await verifier('log', own('log/tree'), '--trust', trust)

    expect(code).toBe(0)
    expect(out).toContain('all 300 entries were hashed again')
    expect(out).toContain('没有证明')
  })

  test.each<[string, (folder: string) => void, string]>([
    ['an entry was changed', (f) => flip(join(f, 'tile/entries/000'), 60), ''],
    ['a tile was changed', (f) => flip(join(f, 'tile/0/001.p/44'), 5), 'tile/0/001.p/44 differs'],
    [
      'a tile is longer than it says',
      (f) =>
        writeFileSync(
          join(f, 'tile/1/000.p/1'),
          Buffer.concat([readFileSync(join(f, 'tile/1/000.p/1')), Buffer.alloc(32)]),
        ),
      'tile/1/000.p/1 differs',
    ],
    ['a bundle is missing', (f) => rmSync(join(f, 'tile/entries/001.p/44')), 'tile/entries/001.p/44 is missing'],
    [
      'an earlier checkpoint signs another history',
      (f) => cpSync(own('log/checkpoint.fork'), join(f, 'checkpoint.fork')),
      'history was changed',
    ],
    [
      'the newest checkpoint was put back',
      (f) => cpSync(join(f, 'checkpoint.7'), join(f, 'checkpoint')),
      'rolled back',
    ],
    ['a signature is false', (f) => flip(join(f, 'checkpoint'), 130), ''],
    ['there is no checkpoint', (f) => rmSync(join(f, 'checkpoint')), 'there is no checkpoint'],
  ])('where %s is refused', async (_, change, why) => {
    const { code, out } = await verifier('log', tampered(own('log/tree'), change), '--trust', trust)

    expect(code).toBe(1)
    expect(out).toContain('核对不通过 / FAILED')
    expect(out).toContain(why)
  })
})

test.each<[string, (entry: string) => string]>([
  ['a wrong predecessor', (entry) => entry.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${'0'.repeat(64)}"`)],
  ['a number left out', (entry) => entry.replace('"seq":1,', '"seq":2,')],
])('a log in which a case has %s is refused, although it is well signed', async (_, change) => {
  const folder = mkdtempSync(join(root, 'chain-'))
  const lines = readFileSync(own('log/entries.ndjson'), 'utf8').split('\n').slice(0, 8)
  const path = join(folder, 'entries.ndjson')
  writeFileSync(path, `${[...lines.slice(0, 7), change(lines[7] ?? '')].join('\n')}\n`)
  const quiet = { out: () => {}, err: () => {} }
  const built = await logCommand(['build', path, join(folder, 'out'), '--key', own('log/KEYS.json')], quiet)

  expect(built).toBe(0)
  expect(await verifier('log', join(folder, 'out'), '--trust', own('log/log.vkey'))).toMatchObject({
    code: 1,
    out: expect.stringContaining('entry 7: a step of c-0 is missing'),
  })
})

describe('a receipt', () => {
  const files = (index: number) =>
    [readFileSync(own(`log/receipts/${index}.tlog-proof`)), readFileSync(own(`log/receipts/${index}.json`))] as const
  const policy = core.readTrust(readFileSync(own('log/policy.txt'), 'utf8'))

  test.each([0, 5, 255, 256, 299])('of entry %d is accepted from the command line', async (index) => {
    const { code, out } = await verifier(
      'receipt',
      own(`log/receipts/${index}.tlog-proof`),
      '--entry',
      own(`log/receipts/${index}.json`),
      '--trust',
      own('log/policy.txt'),
    )

    expect(code).toBe(0)
    expect(out).toContain(`the log holds this entry, number ${index} `)
  })

  test('shows the fields that its holder kept', async () => {
    const found = await core.checkReceipt(...files(5), await policy)

    expect(found.map(({ en }) => en).join()).toContain('the reporter you kept is the one committed to: "张三（第5号）"')
  })

  test('without witnesses says so, and does not count it as proved', async () => {
    const key = await core.readTrust(readFileSync(own('log/log.vkey'), 'utf8'))

    expect(await core.checkReceipt(...files(5), key)).toContainEqual(
      expect.objectContaining({ ok: null, en: expect.stringContaining('no witness was checked') }),
    )
  })

  test('is refused after any change of one byte, of itself or of its entry', async () => {
    const trust = await policy
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 5, 256, 299),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (index, at, change, inEntry) => {
          const [receipt, entry] = files(index)
          const changed = inEntry ? entry : receipt
          const place = at % changed.length
          changed[place] = (changed[place] ?? 0) ^ change

          await expect(core.checkReceipt(receipt, entry, trust)).rejects.toThrow()
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('with one hash more or less is refused', async () => {
    const [receipt, entry] = files(5)
    const text = receipt.toString()
    const longer = text.replace('\nindex 5\n', `\nindex 5\n${Buffer.alloc(32).toString('base64')}\n`)
    const shorter = text.replace(/(\nindex 5\n)[^\n]+\n/, '$1')

    await expect(core.checkReceipt(Buffer.from(longer), entry, await policy)).rejects.toThrow('the proof is too long')
    await expect(core.checkReceipt(Buffer.from(shorter), entry, await policy)).rejects.toThrow('the proof is too short')
  })

  test('of one entry is refused for another', async () => {
    await expect(core.checkReceipt(files(5)[0], files(0)[1], await policy)).rejects.toThrow()
  })
})

describe('a trust policy', () => {
  const key = readFileSync(own('log/log.vkey'), 'utf8').trim()
  const [, one = '', two = ''] = readFileSync(own('log/policy.txt'), 'utf8').split('\n')

  test.each([
    ['that trusts no log', 'quorum none'],
    ['with a group before its member', `log ${key}\ngroup g any university\n${one}\nquorum g`],
    [
      'with a witness that counts twice',
      `log ${key}\n${one}\n${two}\ngroup g any university\ngroup h any university newspaper\nquorum g`,
    ],
    ['with more members wanted than there are', `log ${key}\n${one}\ngroup g 2 university\nquorum g`],
    ['with witnesses and no quorum', `log ${key}\n${one}`],
    ['with two quorums', `log ${key}\nquorum none\nquorum none`],
    ['with an unknown word', `log ${key}\nquota none`],
    ['with the name of something inherited', `log ${key}\n${one}\ngroup g constructor university\nquorum g`],
    ['with a word that is inherited', `log ${key}\nconstructor x\nquorum none`],
    ['with a log key for a witness', `log ${key}\nwitness w ${key}\nquorum w`],
    [
      'with the same witness twice',
      `log ${key}\n${one}\n${one.replace('witness university', 'witness again')}\nquorum again`,
    ],
    ['with the same log twice', `log ${key}\nlog ${key}\nquorum none`],
    ['with a key of another id', `log ${key.replace(/\+[0-9a-f]{8}\+/, '+00000000+')}\nquorum none`],
    ['with a broken key', `log ${key.slice(0, -2)}\nquorum none`],
  ])('%s is refused', async (_, text) => {
    await expect(core.readTrust(text)).rejects.toThrow()
  })
})

const drawNames = readdirSync(own('draw'))
const drawFiles = () => new Map(drawNames.map((name) => [name, Uint8Array.from(readFileSync(own('draw', name)))]))

describe('a draw', () => {
  test('of the examples is accepted from the command line', async () => {
    expect(await verifier('draw', own('draw'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('the only ones the rule allows'),
    })
  })

  test('is refused after any change of one byte of any file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...drawNames),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, at, change) => {
          const files = drawFiles()
          const bytes = files.get(name) ?? new Uint8Array(1)
          const place = at % bytes.length
          const before = Buffer.from(bytes).toString('latin1')
          bytes[place] = (bytes[place] ?? 0) ^ change
          const meansTheSame = name === 'reveal.json' && sameJson(before, Buffer.from(bytes).toString('latin1'))
          fc.pre(!meansTheSame)

          await expect(core.checkDraw(files)).rejects.toThrow()
        },
      ),
      { numRuns: 1000 },
    )
  })

  test.each(drawNames.filter((name) => name !== 'replacements.json'))('without %s is refused', async (name) => {
    const files = drawFiles()
    files.delete(name)

    await expect(core.checkDraw(files)).rejects.toThrow('is missing')
  })
})

test('a draw whose party reveals something else is refused, also when seed and result were made to fit', async () => {
  const files = drawFiles()
  const reveal = JSON.parse(readFileSync(own('draw/reveal.json'), 'utf8'))
  const changed = Buffer.from(
    JSON.stringify({ ...reveal, contributions: { ...reveal.contributions, office: 'a'.repeat(64) } }),
  )
  const ready = prepared(files.get('frame.json') ?? changed, changed)
  const made = ready.ok ? filesOf(ready.value) : { seed: '', result: '' }
  files.delete('replacements.json')
  files.set('reveal.json', changed).set('seed.txt', Buffer.from(made.seed)).set('result.json', Buffer.from(made.result))

  expect(ready.ok).toBe(true)
  await expect(core.checkDraw(files)).rejects.toThrow('office revealed something else')
})

test('replacements with a further member are refused', async () => {
  const files = drawFiles()
  const more = { ...JSON.parse(readFileSync(own('draw/replacements.json'), 'utf8')), note: 'urgent' }

  await expect(core.checkDraw(files.set('replacements.json', Buffer.from(JSON.stringify(more))))).rejects.toThrow(
    'note',
  )
})

test('64 levels of nesting are read, 65 are refused', () => {
  const nested = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels))

  expect(core.readCanonical(nested(64), 'x')).toBeInstanceOf(Array)
  expect(() => core.readCanonical(nested(65), 'x')).toThrow('64')
})

function sameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
  } catch {
    return false
  }
}

/** A tiny draw of teams. */
const tiny = fc
  .record({
    seed: fc.integer().map((n) => sha256Hex(`seed ${n}`)),
    units: fc.integer({ min: 1, max: 4 }),
    team: fc.constantFrom(
      [{ role: 'lead', n: 1 }],
      [
        { role: 'lead', n: 1 },
        { role: 'member', n: 1 },
      ],
      [{ role: 'member', n: 2 }],
    ),
    people: fc.array(
      fc.record({ roles: fc.subarray(['lead', 'member']), max: fc.nat({ max: 3 }), prior: fc.nat({ max: 3 }) }),
      { minLength: 1, maxLength: 6 },
    ),
    avoid: fc.uniqueArray(fc.tuple(fc.constantFrom('p0', 'p1', 'p2', 'p3'), fc.constantFrom('u0', 'u1', 'u2')), {
      maxLength: 5,
      selector: String,
    }),
  })
  .map(({ seed, units, team, people, avoid }) => {
    const inspectors: Inspector[] = people.map((person, i) => ({ id: `p${i}`, org: 'o', ...person }))
    const frame: Frame = {
      draw: 'demo/1',
      mode: 'public',
      parties: [],
      dice: 0,
      beacon: null,
      strata: [{ id: 'A', take: 9 }],
      cover: { take: 1 },
      units: Array.from({ length: units }, (_, i) => ({
        id: `u${i}`,
        stratum: 'A',
        balls: 1 + i,
        due: i % 2 === 0 ? 1 : 0,
      })),
      team,
      inspectors,
      avoid,
    }
    return { seed, frame }
  })

describe('teams', () => {
  test('that the product finds are accepted, and no others: any exchange of a person is refused', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, fc.nat(), fc.nat(), async ({ seed, frame }, which, who) => {
        const result = drawn(frame, '', seed)
        const places = await core.table(frame, seed, [...result.cover, ...(result.spot.A ?? [])])
        fc.pre(result.teams !== null)
        const { teams, load } = { teams: result.teams, load: result.load ?? -1 }
        const slots = teams.flatMap(([, members]) => members)
        const stranger = frame.inspectors[who % frame.inspectors.length]?.id ?? ''
        const target = slots[which % slots.length]
        const exchanged = teams.map(
          ([unit, members]): Team => [unit, members.map((slot) => (slot === target ? [slot[0], stranger] : slot))],
        )
        fc.pre(target?.[1] !== stranger)

        core.checkTeams(places, teams, load)
        expect(() => core.checkTeams(places, exchanged, load)).toThrow()
        expect(() => core.checkTeams(places, teams, load + 1)).toThrow()
      }),
      { numRuns: 1500 },
    )
  })

  test('that the product finds impossible are impossible', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, async ({ seed, frame }) => {
        const result = drawn(frame, '', seed)
        const places = await core.table(frame, seed, [...result.cover, ...(result.spot.A ?? [])])

        expect(core.isPossible(places, places.most)).toBe(result.teams !== null)
      }),
      { numRuns: 1000 },
    )
  })

  test('after a loss are accepted as the product finds them, and refused with another load', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, fc.constantFrom('p0', 'p1', 'p2'), async ({ seed, frame }, unavailable) => {
        const result = drawn(frame, '', seed)
        fc.pre(result.teams !== null && frame.inspectors.some(({ id }) => id === unavailable))
        const inspector = { unavailable, ...reassigned(frame, seed, result.teams, new Set([unavailable])) }
        const check = (claim: object) =>
          core.checkReplacements(Buffer.from(canonical({ inspector: claim })), frame, result)

        await check(inspector)
        await expect(
          check({ ...inspector, load: (inspector.load ?? 0) + 1, teams: inspector.teams ?? [] }),
        ).rejects.toThrow()
      }),
      { numRuns: 1000 },
    )
  })
})

test.each([
  ['nothing', []],
  ['an unknown action', ['prove', 'x']],
  ['a log without trust', ['log', 'x']],
  ['a receipt without its entry', ['receipt', 'x', '--trust', 'y']],
  ['an unknown option', ['draw', 'x', '--fast', 'yes']],
])('%s is misuse: exit code 2', async (_, args) => {
  expect(await verifier(...args)).toMatchObject({ code: 2, out: expect.stringContaining('usage') })
})

test('a folder that is not there is a failed check, not a crash', async () => {
  expect(await verifier('draw', '/nowhere')).toMatchObject({ code: 1, out: expect.stringContaining('核对不通过') })
})

withVectors('verify/vectors', (vectors) => {
  const entries = vectors.lines('log/entries.ndjson')
  const trust = core.readTrust(vectors.text('log/policy.txt'))
  const receipts = readdirSync(vectors.path('log/proofs')).map((name) => Number(name.split('.')[0]))
  const shown = async (receipt: number, entry: number) =>
    core.checkReceipt(
      vectors.bytes('log/proofs', `${receipt}.tlog-proof`),
      Buffer.from(entries[entry] ?? ''),
      await trust,
    )

  test('all 40 receipts are accepted for their entry and refused for its neighbour', async () => {
    for (const index of receipts) await shown(index, index)
    for (const index of receipts) await expect(shown(index, (index + 1) % entries.length)).rejects.toThrow()
    expect(receipts).toHaveLength(40)
  })

  test('the policy that wants three of three refuses', async () => {
    const strict = await core.readTrust(vectors.text('log/policy-UNSATISFIED.txt'))
    const receipt = vectors.bytes('log/proofs/0.tlog-proof')

    await expect(core.checkReceipt(receipt, Buffer.from(entries[0] ?? ''), strict)).rejects.toThrow(
      'too few witnesses: 2 / 3',
    )
  })

  test('the hard cases of canonical JSON are written as published, and the forbidden ones refused', () => {
    const { accept, reject } = vectors.json('log/jcs.json')
    const bytes = ({ input }: { input: string }) => Buffer.from(input)

    expect(accept.map(({ input }: { input: string }) => core.canonical(JSON.parse(input)))).toEqual(
      accept.map((hard: { canonical: string }) => hard.canonical),
    )
    for (const hard of reject) expect(() => core.readCanonical(bytes(hard), 'input')).toThrow()
  })

  test('the published log is accepted', async () => {
    expect(await verifier('log', vectors.path('log/tree'), '--trust', vectors.path('log/policy.txt'))).toMatchObject({
      code: 0,
    })
  })

  test.each<[string, (folder: string) => void]>([
    [
      'an entry forged together with its tile (CVE-2026-56865)',
      (f) => cpSync(vectors.path('log/forged/tile'), join(f, 'tile'), { recursive: true }),
    ],
    ['a split view', (f) => cpSync(vectors.path('log/checkpoint.FORK'), join(f, 'checkpoint.FORK'))],
    ['a false signature', (f) => cpSync(vectors.path('log/checkpoint.BADSIG'), join(f, 'checkpoint.BADSIG'))],
  ])('the published log with %s is refused', async (_, change) => {
    expect(
      await verifier('log', tampered(vectors.path('log/tree'), change), '--trust', vectors.path('log/log.vkey')),
    ).toMatchObject({ code: 1 })
  })

  test.each(['small', 'dice', 'beacon', 'infeasible', 'large'])('the published draw %s is accepted', async (name) => {
    expect(await verifier('draw', vectors.path('draw', name))).toMatchObject({ code: 0 })
  })

  test.each(readdirSync(vectors.path('draw')).filter((name) => name.startsWith('neg-')))(
    'the published draw %s is refused',
    async (name) => {
      expect(await verifier('draw', vectors.path('draw', name))).toMatchObject({ code: 1 })
    },
  )
})
