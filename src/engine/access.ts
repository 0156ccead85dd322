import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { dayOf } from '../kernel/calendar.ts'
import type { Actor } from '../kernel/case.ts'
import { sha256 } from '../kernel/log/hash.ts'
import type { Org, Post } from '../kernel/org.ts'
import {
  type Account,
  accountById,
  accountByLogin,
  addSession,
  addToken,
  caseCode,
  clearFailures,
  countFailure,
  endSession,
  endSessions,
  type Session,
  sessionByHash,
  setSessionPost,
  tokenByHash,
} from '../store/accounts.ts'
import type { BusinessClock } from './business-clock.ts'
import { codeHash } from './code.ts'
import { isPassword } from './password.ts'
import type { Programme } from './programme.ts'

type PostActor = Extract<Actor, { kind: 'post' }>

/** Somebody who is logged in to the desk. */
export interface LoggedIn {
  readonly account: Account
  readonly session: Session
  /** The post he acts for now; null for an administrator or somebody without a post. */
  readonly actor: PostActor | null
  /** All posts he holds today. */
  readonly posts: readonly Post[]
}

export type LoginResult =
  | { readonly ok: true; readonly secret: string; readonly account: Account }
  | { readonly ok: false; readonly why: 'wrong' | 'locked' }

export interface Access {
  readonly byToken: (token: string) => Promise<PostActor | null>
  readonly byCode: (code: string, region: string) => Promise<Extract<Actor, { kind: 'person' }> | null>
  readonly bySession: (secret: string) => Promise<LoggedIn | null>
  readonly login: (login: string, password: string, agent: string) => Promise<LoginResult>
  readonly logout: (secret: string) => Promise<void>
  /** Ends every session of an account; answers how many there were. */
  readonly revoke: (account: string) => Promise<number>
  readonly switchPost: (secret: string, post: string) => Promise<boolean>
  /** A bearer token for a post that somebody holds, shown once. Null when nobody holds it. */
  readonly issueToken: (post: string, days: number, label: string) => Promise<string | null>
}

/** Sessions, tokens and lockouts count in real time, never in business time. */
const sessionHours = 12
const mostFailures = 5
const lockMinutes = 15

/** A revoked token or session is refused after at most this long by other processes, at once by this one. */
const rememberMs = 5_000

const hashOf = (secret: string) => sha256(`luoshi-secret/1\n${secret}`)
const newSecret = (prefix: string) => `${prefix}_${randomBytes(24).toString('base64url')}`

interface Remembered<T> {
  readonly until: number
  readonly value: T
}

/** Short memory for what every request asks for. */
function remembering<T>(load: (secret: string) => Promise<T | null>) {
  const known = new Map<string, Remembered<T>>()
  return {
    get: async (secret: string): Promise<T | null> => {
      const hit = known.get(secret)
      if (hit && hit.until > Date.now()) return hit.value
      known.delete(secret)
      const value = await load(secret)
      if (value !== null) {
        if (known.size > 10_000) known.clear()
        known.set(secret, { until: Date.now() + rememberMs, value })
      }
      return value
    },
    clear: () => known.clear(),
  }
}

/** Who is asking: tokens for programs, sessions for the desk, case codes for people without an account. */
export function openAccess(db: pg.Pool, programme: Programme, clock: BusinessClock, org: () => Org): Access {
  const today = () => dayOf(programme.calendar.dayAt(clock.now()))

  /** The actor for a post; whether the person still holds it is judged in the kernel, at each move. */
  const actorFor = (post: string, person: string): PostActor | null => {
    const found = org().post(post)
    const unit = found && org().unit(found.unit)
    if (!found || !unit) return null
    return { kind: 'post', person, post, unit: unit.id, region: unit.region, roles: found.roles }
  }
  const postsOf = (person: string): readonly Post[] =>
    org()
      .data.holdings.filter((holding) => holding.person === person)
      .flatMap((holding) => (org().isHeldBy(holding.post, person, today()) ? [org().post(holding.post)] : []))
      .filter((post) => post !== undefined)

  const tokens = remembering(async (token: string) => {
    const row = await tokenByHash(db, hashOf(token))
    return row && actorFor(row.post, row.account)
  })
  const sessions = remembering((secret: string) => sessionByHash(db, hashOf(secret)))

  return {
    byToken: (token) => tokens.get(token),
    byCode: async (code, region) => {
      const row = await caseCode(db, region, codeHash(code))
      return row && { kind: 'person', case: row.no, token: row.token }
    },
    bySession: async (secret) => {
      const session = await sessions.get(secret)
      const account = session && (await accountById(db, session.account))
      if (!session || !account) return null
      const posts = postsOf(account.id)
      const post = posts.find(({ id }) => id === session.post) ?? posts[0]
      return { account, session, posts, actor: post ? actorFor(post.id, account.id) : null }
    },
    login: async (login, password, agent) => {
      const account = await accountByLogin(db, login)
      const now = new Date()
      if (account?.lockedUntil && account.lockedUntil > now) return { ok: false, why: 'locked' }
      // A login that does not exist costs the same time as a wrong password.
      const kept =
        account?.password ??
        '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
      const isRight = await isPassword(kept, password)
      if (!account || account.disabledAt || !isRight) {
        if (account) await countFailure(db, account.id, mostFailures, new Date(now.getTime() + lockMinutes * 60_000))
        return { ok: false, why: 'wrong' }
      }
      await clearFailures(db, account.id)
      const secret = newSecret('lss')
      const [post] = postsOf(account.id)
      await addSession(
        db,
        hashOf(secret),
        {
          account: account.id,
          post: post?.id ?? null,
          region: programme.region,
          csrf: randomBytes(18).toString('base64url'),
          expiresAt: new Date(now.getTime() + sessionHours * 3_600_000),
        },
        agent.slice(0, 200),
      )
      return { ok: true, secret, account }
    },
    logout: async (secret) => {
      sessions.clear()
      await endSession(db, hashOf(secret))
    },
    revoke: async (account) => {
      sessions.clear()
      tokens.clear()
      return endSessions(db, account)
    },
    switchPost: async (secret, post) => {
      const session = await sessions.get(secret)
      if (!session || !org().isHeldBy(post, session.account, today())) return false
      sessions.clear()
      await setSessionPost(db, hashOf(secret), post, programme.region)
      return true
    },
    issueToken: async (post, days, label) => {
      const person = org().holdingOf(post, today())?.person
      const region = org().unit(org().post(post)?.unit ?? '')?.region
      if (person === undefined || region === undefined) return null
      const token = newSecret('lst')
      await addToken(
        db,
        hashOf(token),
        { account: person, post, region, expiresAt: new Date(Date.now() + days * 86_400_000) },
        label,
      )
      return token
    },
  }
}
