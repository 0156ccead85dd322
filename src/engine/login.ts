import { randomBytes } from 'node:crypto'
import { type Account, accountByLogin, clearFailures, countFailure } from '../store/accounts.ts'
import type { Queryable } from '../store/read.ts'
import { hashedPassword, isPassword } from './password.ts'

/** Failures in a row that lock an account, and for how long. GB/T 22239-2019 8.1.4.1 asks for both, not for figures. */
export const mostFailures = 5
export const lockMinutes = 15

export type LoginResult =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly why: 'wrong' }
  | { readonly ok: false; readonly why: 'locked'; readonly until: Date }

export type CheckLogin = (login: string, password: string) => Promise<LoginResult>

interface Unknown {
  failures: number
  lockedUntil: Date | null
}

/** Logins that nobody has, kept only so that they lock like those that somebody has. */
const mostUnknown = 10_000

const wrong = { ok: false, why: 'wrong' } as const

function refusal(until: Date | null): LoginResult {
  return until === null ? wrong : { ok: false, why: 'locked', until }
}

/**
 * Judges login and password. A login that nobody has is answered exactly as one that somebody has: after the same time, with
 * the same words, and locked after as many failures. While a login is locked the right password does not open it either.
 */
export function openLogin(db: Queryable): CheckLogin {
  const unknown = new Map<string, Unknown>()
  // Nobody's password, so that an unknown login costs what a wrong password costs.
  const nobodys = hashedPassword(randomBytes(24).toString('base64url'))

  const countUnknown = (login: string, until: Date): Date | null => {
    const known = unknown.get(login) ?? { failures: 0, lockedUntil: null }
    known.failures += 1
    if (known.failures >= mostFailures) known.lockedUntil = until
    if (unknown.size >= mostUnknown) unknown.clear()
    unknown.set(login, known)
    return known.lockedUntil
  }

  const lockOf = (login: string, account: Account | null, now: Date): Date | null => {
    const until = account ? account.lockedUntil : (unknown.get(login)?.lockedUntil ?? null)
    if (until === null || until > now) return until
    unknown.delete(login)
    return null
  }

  return async (login, password) => {
    const account = await accountByLogin(db, login)
    const now = new Date()
    const lock = lockOf(login, account, now)
    if (lock) return refusal(lock)
    const isRight = await isPassword(account?.password ?? (await nobodys), password)
    const isOpen = account && !account.disabledAt && (account.passwordUntil === null || account.passwordUntil > now)
    if (isOpen && isRight) {
      await clearFailures(db, account.id)
      return { ok: true, account }
    }
    const until = new Date(now.getTime() + lockMinutes * 60_000)
    return refusal(account ? await countFailure(db, account.id, mostFailures, until) : countUnknown(login, until))
  }
}
