/** Whoever works at the desk of the portal of the tests: the people of Anlan, a secretary-general, three administrators. */
import { openAccess } from '../../src/engine/access.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { orgData, region } from '../../src/kernel/testing/city.ts'
import { type Admin, addAccounts } from '../../src/store/accounts.ts'
import { addHoldings, saveOrg } from '../../src/store/people.ts'
import { personId } from './engine.ts'

export interface DeskPeople {
  /** The secret of a new session of somebody, by the name of his account. Example: 'p-mayor', 'system-admin'. */
  readonly enter: (name: string) => Promise<string>
}

const admins = ['system', 'security', 'audit'] as const

/** Adds their accounts, all of them of the demo. */
export async function addDeskPeople(engine: Engine): Promise<DeskPeople> {
  const account = (name: string, admin: Admin | null) => ({
    id: personId(name),
    login: name,
    name,
    password: null,
    admin,
    isDemo: true,
    mustChange: false,
  })
  const people = new Set(orgData.holdings.map(({ person }) => person))
  await addAccounts(engine.db, [
    ...[...people, 'p-secretary'].map((name) => account(name, null)),
    ...admins.map((admin) => account(`${admin}-admin`, admin)),
  ])
  const always = { from: '2018-01-01', to: null }
  const title = ['秘书长', 'secretary-general'] as const
  await saveOrg(
    engine.db,
    region,
    [],
    [{ id: 'secretary', unit: 'gov', title, roles: ['secretaryGeneral'], ...always }],
  )
  await addHoldings(engine.db, region, [{ post: 'secretary', person: personId('p-secretary'), ...always }])
  await engine.refreshOrg()
  const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
  return {
    enter: async (name) => {
      const secret = await access.enterDemo(personId(name), 'HeadlessChrome/1 (Linux) Chrome/1')
      if (secret === null) throw new RangeError(`nobody is called ${name}`)
      return secret
    },
  }
}
