/** The lies of docs/FORMAT.md §10 that a log can tell by itself, told one by one; each title has the number it has there. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { luoshiLog } from '../../test/support/log.ts'
import { startWitness } from '../../test/support/witness.ts'
import { cosign, signCheckpoint } from '../kernel/log/checkpoint.ts'
import { disclosuresOf } from '../kernel/log/disclosure.ts'
import { emptyEdge, extended, frontierAt, partialTiles } from '../kernel/log/edge.ts'
import { entryBytes, readEntry, type Statement } from '../kernel/log/entry.ts'
import { rootOf } from '../kernel/log/frontier.ts'
import { hex, leafHash, sha256 } from '../kernel/log/hash.ts'
import { formatVkey, signerOf } from '../kernel/log/key.ts'
import { formatNote, parseNote, withSignatures } from '../kernel/log/note.ts'
import { parsePolicy } from '../kernel/log/policy.ts'
import { consistencyProof } from '../kernel/log/proof.ts'
import { parseReceipt, verifyReceipt } from '../kernel/log/receipt.ts'
import { bundleOf, tilePath } from '../kernel/log/tile.ts'
import { formatAddCheckpoint, witnessLine } from '../kernel/log/witness.ts'
import { type Facts, gatherFacts } from './monitor/facts.ts'
import { timeFaults } from './monitor/times.ts'

const root = mkdtempSync(join(tmpdir(), 'luoshi-lies-'))
afterAll(() => rmSync(root, { recursive: true }))

const origin = 'luoshi.example/log/lies'
const seed = sha256('the key of a log that lies')
const log = signerOf(origin, 'note', seed)
const vkey = join(root, 'vkey')
writeFileSync(vkey, `${formatVkey(log.verifier)}\n`)
const keyFile = join(root, 'key.json')
writeFileSync(keyFile, JSON.stringify({ log: hex(seed), origin }))

let salts = 0
const random = (bytes: number) => sha256(`salt ${salts++}`).subarray(0, bytes)

interface Step {
  readonly of?: string
  readonly at?: string
  readonly words?: string
  readonly actor?: string
}

/** Entries of cases, each step chained to the one before it in its case. */
function entriesOf(steps: readonly Step[]): Uint8Array[] {
  const last = new Map<string, { seq: number; prev: string }>()
  return steps.map(({ of = 'a', at = '2026-09-01T00:00:00.000Z', words, actor = 'post-7' }, i) => {
    const before = last.get(of)
    const seq = before ? before.seq + 1 : 0
    const bytes = entryBytes({
      type: seq === 0 ? 'case.opened' : 'case.transition',
      at,
      link: { case: of, seq, prev: before?.prev ?? null },
      actor,
      rule: 'demo-2026@1#S1.1',
      body: { step: i },
      ...(words !== undefined && { sd: disclosuresOf({ words }, random).sd }),
    })
    last.set(of, { seq, prev: hex(leafHash(bytes)) })
    return bytes
  })
}

const lines = (entries: readonly Uint8Array[]) => entries.map((bytes) => Buffer.from(bytes).toString())

/** A published log of these entries. */
async function published(entries: readonly Uint8Array[], ...more: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(root, 'log-'))
  writeFileSync(join(folder, 'entries'), `${lines(entries).join('\n')}\n`)
  const built = await luoshiLog('build', join(folder, 'entries'), join(folder, 'log'), '--key', keyFile, ...more)
  if (built.code !== 0) throw new Error(built.err)
  return join(folder, 'log')
}

const verify = (folder: string, ...more: readonly string[]) => luoshiLog('verify', folder, '--vkey', vkey, ...more)

/** The verdict of the verifier that shares no code with the product. */
function stranger(...args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, '../../verifier/verify.mjs'), ...args, '--trust', vkey],
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err }),
    )
  })
}

function treeOf(entries: readonly Uint8Array[]) {
  const { edge, full } = extended(emptyEdge, entries.map(leafHash))
  const tiles = new Map([...full, ...partialTiles(edge)].map((tile) => [tilePath(tile), tile.bytes]))
  const size = entries.length
  return {
    note: signCheckpoint({ origin, size, root: rootOf(frontierAt(edge)) }, log),
    from: (older: number) => consistencyProof(older, size, (tile) => tiles.get(tilePath(tile)) ?? new Uint8Array()),
  }
}

