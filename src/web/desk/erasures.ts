import { erasureRequestsFor, type Ground, grounds } from '../../engine/erasure.ts'
import { wishesFor } from '../../engine/erasure-wish.ts'
import { mayAgree, mayAsk } from '../../engine/unsealing.ts'
import type { ErasureRequest } from '../../store/erasure.ts'
import type { PostActor, Visit } from './visit.ts'

export type ErasureState = 'open' | 'granted' | 'refused'

export const stateOfErasure = ({ agreed }: ErasureRequest): ErasureState =>
  agreed === null ? 'open' : agreed ? 'granted' : 'refused'

/** Whether a request waits for a decision of this post. */
export const isForDecision = (actor: PostActor, request: ErasureRequest): boolean =>
  request.agreed === null && mayAgree(actor) && request.askedBy !== actor.person

/** How many requests and wishes wait for the visitor; none for those who have no part in it. */
export async function erasuresFor({ engine, me }: Pick<Visit, 'engine' | 'me'>): Promise<number> {
  const { actor } = me
  if (!actor || (!mayAsk(actor) && !mayAgree(actor))) return 0
  const [requests, wishes] = await Promise.all([erasureRequestsFor(engine, actor), wishesFor(engine, actor)])
  return requests.filter((request) => isForDecision(actor, request)).length + wishes.length
}

export const isGround = (value: unknown): value is Ground => typeof value === 'string' && Object.hasOwn(grounds, value)
