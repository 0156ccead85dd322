import type { ReactNode } from 'react'
import { type Duty, duties } from '../../mechanisms/duties.ts'
import { dutyGround } from './basis.ts'
import type { Visit } from './visit.ts'

/** The clause on which a duty stands, as a link; that it is a rule of ours where the plan is silent. */
export function DutyGround({ visit, duty }: { readonly visit: Visit; readonly duty: Duty }): ReactNode {
  const { label, href } = dutyGround(visit, duty)
  return href === undefined ? <span>{label}</span> : <a href={href}>{label}</a>
}

/** The two 不放过 as this plan has them: in quotation marks only where it says both. */
export function twoGatesWords({ programme }: Pick<Visit, 'programme'>): readonly [first: string, second: string] {
  const names = ['rectified-or-not-let-go', 'satisfied-or-not-let-go'] as const
  const isQuoted = names.every((duty) => programme.binding.duties[duty]?.length)
  const [first, second] = [`${duties[names[0]][0]}，`, duties[names[1]][0]]
  return isQuoted ? [`“${first}`, `${second}”`] : [first, second]
}