const steps = (count: number): Step[] => Array.from({ length: count }, (_, i) => ({ of: `case-${i % 3}` }))

describe('1 History is edited or deleted', () => {
  const honest = entriesOf(steps(20))
  const edited = entriesOf(steps(20).map((step, i) => (i === 4 ? { ...step, actor: 'post-8' } : step)))
  const shortened = entriesOf(steps(12))

  test.each([
    ['edited, every hash and the signature made anew', edited, /history differs from what was signed/],
    ['cut off', shortened, /the log has been rolled back/],
  ])('whoever kept a checkpoint finds a log that was %s', async (_what, entries, why) => {
    const kept = join(await published(honest), 'checkpoint')

    const { code, err } = await verify(await published(entries), '--old', kept)

    expect(code).toBe(1)
    expect(err).toMatch(why)
  })

  test('whoever kept a receipt proves that the entry was there', async () => {
    const folder = await published(honest)
    const { out: receipt } = await luoshiLog('proof', folder, '4', '--vkey', vkey)
    const policy = parsePolicy(`log ${formatVkey(log.verifier)}\nquorum none\n`)
    const read = parseReceipt(Buffer.from(receipt))

    const [kept, forged] = [honest[4], edited[4]].map((entry) =>
      policy.ok && read.ok && entry ? verifyReceipt(read.value, entry, policy.value).ok : null,
    )

    expect([kept, forged]).toEqual([true, false])
  })
})

describe('2 Two versions of the log for two audiences', () => {
  const [forPeople, forSuperiors] = [
    entriesOf(steps(9)),
    entriesOf(steps(9).map((step, i) => (i === 8 ? { ...step, actor: 'post-9' } : step))),
  ]

  test('two signed trees of one size are proof of the lie, in the hands of whoever has both', async () => {
    const other = join(await published(forSuperiors), 'checkpoint')

    expect(await verify(await published(forPeople), '--old', other)).toMatchObject({
      code: 1,
      err: expect.stringContaining('history differs'),
    })
  })

  test('a witness cosigns one of them only', async () => {
    const witness = await startWitness('paper', formatVkey(log.verifier))
    const ask = async (note: string) => {
      const body = formatAddCheckpoint({ old: 0, proof: [], checkpoint: note })
      return (await fetch(`${witness.address}/add-checkpoint`, { method: 'POST', body })).status
    }

    const answers = [await ask(treeOf(forPeople).note), await ask(treeOf(forSuperiors).note)]
    await witness.close()

    expect(answers).toEqual([200, 409])
  })
})

describe('4 A step is dated back', () => {
  const noon = Date.parse('2026-09-01T12:00:00.000Z')
  const seen = [
    { size: 1, at: noon },
    { size: 3, at: noon + 5_000 },
  ]

  function factsOf(...claimed: readonly Step[]): Facts {
    const facts = gatherFacts()
    entriesOf(claimed).forEach((bytes, index) => {
      const entry = readEntry(bytes)
      if (entry.ok) facts.take(entry.value, index)
    })
    return facts
  }

  test('an entry that claims the evening before was not there when the witnesses saw the log at noon', () => {
    const facts = factsOf({}, { at: '2026-08-31T18:00:00.000Z' }, { at: '2026-09-01T12:00:03.000Z' })

    expect(timeFaults(facts, seen).faults).toEqual([
      'entry 1 claims 2026-08-31T18:00:00.000Z, but was not there when 2026-09-01T12:00:00.000Z was witnessed: dated back',
    ])
  })

  test('nor can an entry claim a time that has not come', () => {
    const facts = factsOf({}, {}, { at: '2026-09-02T12:00:00.000Z' })

    expect(timeFaults(facts, [{ size: 3, at: noon }]).faults).toEqual([
      expect.stringMatching(/^entry 2 .*dated ahead$/),
    ])
  })

  test('nine minutes may be the clock of an office; the day of a citizen is told without the hour', () => {
    const facts = factsOf(
      {},
      { at: '2026-09-01T11:51:00.000Z' },
      { at: '2026-08-31T16:00:00.000Z', actor: 'person:reporter' },
    )

    expect(timeFaults(facts, seen).faults).toEqual([])
  })
})

