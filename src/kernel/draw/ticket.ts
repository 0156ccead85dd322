import { sha256Hex } from '../log/hash.ts'

/**
 * The ticket number of `id` under a seed that names its purpose (`${seed}/spot`). Rivest's `first_fraction`,
 * unmodified: "0." and the decimal digits of SHA-256(hex(SHA-256(seed)), id), at least 64 of them, written backwards
 * because the low digits carry no bias. Smaller as a string means drawn earlier.
 * R. L. Rivest, "Consistent sampling with replacement" (2018).
 */
export function ticket(purposeSeed: string, id: string): string {
  return ticketOf(sha256Hex(purposeSeed), id)
}

/** One draw's tickets for one purpose: the same numbers as `ticket(`${seed}/${purpose}`, id)`, hashing the seed once. */
export function tickets(seed: string, purpose: Purpose): (id: string) => string {
  const key = sha256Hex(`${seed}/${purpose}`)
  return (id) => ticketOf(key, id)
}

/** Each selection has tickets of its own, so that knowing one order tells nothing about another. */
export type Purpose = 'cover' | 'spot' | 'stream' | 'team'

function ticketOf(key: string, id: string): string {
  const digits = BigInt(`0x${sha256Hex(key + id)}`)
    .toString()
    .padStart(64, '0')
  return `0.${Buffer.from(digits, 'latin1').reverse().toString('latin1')}`
}

/** Ids in the order in which they are drawn: by ticket, then by id. `ticketFor` comes from `tickets`. */
export function inOrder(ids: readonly string[], ticketFor: (id: string) => string): string[] {
  return ids
    .map((id) => ({ id, number: ticketFor(id) }))
    .sort((a, b) => compare(a.number, b.number) || compare(a.id, b.id))
    .map(({ id }) => id)
}

/** The order of code units, which for the ASCII of tickets and ids is the order of bytes. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
