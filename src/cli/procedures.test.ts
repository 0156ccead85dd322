import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { proceduresCommand } from './procedures.ts'

const original = join(import.meta.dirname, '../../programmes/jiujiang-2018')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-procedures-'))
  cpSync(original, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

/** `./luoshi procedures …` on a copy of the programme: exit code and what it said. */
async function procedures(...args: readonly string[]) {
  const config = readConfig({ LUOSHI_PROGRAMME: folder })
  if (!config.ok) throw new TypeError(config.faults.join('\n'))
  let [out, err] = ['', '']
  const code = await proceduresCommand(config.config)(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

test('check passes the programme as it stands, and names every procedure with its version', async () => {
  const { code, out, err } = await procedures('check')

  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^responsibility-list {2}[0-9a-f]{16} {2}\d+ states, /m)
})

test('check fails a lock that knows another version, and lock mends it', async () => {
  const path = join(folder, 'procedures.lock')
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^[0-9a-f]{8}/m, '00000000'))

  const before = await procedures('check')
  const written = await procedures('lock')
  const after = await procedures('check')

  expect(before.code).toBe(1)
  expect(before.err).toMatch(/^procedures\.lock: [a-z-]+ is [0-9a-f]{16}…, locked as 00000000/)
  expect([written.code, after.code]).toEqual([0, 0])
})

test('check says how to write a lock that is not there', async () => {
  rmSync(join(folder, 'procedures.lock'))

  const { code, err } = await procedures('check')

  expect(code).toBe(1)
  expect(err).toContain('./luoshi procedures lock')
})

test('a duty that the programme no longer binds is named', async () => {
  const path = join(folder, 'bindings.json')
  const { 'open-channels': _, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  writeFileSync(path, JSON.stringify(rest))

  const { code, err } = await procedures('check')

  expect(code).toBe(1)
  expect(err).toContain('duty open-channels is bound to no clause of jiujiang-2018')
})

test('anything else is told how to ask', async () => {
  expect(await procedures('mend')).toEqual({ code: 2, out: '', err: 'usage: ./luoshi procedures check | lock\n' })
})
