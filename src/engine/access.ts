import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { dayOf } from '../kernel/calendar.ts'
import type { Actor } from '../kernel/case.ts'
import type { Org, Post } from '../kernel/org.ts'
import { type Account, accountById, addToken, caseCode, setPassword, tokenByHash } from '../store/accounts.ts'
import {
  addSession,
  endSession,
  endSessions,
  type Session,
  type SessionRow,
  sessionByHash,
  sessionsOf,
  setSessionPost,
  sweepSessions,
  touchSession,
} from '../store/sessions.ts'
import type { BusinessClock } from './business-clock.ts'
import { codeHash } from './code.ts'
import { type LoginResult, openLogin } from './login.ts'
import { hashedPassword, isPassword } from './password.ts'
import type { Programme } from './programme.ts'
import { hashOf, newSecret, remembering } from './secret.ts'

type PostActor = Extract<Actor, { kind: 'post' }>

/** Somebody who is logged in to the desk. */
export interface LoggedIn {
  readonly account: Account
  readonly session: Session
  /**
   * The post he acts for now. Null for an administrator, who handles no case; for somebody who holds no post; and for
   * somebody with several posts until he has chosen: nobody acts for a post without knowing it.
   */
  readonly actor: PostActor | null
  /** All posts he holds today. */
  readonly posts: readonly Post[]
}

/** A login that succeeded carries the secret for the cookie. */
export type Entered = Exclude<LoginResult, { ok: true }> | { readonly ok: true; readonly secret: string }

export interface Access {
  readonly byToken: (token: string) => Promise<PostActor | null>
  readonly byCode: (code: string, region: string) => Promise<Extract<Actor, { kind: 'person' }> | null>
  readonly bySession: (secret: string) => Promise<LoggedIn | null>
  readonly login: (login: string, password: string, agent: string) => Promise<Entered>
  /** A session without a password, for an account of the demo; null for any other. */
  readonly enterDemo: (account: string, agent: string) => Promise<string | null>
  /** A session for somebody who has proved otherwise who he is: by a passkey, or to the city's own login. */
  readonly enterProved: (account: Account, agent: string) => Promise<string>
  readonly logout: (secret: string) => Promise<void>
  /** The sessions of an account that are open, the latest used first. */
  readonly sessions: (account: string) => Promise<readonly SessionRow[]>
  /** Ends one session of an account by its id; false when the account has none such. */
  readonly endOne: (account: string, id: string) => Promise<boolean>
  /** Ends every session of an account; answers how many there were. */
  readonly revoke: (account: string) => Promise<number>
  readonly switchPost: (secret: string, post: string) => Promise<boolean>
  /** Sets one's own password and ends one's other sessions; false when the present password is not right. */
  readonly changePassword: (secret: string, present: string, next: string) => Promise<boolean>
  /** A bearer token for a post that somebody holds, shown once. Null when nobody holds it. */
  readonly issueToken: (post: string, days: number, label: string) => Promise<string | null>
  /** Forgets what was remembered of sessions and tokens: after an account or a holding was changed. */
  readonly forget: () => void
}

/** Sessions, tokens and lockouts count in real time, never in business time. */
const sessionHours = 12

/** Minutes after which an unused session ends: longer than a meeting, shorter than an evening. */
export const idleMinutes = 120

/** A revoked token or session is refused after at most this long by other processes, at once by this one. */
const rememberMs = 5_000

/** Who is asking: tokens for programs, sessions for the desk, case codes for people without an account. */
export function openAccess(db: pg.Pool, programme: Programme, clock: BusinessClock, org: () => Org): Access {
  const today = () => dayOf(programme.calendar.dayAt(clock.now()))
  const checkLogin = openLogin(db)

  /** The actor for a post; whether the person still holds it is judged in the kernel, at each move. */
  const actorFor = (post: string, person: string): PostActor | null => {
    const found = org().post(post)
    const unit = found && org().unit(found.unit)
    if (!found || !unit) return null
    return { kind: 'post', person, post, unit: unit.id, region: unit.region, roles: found.roles }
  }
  const postsOf = (person: string): readonly Post[] => {
    const held = org().data.holdings.filter((holding) => holding.person === person)
    return [...new Set(held.map(({ post }) => post))].flatMap((post) => {
      const found = org().isHeldBy(post, person, today()) ? org().post(post) : undefined
      return found ? [found] : []
    })
  }

  const tokens = remembering(async (token: string) => {
    const row = await tokenByHash(db, hashOf(token))
    return row && actorFor(row.post, row.account)
  }, rememberMs)
  const sessions = remembering(async (secret: string) => {
    const session = await sessionByHash(db, hashOf(secret), idleMinutes)
    if (session) await touchSession(db, hashOf(secret))
    return session
  }, rememberMs)
  const forget = () => {
    sessions.clear()
    tokens.clear()
  }

  const enter = async (account: string, agent: string): Promise<string> => {
    const secret = newSecret('lss')
    const posts = postsOf(account)
    const [only] = posts.length === 1 ? posts : []
    await sweepSessions(db, idleMinutes)
    await addSession(
      db,
      hashOf(secret),
      {
        account,
        post: only?.id ?? null,
        region: programme.region,
        csrf: randomBytes(18).toString('base64url'),
        expiresAt: new Date(Date.now() + sessionHours * 3_600_000),
      },
      agent.slice(0, 200),
    )
    return secret
  }

  return {
    byToken: (token) => tokens.get(token),
    byCode: async (code, region) => {
      const row = await caseCode(db, region, codeHash(code))
      return row && { kind: 'person', case: row.no, token: row.token }
    },
    bySession: async (secret) => {
      const session = await sessions.get(secret)
      const account = session && (await accountById(db, session.account))
      if (!session || !account || account.disabledAt) return null
      const posts = postsOf(account.id)
      const chosen = posts.find(({ id }) => id === session.post) ?? (posts.length === 1 ? posts[0] : undefined)
      const acts = chosen !== undefined && account.admin === null && !account.mustChange
      return { account, session, posts, actor: acts ? actorFor(chosen.id, account.id) : null }
    },
    login: async (login, password, agent) => {
      const result = await checkLogin(login, password)
      return result.ok ? { ok: true, secret: await enter(result.account.id, agent) } : result
    },
    enterDemo: async (id, agent) => {
      const account = await accountById(db, id)
      return account?.isDemo && !account.disabledAt ? enter(account.id, agent) : null
    },
    enterProved: (account, agent) => enter(account.id, agent),
    logout: async (secret) => {
      sessions.clear()
      await endSession(db, hashOf(secret))
    },
    sessions: (account) => sessionsOf(db, [account], idleMinutes),
    endOne: async (account, id) => {
      const found = (await sessionsOf(db, [account], idleMinutes)).some((session) => session.id === id)
      sessions.clear()
      if (found) await endSession(db, Buffer.from(id, 'hex'))
      return found
    },
    revoke: async (account) => {
      forget()
      return endSessions(db, account)
    },
    switchPost: async (secret, post) => {
      const session = await sessions.get(secret)
      if (!session || !org().isHeldBy(post, session.account, today())) return false
      sessions.clear()
      await setSessionPost(db, hashOf(secret), post, programme.region)
      return true
    },
    changePassword: async (secret, present, next) => {
      const session = await sessions.get(secret)
      const account = session && (await accountById(db, session.account))
      if (!account?.password || !(await isPassword(account.password, present))) return false
      await setPassword(db, account.id, await hashedPassword(next), { mustChange: false, until: null })
      await endSessions(db, account.id, hashOf(secret))
      forget()
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
    forget,
  }
}
