import { type Change, ended, handedOver, renamed } from '../../engine/register-change.ts'
import type { Org } from '../../kernel/org.ts'
import type { Result } from '../../kernel/result.ts'
import type { Account } from '../../store/accounts.ts'
import { flagged } from '../story/org-file.ts'
import type { RegisterChange } from './book.ts'

/** A change as the register takes it, and how the audit administrator reads of it. */
export interface RegisterAct {
  readonly act: string
  readonly about: object
  readonly change: Result<Change>
}

/** The change of the story, or null where it was made before, or there is nobody to make it with. */
export function registerChange(org: Org, change: RegisterChange, person: Account | null): RegisterAct | null {
  if ('post' in change) {
    const { post, on } = change
    const isDone = org.data.holdings.some((one) => one.post === post && one.from === on)
    if (isDone || person === null) return null
    const { id, admin } = person
    return {
      act: 'hand-over',
      about: { post, person: id, from: on },
      change: handedOver(org, post, id, admin !== null, on),
    }
  }
  const unit = org.unit(change.unit)
  if ('successor' in change) {
    if (unit?.ended !== undefined) return null
    const { on, successor } = change
    return { act: 'end', about: { unit: change.unit, on, successor }, change: ended(org, change.unit, on, successor) }
  }
  if (unit?.names.some(({ from }) => from === change.on)) return null
  const [zh, en] = flagged(change.zh, change.en)
  const about = { unit: change.unit, zh, en, from: change.on, document: change.document }
  return { act: 'rename', about, change: renamed(org, change.unit, about) }
}
