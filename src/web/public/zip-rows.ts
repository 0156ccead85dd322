import { setImmediate } from 'node:timers/promises'
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate'

/**
 * An office file that a library made with one sample row, taken apart at that row. The library answers for the format and the
 * layout, and the rows are written in the sample's place: the library's own tree of 5,000 rows takes some 300 MB.
 */
export interface Template {
  /** The part that holds the rows. Example: 'word/document.xml'. */
  readonly part: string
  readonly head: string
  /** The sample row as the library wrote it. */
  readonly row: string
  readonly tail: string
  /** All other parts, by name. */
  readonly others: ReadonlyMap<string, string>
}

/** Throws TypeError where the part has not exactly one sample row. */
export function templateOf(file: Uint8Array, part: string, sample: RegExp): Template {
  const parts = new Map(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]))
  const whole = parts.get(part) ?? ''
  const [row, ...more] = whole.match(new RegExp(sample, 'gs')) ?? []
  if (row === undefined || more.length > 0) throw new TypeError(`${part} needs exactly one sample row`)
  const at = whole.indexOf(row)
  parts.delete(part)
  return { part, head: whole.slice(0, at), row, tail: whole.slice(at + row.length), others: parts }
}

/** Rows written between two breaths of the event loop: some milliseconds of work. */
const rowsAtOnce = 100

/** One time for all parts of all files: the same data gives the same bytes. */
const madeOn = '1980-01-01T12:00:00'

/** The file with these rows, piece by piece; between the pieces the event loop is free. */
export async function* withRows(template: Template, rows: Iterable<string>): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  const begin = (name: string) => {
    const part = new ZipDeflate(name, { level: 6 })
    part.mtime = madeOn
    zip.add(part)
    return (text: string, isLast: boolean) => part.push(strToU8(text), isLast)
  }
  for (const [name, text] of template.others) begin(name)(text, true)
  const write = begin(template.part)
  write(template.head, false)
  let waiting: string[] = []
  for (const row of rows) {
    waiting.push(row)
    if (waiting.length < rowsAtOnce) continue
    write(waiting.join(''), false)
    waiting = []
    yield* chunks.splice(0)
    await setImmediate()
  }
  write(waiting.join('') + template.tail, true)
  zip.end()
  yield* chunks.splice(0)
}
