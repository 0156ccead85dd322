import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withVectors } from '../../test/support/vectors.ts'
import { cosign, signCheckpoint } from '../kernel/log/checkpoint.ts'
import { entryBytes } from '../kernel/log/entry.ts'
import { hex, leafHash, sha256 } from '../kernel/log/hash.ts'
import { formatVkey, signerOf } from '../kernel/log/key.ts'
import { formatNote, parseNote, withSignatures } from '../kernel/log/note.ts'
import { parsePolicy } from '../kernel/log/policy.ts'
import { parseReceipt, verifyReceipt } from '../kernel/log/receipt.ts'
import { logCommand } from './log.ts'

const origin = 'luoshi.example/log/cli'
const seed = sha256('the log of the command line tests')
const log = signerOf(origin, 'note', seed)
const witness = signerOf('luoshi.example/witness/cli', 'witness', sha256('its witness'))

/** Entries of three interleaved cases, as many as asked for. */
function entriesOf(count: number, changed = -1): string[] {
  const last = new Map<number, { seq: number; prev: string | null }>()
  return Array.from({ length: count }, (_, i) => {
    const { seq, prev } = last.get(i % 3) ?? { seq: 0, prev: null }
    const bytes = entryBytes({
      type: 'case.transition',
      at: '2026-09-01T00:00:42.156Z',
      link: { case: `c-${i % 3}`, seq, prev },
      actor: 'post-7',
      rule: 'demo-2026@1#S1.1',
      body: { number: i === changed ? -1 : i },
    })
    last.set(i % 3, { seq: seq + 1, prev: hex(leafHash(bytes)) })
    return Buffer.from(bytes).toString()
  })
}

