import { dayOf } from '../kernel/calendar.ts'
import type { FieldFault } from '../kernel/field.ts'
import type { Post } from '../kernel/org.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import type { Bilingual } from '../kernel/text.ts'
import {
  type Account,
  type Admin,
  accountById,
  accountByLogin,
  accounts,
  addAccounts,
  addAdminEvent,
  clearFailures,
  setDisabled,
  setPassword,
} from '../store/accounts.ts'
import { removePasskeys } from '../store/passkeys.ts'
import { removeCodes } from '../store/recovery-codes.ts'
import type { Access } from './access.ts'
import type { Engine } from './engine.ts'
import { hashedPassword, oneTimePassword } from './password.ts'
import { uuidv7 } from './random.ts'
import { isUuid } from './uuid.ts'

/** An account and the posts its person holds today. */
export interface Staffed {
  readonly account: Account
  readonly posts: readonly Post[]
}

/** These accounts with the posts that each holds today. */
export function staffed(engine: Engine, of: readonly Account[]): readonly Staffed[] {
  const { programme, clock } = engine
  const org = engine.org()
  const today = dayOf(programme.calendar.dayAt(clock.now()))
  const held = Map.groupBy(org.data.holdings, ({ person }) => person)
  return of.map((account) => {
    const posts = [...new Set((held.get(account.id) ?? []).map(({ post }) => post))]
      .filter((post) => org.isHeldBy(post, account.id, today))
      .flatMap((post) => org.post(post) ?? [])
    return { account, posts }
  })
}

/** Every account, by login. */
export const staff = async (engine: Engine): Promise<readonly Staffed[]> => staffed(engine, await accounts(engine.db))

/** Accounts that the demo may be entered with: marked as such, and not closed. Administrators last. */
export async function demoAccounts(engine: Engine): Promise<readonly Staffed[]> {
  const all = await staff(engine)
  const usable = all.filter(({ account }) => account.isDemo && account.disabledAt === null)
  const place = new Map(engine.org().data.posts.map(({ id }, at) => [id, at]))
  const rank = ({ account, posts }: Staffed) => (account.admin !== null ? 2e6 : (place.get(posts[0]?.id ?? '') ?? 1e6))
  return usable.toSorted((a, b) => rank(a) - rank(b))
}

/** Hours for which a one-time password opens an account: until the next working day, weekends included. */
const oneTimeHours = 96

const basis = 'house/three-administrators'

function invalid(faults: readonly FieldFault[]): Result<never> {
  return refuse({ code: 'invalid-input', says: ['有些内容需要改正', 'Some answers need correcting'], faults })
}

const missing: Result<never> = refuse({ code: 'not-found', says: ['没有这个账号', 'There is no such account'] })

const fault = (field: string, code: FieldFault['code'], says: Bilingual): FieldFault => ({ field, code, says })

function newAccountFaults({ login, name }: { readonly login: string; readonly name: string }): readonly FieldFault[] {
  return [
    ...(/^[a-z][a-z0-9._-]{2,39}$/.test(login)
      ? []
      : [
          fault('login', 'wrong-type', [
            '登录名用 3 到 40 个小写字母、数字、点或横线，字母开头，如 wang.min',
            '3 to 40 lower-case letters, digits, dots or hyphens, a letter first, such as wang.min',
          ]),
        ]),
    ...(name.trim().length > 0 && [...name].length <= 40
      ? []
      : [
          fault('name', 'missing', [
            '请写同事看到的名字，不超过 40 个字',
            'Write the name that colleagues see, at most 40 characters',
          ]),
        ]),
  ]
}

export interface NewPerson {
  readonly login: string
  readonly name: string
  readonly admin: Admin | null
}

/** A password that is shown once and must be changed at the first login. */
export interface OneTime {
  readonly account: Account
  readonly password: string
}

async function record(engine: Pick<Engine, 'db' | 'programme'>, by: string | null, act: string, about: object) {
  await addAdminEvent(engine.db, engine.programme.region, uuidv7(Date.now()), by, act, about)
}

