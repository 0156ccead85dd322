/**
 * The bytes of standard base64, or null. Exactly one text stands for each sequence of bytes: padding is required, its
 * unused bits are zero, and no white space is skipped, so that no byte of a signed file can be changed unnoticed.
 */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  try {
    return Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' })
  } catch {
    return null
  }
}

/** Standard base64 with padding. */
export const toBase64 = (bytes: Uint8Array): string => bytes.toBase64()

/** The number that plain decimal digits stand for: no sign, no leading zero, at most 2^53−1; else null. */
export function fromDecimal(text: string): number | null {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return null
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : null
}

/** The text that bytes hold, or null when they are not UTF-8. A byte order mark is kept, so that it is seen. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
