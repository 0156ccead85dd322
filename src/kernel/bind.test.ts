import { describe, expect, test } from 'vitest'
import { basesOf, bind, fieldsOf } from './bind.ts'
import type { Declaration, Guard } from './procedure.ts'
import { bindingFor, bound } from './testing/city.ts'
import { lamp } from './testing/lamp.ts'

const binding = bindingFor(lamp)
const guarded = (name: string, change: Partial<Guard>): Declaration => ({
  ...lamp,
  guards: { ...lamp.guards, [name]: { ...(lamp.guards[name] as Guard), ...change } },
})

const faultsOf = (d: Declaration, change: Partial<typeof binding> = {}) => {
  const result = bind(d, { ...binding, ...change })
  return result.ok ? [] : result.faults
}

describe('a procedure', () => {
  const procedure = bound(lamp)

  test('knows the clauses under each basis, and how a rule is named in the log', () => {
    expect(procedure.clausesOf('duty/light')).toEqual(['light'])
    expect(procedure.clausesOf('house/keep')).toEqual([])
    expect(procedure.ruleOf('duty/light')).toBe('anlan-2018@1#light')
    expect(procedure.ruleOf('house/keep')).toBe('house/keep')
  })

  test('rests on a rule of our own where somebody looked and the plan is silent about a duty', () => {
    const result = bind(lamp, { ...binding, duties: { light: [] } })

    expect(result.ok && result.procedure.ruleOf('duty/light')).toBe('house/light')
  })

  test('knows its openings, its tallies, what its fields start with, and its fields', () => {
    expect(procedure.openings).toEqual(['ask'])
    expect(procedure.tallies).toEqual({ verdict: 'asker' })
    expect(procedure.starts).toEqual({ again: 0, lapses: 0 })
    expect(Object.keys(procedure.fields)).toEqual(Object.keys(fieldsOf(lamp)))
  })

  test('knows which guards need an input', () => {
    const readers = Object.values(procedure.guards).filter((guard) => guard.readsForm)

    expect(readers.map((guard) => guard.name)).toEqual(['ahead', 'lit'])
  })

  test('has a version that changes with the declaration, with what the programme binds, and with its limits', () => {
    const versions = [
      procedure.version,
      bound({ ...lamp, retention: { ...lamp.retention, years: 2 } }).version,
      bound(lamp, { 'house/check': '3wd' }).version,
      ...[{ edition: 2 }, { plan: 'other' }, { duties: { light: ['other'] } }].map((change) => {
        const result = bind(lamp, { ...binding, ...change })
        return result.ok ? result.procedure.version : 'unbound'
      }),
    ]

    expect(new Set(versions).size).toBe(6)
    expect(bound(lamp).version).toBe(procedure.version)
    expect(procedure.version).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('does not bind', () => {
  test('while a duty is bound to no clause', () => {
    expect(faultsOf(lamp, { duties: {} })).toEqual(['lamp: duty light is bound to no clause of anlan-2018'])
  })

  test.each<readonly [string, string, Partial<Guard>, string]>([
    ['a guard that does not compile', 'lit', { when: 'form.god = true' }, 'unknown name form.god'],
    ['a guard that is no yes or no', 'lit', { when: '"a"' }, 'lamp: guard lit is not a yes or no'],
    [
      'a guard that asks for a fact it does not read',
      'lit',
      { needs: ['children'] },
      'lamp: guard lit needs children, but does not read it',
    ],
    ['a guard that reads a fact it did not ask for', 'ahead', { needs: [] }, 'unknown name today'],
    [
      'a guard that closes a case nobody was asked about',
      'happy',
      { when: 'tally.verdict.yes = tally.verdict.asked' },
      'also true of none and none',
    ],
    [
      'a guard that takes an empty list for something',
      'fresh',
      { when: 'data.done != null', needs: [] },
      'an empty one is not nothing',
    ],
  ])('%s', (_, name, change, fault) => {
    expect(faultsOf(guarded(name, change)).join('\n')).toContain(fault)
  })

  test('a guard on a transition whose form has not what it reads', () => {
    const fail = { ...lamp.transitions.fail, when: ['lit'] } as Declaration['transitions'][string]

    expect(faultsOf({ ...lamp, transitions: { ...lamp.transitions, fail } })).toEqual([
      'lamp: guard lit reads form.good, which the form of fail does not have',
    ])
  })

  test.each([
    ['data.uni != null', 'unknown name data.uni'],
    ['data.subject', 'law "甲" is not a yes or no'],
  ])('a law that cannot be judged: %s', (always, fault) => {
    const laws = [...lamp.laws, { says: ['甲', 'a'], in: 'sent', always, basis: 'house/a' }] as Declaration['laws']

    expect(faultsOf({ ...lamp, laws }).join('\n')).toContain(fault)
  })
})

describe('a programme’s own limits', () => {
  const limited = (house: typeof binding.house) => bound(lamp, house).declaration.clocks

  test('take the place of ours where they rest on a rule of our own', () => {
    expect(limited({ 'house/check': '3wd' }).check?.limit).toBe('3wd')
    expect(limited({ 'house/check': '3wd' }).answer?.limit).toBe('5wd')
  })

  test.each([
    [{ 'house/check': 'soon' }, 'house rule house/check: soon is not a span (write for example 5wd)'],
    [{ 'house/look': '3wd' }, 'house rule house/look: the limit of lamp wait hangs on a field and cannot be set'],
    [{ 'law/信访工作条例/23': '9wd' }, 'law/信访工作条例/23 is not a rule of our own, so its limit is not ours to set'],
  ])('are refused when they are none: %o', (house, fault) => {
    expect(faultsOf(lamp, { house: house as typeof binding.house })).toContain(fault)
  })
})

test('the bases that a declaration cites are listed once each, in order', () => {
  const bases = basesOf(lamp)

  expect(bases).toEqual([...new Set(bases)].sort())
  expect(bases).toContain('duty/light')
  expect(bases).toContain('house/keep')
})
