import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(8192)
let used = pool.length

/** Bytes of the cryptographic generator, taken from a pool: a system call for every salt would cost more than its hash. */
export function randomBytes(bytes: number): Uint8Array {
  if (bytes > pool.length) return randomFillSync(Buffer.alloc(bytes))
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const taken = Uint8Array.prototype.slice.call(pool, used, used + bytes)
  pool.fill(0, used, used + bytes)
  used += bytes
  return taken
}

/** A time-ordered UUID (RFC 9562, version 7), so that rows written together lie together. */
export function uuidv7(now: number): string {
  const bytes = randomBytes(16)
  const time = BigInt(now)
  for (let i = 0; i < 6; i += 1) bytes[i] = Number((time >> BigInt(40 - 8 * i)) & 0xffn)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