const root = mkdtempSync(join(tmpdir(), 'luoshi-log-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
/** A file with this text in a folder of its own. */
function file(name: string, text: string): string {
  const folder = mkdtempSync(join(root, `${folders++}-`))
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const keyFile = file('KEYS.json', JSON.stringify({ log: hex(seed), origin }))
const vkey = file('log.vkey', `${formatVkey(log.verifier)}\n`)
const ndjson = (lines: readonly string[]) => file('entries.ndjson', `${lines.join('\n')}\n`)

async function luoshiLog(...args: readonly string[]) {
  let [out, err] = ['', '']
  const code = await logCommand(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

/** A folder with a log of 600 entries, published when it had 300 and again at 600. */
async function published(): Promise<string> {
  const out = join(mkdtempSync(join(root, 'log-')), 'out')
  await luoshiLog('build', ndjson(entriesOf(300)), out, '--key', keyFile)
  await luoshiLog('build', ndjson(entriesOf(600)), out, '--key', keyFile)
  return out
}

const verify = (place: string, ...more: readonly string[]) => luoshiLog('verify', place, '--vkey', vkey, ...more)

describe('log build', () => {
  test('writes the tree of files that a web server serves, and nothing secret', async () => {
    const out = await published()
    const files = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name).slice(out.length + 1))

    expect(files.sort()).toEqual([
      'checkpoint',
      'checkpoint.300',
      'checkpoint.600',
      'log.vkey',
      'tile/0/000',
      'tile/0/001',
      'tile/0/001.p/44',
      'tile/0/002.p/88',
      'tile/1/000.p/1',
      'tile/1/000.p/2',
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/001.p/44',
      'tile/entries/002.p/88',
    ])
    expect(await verify(out)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/3 checkpoints.*\nOK\n$/) })
  })

  test('keeps the cosignatures of earlier checkpoints when the log grows', async () => {
    const out = await published()
    const note = parseNote(readFileSync(join(out, 'checkpoint.600')))
    const cosigned = note.ok ? formatNote(withSignatures(note.value, [cosign(note.value, witness, 1)])) : ''
    writeFileSync(join(out, 'checkpoint.600'), cosigned)

    await luoshiLog('build', ndjson(entriesOf(700)), out, '--key', keyFile)

    expect(readFileSync(join(out, 'checkpoint.600'), 'utf8')).toBe(cosigned)
    expect(await verify(out)).toMatchObject({ code: 0 })
  })

  test('refuses to sign a log that does not begin with what the folder holds', async () => {
    const out = await published()

    expect(await luoshiLog('build', ndjson(entriesOf(700, 5)), out, '--key', keyFile)).toMatchObject({
      code: 1,
      err: expect.stringContaining('would fork the log'),
    })
    expect(await luoshiLog('build', ndjson(entriesOf(500)), out, '--key', keyFile)).toMatchObject({
      code: 1,
      err: expect.stringContaining('would roll the log back'),
    })
    expect(await verify(out)).toMatchObject({ code: 0 })
  })

  test('never overwrites a tile of another log', async () => {
    const out = await published()
    rmSync(join(out, 'checkpoint'))
    rmSync(join(out, 'checkpoint.300'))
    rmSync(join(out, 'checkpoint.600'))

    expect(await luoshiLog('build', ndjson(entriesOf(600, 5)), out, '--key', keyFile)).toMatchObject({
      code: 1,
      err: expect.stringContaining('the folder holds another log'),
    })
  })

  test('builds the empty log too', async () => {
    const out = join(mkdtempSync(join(root, 'log-')), 'out')

    expect(await luoshiLog('build', file('entries.ndjson', ''), out, '--key', keyFile)).toMatchObject({ code: 0 })
    expect(await verify(out)).toMatchObject({ code: 0 })
  })

  test.each([
    ['is not canonical', '{"v": "luoshi-leaf/1"}'],
    ['is of another version', '{"v":"luoshi-leaf/2"}'],
    ['is empty', ''],
    ['is too long', `{"v":"luoshi-leaf/1","x":"${'x'.repeat(16_384)}"}`],
  ])('refuses a line that %s, and says which', async (_, line) => {
    const [first = ''] = entriesOf(1)
    const answer = await luoshiLog('build', ndjson([first, line, first]), join(root, 'nowhere'), '--key', keyFile)

    expect(answer).toMatchObject({ code: 1, err: expect.stringContaining('entries.ndjson line 2: ') })
  })

  test('takes the name of the log from the option, the key file or a log.vkey beside it, in that order', async () => {
    const entries = ndjson(entriesOf(1))
    const nameless = file('KEYS.json', JSON.stringify({ log: hex(seed) }))
    const beside = file('KEYS.json', JSON.stringify({ log: hex(seed) }))
    writeFileSync(
      join(dirname(beside), 'log.vkey'),
      formatVkey(signerOf('luoshi.example/beside', 'note', seed).verifier),
    )
    const named = async (...more: readonly string[]) => {
      const built = await luoshiLog('build', entries, join(mkdtempSync(join(root, 'log-')), 'out'), ...more)
      return built.out.split('\n')[1]?.split('+')[0]
    }

    expect(await named('--key', keyFile, '--origin', 'luoshi.example/option')).toBe('luoshi.example/option')
    expect(await named('--key', keyFile)).toBe(origin)
    expect(await named('--key', beside)).toBe('luoshi.example/beside')
    expect(await named('--key', nameless)).toBe('luoshi.example/log')
  })

  test('warns of a broken chain, which verify then refuses', async () => {
    const out = join(mkdtempSync(join(root, 'log-')), 'out')
    const lines = entriesOf(9)
    const built = await luoshiLog('build', ndjson([...lines.slice(0, 3), ...lines.slice(4)]), out, '--key', keyFile)

    expect(built).toMatchObject({ code: 0, err: expect.stringContaining('warning: entry 5: case c-0: seq 2 where 1') })
    expect(await verify(out)).toMatchObject({
      code: 1,
      err: expect.stringContaining('entry 5: case c-0: seq 2 where 1'),
    })
  })
})

/** The same folder after somebody has been at it. */
async function tampered(change: (folder: string) => void): Promise<string> {
  const folder = await published()
  change(folder)
  return folder
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('log verify', () => {
  test.each<[string, (folder: string) => void, string]>([
    ['an entry was changed', (f) => flip(join(f, 'tile/entries/000'), 300), 'entry '],
    ['a leaf hash was changed', (f) => flip(join(f, 'tile/0/001'), 0), 'tile/0/001 differs'],
    ['a hash of a partial tile was changed', (f) => flip(join(f, 'tile/1/000.p/2'), 40), 'tile/1/000.p/2 differs'],
    ['an old partial tile was changed', (f) => flip(join(f, 'tile/0/001.p/44'), 0), 'tile/0/001.p/44 differs'],
    [
      'an old partial bundle was changed',
      (f) => flip(join(f, 'tile/entries/001.p/44'), 60),
      'tile/entries/001.p/44 differs',
    ],
    ['the last partial tile is missing', (f) => rmSync(join(f, 'tile/1/000.p/2')), 'tile/1/000.p/2 is missing'],
    ['a tile is too long', (f) => appendFileSync(join(f, 'tile/0/000'), Buffer.alloc(32)), 'tile/0/000 differs'],
    ['a tile is missing', (f) => rmSync(join(f, 'tile/0/000')), 'tile/0/000 is missing'],
    ['a bundle is missing', (f) => rmSync(join(f, 'tile/entries/001')), 'tile/entries/001 is missing'],
    ['there is no checkpoint', (f) => rmSync(join(f, 'checkpoint')), 'there is no checkpoint'],
    ['the checkpoint was rolled back', (f) => cpSync(join(f, 'checkpoint.300'), join(f, 'checkpoint')), 'rolled back'],
    ['the signature is false', (f) => flip(join(f, 'checkpoint'), 120), 'checkpoint: '],
    [
      'an earlier checkpoint signs another history',
      (f) =>
        writeFileSync(join(f, 'checkpoint.fork'), signCheckpoint({ origin, size: 300, root: sha256('fork') }, log)),
      'checkpoint.fork: the first 300 entries have the root',
    ],
    [
      'an entry and its tile were forged together',
      (f) => {
        const [bundle, tile] = [readFileSync(join(f, 'tile/entries/001')), readFileSync(join(f, 'tile/0/001'))]
        flip(join(f, 'tile/entries/001'), bundle.indexOf('"number":256') + '"number":25'.length)
        const forged = readFileSync(join(f, 'tile/entries/001'))
        tile.set(leafHash(forged.subarray(2, 2 + forged.readUInt16BE())), 0)
        writeFileSync(join(f, 'tile/0/001'), tile)
      },
      'tile/1/000.p/2 differs',
    ],
  ])('refuses a log where %s', async (_, change, why) => {
    const answer = await verify(await tampered(change))

    expect(answer).toMatchObject({ code: 1, out: '' })
    expect(answer.err).toContain(why)
  })

  test('accepts a log whose old partial files have gone: later full ones begin with them', async () => {
    const folder = await tampered((f) => {
      rmSync(join(f, 'tile/0/001.p'), { recursive: true })
      rmSync(join(f, 'tile/entries/001.p'), { recursive: true })
    })

    expect(await verify(folder)).toMatchObject({ code: 0 })
  })

  test('accepts files beyond the checkpoint, which nobody has signed yet', async () => {
    const longer = await published()
    const folder = await published()
    await luoshiLog('build', ndjson(entriesOf(800)), longer, '--key', keyFile)
    cpSync(join(longer, 'tile'), join(folder, 'tile'), { recursive: true })

    expect(await verify(folder)).toMatchObject({ code: 0 })
  })

  test('refuses a log that no longer begins with the checkpoint a reader kept', async () => {
    const kept = file('kept', signCheckpoint({ origin, size: 100, root: sha256('another history') }, log))

    expect(await verify(await published(), '--old', kept)).toMatchObject({
      code: 1,
      err: expect.stringContaining('kept'),
    })
  })

  test('refuses the log of another key', async () => {
    const other = file('log.vkey', formatVkey(signerOf(origin, 'note', sha256('other')).verifier))

    expect(await luoshiLog('verify', await published(), '--vkey', other)).toMatchObject({ code: 1 })
  })

  test('wants the witnesses of the policy it is given', async () => {
    const folder = await published()
    const policy = file('policy.txt', `witness w ${formatVkey(witness.verifier)}\nquorum w\n`)
    const alone = await verify(folder, '--policy', policy)
    const note = parseNote(readFileSync(join(folder, 'checkpoint')))
    writeFileSync(
      join(folder, 'checkpoint'),
      note.ok ? formatNote(withSignatures(note.value, [cosign(note.value, witness, 1)])) : '',
    )

    expect(alone).toMatchObject({ code: 1, err: expect.stringContaining('witnessed by 0 of 1 witnesses only') })
    expect(await verify(folder, '--policy', policy)).toMatchObject({ code: 0 })
  })

  test('tells at most twenty faults', async () => {
    const folder = await tampered((f) => {
      const bundle = readFileSync(join(f, 'tile/entries/000'))
      writeFileSync(
        join(f, 'tile/entries/000'),
        Buffer.from(bundle.toString('latin1').replaceAll('luoshi-leaf/1', 'luoshi-leaf/2'), 'latin1'),
      )
    })

    expect((await verify(folder)).err.trim().split('\n')).toHaveLength(21)
  })
})

describe('log proof', () => {
  test('gives receipts that lead from every entry to the signed root', async () => {
    const folder = await published()
    const policy = parsePolicy(`log ${formatVkey(log.verifier)}\nquorum none\n`)
    const lines = entriesOf(600)
    const answers = await Promise.all(
      [0, 255, 256, 511, 599].map(async (index) => {
        const { out } = await luoshiLog('proof', folder, String(index), '--vkey', vkey)
        const receipt = parseReceipt(Buffer.from(out))
        return receipt.ok && policy.ok && verifyReceipt(receipt.value, Buffer.from(lines[index] ?? ''), policy.value)
      }),
    )

    expect(answers).toMatchObject([0, 255, 256, 511, 599].map((index) => ({ ok: true, value: { index } })))
  })

  test('proves in an older tree when asked, and knows its entries only', async () => {
    const folder = await published()

    expect((await luoshiLog('proof', folder, '299', '--size', '300')).out).toContain(`\n${origin}\n300\n`)
    expect(await luoshiLog('proof', folder, '300', '--size', '300')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no entry 300'),
    })
    expect(await luoshiLog('proof', folder, '1', '--size', '301')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no checkpoint.301'),
    })
  })

  test('gives none that does not verify', async () => {
    const folder = await tampered((f) => {
      flip(join(f, 'tile/entries/000'), 120)
    })

    expect(await luoshiLog('proof', folder, '0')).toMatchObject({ code: 1, out: '' })
  })
})