describe('6 A step of a case is hidden', () => {
  const all = entriesOf(steps(9))

  test.each([
    ['left out', [...all.slice(0, 4), ...all.slice(5)], /seq 2 where 1 must follow/],
    ['put after the next', [...all.slice(0, 1), all[4], all[1], ...all.slice(2, 4), ...all.slice(5)], /must follow/],
  ])(
    'a log in which one was %s, signed as if it were whole, is refused by both verifiers',
    async (_what, entries, why) => {
      const folder = await published(entries.flatMap((entry) => entry ?? []))

      const ours = await verify(folder)
      const theirs = await stranger('log', folder)

      expect(ours).toMatchObject({ code: 1, err: expect.stringMatching(why) })
      expect(theirs.code).toBe(1)
    },
  )
})

describe('8 Another text is shown for a record', () => {
  test('is refused: the digest in the entry is of the text that was written', async () => {
    const concealed = disclosuresOf({ words: '三个月没有修' }, random)
    const other = disclosuresOf({ words: '一直很满意' }, random)
    const bytes = entryBytes({
      type: 'case.opened',
      at: '2026-09-01T00:00:00.000Z',
      link: { case: 'a', seq: 0, prev: null },
      actor: 'person:reporter',
      rule: 'demo-2026@1#S1.1',
      body: {},
      sd: concealed.sd,
    })
    const folder = await published([bytes])
    const { out } = await luoshiLog('proof', folder, '0', '--vkey', vkey)
    const receipt = parseReceipt(Buffer.from(out))
    const policy = parsePolicy(`log ${formatVkey(log.verifier)}\nquorum none\n`)
    const shown = (texts: readonly { readonly text: string }[]) =>
      receipt.ok && policy.ok
        ? verifyReceipt({ ...receipt.value, disclosures: texts.map(({ text }) => text) }, bytes, policy.value)
        : null

    expect(shown(concealed.disclosures)).toMatchObject({ ok: true })
    expect(shown(other.disclosures)).toMatchObject({ ok: false, why: expect.stringContaining('not in this entry') })
  })
})

describe('9 Personal data is guessed from digests', () => {
  test('the same words have other digests in every entry, and no digest is that of a guess without its salt', () => {
    const [one, two] = [
      disclosuresOf({ phone: '13800000000' }, random),
      disclosuresOf({ phone: '13800000000' }, random),
    ]
    const guess = disclosuresOf({ phone: '13800000000' }, (bytes) => new Uint8Array(bytes))

    expect(one.sd.filter((digest) => two.sd.includes(digest))).toEqual([])
    expect([...one.sd, ...two.sd]).not.toContain(guess.disclosures[0]?.digest)
  })

  test('one, two or three concealed fields look the same from outside', () => {
    const shapes = [{ a: 1 }, { a: 1, b: 2 }, { a: 1, b: 2, c: 3 }].map(
      (fields) => disclosuresOf(fields, random).sd.length,
    )

    expect(shapes).toEqual([4, 4, 4])
  })
})

