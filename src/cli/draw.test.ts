import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { withVectors } from '../../test/support/vectors.ts'
import { commitOf, signCommitment } from '../kernel/draw/commitment.ts'
import { canonical } from '../kernel/log/canonical.ts'
import { sha256, sha256Hex } from '../kernel/log/hash.ts'
import { formatVkey, signerOf } from '../kernel/log/key.ts'
import { drawCommand } from './draw.ts'

const root = mkdtempSync(join(tmpdir(), 'luoshi-draw-'))
afterAll(() => rmSync(root, { recursive: true }))

const parties = ['deputy', 'office'].map((id) => signerOf(`luoshi.example/party/${id}`, 'note', sha256(id)))
const frame = canonical({
  v: 'luoshi-draw-frame/1',
  draw: 'demo/1',
  mode: 'public',
  parties: parties.map(({ verifier }) => ({ id: verifier.name.split('/').at(-1), key: formatVkey(verifier) })),
  dice: 0,
  beacon: null,
  strata: [{ id: 'A', take: 2 }],
  cover: { take: 1 },
  units: Array.from({ length: 9 }, (_, i) => ({ id: `u${i}`, stratum: 'A', balls: 1 + i, due: i % 2 })),
  inspectors: Array.from({ length: 6 }, (_, i) => ({
    id: `p${i}`,
    org: 'o',
    roles: ['lead', 'member'],
    max: 2,
    prior: i % 3,
  })),
  team: [
    { role: 'lead', n: 1 },
    { role: 'member', n: 1 },
  ],
  avoid: [['p0', 'u1']],
})
const contributions = { deputy: sha256Hex('deputy throws'), office: sha256Hex('office throws') }

/** A folder with everything that is known before the draw. */
function ready(): string {
  const folder = mkdtempSync(join(root, 'draw-'))
  writeFileSync(join(folder, 'frame.json'), frame)
  writeFileSync(join(folder, 'reveal.json'), JSON.stringify({ contributions, dice: null, beacon: null }))
  for (const party of parties) {
    const id = party.verifier.name.split('/').at(-1) === 'deputy' ? 'deputy' : 'office'
    const about = { draw: 'demo/1', frame: sha256Hex(frame), party: id }
    const commit = commitOf(about, contributions[id])
    writeFileSync(join(folder, `commit.${id}.note`), signCommitment({ ...about, commit }, party))
  }
  return folder
}

async function luoshiDraw(...args: readonly string[]) {
  let [out, err] = ['', '']
  const code = await drawCommand(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

const runIn = (folder: string, out: string) =>
  luoshiDraw('run', join(folder, 'frame.json'), join(folder, 'reveal.json'), '--out', out)

/** A folder with a finished draw. */
async function finished(): Promise<string> {
  const folder = ready()
  await runIn(folder, folder)
  return folder
}

describe('draw run', () => {
  test('writes a folder that draw verify accepts, wherever it is told to', async () => {
    const [folder, out] = [ready(), join(root, 'elsewhere/deep')]

    expect(await runIn(folder, out)).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(out).sort()).toEqual([
      'commit.deputy.note',
      'commit.office.note',
      'frame.json',
      'result.json',
      'reveal.json',
      'seed.txt',
    ])
    expect(await luoshiDraw('verify', out)).toMatchObject({ code: 0, out: expect.stringMatching(/\nOK\n$/) })
  })

  test('draws the same when it is run again, and never writes over another result', async () => {
    const folder = await finished()
    const first = readFileSync(join(folder, 'result.json'), 'utf8')

    expect(await runIn(folder, folder)).toMatchObject({ code: 0 })
    writeFileSync(join(folder, 'result.json'), `${first} `)
    expect(await runIn(folder, folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing was written over it'),
    })
  })

  test('without a party is void, and names it', async () => {
    const folder = ready()
    writeFileSync(join(folder, 'reveal.json'), JSON.stringify({ contributions: { office: contributions.office } }))

    expect(await runIn(folder, join(root, 'void'))).toMatchObject({
      code: 1,
      err: 'luoshi draw: FAILED: reveal: deputy did not reveal: the draw is void\n',
    })
  })
})

describe('draw verify', () => {
  test.each<[string, (folder: string) => void, string]>([
    ['a commitment is missing', (f) => rmSync(join(f, 'commit.office.note')), 'the commitment of office is missing'],
    [
      'the key beside it is another',
      (f) => writeFileSync(join(f, 'party.office.vkey'), 'other'),
      'party.office.vkey is not',
    ],
    [
      'the hash beside it is another',
      (f) => writeFileSync(join(f, 'result.sha256'), sha256Hex('x')),
      'result.sha256 is not',
    ],
    [
      'the seed file has another byte',
      (f) => writeFileSync(join(f, 'seed.txt'), 'luoshi-draw-seed/1\n'),
      'seed.txt is not',
    ],
    ['the result is not canonical', (f) => writeFileSync(join(f, 'result.json'), '{ }'), 'not canonical'],
    ['the result is missing', (f) => rmSync(join(f, 'result.json')), 'result.json'],
    [
      'a unit was replaced by another than the next',
      (f) =>
        writeFileSync(join(f, 'replacements.json'), '{"unit":{"stratum":"A","unavailable":"u99","replacement":"u1"}}'),
      'was not drawn there',
    ],
    ['the replacements are no JSON', (f) => writeFileSync(join(f, 'replacements.json'), '{'), 'not a JSON object'],
  ])('refuses a draw where %s', async (_, change, why) => {
    const folder = await finished()
    change(folder)

    expect(await luoshiDraw('verify', folder)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(why) })
  })
})

test.each([
  ['no action', []],
  ['no reveal', ['run', 'frame.json']],
  ['an unknown option', ['verify', 'x', '--fast']],
  ['a third file', ['run', 'a', 'b', 'c']],
])('%s is misuse: exit code 2', async (_, args) => {
  expect(await luoshiDraw(...args)).toMatchObject({ code: 2, err: expect.stringContaining('usage') })
})

withVectors('verify/vectors/draw', (vectors) => {
  test.each(['small', 'dice', 'beacon', 'infeasible', 'large'])(
    'the draw %s is run and verified as published',
    async (name) => {
      const out = join(root, name)
      const ran = await luoshiDraw(
        'run',
        vectors.path(name, 'frame.json'),
        vectors.path(name, 'reveal.json'),
        '--out',
        out,
      )

      expect(ran).toMatchObject({ code: 0, err: '' })
      expect(readFileSync(join(out, 'seed.txt'), 'utf8')).toBe(vectors.text(name, 'seed.txt'))
      expect(readFileSync(join(out, 'result.json'), 'utf8')).toBe(vectors.text(name, 'result.json'))
      expect(await luoshiDraw('verify', vectors.path(name))).toMatchObject({ code: 0, err: '' })
    },
  )

  test.each(readdirSync(vectors.path()).filter((name) => name.startsWith('neg-')))('%s is refused', async (name) => {
    expect(await luoshiDraw('verify', vectors.path(name))).toMatchObject({ code: 1, out: '' })
  })

  test('published replacements that were changed are refused', async () => {
    const folder = join(root, 'changed')
    mkdirSync(folder)
    cpSync(vectors.path('small'), folder, { recursive: true })
    const { unit, inspector } = vectors.json('small', 'replacements.json')
    writeFileSync(join(folder, 'replacements.json'), JSON.stringify({ unit, inspector: { ...inspector, load: 6 } }))

    expect(await luoshiDraw('verify', folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('differs at load'),
    })
  })
})
