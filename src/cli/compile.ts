import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Compiled, compile } from '../compiler/compile.ts'
import { outline } from '../compiler/outline.ts'
import { readDocument, readTextFile } from '../reader/read.ts'
import type { Command, Terminal } from './command.ts'

const usage = `usage: ./luoshi compile FILE [--json] [--explain]
       ./luoshi compile --batch DIR OUT
`

async function one(path: string, flags: ReadonlySet<string>, terminal: Terminal): Promise<number> {
  const read = await readDocument(path)
  if (!read.ok) {
    terminal.err(`luoshi compile: ${read.says[0]} (${read.says[1]})\n`)
    return 2
  }
  const compiled = compile(read.text)
  terminal.out(
    flags.has('--json')
      ? `${JSON.stringify(compiled, null, 1)}\n`
      : outline(compiled, { explain: flags.has('--explain') }),
  )
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
  let failed = 0
  for (const entry of entries.filter((found) => found.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const read = await readTextFile(join(from, entry.name, 'source.txt'))
    if (!read.ok) {
      terminal.err(`luoshi compile: ${entry.name}: ${read.says[0]} (${read.says[1]})\n`)
      failed++
      continue
    }
    const compiled: Compiled = compile(read.text)
    await writeFile(join(to, `${entry.name}.json`), `${JSON.stringify(compiled, null, 1)}\n`)
  }
  return failed === 0 ? 0 : 2
}

/** Compiles plan documents; works without a database. Exit code 2 for a file that cannot be read. */
export const compileCommand: Command = async (args, terminal) => {
  const flags = new Set(args.filter((arg) => arg.startsWith('--')))
  const paths = args.filter((arg) => !arg.startsWith('--'))
  const unknown = [...flags].filter((flag) => !['--json', '--explain', '--batch'].includes(flag))
  const [first, second] = paths
  if (unknown.length > 0 || !first) {
    terminal.err(usage)
    return 2
  }
  if (!flags.has('--batch')) return one(first, flags, terminal)
  if (second) return batch(first, second, terminal)
  terminal.err(usage)
  return 2
}
