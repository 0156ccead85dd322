import { checkDraw, checkReplacements } from '../../kernel/draw/check.ts'
import type { Result } from '../../kernel/draw/draw.ts'
import { type Frame, readFrame } from '../../kernel/draw/frame.ts'
import { checkRegister } from '../../kernel/draw/register.ts'
import { canonical, isObject, type Json } from '../../kernel/log/canonical.ts'
import { type Checked, failed, passed } from '../../kernel/log/checked.ts'
import { sha256Hex } from '../../kernel/log/hash.ts'
import type { Found } from './draws.ts'
import type { Facts, LoggedStep } from './facts.ts'

/** The file of a draw, which is known by the number of its case; null where it is not published. */
export type DrawFile = (no: string, name: string) => Promise<Uint8Array | null>

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

/** The members of replacements.json; none where nothing was replaced. */
function replacedIn(bytes: Uint8Array | null): Readonly<Record<string, Json>> {
  const value: unknown = bytes === null ? {} : JSON.parse(Buffer.from(bytes).toString())
  return isObject(value) ? value : {}
}

/** What a draw says of who was drawn, and who goes. */
type Outcome = Pick<Result, 'cover' | 'spot' | 'teams' | 'seed'>

/** A member of replacements.json. */
interface Replaced {
  readonly unit?: { readonly unavailable: string; readonly replacement: string | null }
  readonly inspector?: Pick<Result, 'teams'>
}

/** A draw with what was replaced after it, and in which entry of the log. */
interface Drawn {
  readonly frame: Frame
  readonly result: Outcome
  readonly replaced: Replaced
  readonly amendedAt: ReadonlyMap<string, number>
}

async function needed(read: DrawFile, { draw, no }: Ended, name: string): Promise<Checked<Uint8Array>> {
  const bytes = await read(no, name)
  return bytes ? passed(bytes) : failed(`draw ${draw}: ${name} is not published`)
}

/** Recomputes one draw from its files, and holds them against what the log names. */
async function recomputed(read: DrawFile, ended: Ended, keys: Facts['partyKeys']): Promise<Checked<Drawn>> {
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
  const late = frame.value.parties.find(
    ({ key }) => key !== null && !((keys.get(key) ?? ended.framedAt) < ended.framedAt),
  )
  if (late) return wrong(`the key of ${late.id} was not registered before the frame`)
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
  const replacements = await read(ended.no, 'replacements.json')
  const follows = replacements ? checkReplacements(replacements, frame.value, result.value) : passed(true)
  if (!follows.ok) return wrong(follows.why)
  const replaced = replacedIn(replacements)
  const amended = amendmentsOf(ended, result.value.seed, replaced)
  return amended.ok
    ? passed({ frame: frame.value, result: result.value, replaced: replaced as Replaced, amendedAt: amended.value })
    : wrong(amended.why)
}

/** Whether the log says of each replacement that it was made, and of no other (docs/FORMAT.md §6); the entries by what was replaced. */
function amendmentsOf(
  { draw, steps }: Ended,
  seed: string,
  replaced: Readonly<Record<string, Json>>,
): Checked<ReadonlyMap<string, number>> {
  const amendedAt = new Map<string, number>()
  for (const { index, body } of steps.filter(({ type }) => type === 'draw.amend')) {
    const what = String(body.what)
    const text = `luoshi-draw-amend/1\n${draw}\n${seed}\n${canonical(replaced[what] ?? null)}\n`
    if (body.amend !== sha256Hex(text))
      return failed(`replacements.json does not hold what entry ${index} says of the ${what}`)
    amendedAt.set(what, index)
  }
  const silent = Object.keys(replaced).find((what) => !amendedAt.has(what))
  return silent === undefined ? passed(amendedAt) : failed(`the ${silent} was replaced, and the log does not say so`)
}

/** Who was to be visited, and by whom, as it stood at this entry of the log. */
function standingAt({ frame, result, replaced, amendedAt }: Drawn, index: number) {
  const isMade = (what: string) => (amendedAt.get(what) ?? Number.POSITIVE_INFINITY) < index
  const { unavailable, replacement } = (isMade('unit') && replaced.unit) || { unavailable: null, replacement: null }
  const place = (unit: string) => (unit === unavailable ? replacement : unit)
  const teams = (isMade('inspector') && replaced.inspector ? replaced.inspector.teams : result.teams) ?? []
  // Who must avoid the unit that took another's place does not go there.
  const mayGo = (who: string, unit: string) => !frame.avoid.some(([one, where]) => one === who && where === unit)
  const known = (unit: string | null): readonly string[] => (unit === null ? [] : [unit])
  return {
    units: [...result.cover, ...Object.values(result.spot).flat()].flatMap((unit) => known(place(unit))),
    members: teams.flatMap(([unit, members]) =>
      known(place(unit)).flatMap((at) => members.map(([, who]) => who).filter((who) => mayGo(who, at))),
    ),
  }
}

/** Whether units are due, and inspectors loaded, as the draws before this one say (docs/FORMAT.md §6). */
function historyFault(frame: Frame, framedAt: number, before: readonly Drawn[]): string | null {
  const standing = before.map((one) => standingAt(one, framedAt))
  const visited = new Set(standing.flatMap(({ units }) => units))
  const went = Map.groupBy(
    standing.flatMap(({ members }) => members),
    (who) => who,
  )
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
  const drawn = new Map<string, Drawn>()
  for (const one of ended) {
    const checked = await recomputed(read, one, facts.partyKeys)
    if (!checked.ok) {
      faults.push(checked.why)
      continue
    }
    drawn.set(one.draw, checked.value)
    const before = ended.filter(({ series, openedAt }) => series === one.series && openedAt < one.framedAt)
    const known = before.flatMap(({ draw }) => drawn.get(draw) ?? [])
    const fault = known.length === before.length ? historyFault(checked.value.frame, one.framedAt, known) : null
    if (fault !== null) faults.push(`draw ${one.draw}: ${fault}`)
  }
  return {
    checked:
      ended.length === 0 ? [] : [`${ended.length} random inspections recomputed: register, outcome, who was due`],
    faults,
  }
}
