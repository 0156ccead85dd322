import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** A folder of ../shared, which lies beside a checkout but not in a clone. */
export interface Vectors {
  readonly path: (...parts: readonly string[]) => string
  readonly text: (...parts: readonly string[]) => string
  readonly bytes: (...parts: readonly string[]) => Uint8Array
  readonly lines: (...parts: readonly string[]) => readonly string[]
  // biome-ignore lint/suspicious/noExplicitAny: JSON of a test vector, whose shape each test states where it reads it.
  readonly json: (...parts: readonly string[]) => any
}

/** Registers tests over a folder of ../shared where it exists; elsewhere says so in one line, and fails under CI=true. */
export function withVectors(folder: string, register: (vectors: Vectors) => void): void {
  const root = join(import.meta.dirname, '../../../shared', folder)
  if (existsSync(root)) {
    describe(`with ../shared/${folder}`, () => register(vectorsIn(root)))
    return
  }
  process.stderr.write(`not run: tests over ../shared/${folder}, which is not beside this checkout\n`)
  test(`../shared/${folder} may be absent only outside CI`, () => {
    expect(process.env.CI).not.toBe('true')
  })
}

function vectorsIn(root: string): Vectors {
  const path = (...parts: readonly string[]) => join(root, ...parts)
  const text = (...parts: readonly string[]) => readFileSync(path(...parts), 'utf8')
  return {
    path,
    text,
    bytes: (...parts) => readFileSync(path(...parts)),
    lines: (...parts) =>
      text(...parts)
        .trimEnd()
        .split('\n'),
    json: (...parts) => JSON.parse(text(...parts)),
  }
}
