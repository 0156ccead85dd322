/** The register that a frame cites, and the rounds of a cycle (docs/FORMAT.md §6). Each frame here is drawn anew, so that all but the lie fits. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commitOf } from '../src/kernel/draw/commitment.ts'
import { drawFiles as filesOf, prepared } from '../src/kernel/draw/draw.ts'
import { canonical } from '../src/kernel/log/canonical.ts'
import { sha256Hex } from '../src/kernel/log/hash.ts'
import { core, drawFiles, own } from '../test/support/verifier.ts'

interface Unit {
  readonly id: string
  readonly stratum: string
  readonly balls: number
  readonly due: number
}

interface Told {
  /** Members of the frame; undefined takes one away. */
  readonly frame?: Readonly<Record<string, unknown>>
  readonly units?: readonly Unit[]
  readonly register?: readonly Unit[]
}

const honest = JSON.parse(readFileSync(own('draw/frame.json'), 'utf8'))
const registered: readonly Unit[] = JSON.parse(readFileSync(own('draw/register.json'), 'utf8')).units
const reveal = readFileSync(own('draw/reveal.json'))
const registerOf = (units: readonly Unit[]) => canonical({ v: 'luoshi-register/1', units })

/** A draw whose parties have no keys, made anew from what is told, so that seed, result and commitments fit. */
function drawnFrom({ frame = {}, units = honest.units, register = registered }: Told) {
  const parties = honest.parties.map(({ id }: { id: string }) => ({ id, key: null }))
  const cited = { size: 250, hash: sha256Hex(registerOf(register)) }
  const text = canonical(JSON.parse(JSON.stringify({ ...honest, parties, units, register: cited, ...frame })))
  const ready = prepared(Buffer.from(text), reveal)
  if (!ready.ok) throw new TypeError(ready.why)
  const made = filesOf(ready.value)
  const about = { draw: honest.draw, frame: sha256Hex(text) }
  const notes = Object.entries(ready.value.reveal.contributions).map(([party, contribution]): [string, Buffer] => {
    const commit = commitOf({ ...about, party }, contribution)
    const lines = ['luoshi-draw-commit/1', `draw ${about.draw}`, `frame ${about.frame}`, `party ${party}`]
    return [`commit.${party}.note`, Buffer.from(`${[...lines, `commit ${commit}`].join('\n')}\n`)]
  })
  return new Map<string, Uint8Array>([
    ['frame.json', Buffer.from(text)],
    ['reveal.json', reveal],
    ['seed.txt', Buffer.from(made.seed)],
    ['result.json', Buffer.from(made.result)],
    ['register.json', Buffer.from(registerOf(register))],
    ...notes,
  ])
}

const said = async (files: ReadonlyMap<string, Uint8Array>) =>
  (await core.checkDraw(files)).map(({ ok, en }) => `${ok} ${en}`).join('\n')

describe('the frame against its register', () => {
  test('is right where every unit stands as registered, or is excluded with a reason', async () => {
    expect(await said(drawnFrom({}))).toContain('true the frame holds the register')
  })

  test.each<[string, Told, string]>([
    ['a unit is left out', { units: honest.units.slice(1) }, 'u00 is neither in the frame nor excluded'],
    [
      'a unit is slipped in',
      { units: [...honest.units, { id: 'u99', stratum: 'county', balls: 1, due: 0 }] },
      'u99 is in the frame only',
    ],
    ['a unit has more balls', { units: changed({ balls: 9 }) }, 'u03 has another stratum, other balls'],
    ['a unit is in another stratum', { units: changed({ stratum: 'county' }) }, 'u03 has another stratum'],
    ['a due unit is called visited', { units: changed({ due: 0 }) }, 'u03 has another'],
    ['a reason is empty', { frame: { excluded: [['u16', ' ']] } }, 'excluded without a reason'],
    [
      'an excluded unit is drawn from',
      {
        frame: {
          excluded: [
            ['u16', 'shut'],
            ['u01', 'shut'],
          ],
        },
      },
      'u01 is excluded, but',
    ],
    ['another register is cited', { frame: { register: { size: 250, hash: 'ab'.repeat(32) } } }, 'not the register'],
    ['no register is cited', { frame: { register: undefined } }, 'not the register'],
    ['the register names a unit twice', { register: [...registered, registered[0] as Unit] }, 'missing or repeated'],
  ])('is refused where %s', async (_, told, why) => {
    const files = drawnFrom(told)

    await expect(core.checkDraw(files)).rejects.toThrow(why)
  })

  test('is not called checked where the register is missing', async () => {
    const files = drawFiles()
    files.delete('register.json')

    expect(await said(files)).toContain('null not checked, for want of register.json')
  })
})

describe('a cycle', () => {
  test.each([
    ['too few are covered', { roundsLeft: 2 }, '8 units are due and 2 rounds are left: 4 must be covered'],
    ['no round is left', { roundsLeft: 0 }, 'cycle is wrong'],
  ])('in which %s is refused', async (_, cycle, why) => {
    await expect(core.checkDraw(drawnFrom({ frame: { cycle } }))).rejects.toThrow(why)
  })
})

function changed(change: Partial<Unit>): readonly Unit[] {
  return honest.units.map((unit: Unit) => (unit.id === 'u03' ? { ...unit, ...change } : unit))
}
