/**
 * The small log and the small draw of `verifier/vectors/`: made from nothing but the texts below, so that they can be
 * made again. `npx tsx test/support/examples.ts FOLDER` writes them; a test compares what is committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commitOf, signCommitment } from '../../src/kernel/draw/commitment.ts'
import { drawFiles, prepared } from '../../src/kernel/draw/draw.ts'
import { reassigned, replacementUnit } from '../../src/kernel/draw/replacement.ts'
import { canonical } from '../../src/kernel/log/canonical.ts'
import { cosign, signCheckpoint } from '../../src/kernel/log/checkpoint.ts'
import { disclosuresOf } from '../../src/kernel/log/disclosure.ts'
import { emptyEdge, extended, frontierAt, partialTiles } from '../../src/kernel/log/edge.ts'
import { entryBytes } from '../../src/kernel/log/entry.ts'
import { rootOf } from '../../src/kernel/log/frontier.ts'
import { type Hash, hex, leafHash, sha256, sha256Hex } from '../../src/kernel/log/hash.ts'
import { formatVkey, type Signer, signerOf } from '../../src/kernel/log/key.ts'
import { formatNote, parseNote, withSignatures } from '../../src/kernel/log/note.ts'
import { inclusionProof } from '../../src/kernel/log/proof.ts'
import { formatReceipt } from '../../src/kernel/log/receipt.ts'
import { bundleOf, bundlePath, TILE_WIDTH, tilePath } from '../../src/kernel/log/tile.ts'

const origin = 'luoshi.example/log/small'
const seedOf = (name: string) => sha256(`luoshi verifier vectors: ${name}`)
const log = signerOf(origin, 'note', seedOf('log'))
const witnesses = ['university', 'newspaper'].map((name) =>
  signerOf(`luoshi.example/witness/${name}`, 'witness', seedOf(name)),
)

/** When the witnesses saw the checkpoints: 2026-09-01T00:05:00Z, seconds since 1970. */
const SEEN = 1_788_221_100

/** Repeatable, and therefore useless as a secret. */
function saltsFor(entry: number): (bytes: number) => Uint8Array {
  let calls = 0
  return (bytes) => seedOf(`salt ${entry} ${calls++}`).subarray(0, bytes)
}

interface Logged {
  readonly bytes: Uint8Array
  readonly disclosures: readonly string[]
}

/** 300 entries of seven cases and hourly heartbeats; every fifth hides who reported. */
function logged(): readonly Logged[] {
  const last = new Map<string, { readonly seq: number; readonly leaf: string }>()
  return Array.from({ length: 300 }, (_, i) => {
    const id = `c-${i % 7}`
    const before = last.get(id)
    const link = { case: id, seq: before ? before.seq + 1 : 0, prev: before?.leaf ?? null }
    const isHeartbeat = i % 50 === 49
    const { disclosures, sd } = disclosuresOf(
      i % 5 === 0 ? { reporter: `张三（第${i}号）`, phone: '13800000000' } : {},
      saltsFor(i),
    )
    const bytes = entryBytes({
      type: isHeartbeat ? 'log.heartbeat' : 'case.transition',
      at: `2026-09-01T00:00:${String(i % 60).padStart(2, '0')}.${String(i).padStart(3, '0')}Z`,
      actor: `post-${i % 4}`,
      rule: 'demo-2026@1#S1.1',
      body: { number: i, state: ['ordered', 'correcting', 'verifying'][i % 3] ?? '' },
      ...(!isHeartbeat && { link }),
      ...(sd.length > 0 && { sd }),
    })
    if (!isHeartbeat) last.set(id, { seq: link.seq, leaf: hex(leafHash(bytes)) })
    return { bytes, disclosures: disclosures.map(({ text }) => text) }
  })
}

function cosigned(size: number, root: Hash): string {
  const note = parseNote(Buffer.from(signCheckpoint({ origin, size, root }, log)))
  if (!note.ok) throw new Error(note.why)
  return formatNote(
    withSignatures(
      note.value,
      witnesses.map((witness, i) => cosign(note.value, witness, SEEN + i)),
    ),
  )
}

