import type { Basis } from '../kernel/basis.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import { deleteDisclosures, disclosedSeqs, lockCase, rewriteCase } from '../store/erase.ts'
import { decideErasure, lockErasureRequest, markErased } from '../store/erasure.ts'
import { leafIndexes } from '../store/log.ts'
import { eventsOf, type Queryable } from '../store/read.ts'
import { inTransaction } from '../store/transaction.ts'
import { foldedCase } from './case-write.ts'
import type { Engine } from './engine.ts'
import { regionOf } from './order.ts'
import { state } from './statement.ts'
import { searchOf } from './words.ts'

/** An order to erase what somebody wrote. Who may give it is for the caller to judge; the log says who did. */
export interface Erasure {
  readonly no: string
  /** Names of concealed fields: free text and personal data. */
  readonly fields: readonly string[]
  /** The law that demands it. Example: 'law/个人信息保护法/47'. */
  readonly basis: Basis
  /** The post that decided. */
  readonly authority: string
  /** Which of the cases of the law it is; told in the log where given. Example: 'consent-withdrawn'. */
  readonly ground?: string
  /** The request that is hereby granted, and by which person; it is decided in the same transaction. */
  readonly request?: { readonly id: string; readonly by: string }
}

export interface Erased {
  /** Entries of the log whose concealed fields nobody can open any more, except who kept his own receipt. */
  readonly indexes: readonly number[]
  readonly fields: readonly string[]
}

const nothing = refuse({
  code: 'not-found',
  says: [
    '没有可以删除的内容：只有加盐封存的字段能删除，公开日志里明示的状态、日期、单位不能删除',
    'There is nothing to erase: only concealed fields can be erased, never states, dates and units that the log shows',
  ],
})

const decided = refuse({
  code: 'not-found',
  says: [
    '没有这份申请，或者它已经定过，或者是您自己提的',
    'There is no such request, or it was decided, or it is your own',
  ],
})

const tooEarly = refuse({
  code: 'condition-not-met',
  says: [
    '这一件刚有新的一步，还没有封存，请过几秒再试',
    'The case has just moved and is not sealed yet; try again in a few seconds',
  ],
})

/**
 * Erases concealed fields of a case: their salts and values go, the digests in the log stay and open for nobody. The entry,
 * its proofs and all other fields are as before. That something was erased, by whom and on what ground, is an entry of its
 * own (`privacy.erased`) in the same transaction. Files of evidence and backups are not touched (docs/FORMAT.md §1).
 */
export async function eraseFields(engine: Engine, erasure: Erasure): Promise<Result<Erased>> {
  const { db } = engine
  const erased = await inTransaction(db, (session) => erase(engine, session, erasure))
  engine.forget(erasure.no)
  if (!erased.ok) return erased
  // A batch that had read the case before may have written it back since: what it wrote is corrected when it is done.
  await engine.settled()
  await inTransaction(db, (session) => refold(engine, session, erasure.no))
  engine.forget(erasure.no)
  return erased
}

async function erase(engine: Engine, db: Queryable, erasure: Erasure): Promise<Result<Erased>> {
  const { programme } = engine
  const { no, fields, basis, authority, ground, request } = erasure
  const region = regionOf(no, programme.region)
  const stored = region === null ? null : await lockCase(db, region, no)
  if (!stored) return nothing
  const c = stored.case
  if (request && !(await lockErasureRequest(db, c.region, request.id, c.id, request.by))) return decided
  const seqs = await disclosedSeqs(db, c.region, c.id, fields)
  if (seqs.length === 0) return nothing
  const known = await leafIndexes(db, c.region, c.id)
  const indexes = seqs.flatMap((seq) => known.get(seq) ?? [])
  if (indexes.length < seqs.length) return tooEarly
  const statement = await state(db, programme, engine.clock.now(), {
    type: 'privacy.erased',
    body: { indexes, fields: [...fields].sort(), authority, ...(ground !== undefined && { ground }) },
    rule: basis,
  })
  await markErased(db, c.region, c.id, fields, statement)
  await deleteDisclosures(db, c.region, c.id, fields)
  await refold(engine, db, no)
  if (request) await decideErasure(db, c.region, request.id, request.by, { statement })
  return accept({ indexes, fields })
}

/** Makes the row say what its events still say. */
async function refold(engine: Engine, db: Queryable, no: string): Promise<void> {
  const region = regionOf(no, engine.programme.region)
  const stored = region === null ? null : await lockCase(db, region, no)
  if (!stored) return
  const c = foldedCase(stored.case, await eventsOf(db, stored.case.region, stored.case.id))
  const p = engine.procedure(c.procedure, c.version)
  if (!p) throw new TypeError(`${no} was opened under an unknown version`)
  const title = c.data[p.declaration.shows.title]
  await rewriteCase(
    db,
    c,
    typeof title === 'string' ? title : p.declaration.title[0],
    searchOf(p, c, () => false, true),
  )
}
