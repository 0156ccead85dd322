import { dayOf } from '../kernel/calendar.ts'
import type { Actor } from '../kernel/case.ts'
import { addFeed, feedByHash } from '../store/calendar-feeds.ts'
import type { Engine } from './engine.ts'
import { hashOf, newSecret } from './secret.ts'

type PostActor = Extract<Actor, { kind: 'post' }>

/** A new address for the deadlines of the actor's post, shown once. Example: 'lsc_…'. */
export async function issueFeed({ db }: Pick<Engine, 'db'>, actor: PostActor): Promise<string> {
  const secret = newSecret('lsc')
  await addFeed(db, hashOf(secret), { account: actor.person, post: actor.post, region: actor.region })
  return secret
}

/** For whom an address speaks; null when it was never given or was ended, or the person holds the post no more. */
export async function feedActor(engine: Engine, secret: string): Promise<PostActor | null> {
  const { db, programme, clock } = engine
  const feed = await feedByHash(db, hashOf(secret))
  const org = engine.org()
  const post = feed ? org.post(feed.post) : undefined
  const unit = post && org.unit(post.unit)
  const today = dayOf(programme.calendar.dayAt(clock.now()))
  if (!feed || !post || !unit || !org.isHeldBy(post.id, feed.account, today)) return null
  return { kind: 'post', person: feed.account, post: post.id, unit: unit.id, region: unit.region, roles: post.roles }
}
