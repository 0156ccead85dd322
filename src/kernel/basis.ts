/**
 * The authority for a step: an article of a law (`law/行政许可法/32`), a duty that the programme binds to a clause of its
 * plan (`duty/two-gates`), or a rule of our own where both are silent (`house/feedback-limit`).
 */
export type Basis = `law/${string}/${string}` | `duty/${string}` | `house/${string}`

/** A clause or sentence of a plan, by its slug. Example: 'S5.2' or 'S5.2.s1'. */
export type ClauseSlug = string

/**
 * Which clauses of one plan a duty stands on. Read from `programmes/<plan>/bindings.json`. An empty list says that somebody looked
 * and the plan is silent: then the rule is our own (docs/decisions/0098). A duty that is missing keeps the programme from loading.
 */
export type Bindings = Readonly<Record<string, readonly ClauseSlug[]>>

/** `duty/two-gates` → `two-gates`; null for a law or a house rule. */
export function dutyOf(basis: Basis): string | null {
  return basis.startsWith('duty/') ? basis.slice('duty/'.length) : null
}
