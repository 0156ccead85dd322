import type { Terminal } from '../src/cli/command.ts'
import { checkDraw } from '../src/kernel/draw/check.ts'
import { commitOf, commitText } from '../src/kernel/draw/commitment.ts'
import { drawFiles, prepared } from '../src/kernel/draw/draw.ts'
import { canonical } from '../src/kernel/log/canonical.ts'
import { sha256Hex } from '../src/kernel/log/hash.ts'
import { type DrawFiles, timesInBrowser } from './draw-browser.ts'
import { median } from './load.ts'

const inspectors = 120
const strata = ['A', 'B', 'C', 'D']

/** A frame of that many units; every fourth inspector is an expert, each has declared some ties. */
function frameOf(units: number, slots: number): Uint8Array {
  const id = (prefix: string, i: number) => `${prefix}${String(i).padStart(5, '0')}`
  const drawn = Math.ceil(slots / 2)
  const frame = {
    v: 'luoshi-draw-frame/1',
    draw: 'bench/1',
    mode: 'public',
    parties: ['a', 'b', 'c'].map((party) => ({ id: party, key: null })),
    dice: 0,
    beacon: null,
    strata: strata.map((stratum) => ({ id: stratum, take: Math.floor((drawn * 3) / 4 / strata.length) })),
    cover: { take: drawn - Math.floor((drawn * 3) / 4 / strata.length) * strata.length },
    units: Array.from({ length: units }, (_, i) => ({
      id: id('u', i),
      stratum: strata[i % strata.length],
      balls: 1 + (i % 8),
      due: i % 3 === 0 ? 1 : 0,
    })),
    inspectors: Array.from({ length: inspectors }, (_, i) => ({
      id: id('i', i),
      org: `o${i % 12}`,
      roles: i % 4 === 0 ? ['lead', 'member'] : ['member'],
      max: 6,
      prior: i % 5,
    })),
    team: [
      { role: 'lead', n: 1 },
      { role: 'member', n: 1 },
    ],
    avoid: Array.from({ length: inspectors * 20 }, (_, i) => [
      id('i', Math.floor(i / 20)),
      id('u', ((i * 7919) % (units / 20)) * 20 + (i % 20)),
    ])
      .sort()
      .filter((pair, i, all) => i === 0 || String(pair) !== String(all[i - 1])),
  }
  return Buffer.from(canonical(frame))
}

/** A draw of 10,000 units with 200 slots: made, checked by our own program, and by the stranger's page in a browser. */
export async function benchDraw(args: readonly string[], terminal: Terminal): Promise<number> {
  const [units = 10_000, slots = 200, rounds = 5] = args.map(Number)
  const frame = frameOf(units, slots)
  const about = { draw: 'bench/1', frame: sha256Hex(frame) }
  const contributions = Object.fromEntries(['a', 'b', 'c'].map((party) => [party, sha256Hex(party)]))
  const reveal = Buffer.from(JSON.stringify({ contributions, dice: null, beacon: null }))
  const commitmentOf = (party: string) =>
    Buffer.from(commitText({ ...about, party, commit: commitOf({ ...about, party }, contributions[party] ?? '') }))
  const made: number[] = []
  const checked: number[] = []
  let filled = 0
  let published: DrawFiles = new Map()
  for (let i = 0; i < rounds; i += 1) {
    const began = performance.now()
    const draw = prepared(frame, reveal)
    if (!draw.ok) throw new Error(draw.why)
    const files = drawFiles(draw.value)
    made.push(performance.now() - began)
    const checking = performance.now()
    const result = checkDraw({
      frame,
      reveal,
      seed: Buffer.from(files.seed),
      result: Buffer.from(files.result),
      commitmentOf,
    })
    checked.push(performance.now() - checking)
    if (!result.ok) throw new Error(result.why)
    published = new Map<string, string | Uint8Array>([
      ['frame.json', frame],
      ['reveal.json', reveal],
      ['seed.txt', files.seed],
      ['result.json', files.result],
      ...Object.keys(contributions).map((party) => [`commit.${party}.note`, commitmentOf(party)] as const),
    ])
    filled = (result.value.teams ?? []).reduce((sum, [, members]) => sum + members.length, 0)
  }
  const browserMs = Math.round(median(await timesInBrowser(published, rounds)))
  const [drawMs, checkMs] = [made, checked].map((times) => Math.round(median(times)))
  const figures = { units, slots: filled, drawMs, checkMs, browserMs }
  terminal.out(`units | slots | draw ms | check ms | browser ms\n${Object.values(figures).join(' | ')}\n`)
  terminal.out(`${JSON.stringify({ bench: 'draw', ...figures })}\n`)
  return 0
}
