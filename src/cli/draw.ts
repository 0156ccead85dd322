import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkDraw, checkReplacements } from '../kernel/draw/check.ts'
import { drawFiles, type Prepared, prepared, type Result } from '../kernel/draw/draw.ts'
import { readFrame } from '../kernel/draw/frame.ts'
import { checkRegister } from '../kernel/draw/register.ts'
import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Command, Terminal } from './command.ts'
import { whyUnreadable } from './log-source.ts'

const usage = `usage: ./luoshi draw run FRAME.json REVEAL.json [--out DIR]
       ./luoshi draw verify DIR
`

/** Draws, and checks draws of others (docs/FORMAT.md). Exit code 1 for any difference, 2 for misuse. */
export const drawCommand: Command = async (args, terminal) => {
  const parsed = argumentsIn(args)
  const [action, first, second, ...more] = parsed?.positionals ?? []
  try {
    if (parsed && action === 'run' && first && second && more.length === 0)
      return answered(terminal, await run(first, second, parsed.out ?? '.'))
    if (parsed && action === 'verify' && first && !second && parsed.out === undefined)
      return answered(terminal, await verify(first))
  } catch (error) {
    const why = whyUnreadable(error)
    if (why === null) throw error
    return answered(terminal, failed(why))
  }
  terminal.err(usage)
  return 2
}

/** Writes seed.txt and result.json, and beside them all that is needed to check them again. */
async function run(framePath: string, revealPath: string, out: string): Promise<Checked<string>> {
  const draw = prepared(await readFile(framePath), await readFile(revealPath))
  if (!draw.ok) return draw
  const { seed, result } = drawFiles(draw.value)
  await mkdir(out, { recursive: true })
  const fault =
    (await faultWriting(join(out, 'seed.txt'), seed)) ??
    (await faultWriting(join(out, 'result.json'), result)) ??
    (await faultCopying(framePath, join(out, 'frame.json'))) ??
    (await faultCopying(revealPath, join(out, 'reveal.json')))
  if (fault) return failed(fault)
  await copyCommitments(draw.value, dirname(framePath), out)
  return passed(`seed ${sha256Hex(seed)}\nresult ${sha256Hex(result)}\n`)
}

/** A result is never overwritten by another: whoever draws again must do so in another folder, where it shows. */
async function faultWriting(path: string, text: string): Promise<string | null> {
  const present = await readFile(path, 'utf8').catch(() => null)
  if (present === text) return null
  if (present !== null) return `${path} is there already and differs: nothing was written over it`
  await writeFile(path, text)
  return null
}

async function faultCopying(from: string, to: string): Promise<string | null> {
  return resolve(from) === resolve(to) ? null : faultWriting(to, await readFile(from, 'utf8'))
}

/** Copies the commitments that lie beside the frame; where there are none, `draw verify` will say so. */
async function copyCommitments({ frame }: Prepared, from: string, to: string): Promise<void> {
  if (resolve(from) === resolve(to)) return
  for (const { id } of frame.parties) await copyFile(join(from, noteName(id)), join(to, noteName(id))).catch(() => null)
}

const noteName = (party: string): string => `commit.${party}.note`

/** Recomputes the draw in a folder from its frame and reveals, and compares everything that stands there. */
async function verify(folder: string): Promise<Checked<string>> {
  const read = (name: string) => readFile(join(folder, name))
  const optional = (name: string) => read(name).catch(() => null)
  const frame = await read('frame.json')
  const parties = readFrame(frame)
  if (!parties.ok) return parties
  const notes = new Map<string, Uint8Array | null>()
  for (const { id, key } of parties.value.parties) {
    notes.set(id, await optional(noteName(id)))
    const vkey = await optional(`party.${id}.vkey`)
    if (vkey && vkey.toString().trim() !== key) return failed(`party.${id}.vkey is not the key of ${id} in the frame`)
  }
  const result = await read('result.json')
  const checked = checkDraw({
    frame,
    reveal: await read('reveal.json'),
    seed: await read('seed.txt'),
    result,
    commitmentOf: (party) => notes.get(party) ?? null,
  })
  if (!checked.ok) return checked
  const hash = await optional('result.sha256')
  if (hash && hash.toString().trim().split(/\s/)[0] !== sha256Hex(result))
    return failed('result.sha256 is not the hash of result.json')
  const register = await optional('register.json')
  const framed = register ? checkRegister(frame, register) : passed(true)
  if (!framed.ok) return framed
  const replacements = await optional('replacements.json')
  const replaced = replacements ? checkReplacements(replacements, parties.value, checked.value) : passed(true)
  if (!replaced.ok) return replaced
  return passed(summary(checked.value, parties.value.parties.length, replacements !== null))
}

function summary({ draw, seed, cover, spot, teams }: Result, parties: number, replaced: boolean): string {
  const sample = Object.entries(spot).map(([stratum, units]) => `${units.length} of ${stratum}`)
  return [
    `draw ${draw}, seed ${seed}`,
    `${parties} parties revealed what they had committed to`,
    `${cover.length} units covered, drawn at random: ${sample.join(', ') || 'none'}`,
    teams ? `${teams.length} teams, the first possible in ticket order` : 'no full assignment of teams exists',
    ...(replaced ? ['the replacements follow from the draw'] : []),
    'OK',
    '',
  ].join('\n')
}

function answered(terminal: Terminal, outcome: Checked<string>): number {
  if (outcome.ok) terminal.out(outcome.value)
  else terminal.err(`luoshi draw: FAILED: ${outcome.why}\n`)
  return outcome.ok ? 0 : 1
}

function argumentsIn(args: readonly string[]): { positionals: readonly string[]; out: string | undefined } | null {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' } },
      allowPositionals: true,
    })
    return { positionals, out: values.out }
  } catch {
    return null
  }
}
