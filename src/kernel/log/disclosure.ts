import { canonical, type Json } from './canonical.ts'
import { type Checked, failed, passed } from './checked.ts'
import type { Entry } from './entry.ts'
import { sha256 } from './hash.ts'

/** One concealed field: the text its holder keeps, and the digest that stands in the entry (RFC 9901). */
export interface Disclosure {
  readonly name: string
  /** base64url of the JSON array [salt, name, value]. Erasing a field means deleting this text. */
  readonly text: string
  /** base64url of SHA-256(text): 43 characters. */
  readonly digest: string
}

/** The concealed fields of one entry: what their holder keeps, and the digests for the entry's `_sd`. */
export interface Concealed {
  readonly disclosures: readonly Disclosure[]
  readonly sd: readonly string[]
}

/** Random bytes of a salt (RFC 9901 §4.2.1 recommends 128 bits). */
const SALT_BYTES = 16

/** `_sd` is filled with decoys to the next multiple of this, at least one, so that it never tells how many fields there are. */
const SD_MULTIPLE = 4

/** Names that RFC 9901 keeps for itself. */
const RESERVED = new Set(['_sd', '_sd_alg', '...'])

/**
 * The fields of an entry that only their holders may read, as salted digests among decoys, in an order that tells
 * nothing. `random(n)` must give n bytes of a cryptographic generator. Throws TypeError for a value outside the
 * canonical profile or a reserved name. Example: { phone: '…' } → one disclosure and four digests.
 */
export function disclosuresOf(
  fields: { readonly [name: string]: Json },
  random: (bytes: number) => Uint8Array,
): Concealed {
  const disclosures = Object.entries(fields).map(([name, value]) => disclosureOf(name, value, random(SALT_BYTES)))
  if (disclosures.length === 0) return { disclosures, sd: [] }
  const decoys = SD_MULTIPLE - (disclosures.length % SD_MULTIPLE)
  const digests = disclosures.map((disclosure) => disclosure.digest)
  for (let i = 0; i < decoys; i++) digests.push(base64url(sha256(random(32))))
  return { disclosures, sd: digests.sort() }
}

function disclosureOf(name: string, value: Json, salt: Uint8Array): Disclosure {
  if (RESERVED.has(name)) throw new TypeError(`a concealed field cannot be called ${name}`)
  const text = base64url(Buffer.from(canonical([base64url(salt), name, value])))
  return { name, text, digest: digestOf(text) }
}

/** The digest of a disclosure: base64url of the SHA-256 of its ASCII text. */
export function digestOf(disclosure: string): string {
  return base64url(sha256(disclosure))
}

/**
 * The fields that disclosures open in an entry. Each must be one of the entry's `_sd` digests and open a name that
 * nothing else has: a text that the entry did not commit to is refused, not ignored.
 */
export function disclosed(entry: Entry, disclosures: readonly string[]): Checked<ReadonlyMap<string, Json>> {
  const committed = new Set(Array.isArray(entry._sd) ? entry._sd : [])
  const fields = new Map<string, Json>()
  for (const [i, text] of disclosures.entries()) {
    if (!committed.delete(digestOf(text))) return failed(`disclosure ${i}: its digest is not in this entry`)
    const opened = opening(text)
    if (!opened) return failed(`disclosure ${i}: not base64url of [salt, name, value]`)
    if (RESERVED.has(opened.name) || Object.hasOwn(entry, opened.name) || fields.has(opened.name))
      return failed(`disclosure ${i}: the name ${JSON.stringify(opened.name)} is already taken`)
    fields.set(opened.name, opened.value)
  }
  return passed(fields)
}

function opening(text: string): { readonly name: string; readonly value: Json } | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url', lastChunkHandling: 'loose' })
    const array: Json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!Array.isArray(array) || array.length !== 3) return null
    const [salt, name, value] = array as readonly Json[]
    return typeof salt === 'string' && typeof name === 'string' && value !== undefined ? { name, value } : null
  } catch {
    return null
  }
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}