describe('over the network', () => {
  let server: Server
  let folder = ''
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  beforeAll(async () => {
    folder = await published()
    server = createServer((request, response) => {
      const path = join(folder, (request.url ?? '').replace('/log/', ''))
      try {
        response.end(readFileSync(path))
      } catch {
        response.writeHead(request.url?.includes('broken') ? 500 : 404).end()
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  test('a served log is verified and proved as a folder is', async () => {
    expect(await verify(`${address()}/log/`)).toMatchObject({ code: 0, err: '' })
    expect((await luoshiLog('proof', `${address()}/log`, '7')).out).toBe((await luoshiLog('proof', folder, '7')).out)
  })

  test('a served log whose partial tile has given way to the full one is verified with that', async () => {
    const longer = join(mkdtempSync(join(root, 'log-')), 'out')
    await luoshiLog('build', ndjson(entriesOf(800)), longer, '--key', keyFile)
    const kept = folder
    folder = join(mkdtempSync(join(root, 'log-')), 'out')
    cpSync(kept, folder, { recursive: true })
    rmSync(join(folder, 'tile/0/002.p'), { recursive: true })
    const without = await verify(`${address()}/log`)
    cpSync(join(longer, 'tile/0/002'), join(folder, 'tile/0/002'))
    const withFull = await verify(`${address()}/log`)
    folder = kept

    expect(without).toMatchObject({ code: 1, err: expect.stringContaining('tile/0/002.p/88 is missing') })
    expect(withFull).toMatchObject({ code: 0, err: '' })
  })

  test('a server that fails, or is not there, is a failed check with its reason', async () => {
    expect(await verify(`${address()}/broken`)).toMatchObject({ code: 1, err: expect.stringContaining('answers 500') })
    expect(await verify('http://127.0.0.1:9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('fetch failed: '),
    })
  })
})

test.each([
  ['no action', []],
  ['an unknown action', ['prove', 'x', '1']],
  ['no key', ['build', 'a', 'b']],
  ['no vkey', ['verify', 'a']],
  ['an unknown option', ['verify', 'a', '--vkey', vkey, '--quick']],
  ['an index that is no number', ['proof', 'a', 'one']],
  ['a negative index', ['proof', 'a', '--', '-1']],
  ['a vkey file without a key', ['verify', 'a', '--vkey', file('log.vkey', '\n')]],
  ['a policy that cannot be read as one', ['verify', 'a', '--vkey', vkey, '--policy', file('policy.txt', 'quorum')]],
])('%s is misuse: exit code 2', async (_, args) => {
  expect(await luoshiLog(...args)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^(usage|luoshi log): /),
  })
})

test('a file that is not there is a failure with its name, not a crash', async () => {
  expect(await luoshiLog('build', '/nowhere.ndjson', '/tmp/x', '--key', keyFile)).toMatchObject({
    code: 1,
    err: expect.stringContaining('/nowhere.ndjson'),
  })
})

withVectors('verify/vectors/log', (vectors) => {
  const trust = (...more: readonly string[]) => ['--vkey', vectors.path('log.vkey'), ...more]

  test('the published entries and key give the published tree and signature', async () => {
    const out = join(mkdtempSync(join(root, 'log-')), 'out')
    const built = await luoshiLog(
      'build',
      vectors.path('entries.ndjson'),
      out,
      '--key',
      vectors.path('KEYS-throwaway.json'),
    )
    const files = readdirSync(join(out, 'tile'), { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name).slice(out.length + 1))

    expect(built).toMatchObject({ code: 0, err: '' })
    expect(files.filter((path) => !readFileSync(join(out, path)).equals(vectors.bytes('tree', path)))).toEqual([])
    expect(readFileSync(join(out, 'checkpoint'), 'utf8').split('\n').slice(0, 5)).toEqual(
      vectors.text('checkpoint.1123').split('\n').slice(0, 5),
    )
  })

  test('the published tree is accepted with its policy and all its earlier checkpoints', async () => {
    const old = [1, 2, 3, 4, 7, 8, 255, 256, 257, 511, 512, 513, 1010, 1122].flatMap((n) => [
      '--old',
      vectors.path(`checkpoint.${n}`),
    ])

    expect(
      await luoshiLog('verify', vectors.path('tree'), ...trust('--policy', vectors.path('policy.txt'), ...old)),
    ).toMatchObject({
      code: 0,
      err: '',
    })
  })

  test.each([
    ['--old', 'checkpoint.FORK', 'the first 1123 entries have the root'],
    ['--old', 'checkpoint.BADSIG', 'is false'],
    ['--policy', 'policy-UNSATISFIED.txt', 'witnessed by 2 of 3 witnesses only'],
  ])('the published tree is refused beside %s %s', async (option, name, why) => {
    expect(await luoshiLog('verify', vectors.path('tree'), ...trust(option, vectors.path(name)))).toMatchObject({
      code: 1,
      err: expect.stringContaining(why),
    })
  })

  test('CVE-2026-56865: an entry forged together with its tile is refused, and no receipt is given for it', async () => {
    const forged = join(mkdtempSync(join(root, 'log-')), 'forged')
    cpSync(vectors.path('tree'), forged, { recursive: true })
    cpSync(vectors.path('forged/tile'), join(forged, 'tile'), { recursive: true })

    expect(await luoshiLog('verify', forged, ...trust())).toMatchObject({
      code: 1,
      err: expect.stringContaining('history differs from what was signed'),
    })
    expect(await luoshiLog('proof', forged, '600')).toMatchObject({ code: 1, out: '' })
  })

  test('receipts made from the published tree are the published ones', async () => {
    const names = readdirSync(vectors.path('proofs'))
    const ours = await Promise.all(
      names.map((name) => luoshiLog('proof', vectors.path('tree'), name.split('.')[0] ?? '')),
    )

    expect(ours.map(({ out }) => out)).toEqual(names.map((name) => vectors.text('proofs', name)))
  })
})
