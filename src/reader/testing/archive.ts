import { crc32, deflateRawSync } from 'node:zlib'

/** A file to put into an archive. */
export interface Packed {
  readonly name: string
  readonly content: string | Uint8Array
  /** Sets the flag of an encrypted entry without encrypting anything. */
  readonly isEncrypted?: boolean
}

function header(signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const buffer = Buffer.alloc(4 + fields.reduce((sum, [bytes]) => sum + bytes, 0))
  buffer.writeUInt32LE(signature, 0)
  let at = 4
  for (const [bytes, value] of fields) {
    if (bytes === 2) buffer.writeUInt16LE(value, at)
    else buffer.writeUInt32LE(value, at)
    at += bytes
  }
  return buffer
}

/** A deflated ZIP archive (APPNOTE 6.3.3), enough for the formats of office documents. */
export function archive(files: readonly Packed[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, isEncrypted } of files) {
    const raw = Buffer.from(typeof content === 'string' ? Buffer.from(content) : content)
    const packed = deflateRawSync(raw)
    const title = Buffer.from(name)
    const flags = isEncrypted ? 0x0801 : 0x0800
    const common = [
      [2, 20],
      [2, flags],
      [2, 8],
      [2, 0],
      [2, 0],
      [4, crc32(raw)],
      [4, packed.length],
      [4, raw.length],
      [2, title.length],
      [2, 0],
    ] as const
    const local = Buffer.concat([header(0x04034b50, common), title, packed])
    directory.push(
      Buffer.concat([header(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), title]),
    )
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, central.length],
    [4, offset],
    [2, 0],
  ])
  return Buffer.concat([...parts, central, end])
}