function logFiles(): Map<string, string | Uint8Array> {
  const entries = logged()
  const leaves = entries.map(({ bytes }) => leafHash(bytes))
  const files = new Map<string, string | Uint8Array>()
  const tiles = new Map<string, Uint8Array>()
  for (const size of [7, 256, 300]) {
    const { edge, full } = extended(emptyEdge, leaves.slice(0, size))
    for (const tile of [...full, ...partialTiles(edge)]) tiles.set(tilePath(tile), tile.bytes)
    for (let n = 0; n * TILE_WIDTH < size; n++) {
      const bundle = entries.slice(n * TILE_WIDTH, Math.min(size, (n + 1) * TILE_WIDTH)).map(({ bytes }) => bytes)
      files.set(`tree/${bundlePath(n, bundle.length)}`, bundleOf(bundle))
    }
    files.set(`tree/checkpoint.${size}`, cosigned(size, rootOf(frontierAt(edge))))
  }
  const newest = files.get('tree/checkpoint.300') ?? ''
  files.set('tree/checkpoint', newest)
  for (const [path, bytes] of tiles) files.set(`tree/${path}`, bytes)
  for (const index of [0, 5, 255, 256, 299]) {
    const { bytes, disclosures } = entries[index] ?? { bytes: new Uint8Array(), disclosures: [] }
    const proof = inclusionProof(index, 300, (tile) => tiles.get(tilePath(tile)) ?? new Uint8Array())
    files.set(`receipts/${index}.tlog-proof`, formatReceipt({ index, proof, checkpoint: String(newest), disclosures }))
    files.set(`receipts/${index}.json`, bytes)
  }
  const keys = { note: 'throw-away keys of these examples', log: hex(seedOf('log')), origin }
  files.set(
    'KEYS.json',
    `${JSON.stringify({ ...keys, witnesses: Object.fromEntries(witnesses.map(({ verifier: { name } }) => [name, hex(seedOf(name.split('/').at(-1) ?? ''))])) }, null, 1)}\n`,
  )
  files.set('log.vkey', `${formatVkey(log.verifier)}\n`)
  files.set(
    'policy.txt',
    `${[`log ${formatVkey(log.verifier)}`, ...witnesses.map(witnessLine), 'group outside all university newspaper', 'quorum outside'].join('\n')}\n`,
  )
  files.set('entries.ndjson', `${entries.map(({ bytes }) => Buffer.from(bytes).toString()).join('\n')}\n`)
  files.set('checkpoint.fork', signCheckpoint({ origin, size: 300, root: seedOf('another history') }, log))
  return files
}

function witnessLine({ verifier }: Signer): string {
  return `witness ${verifier.name.split('/').at(-1)} ${formatVkey(verifier)}`
}

const parties = ['deputy', 'enterprise', 'office']
const partyKey = (id: string) => signerOf(`luoshi.example/party/${id}`, 'note', seedOf(id))

const units = Array.from({ length: 17 }, (_, i) => ({
  id: `u${String(i).padStart(2, '0')}`,
  stratum: i % 3 === 0 ? 'bureau' : 'county',
  balls: 1 + ((i * 5) % 4),
  due: i % 2,
}))

const register = canonical({ v: 'luoshi-register/1', units })

const frame = canonical({
  v: 'luoshi-draw-frame/1',
  register: { size: 250, hash: sha256Hex(register) },
  excluded: [['u16', '2026年5月起停业']],
  cycle: { roundsLeft: 4 },
  draw: 'demo/2026/small',
  mode: 'public',
  parties: parties.map((id) => ({ id, key: formatVkey(partyKey(id).verifier) })),
  dice: 6,
  beacon: { kind: 'lottery', ref: '2026099' },
  strata: [
    { id: 'county', take: 3 },
    { id: 'bureau', take: 2 },
  ],
  cover: { take: 2 },
  units: units.slice(0, 16),
  inspectors: Array.from({ length: 10 }, (_, i) => ({
    id: `p${i}`,
    org: `o${i % 4}`,
    roles: i % 3 === 0 ? ['lead', 'member'] : ['member'],
    max: 3,
    prior: i % 2,
  })),
  team: [
    { role: 'lead', n: 1 },
    { role: 'member', n: 2 },
  ],
  avoid: [
    ['p0', 'u01'],
    ['p0', 'u03'],
    ['p3', 'u05'],
    ['p4', 'u05'],
    ['p9', 'u07'],
  ],
})

function drawExample(): Map<string, string | Uint8Array> {
  const contributions = Object.fromEntries(parties.map((id) => [id, hex(seedOf(`contribution of ${id}`))]))
  const reveal = `${JSON.stringify({ contributions, dice: '314159', beacon: '03,08,14,20,27,31+09' }, null, 1)}\n`
  const ready = prepared(Buffer.from(frame), Buffer.from(reveal))
  if (!ready.ok) throw new Error(ready.why)
  const { seed, result } = drawFiles(ready.value)
  const drawn = JSON.parse(result)
  const [unit] = drawn.spot.county
  const [, [[, lead]]] = drawn.teams[0]
  const replacement = replacementUnit(drawn, 'county', new Set([unit]))
  const after = reassigned(ready.value.frame, drawn.seed, drawn.teams, new Set([lead]))
  const notes = parties.map((party): [string, string] => {
    const about = { draw: 'demo/2026/small', frame: sha256Hex(frame), party }
    const commit = commitOf(about, contributions[party] ?? '')
    return [`commit.${party}.note`, signCommitment({ ...about, commit }, partyKey(party))]
  })
  return new Map<string, string>([
    ['frame.json', frame],
    ['register.json', register],
    ['reveal.json', reveal],
    ['seed.txt', seed],
    ['result.json', result],
    [
      'replacements.json',
      canonical({
        unit: { stratum: 'county', unavailable: unit, replacement },
        inspector: { unavailable: lead, ...after },
      }),
    ],
    ...notes,
  ])
}

/** All example files by their path below `verifier/vectors/`. */
export function examples(): ReadonlyMap<string, string | Uint8Array> {
  const under = (folder: string, files: Map<string, string | Uint8Array>) =>
    [...files].map(([path, text]): [string, string | Uint8Array] => [`${folder}/${path}`, text])
  return new Map([...under('log', logFiles()), ...under('draw', drawExample())])
}

/** Writes the examples below a folder. */
export function writeExamples(folder: string): void {
  for (const [path, text] of examples()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const [, script, folder] = process.argv
if (script === fileURLToPath(import.meta.url) && folder !== undefined) writeExamples(folder)
