import { describe, expect, test } from 'vitest'
import { withVectors } from '../../../test/support/vectors.ts'
import { canonical } from '../log/canonical.ts'
import { sha256, sha256Hex } from '../log/hash.ts'
import { formatVkey, signerOf } from '../log/key.ts'
import { checkDraw, checkReplacements, differenceOf } from './check.ts'
import { commitOf, openCommitment, signCommitment } from './commitment.ts'
import { checkCommitments, drawFiles, prepared } from './draw.ts'
import { FRAME_VERSION, type Frame, readFrame } from './frame.ts'
import { missingParties, readReveal } from './reveal.ts'

const bytes = (text: string) => Buffer.from(text)
const deputy = signerOf('luoshi.example/party/deputy', 'note', sha256('deputy'))

const frame = {
  v: FRAME_VERSION,
  draw: 'demo/1',
  mode: 'public',
  parties: [
    { id: 'deputy', key: formatVkey(deputy.verifier) },
    { id: 'office', key: null },
  ],
  dice: 2,
  beacon: { kind: 'drand', ref: 'chain:1' },
  strata: [{ id: 'A', take: 1 }],
  cover: { take: 1 },
  units: [
    { id: 'u1', stratum: 'A', balls: 1, due: 1 },
    { id: 'u2', stratum: 'A', balls: 64, due: 0 },
  ],
  inspectors: [{ id: 'p1', org: 'o1', roles: ['lead'], max: 2, prior: 0 }],
  team: [{ role: 'lead', n: 1 }],
  avoid: [['p1', 'u9']],
}
const [unit] = frame.units
const [inspector] = frame.inspectors

describe('a frame', () => {
  test('is read when it holds everything, also with members that the draw ignores', () => {
    expect(readFrame(bytes(canonical({ ...frame, register: { size: 7 }, unsealBy: '2026-10-01' })))).toMatchObject({
      ok: true,
      value: { draw: 'demo/1' },
    })
  })

  test.each([
    ['another version', { v: 'luoshi-draw-frame/2' }],
    ['a draw id with a space', { draw: 'demo 1' }],
    ['a draw id with a newline', { draw: 'demo\n1' }],
    ['an unknown mode', { mode: 'secret' }],
    ['nobody to contribute', { parties: [] }],
    ['a party twice', { parties: [frame.parties[1], frame.parties[1]] }],
    ['a party with a broken key', { parties: [{ id: 'x', key: 'nonsense' }] }],
    [
      'a party with the key of a witness',
      { parties: [{ id: 'x', key: formatVkey(signerOf('w', 'witness', sha256('w')).verifier) }] },
    ],
    ['a party without a key member', { parties: [{ id: 'x' }] }],
    ['negative dice', { dice: -1 }],
    ['a beacon with a newline', { beacon: { kind: 'drand', ref: 'a\nb' } }],
    ['no beacon member', { beacon: undefined }],
    ['a cover without a number', { cover: {} }],
    ['a stratum twice', { strata: [frame.strata[0], frame.strata[0]] }],
    ['a stratum that takes a text', { strata: [{ id: 'A', take: '1' }] }],
    ['a unit of an unknown stratum', { units: [{ ...unit, stratum: 'B' }] }],
    ['a unit without balls', { units: [{ ...unit, balls: 0 }] }],
    ['a unit of 65 balls', { units: [{ ...unit, balls: 65 }] }],
    ['a unit that is due twice', { units: [{ ...unit, due: 2 }] }],
    ['a unit whose id divides balls', { units: [{ ...unit, id: 'u#1' }] }],
    ['units that are not sorted', { units: [frame.units[1], frame.units[0]] }],
    ['a unit twice', { units: [unit, unit] }],
    ['inspectors that are not sorted', { inspectors: [{ ...inspector, id: 'p2' }, inspector] }],
    ['an inspector without a maximum', { inspectors: [{ ...inspector, max: null }] }],
    ['a role of nobody', { team: [{ role: 'lead', n: 0 }] }],
    ['a role of a hundred', { team: [{ role: 'lead', n: 100 }] }],
    ['an avoided pair of three', { avoid: [['p1', 'u1', 'x']] }],
    [
      'avoided pairs that are not sorted',
      {
        avoid: [
          ['p1', 'u2'],
          ['p1', 'u1'],
        ],
      },
    ],
    [
      'an avoided pair twice',
      {
        avoid: [
          ['p1', 'u1'],
          ['p1', 'u1'],
        ],
      },
    ],
  ])('with %s is refused', (_, part) => {
    const changed = Object.fromEntries(Object.entries({ ...frame, ...part }).filter(([, value]) => value !== undefined))

    expect(readFrame(bytes(canonical(changed)))).toMatchObject({ ok: false, why: expect.stringMatching(/^frame: /) })
  })

  test('that is not canonical is refused: its hash would depend on who wrote it', () => {
    expect(readFrame(bytes(JSON.stringify(frame)))).toMatchObject({ ok: false })
    expect(readFrame(bytes(`${canonical(frame)}\n`))).toMatchObject({ ok: false })
  })
})

