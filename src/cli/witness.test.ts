import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signCheckpoint } from '../kernel/log/checkpoint.ts'
import { emptyEdge, extended, frontierAt, partialTiles, type WrittenTile } from '../kernel/log/edge.ts'
import { rootOf } from '../kernel/log/frontier.ts'
import { emptyRoot, type Hash, hex, leafHash, sha256 } from '../kernel/log/hash.ts'
import { signerOf } from '../kernel/log/key.ts'
import { consistencyProof } from '../kernel/log/proof.ts'
import { tilePath } from '../kernel/log/tile.ts'
import { formatAddCheckpoint, witnessLine } from '../kernel/log/witness.ts'
import { openMemory, type WitnessMemory } from './witness-memory.ts'
import { witnessServer } from './witness-server.ts'

const origin = 'luoshi.example/log/witnessed'
const log = signerOf(origin, 'note', sha256('the log that is witnessed'))
const other = signerOf('luoshi.example/log/other', 'note', sha256('another log'))
const thief = signerOf(origin, 'note', sha256('a key of the same name'))

/** A log of entries 0, 1, 2 … of which one may be forged. */
function logOf(size: number, forged = -1) {
  const leaves = Array.from({ length: size }, (_, i) => leafHash(Buffer.from(i === forged ? 'forged' : `entry ${i}`)))
  const { edge, full } = extended(emptyEdge, leaves)
  const tiles = new Map<string, WrittenTile>([...full, ...partialTiles(edge)].map((tile) => [tilePath(tile), tile]))
  return {
    root: rootOf(frontierAt(edge)),
    proofFrom: (older: number) =>
      consistencyProof(older, size, (tile) => tiles.get(tilePath(tile))?.bytes ?? new Uint8Array()),
  }
}

const noteOf = (size: number, root: Hash, key = log) => signCheckpoint({ origin: key.verifier.name, size, root }, key)

function remembering(folder: string): WitnessMemory {
  const memory = openMemory(folder, 'university.example/witness')
  if (!memory.ok) throw new Error(memory.why)
  return memory.value
}

let folder: string
let memory: WitnessMemory
let address: string
let close: () => Promise<void>

async function start(): Promise<void> {
  memory = remembering(folder)
  const server = witnessServer([log.verifier], memory)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-witness-'))
  await start()
})
afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true })
})

async function send(body: string | Uint8Array) {
  const response = await fetch(`${address}/add-checkpoint`, { method: 'POST', body: body as BodyInit })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

const add = (old: number, proof: readonly Hash[], checkpoint: string) =>
  send(formatAddCheckpoint({ old, proof, checkpoint }))

/** Brings the witness to a log of this size. */
async function seen(size: number): Promise<void> {
  expect((await add(0, [], noteOf(size, logOf(size).root))).status).toBe(200)
}

describe('a witness', () => {
  test('cosigns the first checkpoint that it sees, and each that continues it', async () => {
    await seen(300)
    const grown = logOf(700)
    const note = noteOf(700, grown.root)

    const { status, text } = await add(300, grown.proofFrom(300), note)

    expect(status).toBe(200)
    const line = witnessLine(text, note, memory.signer.verifier)
    expect(line).toMatchObject({ ok: true, value: { line: text } })
    expect(Math.abs((line.ok ? line.value.time : 0) - Date.now() / 1000)).toBeLessThan(60)
  })

  test('refuses a history that was rewritten (422) and remembers the old one', async () => {
    await seen(300)
    const forged = logOf(700, 5)

    expect((await add(300, forged.proofFrom(300), noteOf(700, forged.root))).status).toBe(422)

    expect(hex(memory.lastOf(origin).root)).toBe(hex(logOf(300).root))
  })

  test('refuses another tree of the size that it cosigned (409)', async () => {
    await seen(300)

    expect(await add(300, [], noteOf(300, logOf(300, 7).root))).toMatchObject({ status: 409, text: '300\n' })
    expect((await add(300, [], noteOf(300, logOf(300).root))).status).toBe(200)
  })

  test('answers an old size that is not the one it cosigned with that size (409)', async () => {
    await seen(300)

    expect(await add(0, [], noteOf(700, logOf(700).root))).toEqual({
      status: 409,
      type: 'text/x.tlog.size',
      text: '300\n',
    })
  })

  test('never goes back: a smaller tree is refused whatever old size is claimed', async () => {
    await seen(300)
    const smaller = noteOf(200, logOf(200).root)

    expect((await add(300, [], smaller)).status).toBe(400)
    expect((await add(200, [], smaller)).status).toBe(409)
    expect((await add(0, [], smaller)).status).toBe(409)
  })

  test('knows no other log (404), and no key but that of its log (403)', async () => {
    const { root } = logOf(3)

    expect((await add(0, [], noteOf(3, root, other))).status).toBe(404)
    expect((await add(0, [], noteOf(3, root, thief))).status).toBe(403)
  })

  test('still remembers after it was started again, under the same key', async () => {
    await seen(300)
    const { id } = memory.signer.verifier
    await close()

    await start()

    expect(memory.signer.verifier.id).toBe(id)
    expect((await add(0, [], noteOf(300, logOf(300).root))).status).toBe(409)
  })

  test('takes a memory that is damaged for no empty one', async () => {
    await seen(300)
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.json'))
    writeFileSync(join(folder, name), '{}')

    expect(() => memory.lastOf(origin)).toThrow(/damaged/)
  })

  test('cosigns one of two checkpoints that arrive at once and contradict each other', async () => {
    await seen(300)
    const [one, two] = [logOf(700), logOf(700, 650)]

    const answers = await Promise.all([
      add(300, one.proofFrom(300), noteOf(700, one.root)),
      add(300, two.proofFrom(300), noteOf(700, two.root)),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test.each([
    ['no old size', `\n\n${noteOf(3, logOf(3).root)}`],
    ['an old size with a leading zero', `old 00\n\n${noteOf(3, logOf(3).root)}`],
    ['no empty line', 'old 0\n'],
    ['a proof that is not base64', `old 0\nnot base64\n\n${noteOf(3, logOf(3).root)}`],
    ['64 hashes', `old 0\n${'A'.repeat(43)}=\n`.repeat(64)],
    ['no checkpoint', 'old 0\n\nhello\n'],
    ['bytes that are not UTF-8', Uint8Array.of(0xff, 0xfe, 10, 10)],
  ])('answers %s with 400', async (_what, body) => {
    expect((await send(body)).status).toBe(400)
  })

  test('takes a proof from the empty tree for a mistake (422)', async () => {
    expect((await add(0, [emptyRoot], noteOf(3, logOf(3).root))).status).toBe(422)
  })

  test('answers a body of a megabyte with 413', async () => {
    expect((await send(`old 0\n\n${'x'.repeat(1_000_000)}`)).status).toBe(413)
  })

  test('says who it is and what it saw', async () => {
    await seen(300)

    const text = await (await fetch(address)).text()

    expect(text).toContain(memory.signer.verifier.name)
    expect(text).toContain(`${origin}: 300 entries, `)
  })
})

describe('a line of a witness', () => {
  test('is refused when it is of another checkpoint, and ignored when it is of another key', async () => {
    const note = noteOf(3, logOf(3).root)
    const { text } = await add(0, [], note)

    expect(witnessLine(text, noteOf(4, logOf(4).root), memory.signer.verifier)).toMatchObject({ ok: false })
    expect(witnessLine(text, note, signerOf('x', 'witness', sha256('x')).verifier)).toMatchObject({ ok: false })
  })
})
