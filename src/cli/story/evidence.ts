import { crc32, deflateSync } from 'node:zlib'
import { sha256, sha256Hex } from '../../kernel/log/hash.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'

/** Names of files that stand for evidence in an input, or null where the value is something else. */
export function evidenceNames(value: Json | undefined): readonly string[] | null {
  if (typeof value !== 'object' || value === null || !('$evidence' in value)) return null
  const names = value.$evidence
  return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : []
}

/** The input with each `$evidence` replaced by what `stored` answers for its names, one after another. */
export async function withEvidence(
  input: JsonRecord,
  stored: (names: readonly string[]) => Promise<Json> | Json,
): Promise<JsonRecord> {
  const given: [string, Json][] = []
  for (const [field, value] of Object.entries(input)) {
    const names = evidenceNames(value)
    given.push([field, names === null ? value : await stored(names)])
  }
  return Object.fromEntries(given)
}

/** Pixels: large enough to be seen as a picture, small enough to cost nothing. */
const width = 160
const height = 120

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, check])
}

/** Sixteen grey bands, as high as the bytes of the name's hash say: plainly no photograph, and another for every name. */
function picture(name: string): Buffer {
  const bands = sha256(`luoshi-demo/picture\n${name}`).subarray(0, 16)
  const row = (y: number) =>
    Buffer.from([
      0,
      ...Array.from({ length: width }, (_, x) => (y * 2 > (bands[Math.floor(x / 10)] ?? 0) ? 0xb8 : 0xe6)),
    ])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Title\0${sha256Hex(name)}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/**
 * An invented file: the same bytes for the same place in the story, other bytes for any other. A name that ends in `.png`
 * gives a picture, any other a short text.
 */
export function evidenceFile(place: string, name: string): Buffer {
  if (name.endsWith('.png')) return picture(`${place}/${name}`)
  return Buffer.from(`演示证据，内容为虚构。\n${name}\n${place}\n`, 'utf8')
}
