import { randomInt } from 'node:crypto'
import { accept, type Result, refuse } from '../kernel/result.ts'
import { askMail, confirmMail } from '../store/notice-settings.ts'
import type { Queryable } from '../store/read.ts'
import type { Postman } from './mail-send.ts'
import { uuidv7 } from './random.ts'
import { hashOf } from './secret.ts'

/** Minutes for which a code confirms an address. */
export const codeMinutes = 30

/** Wrong codes until a new one must be asked for: of eight digits nobody guesses one in five. */
const mostWrong = 5

/** One address and nothing else: no list, no name, no comment. */
const isAddress = (text: string) => /^[^\s@<>(),;:"\\[\]]{1,64}@[A-Za-z0-9.-]{1,253}$/.test(text) && text.length <= 254

const notSent = refuse({
  code: 'condition-not-met',
  says: [
    '验证码没有发出去：发信服务器没有收下。请核对地址，过几分钟再试',
    'The code could not be sent: the mail server did not take it. Check the address and try again in some minutes',
  ],
})

const noAddress = refuse({
  code: 'invalid-input',
  says: ['有些内容需要改正', 'Some answers need correcting'],
  faults: [
    {
      field: 'mail',
      code: 'not-an-option',
      says: ['写一个邮箱地址，例如 name@example.cn', 'Write one address, such as name@example.cn'],
    },
  ],
})

const wrongCode = refuse({
  code: 'invalid-input',
  says: ['有些内容需要改正', 'Some answers need correcting'],
  faults: [
    {
      field: 'code',
      code: 'not-an-option',
      says: [
        '验证码不对，或者已经过时。错五次要重新要一个',
        'The code is wrong or out of date. After five wrong ones ask for another',
      ],
    },
  ],
})

/** Mails a code to an address; only who reads it there can confirm it. */
export async function askForMail(
  db: Queryable,
  postman: Postman,
  account: string,
  address: string,
): Promise<Result<null>> {
  const mail = address.trim()
  if (!isAddress(mail)) return noAddress
  const code = String(randomInt(1e8)).padStart(8, '0')
  await askMail(db, account, mail, hashOf(code), new Date(Date.now() + codeMinutes * 60_000))
  try {
    await postman({
      id: uuidv7(Date.now()),
      to: mail,
      subject: `落实：验证码 ${code}`,
      text: [
        `有人要用这个邮箱接收“落实”工作台的通知。验证码是 ${code}，${codeMinutes} 分钟内有效。不是您本人要的，不用理会。`,
        `Somebody wants the notices of a Luoshi desk at this address. The code is ${code}, for ${codeMinutes} minutes. If it was not you, do nothing.`,
        '',
      ].join('\n\n'),
    })
    return accept(null)
  } catch {
    return notSent
  }
}

/** Confirms the address that waits. */
export async function confirmAddress(db: Queryable, account: string, code: string): Promise<Result<null>> {
  return (await confirmMail(db, account, hashOf(code.trim()), mostWrong)) ? accept(null) : wrongCode
}
