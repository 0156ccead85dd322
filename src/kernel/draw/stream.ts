import { sha256, sha256Hex } from '../log/hash.ts'
import { tickets } from './ticket.ts'

/** A day's range of the log from which cases are drawn for call-back: entries from `from` up to but not including `to`. */
export interface StreamFrame {
  /** Origin of the log. */
  readonly log: string
  readonly from: number
  readonly to: number
  /** Root of the log at size `to`, 64 hex digits. */
  readonly root: string
  /** Types of the entries that can be drawn, for example case.closed. */
  readonly types: readonly string[]
  /** Parts per million that are drawn: 50,000 is one in twenty. */
  readonly rate: number
}

/** The frame of a stream draw as its text, whose SHA-256 stands in the seed file as `frame`. */
export function streamFrameText({ log, from, to, root, types, rate }: StreamFrame): string {
  return `luoshi-stream-frame/1\nlog ${log}\nfrom ${from}\nto ${to}\nroot ${root}\ntypes ${types.join(',')}\nrate ${rate}\n`
}

/** The seed file of a stream draw: one link of each party's hash chain takes the place of a contribution. */
export function streamSeedText(draw: string, frame: StreamFrame, links: ReadonlyMap<string, string>): string {
  const parties = [...links].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, link]) => `party ${id} ${link}\n`)
  return `luoshi-draw-seed/1\ndraw ${draw}\nframe ${sha256Hex(streamFrameText(frame))}\n${parties.join('')}`
}

/**
 * The link before `link` in a hash chain: SHA-256 of a tag line and the bytes of `link`. A party publishes the last
 * link of a long chain as its anchor and reveals one link a day, each of which leads to the one revealed before.
 */
export function linkBefore(link: string): string {
  return sha256(Buffer.concat([Buffer.from('luoshi-chain/1\n'), Buffer.from(link, 'hex')])).toHex()
}

/** True when revealing `link` on this day (1, 2 …) keeps the promise of the anchor. */
export function leadsTo(anchor: string, link: string, day: number): boolean {
  let reached = link
  for (let i = 0; i < day; i++) reached = linkBefore(reached)
  return reached === anchor
}

/** The leaf hashes drawn: those whose ticket lies below the rate. The order given is kept. */
export function streamDrawn(leaves: readonly string[], seed: string, rate: number): string[] {
  const ticketFor = tickets(seed, 'stream')
  const cut = `0.${String(rate).padStart(6, '0')}`
  return leaves.filter((leaf) => rate >= 1_000_000 || ticketFor(leaf) < cut)
}
