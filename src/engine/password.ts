import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Bilingual } from '../kernel/text.ts'

const derive = promisify(argon2)

/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane; about 35 ms here. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const
const tagLength = 32

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

/** A password as it is kept, in PHC format. */
export async function hashedPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

/** True when the password is the one that was kept. A malformed record is nobody's password. */
export async function isPassword(kept: string, password: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(kept)
  if (!match) return false
  const [, memory, passes, parallelism, nonce = '', tag = ''] = match
  const wanted = Buffer.from(tag, 'base64')
  const found = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(nonce, 'base64'),
    tagLength: wanted.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return timingSafeEqual(found, wanted)
}

/** Characters of a password at least; longer helps more than stranger signs do (NIST SP 800-63B-4 §3.1.1). */
export const passwordLeast = 10
const passwordMost = 200

/** Passwords that are tried first everywhere; compared in lower case, without digits at their end. */
const common = [
  'password',
  'qwertyuiop',
  'asdfghjkl',
  'iloveyou',
  'admin',
  'administrator',
  'welcome',
  'woaini',
  'luoshi',
]

/** Why a new password is too easy to guess, or null. It is never stored, logged or sent back. */
export function weakness(password: string, login: string): Bilingual | null {
  const length = [...password.normalize('NFKC')].length
  const plain = password.normalize('NFKC').toLowerCase()
  if (length < passwordLeast)
    return [`至少 ${passwordLeast} 个字符，可以是一句话`, `At least ${passwordLeast} characters; a sentence is fine`]
  if (length > passwordMost) return [`最多 ${passwordMost} 个字符`, `At most ${passwordMost} characters`]
  if (new Set(plain).size < 5)
    return ['重复的字符太多，换一句别人猜不到的话', 'Too many repeated characters; choose what nobody guesses']
  if (plain.includes(login.toLowerCase())) return ['不要把登录名写进密码', 'Do not put the login into the password']
  const isRun = '0123456789012345678901234567890 9876543210987654321098765432109'.includes(plain)
  if (isRun || common.includes(plain.replace(/[\d!@#$%^&*._-]+$/, '')))
    return ['这个密码太常见，最先被试到', 'This password is among the first that are tried']
  return null
}

/** Letters and digits that nobody confuses when reading them aloud. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password for somebody else to use once: three groups of five, 74 bits. Example: 'k7mwp-3xq9d-tt4ne'. */
export function oneTimePassword(): string {
  const letter = () => alphabet[randomInt(alphabet.length)]
  return [1, 2, 3].map(() => Array.from({ length: 5 }, letter).join('')).join('-')
}
