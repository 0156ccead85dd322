/**
 * What the kernel's draw takes from Node, for a browser: one-shot SHA-256 and the few uses of Buffer. WebCrypto cannot stand
 * in, because it answers later, and the kernel computes at once. FIPS 180-4; compared with Node's own in islands.test.ts.
 */
const K = new Uint32Array(64)
const H0 = new Uint32Array(8)

/** The first 32 bits of the fraction of a root: of primes, as FIPS 180-4 §4.2.2 and §5.3.3 define the constants. */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32)

for (let candidate = 2, n = 0; n < 64; candidate++) {
  let isPrime = true
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false
  if (!isPrime) continue
  if (n < 8) H0[n] = fraction(Math.sqrt(candidate))
  K[n++] = fraction(Math.cbrt(candidate))
}

const turned = (x: number, n: number): number => (x >>> n) | (x << (32 - n))

/** One block of 64 bytes into the state. */
function compress(state: Uint32Array, block: DataView, w: Uint32Array): void {
  const at = (list: Uint32Array, i: number): number => list[i] ?? 0
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(i * 4)
  for (let i = 16; i < 64; i++) {
    const [a, b] = [at(w, i - 15), at(w, i - 2)]
    const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
    const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
    w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    const one = (h + s1 + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + value
}

/** Hex SHA-256 of bytes, or of the UTF-8 bytes of a text; the other arguments are those of Node's `hash`. */
export function hash(_algorithm: 'sha256', data: Uint8Array | string, _encoding: 'hex'): string {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  const state = H0.slice()
  const schedule = new Uint32Array(64)
  for (let i = 0; i < padded.length; i += 64) compress(state, new DataView(padded.buffer, i, 64), schedule)
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** Bytes with Node's way of saying them as text. */
class Bytes extends Uint8Array {
  override toString(encoding = 'utf8'): string {
    return encoding === 'latin1' ? String.fromCharCode(...this) : new TextDecoder().decode(this)
  }
}

/** The part of Node's Buffer that the draw uses. */
export const Buffer = {
  from(data: string | Uint8Array, encoding?: string): Bytes {
    if (typeof data !== 'string') return new Bytes(data)
    if (encoding === 'latin1') return Bytes.from(data, (char) => char.charCodeAt(0)) as Bytes
    return new Bytes(new TextEncoder().encode(data))
  },
  alloc: (size: number, fill = 0): Bytes => new Bytes(size).fill(fill) as Bytes,
  compare(a: Uint8Array, b: Uint8Array): number {
    const at = a.findIndex((byte, i) => byte !== b[i])
    return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1)
  },
}

const missing = (): never => {
  throw new TypeError('the draw signs nothing')
}
/** Keys: the parties of our draws have none, and the page checks none. */
export const createPrivateKey = missing
export const createPublicKey = missing
export const sign = missing
export const verify = missing