/** Opens an account; `by` is null where the command line does it. The password is in the answer only. */
export async function openAccount(
  engine: Pick<Engine, 'db' | 'programme'>,
  by: string | null,
  person: NewPerson,
): Promise<Result<OneTime>> {
  const faults = newAccountFaults(person)
  if (faults.length > 0) return invalid(faults)
  const password = oneTimePassword()
  const id = uuidv7(Date.now())
  const added = await addAccounts(engine.db, [
    {
      id,
      login: person.login,
      name: person.name.trim(),
      admin: person.admin,
      password: await hashedPassword(password),
      isDemo: false,
      mustChange: true,
      passwordUntil: new Date(Date.now() + oneTimeHours * 3_600_000),
    },
  ])
  if (!added) return invalid([fault('login', 'repeated', ['这个登录名已经有人用', 'This login is taken'])])
  const account = await accountByLogin(engine.db, person.login)
  if (!account) throw new TypeError('an account that was just opened is not there')
  await record(engine, by, 'open-account', { account: id, admin: person.admin })
  return accept({ account, password })
}

/** What each of the three administrators may do to an account; nobody may do what belongs to another. */
export interface Administration {
  /** System administrator. */
  readonly open: (by: Account, person: NewPerson) => Promise<Result<OneTime>>
  /** System administrator: the account closes, its sessions and tokens end; what it did stays. */
  readonly close: (by: Account, id: string) => Promise<Result<Account>>
  readonly reopen: (by: Account, id: string) => Promise<Result<Account>>
  /** Security administrator: a new one-time password; the sessions end, passkeys and recovery codes with them. */
  readonly reset: (by: Account, id: string) => Promise<Result<OneTime>>
  /** Security administrator. */
  readonly unlock: (by: Account, id: string) => Promise<Result<Account>>
  /** Security administrator: every session of the account; answers how many ended. */
  readonly endSessions: (by: Account, id: string) => Promise<Result<number>>
}

const titles: Readonly<Record<Admin, Bilingual>> = {
  system: ['系统管理员', 'system administrator'],
  security: ['安全管理员', 'security administrator'],
  audit: ['审计管理员', 'audit administrator'],
}

/**
 * Administration in three separated hands (GB/T 22239-2019 8.1.10: system, security and audit administration): an account is
 * at most one of them, none can give himself another's power, and each act is a row that only the audit administrator reads.
 */
export function openAdministration(
  engine: Pick<Engine, 'db' | 'programme'>,
  access: Pick<Access, 'revoke' | 'forget'>,
): Administration {
  const { db } = engine

  const guarded = <T>(by: Account, needed: Admin, id: string, act: (account: Account) => Promise<Result<T>>) => {
    const title = titles[needed]
    if (by.admin !== needed) {
      return Promise.resolve(
        refuse({
          code: 'not-your-part',
          says: [`这件事只有${title[0]}能做`, `Only the ${title[1]} may do this`],
          basis,
        }),
      )
    }
    if (!isUuid(id)) return Promise.resolve(missing)
    return accountById(db, id).then((account) => (account ? act(account) : missing))
  }

  return {
    open: (by, person) => guarded(by, 'system', by.id, () => openAccount(engine, by.id, person)),
    close: (by, id) =>
      guarded(by, 'system', id, async (account) => {
        if (account.id === by.id) {
          return refuse({
            code: 'separation-of-duties',
            says: [
              '不能停用自己的账号，请另一位系统管理员来做',
              'Nobody closes his own account; another administrator must',
            ],
            basis,
          })
        }
        await setDisabled(db, id, true)
        await access.revoke(id)
        await record(engine, by.id, 'close-account', { account: id })
        return accept(account)
      }),
    reopen: (by, id) =>
      guarded(by, 'system', id, async (account) => {
        await setDisabled(db, id, false)
        access.forget()
        await record(engine, by.id, 'reopen-account', { account: id })
        return accept(account)
      }),
    reset: (by, id) =>
      guarded(by, 'security', id, async (account) => {
        const password = oneTimePassword()
        const until = new Date(Date.now() + oneTimeHours * 3_600_000)
        await setPassword(db, id, await hashedPassword(password), { mustChange: true, until })
        await removePasskeys(db, id, null)
        await removeCodes(db, id)
        await access.revoke(id)
        await record(engine, by.id, 'reset-password', { account: id })
        return accept({ account, password })
      }),
    unlock: (by, id) =>
      guarded(by, 'security', id, async (account) => {
        await clearFailures(db, id)
        await record(engine, by.id, 'unlock', { account: id })
        return accept(account)
      }),
    endSessions: (by, id) =>
      guarded(by, 'security', id, async () => {
        const ended = await access.revoke(id)
        await record(engine, by.id, 'end-sessions', { account: id, ended })
        return accept(ended)
      }),
  }
}
