import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFaults } from '../derive/lock.ts'
import { loadProgramme } from '../engine/programme.ts'

const programmes = join(import.meta.dirname, '../../programmes')

test.each(readdirSync(programmes))('no declaration that %s binds has changed without its lock', (plan) => {
  const { folder, procedures } = loadProgramme(join(programmes, plan))
  const lock = readFileSync(join(folder, 'procedures.lock'), 'utf8')

  expect(lockFaults(lock, [...procedures.values()])).toEqual([])
})
