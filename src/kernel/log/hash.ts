import { hash } from 'node:crypto'

/** A SHA-256 digest: 32 bytes. */
export type Hash = Uint8Array

/** Bytes of a hash. */
export const HASH_BYTES = 32

/**
 * SHA-256 of bytes, or of the UTF-8 bytes of a text. The one-shot call, read back from hex: 1.7 M/s for 65 bytes
 * against 0.9 M/s for its own 'buffer' output and 0.65 M/s for createHash (Node 26.10.0, one core of two).
 */
export function sha256(data: Uint8Array | string): Hash {
  return Buffer.from(hash('sha256', data, 'hex'), 'hex')
}

/** SHA-256 of bytes or of a text, as 64 lower-case hex digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex')
}

/** The hash of an entry in the tree: SHA-256(0x00, entry). RFC 6962 §2.1. */
export function leafHash(entry: Uint8Array): Hash {
  const prefixed = Buffer.allocUnsafe(entry.length + 1)
  prefixed[0] = 0
  prefixed.set(entry, 1)
  return sha256(prefixed)
}

/** The hash of an inner node: SHA-256(0x01, left, right). RFC 6962 §2.1. */
export function nodeHash(left: Hash, right: Hash): Hash {
  pair.set(left, 1)
  pair.set(right, 1 + HASH_BYTES)
  return sha256(pair)
}

/** Reused for every node: the hash is taken before anything else can run. */
const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1)

/** The root of the tree without entries: SHA-256 of nothing. */
export const emptyRoot: Hash = sha256('')

/** Lower-case hex of bytes. */
export const hex = (bytes: Uint8Array): string => bytes.toHex()

/** The 32 bytes that 64 lower-case hex digits stand for, or null for any other text. */
export function hashOfHex(text: unknown): Hash | null {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text) ? Uint8Array.fromHex(text) : null
}

/** True when two hashes are the same bytes. Not constant-time: everything compared here is public. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
