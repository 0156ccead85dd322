import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { isObject } from './canonical.ts'
import { type Checked, failed, passed } from './checked.ts'
import { sha256 } from './hash.ts'
import { KEY_NAME } from './note.ts'
import { fromBase64, toBase64 } from './text.ts'

/**
 * What a signature of a key means (C2SP signed-note): `note` is Ed25519 over the text (type 0x01: logs, parties of a
 * draw), `witness` is Ed25519 over the text and the time at which it was seen (0x04), `witness-mldsa` the same with
 * ML-DSA-44 (0x06).
 */
export type KeyKind = 'note' | 'witness' | 'witness-mldsa'

const KINDS: readonly { readonly kind: KeyKind; readonly type: number; readonly bytes: number }[] = [
  { kind: 'note', type: 0x01, bytes: 32 },
  { kind: 'witness', type: 0x04, bytes: 32 },
  { kind: 'witness-mldsa', type: 0x06, bytes: 1312 },
]

/** A key that checks signatures. */
export interface Verifier {
  /** For a log the origin of its checkpoints. */
  readonly name: string
  /** First four bytes of SHA-256(name, newline, type, public key), 8 hex digits. */
  readonly id: string
  readonly kind: KeyKind
  readonly publicKey: Uint8Array
  readonly verifies: (message: Uint8Array, signature: Uint8Array) => boolean
}

/** A key that signs. Its secret is inside `signs` and never leaves it. */
export interface Signer {
  readonly verifier: Verifier
  readonly signs: (message: Uint8Array) => Uint8Array
}

/** The key that a vkey line stands for. Example: 'example.org/log+b2ead64d+AVB39qcG…'. */
export function parseVkey(line: string): Checked<Verifier> {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(line.trim())
  const [, name = '', id = '', encoded = ''] = match ?? []
  const bytes = fromBase64(encoded)
  if (!match || !KEY_NAME.test(name) || !bytes) return failed('not a verifier key of the form name+id+base64')
  const kind = KINDS.find(({ type }) => type === bytes[0])
  if (!kind) return failed(`${name}: key type ${bytes[0]} is not known here`)
  if (bytes.length !== kind.bytes + 1) return failed(`${name}: a key of ${bytes.length - 1} bytes, not ${kind.bytes}`)
  const verifier = verifierOf(name, kind.kind, bytes.subarray(1))
  return verifier.id === id ? passed(verifier) : failed(`${name}: the key has the id ${verifier.id}, not ${id}`)
}

/** The vkey line of a key, without a newline. */
export function formatVkey({ name, id, kind, publicKey }: Verifier): string {
  return `${name}+${id}+${toBase64(Buffer.concat([typeByte(kind), publicKey]))}`
}

/** The verifier with this name, meaning and raw public key. Throws TypeError for a name that a note cannot carry. */
export function verifierOf(name: string, kind: KeyKind, publicKey: Uint8Array): Verifier {
  if (!KEY_NAME.test(name)) throw new TypeError(`${JSON.stringify(name)} cannot be the name of a key`)
  const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), typeByte(kind), publicKey]))
    .subarray(0, 4)
    .toHex()
  let key: KeyObject | undefined
  const verifies = (message: Uint8Array, signature: Uint8Array): boolean => {
    key ??= publicKeyObject(kind, publicKey)
    return verify(null, message, key, signature)
  }
  return { name, id, kind, publicKey, verifies }
}

/** DER of an Ed25519 private key up to its 32-byte seed (RFC 8410 §7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The signer with this name, meaning and 32-byte Ed25519 seed. */
export function signerOf(name: string, kind: 'note' | 'witness', seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new TypeError(`an Ed25519 seed has 32 bytes, not ${seed.length}`)
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
  const jwk = createPublicKey(key).export({ format: 'jwk' })
  const publicKey = Uint8Array.fromBase64(String(jwk.x), { alphabet: 'base64url' })
  return { verifier: verifierOf(name, kind, publicKey), signs: (message) => sign(null, message, key) }
}

function publicKeyObject(kind: KeyKind, publicKey: Uint8Array): KeyObject {
  const raw = publicKey.toBase64({ alphabet: 'base64url', omitPadding: true })
  const mldsa = { kty: 'AKP', alg: 'ML-DSA-44', pub: raw }
  const ed25519 = { kty: 'OKP', crv: 'Ed25519', x: raw }
  return createPublicKey({ key: kind === 'witness-mldsa' ? mldsa : ed25519, format: 'jwk' })
}

function typeByte(kind: KeyKind): Uint8Array {
  return Uint8Array.of(KINDS.find((known) => known.kind === kind)?.type ?? 0xff)
}

/** Secrets as a key file holds them. The names are those of the keys; a log's may be absent and given elsewhere. */
export interface KeyFile {
  readonly log: Uint8Array
  readonly origin: string | null
  readonly witnesses: ReadonlyMap<string, Uint8Array>
}

/** Reads a key file: JSON { "log": 64 hex digits, "origin"?: name, "witnesses"?: { name: 64 hex digits } }. */
export function readKeyFile(text: string): Checked<KeyFile> {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return failed('the key file is not JSON')
  }
  if (!isObject(file)) return failed('the key file is not a JSON object')
  const log = seedOf(file.log)
  if (!log) return failed('"log" must be an Ed25519 seed of 64 hex digits')
  if (file.origin !== undefined && !isKeyName(file.origin)) return failed('"origin" must be a name without spaces or +')
  const witnesses = new Map<string, Uint8Array>()
  for (const [name, value] of Object.entries(isObject(file.witnesses) ? file.witnesses : {})) {
    const seed = seedOf(value)
    if (!seed || !isKeyName(name)) return failed(`witness ${JSON.stringify(name)}: not a name and 64 hex digits`)
    witnesses.set(name, seed)
  }
  return passed({ log, origin: file.origin ?? null, witnesses })
}

function seedOf(value: unknown): Uint8Array | null {
  return typeof value === 'string' && /^[0-9a-fA-F]{64}$/.test(value) ? Uint8Array.fromHex(value) : null
}

function isKeyName(value: unknown): value is string {
  return typeof value === 'string' && KEY_NAME.test(value)
}
