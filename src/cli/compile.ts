import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { akomaNtoso } from '../compiler/akoma-ntoso.ts'
import { compareEditions } from '../compiler/compare.ts'
import { comparisonOutline } from '../compiler/compare-outline.ts'
import { type Compiled, type CompileOptions, compile } from '../compiler/compile.ts'
import { markdown } from '../compiler/markdown.ts'
import { outline } from '../compiler/outline.ts'
import { readDocument, readTextFile } from '../reader/read.ts'
import type { ReadResult } from '../reader/unreadable.ts'
import type { Command, Terminal } from './command.ts'
import { nationalWorkingDays } from './compile-calendar.ts'
import { readRegister } from './compile-register.ts'

const usage = `usage: ./luoshi compile FILE [--json] [--explain] [--format FORMAT] [--register REGISTER.json]
       ./luoshi compile NEW --against OLD [--json]
       ./luoshi compile --batch DIR OUT
formats: outline, json, markdown, akn (Akoma Ntoso 3.0, namespace of the OASIS schema), akn-standard (of the OASIS Standard)
`

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`

/** Each form that one document can be printed in. */
const formats = {
  outline: (compiled: Compiled, explain: boolean) => outline(compiled, { explain }),
  json: (compiled: Compiled) => json(compiled),
  markdown: (compiled: Compiled) => markdown(compiled),
  akn: (compiled: Compiled) => akomaNtoso(compiled),
  'akn-standard': (compiled: Compiled) => akomaNtoso(compiled, 'standard'),
} as const

type Format = keyof typeof formats

const isFormat = (name: string): name is Format => Object.hasOwn(formats, name)

function refused(read: ReadResult & { readonly ok: false }, terminal: Terminal, name = ''): number {
  terminal.err(`luoshi compile: ${name}${read.says[0]} (${read.says[1]})\n`)
  return 2
}

async function one(
  path: string,
  format: Format,
  explain: boolean,
  options: CompileOptions,
  terminal: Terminal,
): Promise<number> {
  const read = await readDocument(path)
  if (!read.ok) return refused(read, terminal)
  terminal.out(formats[format](compile(read.text, options), explain))
  return 0
}

/** The new edition against the old one. */
async function against(newer: string, older: string, asJson: boolean, terminal: Terminal): Promise<number> {
  const [old, now] = [await readDocument(older), await readDocument(newer)]
  if (!old.ok) return refused(old, terminal, `${older}: `)
  if (!now.ok) return refused(now, terminal, `${newer}: `)
  const options = { workingDay: nationalWorkingDays() }
  const comparison = compareEditions(compile(old.text, options), compile(now.text, options))
  terminal.out(asJson ? json(comparison) : comparisonOutline(comparison))
  return 0
}

/** Every `DIR/<id>/source.txt` → `OUT/<id>.json`. */
async function batch(from: string, to: string, terminal: Terminal): Promise<number> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => null)
  if (!entries) {
    terminal.err(`luoshi compile: there is no folder ${from}\n`)
    return 2
  }
  await mkdir(to, { recursive: true })
  const options = { workingDay: nationalWorkingDays() }
  let failed = 0
  for (const entry of entries.filter((found) => found.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const read = await readTextFile(join(from, entry.name, 'source.txt'))
    if (!read.ok) {
      refused(read, terminal, `${entry.name}: `)
      failed++
      continue
    }
    await writeFile(join(to, `${entry.name}.json`), json(compile(read.text, options)))
  }
  return failed === 0 ? 0 : 2
}

const flags = {
  json: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
  batch: { type: 'boolean', default: false },
  format: { type: 'string' },
  against: { type: 'string' },
  register: { type: 'string' },
} as const

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true })
  } catch {
    return null
  }
}

/** Compiles plan documents; works without a database. Exit code 2 for a file that cannot be read. */
export const compileCommand: Command = async (args, terminal) => {
  const found = parsed(args)
  const [first, second, ...more] = found?.positionals ?? []
  const format = found?.values.format ?? (found?.values.json ? 'json' : 'outline')
  if (!found || !first || more.length > 0 || !isFormat(format) || (second !== undefined) !== found.values.batch) {
    terminal.err(usage)
    return 2
  }
  const { values } = found
  if (second !== undefined) return batch(first, second, terminal)
  if (values.against !== undefined) return against(first, values.against, format === 'json', terminal)
  const register = values.register === undefined ? null : await readRegister(values.register)
  if (register && !register.ok) {
    terminal.err(`luoshi compile: ${register.says}\n`)
    return 2
  }
  return one(first, format, values.explain, { ...register?.options, workingDay: nationalWorkingDays() }, terminal)
}
