import { describe, expect, test } from 'vitest'
import { bind } from '../kernel/bind.ts'
import { faultsOfDeclaration } from '../kernel/laws.ts'
import { bindingFor } from '../kernel/testing/city.ts'
import { beginning } from './testing/given.ts'
import { type Mutant, mutantsOf } from './testing/mutants.ts'
import { declarationOf, type Suite, suites } from './testing/suites.ts'

/**
 * Mutants that differ in nothing that can be seen: each with the reason. The second bolt stays in the declaration because a
 * reader should not have to prove what stands here.
 */
const equivalent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'responsibility-list': {},
  'implementing-measure': {},
  'supervised-task': {},
  'routine-inspection': {},
  'random-inspection': {
    'seal-first: also by second': 'both supervisors hold the same office, and who comes first is the first',
  },
  'finding-rectification': {
    'countersign-unjudged: without somebodyToAsk': 'only ask-again leads there, which asked somebody, and nobody is taken off the list',
    'countersign-nobody: without nobodyToAsk': 'the first signature asked the same, and nobody can join between the two',
    'verifier: may have been intake': 'intake acts before the draw only, and nobody is drawn who has acted in the case',
    'verifier: may have been inspector': 'the inspector acts before the draw only, and nobody is drawn who has acted in the case',
    'lookBack: may have been verifier': 'each is drawn among those who have not acted, and neither waits while the other does',
    'lookBack: may have been intake': 'intake acts before the draw only, and nobody is drawn who has acted in the case',
    'lookBack: may have been inspector': 'the inspector acts before the draw only, and nobody is drawn who has acted in the case',
    'clock wait: renewed never': 'its end is a day that is drawn anew each time',
  },
}

/** Found out by the static laws, by binding, or by a scenario. */
function isFoundOut({ declaration }: Mutant, { samples, scenarios }: Suite): boolean {
  if (faultsOfDeclaration(declaration).length > 0) return true
  const result = bind(declaration, bindingFor(declaration))
  if (!result.ok) return true
  const given = beginning(result.procedure, samples)
  return scenarios.some(({ play }) => {
    try {
      play(given)
      return false
    } catch {
      return true
    }
  })
}

describe.each(suites)('$id', (suite) => {
  const mutants = mutantsOf(declarationOf(suite.id))
  const survivors = (kind: readonly Mutant[] = []) => kind.filter((mutant) => !isFoundOut(mutant, suite)).map((mutant) => mutant.name)

  test.each(Object.keys(mutants))('no wrong change to its %s goes unnoticed', (kind) => {
    const harmless = Object.keys(equivalent[suite.id] ?? {})

    expect(survivors(mutants[kind]).filter((name) => !harmless.includes(name))).toEqual([])
  })

  test('every mutant that is called harmless exists and goes unnoticed', () => {
    const harmless = Object.keys(equivalent[suite.id] ?? {})
    const named = Object.values(mutants)
      .flat()
      .filter((mutant) => harmless.includes(mutant.name))

    expect(survivors(named).sort()).toEqual(harmless.sort())
  })

  test('the declaration itself is not found out', () => {
    expect(isFoundOut({ name: 'none', declaration: declarationOf(suite.id) }, suite)).toBe(false)
  })
})
