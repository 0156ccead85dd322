import type pg from 'pg'
import { addAccounts } from '../../store/accounts.ts'
import { addHoldings, saveOrg } from '../../store/people.ts'
import type { Demo } from './demo.ts'

/**
 * Registers the organisation and its people, each with the same password (its hash, or null for nobody to log in). Done
 * again it changes nothing. The engine must read the register again afterwards.
 */
export async function registerPeople(
  db: pg.Pool,
  region: string,
  demo: Pick<Demo, 'org' | 'people'>,
  password: string | null,
): Promise<void> {
  const { units, posts, holdings } = demo.org
  await addAccounts(
    db,
    demo.people.map((person) => ({ ...person, password, isDemo: true, mustChange: false })),
  )
  await saveOrg(db, region, units, posts)
  await addHoldings(db, region, holdings)
}
