import { amendHash, changeFiles, type Standing, standingOf } from '../../engine/draw-replaced.ts'
import { checkDraw, checkReplacements } from '../../kernel/draw/check.ts'
import type { Result } from '../../kernel/draw/draw.ts'
import { type Frame, readFrame } from '../../kernel/draw/frame.ts'
import { checkRegister } from '../../kernel/draw/register.ts'
import { canonical, isObject, readCanonical } from '../../kernel/log/canonical.ts'
import { type Checked, failed, passed } from '../../kernel/log/checked.ts'
import { sha256Hex } from '../../kernel/log/hash.ts'
import type { Found } from './draws.ts'
import type { Facts, LoggedStep } from './facts.ts'

/** The file of a draw, which is known by the number of its case; null where it is not published. */
export type DrawFile = (no: string, name: string) => Promise<Uint8Array | null>

/** Draws recomputed in one visit, the newest; older ones are read for who was visited only. */
const mostChecked = 20

/** A draw that has a result, and that is public. */
interface Ended {
  readonly draw: string
  readonly series: string
  readonly no: string
  readonly framedAt: number
  /** The entry from which on everybody may know what was drawn. */
  readonly openedAt: number
  readonly steps: readonly LoggedStep[]
}

const stepOf = (steps: readonly LoggedStep[], type: string) => steps.find((step) => step.type === type)

/** Those of a log, in the order in which they were framed. */
function endedIn(facts: Facts): readonly Ended[] {
  return [...facts.ceremonySteps].flatMap(([draw, steps]) => {
    const frame = stepOf(steps, 'draw.frame')
    const result = stepOf(steps, 'draw.result')
    const opened = frame?.body.unsealBy === undefined ? result : stepOf(steps, 'draw.unsealed')
    const no = frame?.body.no
    if (!frame || !result || !opened || typeof no !== 'string') return []
    return [{ draw, series: draw.replace(/\/\d+$/, ''), no, framedAt: frame.index, openedAt: opened.index, steps }]
  })
}

