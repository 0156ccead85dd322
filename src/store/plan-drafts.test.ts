import { expect, test } from 'vitest'
import { describeOnBothDatabases } from '../../test/support/database.ts'
import { addAccounts } from './accounts.ts'
import { type Database, withClient } from './cluster/database.ts'
import { addPlanDraft, addPlanReview, type PlanReview, planDraftById, planReviews } from './plan-drafts.ts'
import type { Queryable } from './read.ts'

const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [one, other] = [uuid(1), uuid(2)]
const at = new Date('2018-11-14T02:00:00Z')

const account = (id: string) => ({
  id,
  login: id,
  name: id,
  password: null,
  admin: null,
  isDemo: true,
  mustChange: false,
})

type Said = Omit<PlanReview, 'follows'>

function said(id: string, act: PlanReview['act'], person: string): Said {
  const decision = act === 'decide' ? { did: 'confirm' } : null
  return { id, subject: 's1-2', act, person, post: 'p', at, decision, reason: act === 'return' ? '不对' : null }
}

/** A draft of one person, with his decision about one sentence. */
async function onDraft<T>(
  database: Database,
  draft: string,
  work: (db: Queryable, decided: Said) => Promise<T>,
): Promise<T> {
  return withClient(database.as('app'), async (db) => {
    await addAccounts(db, [account(one), account(other)])
    const file = { fileName: '方案.txt', format: 'txt', sha256: '00', content: '正文', person: one, post: 'p', at }
    await addPlanDraft(db, 'r', { id: draft, ...file })
    const decided = said(draft.replace('01900000', '018fffff'), 'decide', one)
    await addPlanReview(db, 'r', draft, decided, null)
    return work(db, decided)
  })
}

describeOnBothDatabases('what was said about a plan', (database) => {
  test('is countersigned by another person, and by the table itself never by the same', async () => {
    await onDraft(database(), uuid(10), async (db, decided) => {
      await expect(addPlanReview(db, 'r', uuid(10), said(uuid(11), 'agree', one), decided)).rejects.toThrow(/check/)
      await expect(
        addPlanReview(db, 'r', uuid(10), said(uuid(12), 'agree', one), { ...decided, person: other }),
      ).rejects.toThrow(/foreign key/)
      expect(await addPlanReview(db, 'r', uuid(10), said(uuid(13), 'agree', other), decided)).toBe(true)
    })
  })

  test('is followed by one word only: whoever comes second is told', async () => {
    await onDraft(database(), uuid(20), async (db, decided) => {
      const words = [
        await addPlanReview(db, 'r', uuid(20), said(uuid(21), 'return', other), decided),
        await addPlanReview(db, 'r', uuid(20), said(uuid(22), 'agree', other), decided),
        await addPlanReview(db, 'r', uuid(20), said(uuid(23), 'decide', other), null),
      ]

      expect(words).toEqual([true, false, false])
      expect((await planReviews(db, 'r', [uuid(20)])).get(uuid(20))?.map(({ act }) => act)).toEqual([
        'decide',
        'return',
      ])
    })
  })

  test('is never changed and never taken back, and an address that is no id finds nothing', async () => {
    await onDraft(database(), uuid(30), async (db) => {
      await expect(db.query("update plan_review set reason = 'x'")).rejects.toThrow(/permission denied/)
      await expect(db.query('delete from plan_review')).rejects.toThrow(/permission denied/)
      await expect(db.query("update plan_draft set content = 'x'")).rejects.toThrow(/permission denied/)
      expect([await planDraftById(db, 'r', 'x'), await planDraftById(db, 'other', uuid(30))]).toEqual([null, null])
    })
  })
})
