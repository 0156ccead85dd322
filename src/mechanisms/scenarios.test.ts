import { describe, test } from 'vitest'
import { bound } from '../kernel/testing/city.ts'
import { beginning } from './testing/given.ts'
import { declarationOf, suites } from './testing/suites.ts'

describe.each(suites)('$id', ({ id, samples, scenarios }) => {
  const procedure = bound(declarationOf(id))

  test.each(scenarios)('$title', ({ play }) => {
    play(beginning(procedure, samples))
  })
})
