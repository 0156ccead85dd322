import { describe, expect, test } from 'vitest'
import { bound } from '../kernel/testing/city.ts'
import { lamp } from '../kernel/testing/lamp.ts'
import { declarations } from '../mechanisms/all.ts'
import { lockFaults, lockOf } from './lock.ts'

const procedures = declarations.map((declaration) => bound(declaration))

describe('the lock of a programme', () => {
  const lock = lockOf(procedures)

  test('agrees with the procedures that it was written from, whatever their order', () => {
    expect(lockFaults(lock, procedures)).toEqual([])
    expect(lockOf([...procedures].reverse())).toBe(lock)
  })

  test('is at odds with a declaration in which one word has changed', () => {
    const [first, ...rest] = declarations
    const title = ['改了', 'changed'] as const
    const changed = [{ ...first, title } as (typeof declarations)[number], ...rest].map((d) => bound(d))

    expect(lockFaults(lock, changed)).toEqual([
      expect.stringMatching(/^responsibility-list is [0-9a-f]{16}…, locked as [0-9a-f]{16}…$/),
    ])
  })

  test('is at odds with a house limit that the programme has set otherwise', () => {
    const [first] = declarations
    const other = first && bound(first, { 'house/item-draft-limit': '19wd' })

    expect(lockFaults(lock, [...(other ? [other] : []), ...procedures.slice(1)])).toHaveLength(1)
  })

  test('misses a procedure that is new, and knows one that is gone', () => {
    expect(lockFaults(lock, [...procedures, bound(lamp)])).toEqual(['lamp is not in the lock'])
    expect(lockFaults(lock, procedures.slice(1))).toEqual(['responsibility-list is locked and not declared'])
  })

  test('that somebody has damaged says which line', () => {
    expect(lockFaults(`${lock}nonsense\n`, procedures)).toContain('"nonsense" is not a line of a lock')
  })
})
