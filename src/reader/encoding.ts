/**
 * The text of bytes in one of the encodings that Chinese files come in: UTF-8 and UTF-16 with or without a mark, GB18030
 * (which includes GBK and GB2312), Big5 where a page declares it. Line ends become single line feeds.
 */
export function decoded(bytes: Uint8Array, declared: string | null = null): string {
  return withLineFeeds(rawText(bytes, declared))
}

function withLineFeeds(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return null
  }
}

const loosely = (bytes: Uint8Array, encoding: string) => new TextDecoder(encoding).decode(bytes)

/** Many zero bytes at even or at odd places: UTF-16 without a mark. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4000)
  let even = 0
  let odd = 0
  sample.forEach((byte, i) => {
    if (byte === 0) i % 2 === 0 ? even++ : odd++
  })
  const many = sample.length / 100
  if (even < many && odd < many) return null
  return odd >= even ? 'utf-16le' : 'utf-16be'
}

function rawText(bytes: Uint8Array, declared: string | null): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return loosely(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return loosely(bytes, 'utf-16be')
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== null && !utf8.includes('\u0000')) return utf8
  const order = utf16Order(bytes)
  if (order) return loosely(bytes, order)
  if (declared === 'big5') return strictly(bytes, 'big5') ?? loosely(bytes, 'gb18030')
  return strictly(bytes, 'gb18030') ?? loosely(bytes, fewerLost(bytes))
}

/** Of two encodings that both lose characters, the one that loses fewer. */
function fewerLost(bytes: Uint8Array): 'utf-8' | 'gb18030' {
  const lost = (encoding: string) => loosely(bytes, encoding).split('\ufffd').length
  return lost('utf-8') <= lost('gb18030') ? 'utf-8' : 'gb18030'
}
