import type { Actor } from '../kernel/case.ts'
import { type Result, refuse } from '../kernel/result.ts'
import { type Account, addAdminEvent } from '../store/accounts.ts'
import { addHoldings, saveOrg } from '../store/people.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Access } from './access.ts'
import type { Engine } from './engine.ts'
import { uuidv7 } from './random.ts'
import type { Change } from './register-change.ts'

/** Who changes the register: the system administrator, or the secretary-general for whose house it is. */
export function mayChangeRegister(account: Account, actor: Actor | null): boolean {
  return account.admin === 'system' || (actor?.kind === 'post' && actor.roles.includes('secretaryGeneral'))
}

interface By {
  readonly account: Account
  readonly actor: Actor | null
}

/**
 * Writes one change of units, posts and holders with the row that says who made it, as one; then the engine reads the
 * register again, so that the next move is judged by it.
 */
export async function changeRegister(
  engine: Pick<Engine, 'db' | 'programme' | 'refreshOrg'>,
  access: Pick<Access, 'forget'>,
  by: By,
  act: string,
  about: object,
  change: Result<Change>,
): Promise<Result<Change>> {
  if (!mayChangeRegister(by.account, by.actor)) {
    return refuse({
      code: 'not-your-part',
      says: [
        '单位、岗位和任免由系统管理员或秘书长办理',
        'Units, posts and holders are changed by the system administrator or the secretary-general',
      ],
      basis: 'house/three-administrators',
    })
  }
  if (!change.ok) return change
  const { region } = engine.programme
  const { units, posts, holdings } = change.value
  await inTransaction(engine.db, async (db) => {
    await saveOrg(db, region, units, posts)
    await addHoldings(db, region, holdings)
    await addAdminEvent(db, region, uuidv7(Date.now()), by.account.id, act, about)
  })
  access.forget()
  await engine.refreshOrg()
  return change
}
