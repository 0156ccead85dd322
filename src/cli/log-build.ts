import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { startAudit } from '../kernel/log/audit.ts'
import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { openCheckpoint, signCheckpoint } from '../kernel/log/checkpoint.ts'
import { readEntry } from '../kernel/log/entry.ts'
import { hex, sameBytes } from '../kernel/log/hash.ts'
import { formatVkey, parseVkey, readKeyFile, type Signer, signerOf } from '../kernel/log/key.ts'
import { writeLog } from './log-writer.ts'

/** What `log build` is asked for. */
export interface Order {
  /** A file of entries, one a line. */
  readonly entries: string
  /** The folder to write; it may hold the beginning of the same log. */
  readonly out: string
  readonly keyFile: string
  /** The log's name, or null to take it from the key file or from a log.vkey beside it. */
  readonly origin: string | null
}

/** What was built. */
export interface Built {
  readonly size: number
  readonly root: string
  readonly vkey: string
  /** Sentences about entries that were written as they are but that `log verify` will not accept. */
  readonly warnings: readonly string[]
}

/** The name of a log whose key file and caller give none. */
const UNNAMED = 'luoshi.example/log'

/** An earlier checkpoint found in the folder, which the log must still begin with. */
interface Earlier {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
}

/**
 * Builds a log from a file of entries and signs it. Refuses to sign a log that does not begin with what the folder
 * already holds: two checkpoints that contradict each other can never be taken back.
 */
export async function buildLog({ entries: path, out, keyFile, origin }: Order): Promise<Checked<Built>> {
  const entries = entriesIn(await readFile(path))
  if (!entries.ok) return failed(`${path} ${entries.why}`)
  const signer = await signerFrom(keyFile, origin)
  if (!signer.ok) return signer
  const earlier = await earlierIn(out, signer.value)
  if (!earlier.ok) return earlier
  const size = entries.value.length
  const longer = earlier.value.find((one) => one.size > size)
  if (longer) return failed(`${out} was signed at size ${longer.size}: ${size} entries would roll the log back`)
  const audit = startAudit([size, ...earlier.value.map((one) => one.size)])
  const { faults: warnings } = audit.take(entries.value)
  const contradicted = earlier.value.find((one) => !sameBytes(audit.roots.get(one.size) ?? new Uint8Array(), one.root))
  if (contradicted)
    return failed(
      `${out} was signed at size ${contradicted.size} with other entries: building on it would fork the log`,
    )
  const known = new Map(earlier.value.map((one) => [one.size, one.note]))
  const written = await writeLog(out, {
    entries: entries.value,
    partials: 'every-size',
    sizes: [...new Set([...known.keys(), size])].sort((a, b) => a - b),
    noteAt: (at, root) =>
      passed(known.get(at) ?? signCheckpoint({ origin: signer.value.verifier.name, size: at, root }, signer.value)),
  })
  if (!written.ok) return written
  const vkey = formatVkey(signer.value.verifier)
  await writeFile(join(out, 'log.vkey'), `${vkey}\n`)
  return passed({ size, root: hex(audit.roots.get(size) ?? new Uint8Array()), vkey, warnings })
}

function entriesIn(file: Uint8Array): Checked<readonly Uint8Array[]> {
  const entries: Uint8Array[] = []
  for (let from = 0; from < file.length; ) {
    const end = file.indexOf(0x0a, from)
    const line = file.subarray(from, end < 0 ? file.length : end)
    const entry = readEntry(line)
    if (!entry.ok) return failed(`line ${entries.length + 1}: ${entry.why}`)
    entries.push(line)
    from += line.length + 1
  }
  return passed(entries)
}

async function signerFrom(path: string, origin: string | null): Promise<Checked<Signer>> {
  const file = readKeyFile(await readFile(path, 'utf8'))
  if (!file.ok) return failed(`${path}: ${file.why}`)
  const name = origin ?? file.value.origin ?? (await nameBeside(path, file.value.log)) ?? UNNAMED
  return passed(signerOf(name, 'note', file.value.log))
}

/** The name in a log.vkey beside the key file, if it is of the same key. */
async function nameBeside(path: string, seed: Uint8Array): Promise<string | null> {
  const text = await readFile(join(dirname(path), 'log.vkey'), 'utf8').catch(() => '')
  const key = parseVkey(text)
  if (!key.ok) return null
  const { name, id } = key.value
  return signerOf(name, 'note', seed).verifier.id === id ? name : null
}

async function earlierIn(folder: string, { verifier }: Signer): Promise<Checked<readonly Earlier[]>> {
  const names = await readdir(folder).catch(() => [])
  const earlier: Earlier[] = []
  for (const name of names.filter((one) => one.startsWith('checkpoint') && !one.endsWith('.new'))) {
    const note = await readFile(join(folder, name))
    const opened = openCheckpoint(note, [verifier])
    if (!opened.ok) return failed(`${join(folder, name)}: ${opened.why}`)
    earlier.push({ ...opened.value.checkpoint, note: note.toString() })
  }
  return passed(earlier)
}