describe("11 The log's key is stolen", () => {
  test('the thief signs another history, and finds no witness for it', async () => {
    const honest = treeOf(entriesOf(steps(9)))
    const forged = treeOf(entriesOf(steps(12).map((step, i) => (i === 3 ? { ...step, actor: 'thief' } : step))))
    const witness = await startWitness('paper', formatVkey(log.verifier))
    const ask = async (old: number, note: string, from: readonly Uint8Array[]) => {
      const body = formatAddCheckpoint({ old, proof: from, checkpoint: note })
      const response = await fetch(`${witness.address}/add-checkpoint`, { method: 'POST', body })
      return { status: response.status, text: await response.text() }
    }
    const policy = join(root, 'witnessed')
    writeFileSync(
      policy,
      `log ${formatVkey(log.verifier)}\nwitness paper ${formatVkey(witness.memory.signer.verifier)}\nquorum paper\n`,
    )

    const first = await ask(0, honest.note, [])
    const second = await ask(9, forged.note, forged.from(9))
    await witness.close()

    expect(witnessLine(first.text, honest.note, witness.memory.signer.verifier).ok).toBe(true)
    expect(second.status).toBe(422)
    const folder = await published(
      entriesOf(steps(12).map((step, i) => (i === 3 ? { ...step, actor: 'thief' } : step))),
    )
    expect(await verify(folder, '--policy', policy)).toMatchObject({ code: 1, err: expect.stringContaining('only') })
  })

  test('he cannot cosign for a witness, nor use the line of another checkpoint', async () => {
    const witness = signerOf('paper.example/witness', 'witness', sha256('paper'))
    const impostor = signerOf('paper.example/witness', 'witness', sha256('thief'))
    const entries = entriesOf(steps(3))
    const folder = await published(entries)
    const policy = join(root, 'paper')
    writeFileSync(
      policy,
      `log ${formatVkey(log.verifier)}\nwitness paper ${formatVkey(witness.verifier)}\nquorum paper\n`,
    )
    const under = async (lineOf: (note: ReturnType<typeof noteIn>) => ReturnType<typeof cosign>) => {
      const note = noteIn(folder)
      writeFileSync(join(folder, 'checkpoint'), formatNote(withSignatures(note, [lineOf(note)])))
      const { code } = await verify(folder, '--policy', policy)
      writeFileSync(join(folder, 'checkpoint'), formatNote(note))
      return code
    }
    const older = parseNote(Buffer.from(treeOf(entries.slice(0, 2)).note))

    expect(await under((note) => cosign(note, witness, 1_790_000_000))).toBe(0)
    expect(await under((note) => cosign(note, impostor, 1_790_000_000))).toBe(1)
    expect(await under((note) => cosign(older.ok ? older.value : note, witness, 1_790_000_000))).toBe(1)
  })
})

function noteIn(folder: string) {
  const note = parseNote(readFileSync(join(folder, 'checkpoint')))
  if (!note.ok) throw new TypeError(note.why)
  return note.value
}

describe('12 and 13 The verifying page lies, or the verifier errs', () => {
  test('another verifier, which shares no code, says the same of a log, and names the entry that was changed', async () => {
    const folder = await published(entriesOf(steps(300)))
    expect([(await verify(folder)).code, (await stranger('log', folder)).code]).toEqual([0, 0])

    const path = join(folder, 'tile/entries/000')
    writeFileSync(path, readFileSync(path).toString('latin1').replace('post-7', 'post-6'), 'latin1')

    expect([(await verify(folder)).code, (await stranger('log', folder)).code]).toEqual([1, 1])
  })

  test('an entry that was forged together with its tile is refused by both (CVE-2026-56865)', async () => {
    const honest = entriesOf(steps(20))
    const folder = await published(honest)
    const forged = entryBytes({ ...statementOf(honest[7]), actor: 'post-6' })
    const entries = honest.map((entry, i) => (i === 7 ? forged : entry))
    writeFileSync(join(folder, 'tile/entries/000.p/20'), bundleOf(entries))
    writeFileSync(join(folder, 'tile/0/000.p/20'), Buffer.concat(entries.map(leafHash)))

    const receipt = await luoshiLog('proof', folder, '7', '--vkey', vkey)

    expect([(await verify(folder)).code, (await stranger('log', folder)).code, receipt.code]).toEqual([1, 1, 1])
  })
})

/** What an entry was written from. */
function statementOf(bytes: Uint8Array | undefined): Statement {
  const entry = JSON.parse(Buffer.from(bytes ?? []).toString()) as Omit<Statement, 'link'> &
    NonNullable<Statement['link']>
  const { type, at, actor, rule, body, case: id, seq, prev } = entry
  return { type, at, actor, rule, body, link: { case: id, seq, prev } }
}
