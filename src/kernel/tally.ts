import type { Procedure } from './bind.ts'
import type { Case } from './case.ts'
import type { JsonRecord } from './text.ts'

/**
 * What guards read of each tally: how many persons were asked, how many answered, and how many gave each answer. Nobody
 * asked is zero of zero, which no guard may take for everybody (duty/two-gates).
 */
export function tallyCounts(p: Procedure, c: Case): JsonRecord {
  const counts: Record<string, JsonRecord> = {}
  for (const [name, party] of Object.entries(p.tallies)) {
    const holder = c.holders[party]
    const asked = holder && 'tokens' in holder ? holder.tokens.length : 0
    const answers = Object.values(c.tallies[name] ?? {})
    const field = p.fields[name]
    const options = field?.kind === 'choice' ? Object.keys(field.options) : []
    counts[name] = {
      asked,
      answered: answers.length,
      ...Object.fromEntries(options.map((option) => [option, answers.filter((answer) => answer === option).length])),
    }
  }
  return counts
}