const frameBytes = bytes(canonical(frame))
const contributions = { deputy: 'a'.repeat(64), office: 'b'.repeat(64) }
const reveal = { contributions, dice: '42', beacon: 'value' }
const about = { draw: frame.draw, frame: sha256Hex(frameBytes) }

describe('reveals', () => {
  const read = (part: object) => readReveal(bytes(JSON.stringify({ ...reveal, ...part })), frame as unknown as Frame)

  test('are accepted when every party, the dice and the beacon are there', () => {
    expect(read({})).toEqual({ ok: true, value: reveal })
    expect(read({ dice: '421' })).toMatchObject({ ok: true })
  })

  test.each([
    ['a party missing', { contributions: { deputy: contributions.deputy } }, 'office did not reveal: the draw is void'],
    ['a stranger', { contributions: { ...contributions, guest: 'c'.repeat(64) } }, 'guest is no party'],
    ['a contribution in capitals', { contributions: { ...contributions, office: 'B'.repeat(64) } }, 'office is not 64'],
    ['too few dice', { dice: '4' }, '1 dice digits; the frame wants 2'],
    ['dice with a letter', { dice: '4a' }, 'wants 2 dice'],
    ['no dice', { dice: null }, 'wants 2 dice'],
    ['no beacon value', { beacon: null }, 'the beacon drand chain:1 is missing'],
    ['a beacon value with a space', { beacon: 'a b' }, 'is missing'],
    ['no contributions at all', { contributions: undefined }, 'is missing'],
  ])('with %s are refused', (_, part, why) => {
    expect(read(part)).toMatchObject({ ok: false, why: expect.stringContaining(why) })
  })

  test('dice and beacon that the frame does not name are refused', () => {
    const plain = { ...frame, dice: 0, beacon: null } as unknown as Frame
    const given = (part: object) => readReveal(bytes(JSON.stringify({ contributions, ...part })), plain)

    expect(given({})).toMatchObject({ ok: true, value: { dice: null, beacon: null } })
    expect(given({ dice: '1' })).toMatchObject({ ok: false })
    expect(given({ beacon: 'x' })).toMatchObject({ ok: false })
  })

  test('whoever has not revealed is named', () => {
    expect(missingParties(frame as unknown as Frame, { office: 'b' })).toEqual(['deputy'])
  })

  test('the seed file has a line for each party in the order of ids, whatever the order of the frame', () => {
    const turned = { ...frame, parties: frame.parties.toReversed() }
    const lines = (of: object) => {
      const ready = prepared(bytes(canonical(of)), bytes(JSON.stringify(reveal)))
      return ready.ok ? ready.value.seedText.split('\n').filter((line) => !line.startsWith('frame ')) : [ready.why]
    }

    expect(lines(turned)).toEqual(lines(frame))
    expect(lines(frame)).toEqual([
      'luoshi-draw-seed/1',
      'draw demo/1',
      'dice 42',
      `party deputy ${contributions.deputy}`,
      `party office ${contributions.office}`,
      'beacon drand chain:1 value',
      '',
    ])
  })
})

describe('commitments', () => {
  const commit = commitOf({ ...about, party: 'deputy' }, contributions.deputy)
  const note = signCommitment({ ...about, party: 'deputy', commit }, deputy)
  const party = frame.parties[0] ?? { id: '', key: null }
  const officeText = (hash: string) =>
    `luoshi-draw-commit/1\ndraw demo/1\nframe ${about.frame}\nparty office\ncommit ${hash}\n`
  const noteOf = (id: string) =>
    bytes(id === 'deputy' ? note : officeText(commitOf({ ...about, party: 'office' }, contributions.office)))
  const ready = prepared(frameBytes, bytes(JSON.stringify(reveal)))

  test('every party that revealed what it committed to passes, with its own signature or without a key', () => {
    expect(ready.ok && checkCommitments(ready.value, noteOf)).toEqual({ ok: true, value: true })
  })

  test('a commitment that nobody handed in is missing', () => {
    expect(ready.ok && checkCommitments(ready.value, () => null)).toMatchObject({
      why: 'the commitment of deputy is missing',
    })
  })

  test('a commitment signed by another key, for another draw, frame or party is refused', () => {
    const impostor = signerOf('luoshi.example/party/deputy', 'note', sha256('impostor'))
    const whole = { ...about, party: 'deputy', commit }

    expect(openCommitment(bytes(note), party, about)).toEqual({ ok: true, value: commit })
    expect(openCommitment(bytes(signCommitment(whole, impostor)), party, about)).toMatchObject({ ok: false })
    expect(openCommitment(bytes(note), party, { ...about, draw: 'demo/2' })).toMatchObject({ ok: false })
    expect(openCommitment(bytes(note), party, { ...about, frame: '0'.repeat(64) })).toMatchObject({ ok: false })
    expect(openCommitment(bytes(note), { ...party, id: 'office' }, about)).toMatchObject({ ok: false })
    expect(openCommitment(bytes(signCommitment({ ...whole, commit: 'x' }, deputy)), party, about)).toMatchObject({
      ok: false,
    })
  })

  test('the same contribution commits to different hashes in different draws', () => {
    expect(commitOf({ ...about, party: 'deputy', draw: 'demo/2' }, contributions.deputy)).not.toBe(commit)
  })

  test('a published draw is recomputed whole, and one changed digit of a reveal is found', () => {
    const files = ready.ok ? drawFiles(ready.value) : { seed: '', result: '' }
    const published = {
      frame: frameBytes,
      reveal: bytes(JSON.stringify(reveal)),
      seed: bytes(files.seed),
      result: bytes(files.result),
      commitmentOf: noteOf,
    }
    const other = { ...reveal, contributions: { ...contributions, office: `${'b'.repeat(63)}c` } }

    expect(checkDraw(published)).toMatchObject({ ok: true, value: { cover: ['u1'], spot: { A: ['u2'] } } })
    expect(checkDraw({ ...published, reveal: bytes(JSON.stringify(other)) })).toMatchObject({
      why: 'office revealed something else than it had committed to',
    })
    expect(checkDraw({ ...published, seed: bytes(`${files.seed}\n`) })).toMatchObject({ ok: false })
    expect(checkDraw({ ...published, result: bytes(files.result.replace('"load":2', '"load":3')) })).toMatchObject({
      why: 'result.json differs from the draw at load',
    })
  })
})

