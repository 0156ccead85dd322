import { canonical } from '../log/canonical.ts'
import { type Checked, failed, passed } from '../log/checked.ts'
import { sha256Hex } from '../log/hash.ts'
import { commitOf, openCommitment } from './commitment.ts'
import { type Frame, readFrame } from './frame.ts'
import { type Reveal, readReveal, seedOf, seedText } from './reveal.ts'
import { type Selection, selected } from './selection.ts'
import { type Team, teamsFor, unitsDrawn } from './teams.ts'

/** The outcome of a draw, as result.json holds it. */
export interface Result extends Selection {
  readonly v: 'luoshi-draw-result/1'
  readonly draw: string
  /** SHA-256 of frame.json and of seed.txt, 64 hex digits. */
  readonly frame: string
  readonly seed: string
  /** Null, like `load`, when no full assignment exists: the units stay drawn, and the pool must be enlarged. */
  readonly teams: readonly Team[] | null
  readonly load: number | null
}

/** The outcome that follows from a frame and a seed, and from nothing else. `frameHash` is SHA-256 of frame.json in hex. */
export function drawn(frame: Frame, frameHash: string, seed: string): Result {
  const selection = selected(frame, seed)
  const teams = teamsFor(frame, seed, unitsDrawn(frame, selection))
  return {
    v: 'luoshi-draw-result/1',
    draw: frame.draw,
    frame: frameHash,
    seed,
    ...selection,
    teams: teams?.teams ?? null,
    load: teams?.load ?? null,
  }
}

/** What a draw is computed from, read and checked. */
export interface Prepared {
  readonly frame: Frame
  readonly frameHash: string
  readonly reveal: Reveal
  readonly seedText: string
}

/** Reads the two files a draw is computed from: frame.json and reveal.json. */
export function prepared(frameBytes: Uint8Array, revealBytes: Uint8Array): Checked<Prepared> {
  const frame = readFrame(frameBytes)
  if (!frame.ok) return frame
  const reveal = readReveal(revealBytes, frame.value)
  if (!reveal.ok) return reveal
  const frameHash = sha256Hex(frameBytes)
  return passed({
    frame: frame.value,
    frameHash,
    reveal: reveal.value,
    seedText: seedText(frame.value, frameHash, reveal.value),
  })
}

/** The files of a finished draw: seed.txt and result.json, byte for byte. */
export function drawFiles(draw: Prepared): { readonly seed: string; readonly result: string } {
  const result = drawn(draw.frame, draw.frameHash, seedOf(draw.seedText))
  return { seed: draw.seedText, result: canonical(result) }
}

/**
 * Checks that every party revealed what it had committed to. `noteOf` gives the bytes of a party's commitment, null
 * where there is none.
 */
export function checkCommitments(draw: Prepared, noteOf: (party: string) => Uint8Array | null): Checked<true> {
  const about = { draw: draw.frame.draw, frame: draw.frameHash }
  for (const party of draw.frame.parties) {
    const bytes = noteOf(party.id)
    if (!bytes) return failed(`the commitment of ${party.id} is missing`)
    const commit = openCommitment(bytes, party, about)
    if (!commit.ok) return commit
    if (commit.value !== commitOf({ ...about, party: party.id }, draw.reveal.contributions[party.id] ?? ''))
      return failed(`${party.id} revealed something else than it had committed to`)
  }
  return passed(true)
}
