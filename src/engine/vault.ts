import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Who somebody is, encrypted under a key of his own; the key is wrapped by the vault's key. Destroying the wrapped key erases him. */
export interface SealedIdentity {
  readonly sealed: Uint8Array
  readonly wrappedKey: Uint8Array
}

const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM: nonce, ciphertext, tag. */
function encrypted(key: Uint8Array, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws when the key is not the one it was encrypted with, or a byte was changed. */
function decrypted(key: Uint8Array, bytes: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)), decipher.final()])
}

export function sealIdentity(vaultKey: Uint8Array, identity: Readonly<Record<string, string>>): SealedIdentity {
  const own = randomBytes(32)
  return { sealed: encrypted(own, Buffer.from(JSON.stringify(identity))), wrappedKey: encrypted(vaultKey, own) }
}

export function openIdentity(
  vaultKey: Uint8Array,
  { sealed, wrappedKey }: SealedIdentity,
): Readonly<Record<string, string>> {
  return JSON.parse(decrypted(decrypted(vaultKey, wrappedKey), sealed).toString('utf8')) as Readonly<
    Record<string, string>
  >
}