describe('differences', () => {
  test.each([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, 'a.1.b'],
    [{ a: [1] }, { a: [1, 2] }, 'a.1'],
    [{ a: 1, b: 2 }, { a: 1 }, 'b'],
    [{ a: {} }, { a: [] }, 'a'],
    [{ a: null }, { a: {} }, 'a'],
    [[], {}, ''],
    [1, 2, 'its root'],
  ])('between %j and %j are found at %s', (a, b, place) => {
    expect(differenceOf(a, b)).toBe(place)
  })

  test('between equal values are none, whatever the order of their members', () => {
    expect(differenceOf({ a: 1, b: [null] }, { b: [null], a: 1 })).toBeNull()
  })
})

withVectors('verify/vectors/draw', (vectors) => {
  const published = (name: string) => ({
    frame: vectors.bytes(name, 'frame.json'),
    reveal: vectors.bytes(name, 'reveal.json'),
    seed: vectors.bytes(name, 'seed.txt'),
    result: vectors.bytes(name, 'result.json'),
    commitmentOf: (party: string) => vectors.bytes(name, `commit.${party}.note`),
  })

  test.each(['small', 'dice', 'beacon', 'infeasible', 'large'])(
    'the draw %s gives its seed and result, byte for byte',
    (name) => {
      const ready = prepared(vectors.bytes(name, 'frame.json'), vectors.bytes(name, 'reveal.json'))

      expect(ready.ok && drawFiles(ready.value)).toEqual({
        seed: vectors.text(name, 'seed.txt'),
        result: vectors.text(name, 'result.json'),
      })
      expect(sha256Hex(vectors.bytes(name, 'result.json'))).toBe(vectors.text(name, 'result.sha256').trim())
      expect(checkDraw(published(name))).toMatchObject({ ok: true })
    },
  )

  test.each([
    ['neg-conflict', 'differs from the draw at teams.'],
    ['neg-contribution-changed', 'office revealed something else than it had committed to'],
    ['neg-dice-short', '8 dice digits; the frame wants 20'],
    ['neg-favourite-team', 'differs from the draw at teams.'],
    ['neg-frame-changed-after', 'is not one of this party to this frame'],
    ['neg-party-missing', 'seed.txt is not the one'],
    ['neg-swapped-unit', 'differs from the draw at '],
  ])('%s is refused, and for its own reason', (name, why) => {
    expect(checkDraw(published(name))).toMatchObject({ ok: false, why: expect.stringContaining(why) })
  })

  test.each<[string, (published: { unit: object; inspector: object }) => object]>([
    ['that replace a unit that was not drawn', (p) => ({ unit: { ...p.unit, unavailable: 'u99999' } })],
    ['that replace a unit of another stratum', (p) => ({ unit: { ...p.unit, stratum: 'B' } })],
    ['that replace a unit by another than the next', (p) => ({ unit: { ...p.unit, replacement: 'u12432' } })],
    ['of somebody who is no inspector', (p) => ({ inspector: { ...p.inspector, unavailable: 'p0' } })],
    ['of another inspector than the one named', (p) => ({ inspector: { ...p.inspector, unavailable: 'p6147' } })],
    ['with another load', (p) => ({ inspector: { ...p.inspector, load: 4 } })],
    ['with a further member', (p) => ({ ...p, note: 'urgent' })],
    ['that are a text', () => 'none' as unknown as object],
  ])('replacements %s are refused', (_, change) => {
    const read = readFrame(vectors.bytes('small', 'frame.json'))
    const check = (value: object) =>
      read.ok && checkReplacements(bytes(JSON.stringify(value)), read.value, vectors.json('small', 'result.json'))
    const right = vectors.json('small', 'replacements.json')

    expect(check(right)).toEqual({ ok: true, value: true })
    expect(check(change(right))).toMatchObject({ ok: false, why: expect.stringContaining('replacements.json') })
  })
})
