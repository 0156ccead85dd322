import { hoursOpen, mayAgree, mayAsk } from '../../engine/unsealing.ts'
import type { UnsealRequest } from '../../store/vault.ts'
import type { PostActor, Visit } from './visit.ts'

export type RequestState = 'open' | 'agreed' | 'refused' | 'used' | 'expired'

/** The instant from which an agreed request opens nothing, in real time, as the vault counts. */
export function endOfRequest({ decidedAt }: UnsealRequest): number {
  return decidedAt === null ? 0 : decidedAt.getTime() + hoursOpen * 3_600_000
}

export function stateOfRequest(request: UnsealRequest, now: number): RequestState {
  if (request.readAt !== null) return 'used'
  if (request.agreed === null) return 'open'
  if (!request.agreed) return 'refused'
  return endOfRequest(request) > now ? 'agreed' : 'expired'
}

/** Whether a request waits for an act of this post. */
export function isForPost(actor: PostActor, request: UnsealRequest, now: number): boolean {
  const state = stateOfRequest(request, now)
  const isMine = request.askedBy === actor.person
  return (state === 'open' && mayAgree(actor) && !isMine) || (state === 'agreed' && mayAsk(actor) && isMine)
}

/** How many requests wait for the visitor; none for those who have no part in it. */
export async function unsealingsFor({ engine, me }: Pick<Visit, 'engine' | 'me'>): Promise<number> {
  const { actor } = me
  if (!actor || (!mayAsk(actor) && !mayAgree(actor))) return 0
  const now = Date.now()
  return (await engine.unsealing.requests(actor)).filter((request) => isForPost(actor, request, now)).length
}
