import { type Account, accountByLogin, addAdminEvent, setPassword } from '../store/accounts.ts'
import { noticeSetting } from '../store/notice-settings.ts'
import { removePasskeys } from '../store/passkeys.ts'
import type { Queryable } from '../store/read.ts'
import {
  type AccountNotice,
  accountNotices,
  addAccountNotice,
  codesLeft,
  forgetNotices,
  replaceCodes,
  takeCode,
} from '../store/recovery-codes.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Access } from './access.ts'
import type { Engine } from './engine.ts'
import type { Keys } from './keys.ts'
import { hashedPassword, oneTimePassword } from './password.ts'
import { uuidv7 } from './random.ts'
import { isUuid } from './uuid.ts'

/** Codes of an account: enough for some years of forgetting, few enough for one sheet of paper. */
export const codesMade = 10

/** What stands in the place of an account where nobody has the login, so that the same is done and answered. */
const nobody = '00000000-0000-0000-0000-000000000000'

export interface Recovery {
  /** New codes, each for one use, in place of all that the account had; they are in this answer only. */
  readonly make: (account: Account) => Promise<readonly string[]>
  /** How many are left, and when they were made; null when there is none. */
  readonly left: (account: string) => ReturnType<typeof codesLeft>
  /**
   * Sets a new password for whoever brings a code of that login. Sessions and passkeys of the account end, a lock is lifted.
   * False for anything else, without saying what: a login that nobody has is answered like a wrong code.
   */
  readonly recover: (login: string, code: string, password: string) => Promise<boolean>
  /** What the owner of an account has not yet seen of this. */
  readonly notices: (account: string) => Promise<readonly AccountNotice[]>
  /** Forgets what its owner has seen, up to the notice of that id. */
  readonly seen: (account: string, upTo: string) => Promise<void>
}

/** What is kept of a code: 74 random bits by a key that is not in the database, so that none is guessed from a dump. */
function hashOfCode(keys: Keys, account: string, code: string): Buffer {
  const plain = code.toLowerCase().replace(/[^0-9a-z]/g, '')
  return keys.mac('code', `luoshi-recovery/1\n${account}\n${plain}`)
}

const mailSubject = '落实：有人用恢复码改了您的密码 / Luoshi: your password was changed with a recovery code'

const mailText = (origin: string) =>
  [
    `有人用恢复码给您在“落实”工作台的账号换了密码，登录着的地方都已退出，通行密钥已经删掉。是您本人，不用理会；不是您，请马上找安全管理员。\n${origin}/desk/account`,
    `Somebody set a new password for your account at the Luoshi desk with a recovery code. It was signed out everywhere and its passkeys are removed. If it was not you, tell the security administrator at once.\n${origin}/en/desk/account`,
    '',
  ].join('\n\n')

/** Recovery codes: the way back in for whoever lost his password, without another person. */
export function openRecovery(
  engine: Pick<Engine, 'db' | 'programme' | 'keys' | 'outside'>,
  access: Pick<Access, 'revoke'>,
  origin: string,
): Recovery {
  const { db, programme, keys, outside } = engine

  const record = async (on: Queryable, account: string, act: string, kind: AccountNotice['kind']) => {
    await addAdminEvent(on, programme.region, uuidv7(Date.now()), account, act, { account })
    await addAccountNotice(on, account, uuidv7(Date.now()), kind)
  }

  /** Mails the owner where he has confirmed an address. What is done stays done when the mail server does not answer: the desk tells him too. */
  const mailOwner = async (account: string): Promise<void> => {
    const { mail } = await noticeSetting(db, account)
    if (mail === null || outside.postman === null) return
    const letter = { id: uuidv7(Date.now()), to: mail, subject: mailSubject, text: mailText(origin) }
    await outside.postman(letter).catch(() => undefined)
  }

  return {
    make: async (account) => {
      const codes = Array.from({ length: codesMade }, oneTimePassword)
      await inTransaction(db, async (on) => {
        await replaceCodes(
          on,
          account.id,
          codes.map((code) => hashOfCode(keys, account.id, code)),
        )
        await record(on, account.id, 'make-recovery-codes', 'codes-made')
      })
      return codes
    },
    left: (account) => codesLeft(db, account),
    recover: async (login, code, password) => {
      const account = await accountByLogin(db, login)
      const id = account?.id ?? nobody
      // Before the code is looked at, so that a right one takes no longer than a wrong one.
      const hash = await hashedPassword(password)
      const isTaken = await inTransaction(db, async (on) => {
        if (!(await takeCode(on, id, hashOfCode(keys, id, code)))) return false
        await setPassword(on, id, hash, { mustChange: false, until: null })
        await removePasskeys(on, id, null)
        await record(on, id, 'use-recovery-code', 'code-used')
        return true
      })
      if (!isTaken) return false
      await access.revoke(id)
      await mailOwner(id)
      return true
    },
    notices: (account) => accountNotices(db, account),
    seen: async (account, upTo) => {
      if (isUuid(upTo)) await forgetNotices(db, account, upTo)
    },
  }
}
