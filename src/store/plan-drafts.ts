import { ownRegions } from './editions.ts'
import type { Queryable } from './read.ts'

/** A plan that was uploaded to be compiled and reviewed. */
export interface PlanDraft {
  readonly id: string
  readonly fileName: string
  /** What the file was. Example: 'docx'. */
  readonly format: string
  /** Of the file, lower-case hex. */
  readonly sha256: string
  /** As it was read; places in it are UTF-16 offsets. */
  readonly content: string
  readonly person: string
  readonly post: string
  readonly at: Date
}

export type PlanAct = 'decide' | 'agree' | 'return'

/** One thing that was said about one subject of a draft. `follows` is what had been said before it, null for the first. */
export interface PlanReview {
  readonly id: string
  readonly subject: string
  readonly act: PlanAct
  readonly person: string
  readonly post: string
  readonly at: Date
  readonly decision: unknown
  readonly reason: string | null
  readonly follows: string | null
}

const draftColumns = 'id, file_name as "fileName", format, sha256, content, person, post, at'

export async function addPlanDraft(db: Queryable, region: string, draft: PlanDraft): Promise<void> {
  await db.query(
    `insert into plan_draft (region, id, file_name, format, sha256, content, person, post, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [region, draft.id, draft.fileName, draft.format, draft.sha256, draft.content, draft.person, draft.post, draft.at],
  )
}

/** The latest first; at most `limit`. */
export async function planDrafts(db: Queryable, region: string, limit: number): Promise<readonly PlanDraft[]> {
  const { rows } = await db.query<PlanDraft>(
    `select ${draftColumns} from plan_draft where region in (${ownRegions}) order by id desc limit $2`,
    [region, limit],
  )
  return rows
}

/** Null where there is none, and for what is no id. */
export async function planDraftById(db: Queryable, region: string, id: string): Promise<PlanDraft | null> {
  const { rows } = await db.query<PlanDraft>(
    `select ${draftColumns} from plan_draft where region in (${ownRegions}) and id::text = $2`,
    [region, id],
  )
  return rows[0] ?? null
}

/** Everything that was said about these drafts, in the order in which it was written. */
export async function planReviews(
  db: Queryable,
  region: string,
  drafts: readonly string[],
): Promise<ReadonlyMap<string, readonly PlanReview[]>> {
  const { rows } = await db.query<PlanReview & { readonly draft: string }>(
    `select draft, id, subject, act, person, post, at, decision, reason, follows
       from plan_review
      where region in (${ownRegions}) and draft = any($2)
      order by id`,
    [region, drafts],
  )
  return Map.groupBy(rows, ({ draft }) => draft)
}

/**
 * Adds one thing that was said. False where something else had been said about the subject meanwhile: each follows exactly
 * one before it. That nobody countersigns himself is judged before; the table refuses it, too.
 */
export async function addPlanReview(
  db: Queryable,
  region: string,
  draft: string,
  review: Omit<PlanReview, 'follows'>,
  before: Pick<PlanReview, 'id' | 'act' | 'person'> | null,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into plan_review (region, draft, id, subject, act, person, post, at, decision, reason, follows, follows_act, follows_person)
     select region, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
       from plan_draft where region in (${ownRegions}) and id = $2
     on conflict do nothing`,
    [
      region,
      draft,
      review.id,
      review.subject,
      review.act,
      review.person,
      review.post,
      review.at,
      review.decision === null ? null : JSON.stringify(review.decision),
      review.reason,
      before?.id ?? null,
      before?.act ?? null,
      before?.person ?? null,
    ],
  )
  return rowCount === 1
}