/** What a draw says of who was drawn and who goes, and what was replaced when. */
interface Outcome {
  /** frame.json, result.json, and each replacement by itself. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly amends: readonly { readonly name: string; readonly index: number }[]
}

async function needed(read: DrawFile, { draw, no }: Ended, name: string): Promise<Checked<Uint8Array>> {
  const bytes = await read(no, name)
  return bytes ? passed(bytes) : failed(`draw ${draw}: ${name} is not published`)
}

/** Recomputes one draw from its files, and holds them against what the log names. */
async function recomputed(read: DrawFile, ended: Ended): Promise<Checked<{ frame: Frame }>> {
  const files = new Map<string, Uint8Array>()
  for (const name of ['frame.json', 'register.json', 'reveal.json', 'seed.txt', 'result.json']) {
    const file = await needed(read, ended, name)
    if (!file.ok) return file
    files.set(name, file.value)
  }
  const bytesOf = (name: string) => files.get(name) ?? new Uint8Array()
  const wrong = (why: string) => failed(`draw ${ended.draw}: ${why}`)
  const cited = [
    ['draw.frame', 'frame', 'frame.json'],
    ['draw.result', 'result', 'result.json'],
    [stepOf(ended.steps, 'draw.seed') ? 'draw.seed' : 'draw.unsealed', 'seed', 'seed.txt'],
  ] as const
  for (const [type, member, name] of cited)
    if (stepOf(ended.steps, type)?.body[member] !== sha256Hex(bytesOf(name)))
      return wrong(`${name} is not the one that ${type} in the log names`)
  const frame = readFrame(bytesOf('frame.json'))
  if (!frame.ok) return wrong(frame.why)
  const notes = new Map<string, Uint8Array | null>()
  for (const { id } of frame.value.parties) notes.set(id, await read(ended.no, `commit.${id}.note`))
  const result = checkDraw({
    frame: bytesOf('frame.json'),
    reveal: bytesOf('reveal.json'),
    seed: bytesOf('seed.txt'),
    result: bytesOf('result.json'),
    commitmentOf: (party) => notes.get(party) ?? null,
  })
  if (!result.ok) return wrong(result.why)
  const register = checkRegister(bytesOf('frame.json'), bytesOf('register.json'))
  if (!register.ok) return wrong(register.why)
  const replaced = await read(ended.no, 'replacements.json')
  const follows = replaced === null ? passed(true) : checkReplacements(replaced, frame.value, result.value)
  return follows.ok ? passed({ frame: frame.value }) : wrong(follows.why)
}

const isWhat = (what: unknown): what is keyof typeof changeFiles => typeof what === 'string' && what in changeFiles

/** The outcome of a draw as it is published, with its replacements as the log names them; not recomputed. */
async function outcomeOf(read: DrawFile, ended: Ended): Promise<Checked<Outcome>> {
  const files = new Map<string, Uint8Array>()
  for (const name of ['frame.json', 'result.json']) {
    const file = await needed(read, ended, name)
    if (!file.ok) return file
    const value = readCanonical(file.value)
    if (!value.ok) return value
    files.set(name, file.value)
  }
  const amended = ended.steps.filter(({ type }) => type === 'draw.amend')
  if (amended.length === 0) return passed({ files, amends: [] })
  const file = await needed(read, ended, 'replacements.json')
  const value = file.ok ? readCanonical(file.value) : file
  if (!value.ok) return value
  const { seed } = JSON.parse(Buffer.from(files.get('result.json') ?? []).toString()) as Pick<Result, 'seed'>
  const amends = []
  for (const { index, body } of amended) {
    const part = isWhat(body.what) && isObject(value.value) ? value.value[body.what] : undefined
    const content = part === undefined ? '' : canonical(part)
    if (!isWhat(body.what) || amendHash(ended.draw, seed, content) !== body.amend)
      return failed(`draw ${ended.draw}: replacements.json is not what draw.amend in the log names`)
    files.set(changeFiles[body.what], Buffer.from(content))
    amends.push({ name: changeFiles[body.what], index })
  }
  return passed({ files, amends })
}

/** Who was to go where by what stood in the log before this entry. */
function standingAt({ files, amends }: Outcome, index: number): Standing | null {
  const later = amends.filter((amend) => amend.index > index).map(({ name }) => name)
  return standingOf(new Map([...files].filter(([name]) => !later.includes(name))))
}

const membersOf = ({ teams }: Standing): readonly string[] =>
  (teams ?? []).flatMap(([, members]) => members.map(([, who]) => who))

/** Whether units are due, and inspectors loaded, as the draws before this one say (docs/FORMAT.md §6). */
function historyFault(frame: Frame, before: readonly Standing[]): string | null {
  const visited = new Set(before.flatMap(({ units }) => units))
  const went = Map.groupBy(before.flatMap(membersOf), (who) => who)
  const unit = frame.units.find(({ id, due }) => due !== (visited.has(id) ? 0 : 1))
  if (unit) return `${unit.id} is ${unit.due === 1 ? '' : 'not '}due, but the draws before it say otherwise`
  const inspector = frame.inspectors.find(({ id, prior }) => prior !== (went.get(id)?.length ?? 0))
  return inspector
    ? `${inspector.id} went ${went.get(inspector.id)?.length ?? 0} times before, the frame says ${inspector.prior}`
    : null
}

/**
 * Recomputes the random inspections that are public: each file is the one that the log names, frame and register belong
 * together, the outcome follows, and who was due, and how often inspectors had gone, follows from the draws before.
 */
export async function inspectionFaults(facts: Facts, read: DrawFile): Promise<Found> {
  const ended = endedIn(facts)
  const faults: string[] = []
  const outcomes = new Map<string, Outcome>()
  const newest = ended.slice(-mostChecked)
  for (const one of ended) {
    const outcome = await outcomeOf(read, one)
    if (outcome.ok) outcomes.set(one.draw, outcome.value)
    if (!newest.includes(one)) {
      if (!outcome.ok) faults.push(outcome.why)
      continue
    }
    const checked = await recomputed(read, one)
    if (!checked.ok || !outcome.ok) {
      for (const found of [checked, outcome]) if (!found.ok) faults.push(found.why)
      continue
    }
    const before = ended.filter(({ series, openedAt }) => series === one.series && openedAt < one.framedAt)
    const fault = historyFault(
      checked.value.frame,
      before.flatMap(({ draw }) => {
        const known = outcomes.get(draw)
        return (known && standingAt(known, one.framedAt)) ?? []
      }),
    )
    if (fault !== null && before.every(({ draw }) => outcomes.has(draw))) faults.push(`draw ${one.draw}: ${fault}`)
  }
  return {
    checked:
      newest.length === 0 ? [] : [`${newest.length} random inspections recomputed: register, outcome, who was due`],
    faults,
  }
}
