import type { Actor, Case, Event } from '../kernel/case.ts'
import { type Commitment, commitText } from '../kernel/draw/commitment.ts'
import { type Result as Drawn, drawFiles, prepared } from '../kernel/draw/draw.ts'
import type { Frame } from '../kernel/draw/frame.ts'
import { canonical } from '../kernel/log/canonical.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import { parseVkey } from '../kernel/log/key.ts'
import { formatNote } from '../kernel/log/note.ts'
import { fromBase64 } from '../kernel/log/text.ts'
import type { Json, JsonRecord } from '../kernel/text.ts'
import type { DrawParty } from './draw-frame.ts'
import { amendHash, changeFiles, inspectorChange, unitChange } from './draw-replaced.ts'

/** The party that moves in this transition, and the fields of its form. */
export const commits: Readonly<Record<string, readonly [party: DrawParty, field: string, signed: string]>> = {
  'seal-office': ['office', 'officeSeal', 'officeSigned'],
  'seal-first': ['first', 'firstSeal', 'firstSigned'],
  'seal-second': ['second', 'secondSeal', 'secondSigned'],
}
export const reveals: Readonly<Record<string, readonly [party: DrawParty, field: string, seal: string]>> = {
  'show-office': ['office', 'officeNumber', 'officeSeal'],
  'show-first': ['first', 'firstNumber', 'firstSeal'],
  'show-second': ['second', 'secondNumber', 'secondSeal'],
}

/** Whose turn it is in each state of the ceremony: whoever is missing when its clock runs out. */
export const turns: Readonly<Record<string, DrawParty>> = {
  framed: 'office',
  'one-sealed': 'first',
  'two-sealed': 'second',
  closed: 'office',
  rolled: 'office',
  'one-shown': 'first',
  'two-shown': 'second',
}

/** The fields that name the supervisors; the office moves by its role. */
export const namedIn: Readonly<Partial<Record<DrawParty, string>>> = { first: 'firstPost', second: 'secondPost' }

/** Whether it is this actor's turn, as far as the list names who takes it. True where nobody is awaited. */
export function isNamed(c: Pick<Case, 'state' | 'data'>, actor: Actor): boolean {
  const field = namedIn[turns[c.state] ?? 'office']
  return field === undefined || (actor.kind === 'post' && c.data[field] === actor.post)
}

/**
 * The commitment as its party hands it in: signed by the key that the frame holds for it, else the bare text. Null where a key
 * is wanted and the signature has no such form, or the reverse.
 */
export function commitNote(about: Commitment, key: string | null, signed: string): string | null {
  const text = commitText(about)
  if (key === null) return signed === '' ? text : null
  const verifier = parseVkey(key)
  const signature = fromBase64(signed)
  if (!verifier.ok || signature?.length !== 64) return null
  const { name, id } = verifier.value
  return formatNote({ text, signatures: [{ name, id, signature }] })
}

/** The key of a party in the frame; null for none. */
export function keyIn(frame: Uint8Array | string, party: DrawParty): string | null {
  const { parties } = JSON.parse(frame.toString()) as Pick<Frame, 'parties'>
  return parties.find(({ id }) => id === party)?.key ?? null
}

/** What a move leaves behind: entries of the log, in this order, and files. */
export interface Recorded {
  readonly steps: readonly { readonly type: string; readonly body: JsonRecord }[]
  readonly files: Readonly<Record<string, string>>
}

