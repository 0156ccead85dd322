import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { entryBytes } from '../../src/kernel/log/entry.ts'
import { hex, leafHash, sha256 } from '../../src/kernel/log/hash.ts'
import { formatVkey, signerOf } from '../../src/kernel/log/key.ts'
import { luoshiLog } from './log.ts'

export const origin = 'luoshi.example/log/cli'
export const seed = sha256('the log of the command line tests')
export const log = signerOf(origin, 'note', seed)
export const witness = signerOf('luoshi.example/witness/cli', 'witness', sha256('its witness'))

/** Entries of three interleaved cases, as many as asked for. */
export function entriesOf(count: number, changed = -1): string[] {
  const last = new Map<number, { seq: number; prev: string | null }>()
  return Array.from({ length: count }, (_, i) => {
    const { seq, prev } = last.get(i % 3) ?? { seq: 0, prev: null }
    const bytes = entryBytes({
      type: 'case.transition',
      at: '2026-09-01T00:00:42.156Z',
      link: { case: `c-${i % 3}`, seq, prev },
      actor: 'post-7',
      rule: 'demo-2026@1#S1.1',
      body: { number: i === changed ? -1 : i },
    })
    last.set(i % 3, { seq: seq + 1, prev: hex(leafHash(bytes)) })
    return Buffer.from(bytes).toString()
  })
}

export const root = mkdtempSync(join(tmpdir(), 'luoshi-log-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
/** A file with this text in a folder of its own. */
export function file(name: string, text: string): string {
  const folder = mkdtempSync(join(root, `${folders++}-`))
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

export const keyFile = file('KEYS.json', JSON.stringify({ log: hex(seed), origin }))
export const vkey = file('log.vkey', `${formatVkey(log.verifier)}\n`)
export const ndjson = (lines: readonly string[]) => file('entries.ndjson', `${lines.join('\n')}\n`)

/** A folder that is not there yet. */
export const nowhere = (): string => join(mkdtempSync(join(root, 'log-')), 'out')

/** A folder with a log of 600 entries, published when it had 300 and again at 600. */
export async function published(): Promise<string> {
  const out = join(mkdtempSync(join(root, 'log-')), 'out')
  await luoshiLog('build', ndjson(entriesOf(300)), out, '--key', keyFile)
  await luoshiLog('build', ndjson(entriesOf(600)), out, '--key', keyFile)
  return out
}

export const verify = (place: string, ...more: readonly string[]) => luoshiLog('verify', place, '--vkey', vkey, ...more)

/** The same folder after somebody has been at it. */
export async function tampered(change: (folder: string) => void): Promise<string> {
  const folder = await published()
  change(folder)
  return folder
}

export function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}
