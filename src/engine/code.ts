import { sha256 } from '../kernel/log/hash.ts'
import type { Keys } from './keys.ts'

/** Letters and digits that nobody confuses when reading aloud (Crockford base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The case code of whoever opened or joined a case with this command: 100 bits, four groups of five. It follows from the
 * command's key, so that a caller who lost the answer and asks again gets the same code; only its hash is stored.
 */
export function codeOf(keys: Keys, region: string, commandKey: string): string {
  const mac = keys.mac('code', `${region}\n${commandKey}`)
  let bits = 0n
  for (const byte of mac.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte)
  bits >>= 4n
  const letters: string[] = []
  for (let i = 0; i < 20; i += 1) {
    letters.unshift(alphabet[Number(bits & 31n)] ?? '0')
    bits >>= 5n
  }
  return [0, 5, 10, 15].map((at) => letters.slice(at, at + 5).join('')).join('-')
}

/** What people type is forgiven: case, spaces, and O for 0, I or L for 1. */
export function normalisedCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

export function codeHash(code: string): Uint8Array {
  return sha256(`luoshi-code/1\n${normalisedCode(code)}`)
}