/** What is known of a draw when a move of its case is recorded. */
export interface Recording {
  readonly draw: string
  readonly no: string
  readonly isCovert: boolean
  readonly unsealBy: string | null
  /** frame.json. */
  readonly frame: string
  /** All values of the case after this move. */
  readonly data: JsonRecord
  /** The files so far. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** The inspector who asked last to step aside. */
  readonly aside: string | null
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** The files of the outcome. Throws TypeError for reveals that the conditions of the moves should not have let pass. */
function outcome({ frame, data }: Recording): Readonly<Record<string, string>> {
  const contributions = Object.fromEntries(Object.values(reveals).map(([party, field]) => [party, text(data[field])]))
  const reveal = canonical({ contributions, dice: text(data.dice), beacon: null })
  const draw = prepared(Buffer.from(frame), Buffer.from(reveal))
  if (!draw.ok) throw new TypeError(draw.why)
  const { seed, result } = drawFiles(draw.value)
  return { 'reveal.json': reveal, 'seed.txt': seed, 'result.json': result, 'result.sha256': `${sha256Hex(result)}\n` }
}

/** The entry that opens a covert draw: with the seed, everybody computes what was drawn. */
function unsealed({ draw, files }: Recording): Recorded['steps'][number] {
  const seed = files.get('seed.txt')
  return { type: 'draw.unsealed', body: { draw, ...(seed !== undefined && { seed: sha256Hex(seed) }) } }
}

/** The change of a draw to which the office consents: what follows from the draw itself, so that nobody picks. */
function amended(transition: string, { draw, frame, data, files, aside }: Recording): Recorded {
  const bytes = files.get('result.json')
  if (!bytes) return { steps: [], files: {} }
  const result = JSON.parse(Buffer.from(bytes).toString()) as Drawn
  const isUnit = transition === 'replace-unit'
  const change = isUnit
    ? unitChange(result, text(data.goneUnit))
    : inspectorChange(JSON.parse(frame) as Frame, result, aside ?? '')
  if (change === null) return { steps: [], files: {} }
  const what = isUnit ? 'unit' : 'inspector'
  const content = canonical(change as unknown as Json)
  const reason = text(isUnit ? data.goneUnitWhy : data.goneInspectorWhy)
  const amend = amendHash(draw, result.seed, content)
  return {
    steps: [{ type: 'draw.amend', body: { draw, what, reason, amend } }],
    files: { [changeFiles[what]]: content },
  }
}

/**
 * What a move of the case is in the draw (docs/FORMAT.md §6): most are one entry, some two, moves after the draw none. The
 * seed of a covert draw would give it away: it stands in the entry that opens it.
 */
export function recordedOf(e: Event, recording: Recording): Recorded {
  const { draw, no, isCovert, unsealBy, frame, data } = recording
  const commit = commits[e.transition]
  const reveal = reveals[e.transition]
  if (e.transition === 'freeze') {
    const body = { draw, no, frame: sha256Hex(frame), ...(unsealBy !== null && { unsealBy }) }
    return { steps: [{ type: 'draw.frame', body }], files: {} }
  }
  if (commit) {
    const [party, field, signed] = commit
    const hash = text(data[field])
    const step = { type: 'draw.commit', body: { draw, party, commit: hash } }
    const about = { draw, frame: sha256Hex(frame), party, commit: hash }
    const note = commitNote(about, keyIn(frame, party), text(data[signed])) ?? commitText(about)
    const close = party === 'second' ? [{ type: 'draw.close', body: { draw } }] : []
    return { steps: [step, ...close], files: { [`commit.${party}.note`]: note } }
  }
  if (e.transition === 'roll') {
    return { steps: [{ type: 'draw.dice', body: { draw, digits: text(data.dice) } }], files: {} }
  }
  if (reveal) {
    const [party, field] = reveal
    const body = { draw, party, ...(!isCovert && { contribution: text(data[field]) }) }
    const step = { type: 'draw.reveal', body }
    if (party !== 'second') return { steps: [step], files: {} }
    const files = outcome(recording)
    const seed = { type: 'draw.seed', body: { draw, seed: sha256Hex(files['seed.txt'] ?? '') } }
    const result = { type: 'draw.result', body: { draw, result: sha256Hex(files['result.json'] ?? '') } }
    return { steps: [step, ...(isCovert ? [] : [seed]), result], files }
  }
  if (e.transition === 'void') {
    const step = { type: 'draw.void', body: { draw, party: turns[e.from ?? ''] ?? '' } }
    return { steps: [step, ...(isCovert ? [unsealed(recording)] : [])], files: {} }
  }
  if (e.transition === 'replace-unit' || e.transition === 'replace-inspector') return amended(e.transition, recording)
  return { steps: e.transition === 'unseal' ? [unsealed(recording)] : [], files: {} }
}
