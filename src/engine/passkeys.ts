import { isIP } from 'node:net'
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { accept, type Result, refuse } from '../kernel/result.ts'
import { type Account, accountById } from '../store/accounts.ts'
import {
  addChallenge,
  addPasskey,
  countPasskey,
  type Passkey,
  passkeyById,
  passkeysOf,
  removePasskeys,
  takeChallenge,
} from '../store/passkeys.ts'
import type { Queryable } from '../store/read.ts'
import { hashOf } from './secret.ts'

/** Passkeys (WebAuthn Level 3): what signs in is the device together with a finger, a face or its code. */
export interface Passkeys {
  /** False where the browser would refuse: a passkey belongs to a name, never to an IP address. */
  readonly areUsable: boolean
  readonly of: (account: string) => Promise<readonly Passkey[]>
  /** What the browser is asked so that a device makes a passkey for this account. */
  readonly registration: (account: Account) => Promise<PublicKeyCredentialCreationOptionsJSON>
  /** Keeps what the device answered. */
  readonly register: (account: Account, answer: unknown, name: string) => Promise<Result<null>>
  /** What the browser is asked so that a device signs somebody in; it finds out itself whom. */
  readonly question: () => Promise<PublicKeyCredentialRequestOptionsJSON>
  /** Whose passkey signed; null for anything that is not right, without saying what. */
  readonly verified: (answer: unknown) => Promise<Account | null>
  readonly remove: (account: string, id: string) => Promise<boolean>
}

/** Loaded when somebody first uses a passkey: nobody else waits for it. */
const library = () => import('@simplewebauthn/server')

/** Real minutes in which a finger is found. */
const challengeMinutes = 5
const mostPasskeys = 10
const mostName = 40

const failed = refuse({
  code: 'condition-not-met',
  says: ['这把通行密钥没有加上，请再试一次', 'The passkey was not added; please try again'],
})

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The library throws on whatever it does not accept; here that is an answer like any other. Nothing in it asks the database. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch(() => null)
}

/** The challenge that an answer says it answers; null for what is no answer. */
function challengeOf(answer: unknown): string | null {
  const response = isObject(answer) && 'response' in answer ? answer.response : null
  const text = isObject(response) && 'clientDataJSON' in response ? response.clientDataJSON : null
  if (typeof text !== 'string') return null
  const found = /"challenge":"([\w-]{20,200})"/.exec(Buffer.from(text, 'base64url').toString('utf8'))
  return found?.[1] ?? null
}

function idOf(answer: unknown): Buffer | null {
  const id = isObject(answer) && 'id' in answer ? answer.id : null
  return typeof id === 'string' && /^[\w-]{1,1400}$/.test(id) ? Buffer.from(id, 'base64url') : null
}

export function openPasskeys(db: Queryable, origin: string, site: string): Passkeys {
  const { hostname } = new URL(origin)
  /** The challenge of an answer, which is used up with it; null when it was not ours for this, or used before. */
  const taken = async (answer: unknown, account: string | null): Promise<string | null> => {
    const challenge = challengeOf(answer)
    return challenge !== null && (await takeChallenge(db, hashOf(challenge), account)) ? challenge : null
  }

  return {
    areUsable: isIP(hostname.replace(/^\[|\]$/g, '')) === 0,
    of: (account) => passkeysOf(db, account),
    registration: async (account) => {
      const known = await passkeysOf(db, account.id)
      const { generateRegistrationOptions } = await library()
      const options = await generateRegistrationOptions({
        rpName: site,
        rpID: hostname,
        userID: new TextEncoder().encode(account.id),
        userName: account.login,
        userDisplayName: account.name,
        attestationType: 'none',
        excludeCredentials: known.map(({ id }) => ({ id: Buffer.from(id).toString('base64url') })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      await addChallenge(db, hashOf(options.challenge), account.id, challengeMinutes)
      return options
    },
    register: async (account, answer, name) => {
      const expectedChallenge = idOf(answer) && (await taken(answer, account.id))
      if (!expectedChallenge) return failed
      const { verifyRegistrationResponse } = await library()
      const verified = await orNull(
        verifyRegistrationResponse({
          response: answer as RegistrationResponseJSON,
          expectedChallenge,
          expectedOrigin: origin,
          expectedRPID: hostname,
        }),
      )
      if (!verified?.verified) return failed
      const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
      const added = await addPasskey(
        db,
        {
          id: Buffer.from(id, 'base64url'),
          account: account.id,
          publicKey,
          counter,
          transports,
          name: name.trim().slice(0, mostName) || '—',
        },
        mostPasskeys,
      )
      return added ? accept(null) : failed
    },
    question: async () => {
      const { generateAuthenticationOptions } = await library()
      const options = await generateAuthenticationOptions({ rpID: hostname, userVerification: 'required' })
      await addChallenge(db, hashOf(options.challenge), null, challengeMinutes)
      return options
    },
    verified: async (answer) => {
      const id = idOf(answer)
      const passkey = id && (await passkeyById(db, id))
      const expectedChallenge = passkey && (await taken(answer, null))
      if (!passkey || !expectedChallenge) return null
      const { verifyAuthenticationResponse } = await library()
      const verified = await orNull(
        verifyAuthenticationResponse({
          response: answer as AuthenticationResponseJSON,
          expectedChallenge,
          expectedOrigin: origin,
          expectedRPID: hostname,
          credential: {
            id: Buffer.from(passkey.id).toString('base64url'),
            publicKey: new Uint8Array(passkey.publicKey),
            counter: passkey.counter,
            transports: passkey.transports as AuthenticatorTransport[],
          },
        }),
      )
      if (!verified?.verified) return null
      const { newCounter } = verified.authenticationInfo
      if (!(await countPasskey(db, passkey.id, passkey.counter, newCounter))) return null
      return accountById(db, passkey.account)
    },
    remove: async (account, id) =>
      /^[0-9a-f]{2,2800}$/.test(id) && (await removePasskeys(db, account, Buffer.from(id, 'hex'))) > 0,
  }
}
