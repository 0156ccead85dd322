import type { Compiled } from '../compiled.ts'
import type { Meta } from '../evidence.ts'

/** A short document of our own with what the compiler must find in it. No real body, place or document is meant. */
export interface Sample {
  /** The sentence that the sample tests. */
  readonly says: string
  readonly text: string
  /** One line a clause, indented by level: 「一、|总体要求」; nothing after the bar for a clause without a heading. */
  readonly tree?: readonly string[]
  readonly meta?: Partial<Meta>
  /** One line a commitment: 「clause number: leads / assists / deadline / targets」, empty parts as 「-」. */
  readonly duties?: readonly string[]
}

export function treeLines(compiled: Compiled): readonly string[] {
  const parts = compiled.clauses.some((clause) => clause.kind === 'part') ? 1 : 0
  return compiled.clauses.map((clause) => {
    const under = clause.kind === 'part' ? 0 : parentIsPart(compiled, clause.parent) ? parts : 0
    return `${'  '.repeat(Math.max(0, clause.level - 1) + under)}${clause.number ?? '§'}|${clause.heading ?? ''}`
  })
}

function parentIsPart(compiled: Compiled, id: string | null): boolean {
  const found = compiled.clauses.find((clause) => clause.id === id)
  return found !== undefined && (found.kind === 'part' || parentIsPart(compiled, found.parent))
}

const or = (text: string) => (text === '' ? '-' : text)

export function dutyLines(compiled: Compiled): readonly string[] {
  return compiled.commitments.map((item) => {
    const number = compiled.clauses.find((clause) => clause.id === item.clause)?.number ?? '-'
    const targets = item.targets.map((target) => `${target.op}${target.value}${target.unit}`).join(' ')
    return `${number}: ${or(item.leads.join('+'))} / ${or(item.assists.join('+'))} / ${or(item.deadline?.norm ?? '')} / ${or(targets)}`
  })
}
