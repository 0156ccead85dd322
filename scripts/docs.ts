/**
 * `./luoshi docs`: writes docs/procedures/, openapi.json, COVERAGE.md and GLOSSARY.md in docs/ from the declarations and the programme.
 * `./luoshi docs --check` only says what is stale, and exits 1 if anything is.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { documents, root } from './docs/all.ts'

const folder = 'docs/procedures'

/** Paths whose file is missing, differs, or belongs to a procedure that is no longer declared. */
export function staleAmong(all: ReadonlyMap<string, string>): readonly string[] {
  const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null)
  const present = existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
    : []
  const changed = [...all].filter(([path, text]) => read(path) !== text).map(([path]) => path)
  return [...changed, ...present.filter((path) => !all.has(path))].sort()
}

export async function main(args: readonly string[]): Promise<void> {
  if (args.some((arg) => arg !== '--check') || args.length > 1) {
    process.stderr.write('usage: ./luoshi docs [--check]\n')
    process.exitCode = 2
    return
  }
  const all = await documents()
  const stale = staleAmong(all)
  if (args[0] === '--check') {
    for (const path of stale) process.stderr.write(`${path} is stale; write it anew with ./luoshi docs\n`)
    process.exitCode = stale.length > 0 ? 1 : 0
    return
  }
  for (const path of stale) {
    const text = all.get(path)
    if (text === undefined) rmSync(join(root, path))
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    process.stdout.write(`${path}\n`)
  }
}
