/** The verifiers as a stranger uses them: the script run as a program, and the lines that it shares with the page. */
import { execFile } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Frame } from '../../src/kernel/draw/frame.ts'
import type { Team } from '../../src/kernel/draw/teams.ts'

const here = join(import.meta.dirname, '../../verifier')
const script = join(here, 'verify.mjs')
export const source = readFileSync(script, 'utf8')
export const page = readFileSync(join(here, 'verify.html'), 'utf8')
export const own = (...parts: readonly string[]) => join(here, 'vectors', ...parts)
export const root = mkdtempSync(join(tmpdir(), 'luoshi-verifier-'))
afterAll(() => rmSync(root, { recursive: true }))

/** The lines that both verifiers share. */
export const coreOf = (text: string) =>
  /\/\/ ── core: [\s\S]*\/\/ ── end of core ─+\n/.exec(text)?.[0] ?? 'there is no core'

type Findings = readonly { readonly ok: boolean | null; readonly zh: string; readonly en: string }[]

/** What the tests call in the core. */
interface Core {
  readonly readCanonical: (bytes: Uint8Array, what: string) => unknown
  readonly canonical: (value: unknown) => string
  readonly readTrust: (text: string) => Promise<object>
  readonly checkReceipt: (receipt: Uint8Array, entry: Uint8Array, trust: object) => Promise<Findings>
  readonly checkDraw: (files: ReadonlyMap<string, Uint8Array>) => Promise<Findings>
  readonly table: (frame: Frame, seed: string, units: readonly string[]) => Promise<Places>
  readonly checkTeams: (places: Places, teams: readonly Team[], load: number) => void
  readonly isPossible: (places: Places, load: number) => boolean
  readonly checkReplacements: (bytes: Uint8Array, frame: Frame, result: object) => Promise<void>
}
interface Places {
  readonly most: number
}

const names = [
  'readCanonical',
  'canonical',
  'readTrust',
  'checkReceipt',
  'checkDraw',
  'table',
  'checkTeams',
  'isPossible',
  'checkReplacements',
]
const spki = Buffer.from('302a300506032b6570032100', 'hex')
export const core = new Function('sha256', 'signatureHolds', `${coreOf(source)}\nreturn { ${names.join(', ')} }`)(
  (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    verify(null, message, createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }), signature),
) as Core

export function verifier(...args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err })
    })
  })
}

/** A copy of a folder after somebody has been at it. */
export function tampered(folder: string, change: (copy: string) => void): string {
  const copy = mkdtempSync(join(root, 'copy-'))
  cpSync(folder, copy, { recursive: true })
  change(copy)
  return copy
}

export function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

export const drawNames = readdirSync(own('draw'))
/** The files of the example draw by their names, each a copy of its own. */
export const drawFiles = (): Map<string, Uint8Array> =>
  new Map(drawNames.map((name) => [name, Uint8Array.from(readFileSync(own('draw', name)))]))
