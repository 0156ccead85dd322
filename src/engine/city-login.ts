import type { Configuration, IDToken } from 'openid-client'
import { type Account, accountById, accountByLogin, addAdminEvent } from '../store/accounts.ts'
import { bindAccount, boundAccount } from '../store/city-login.ts'
import type { Engine } from './engine.ts'
import { uuidv7 } from './random.ts'

/** The city's own login, by OpenID Connect: LUOSHI_OIDC_ISSUER, LUOSHI_OIDC_CLIENT, LUOSHI_OIDC_SECRET. */
export interface CityLoginSettings {
  /** Example: 'https://login.example.cn'. */
  readonly issuer: string
  readonly client: string
  readonly secret: string
  /** The claim that holds our login the first time somebody comes; afterwards the subject decides. */
  readonly claim: string
}

/** What a browser keeps between leaving for the city's login and coming back. */
export interface Journey {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly back: string
}

/** Somebody who came back from the city's login. */
export interface Arrival {
  readonly account: Account
  /** What the city's login said of him, signed: names the session there that signing out ends. */
  readonly idToken: string
}

export interface CityLogin {
  /** Where to send the browser, and what it must bring back. Null where the city's login does not answer. */
  readonly begin: (back: string) => Promise<{ readonly href: string; readonly journey: Journey } | null>
  /** Who came back; null for anything that is not right, and for whom no open account is. */
  readonly finish: (address: URL, journey: Journey) => Promise<Arrival | null>
  /** Where to send a browser that also signs out of the city's login; null where that offers no signing out, or does not answer. */
  readonly leave: (idToken: string, state: string) => Promise<string | null>
}

/** Loaded when somebody first comes: nobody else waits for it. */
const library = () => import('openid-client')

/** A login on this machine is spoken to without TLS; any other only with it. */
const isLocal = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1')

/**
 * Signing in through the city's own login (authorization code with PKCE). It proves who somebody is and opens no account: the
 * system administrator does. The first time the claim must be a login of ours; then the subject is bound to the account.
 */
export function openCityLogin(
  engine: Pick<Engine, 'db' | 'programme'>,
  origin: string,
  settings: CityLoginSettings,
): CityLogin {
  const { db, programme } = engine
  const { issuer, client, secret, claim } = settings
  let known: Promise<Configuration> | null = null

  /** What the issuer says of itself, asked once; asked again after it did not answer. */
  const discovered = (): Promise<Configuration> => {
    known ??= library().then(({ discovery, allowInsecureRequests }) => {
      const url = new URL(issuer)
      return discovery(url, client, secret, undefined, isLocal(url) ? { execute: [allowInsecureRequests] } : {})
    })
    known.catch(() => {
      known = null
    })
    return known
  }

  /** The login that the city's login gives: in the ID token, or where it keeps to the letter of OpenID Connect, on asking. */
  const loginOf = async (claims: IDToken, token: string): Promise<string | null> => {
    const given = claims[claim]
    if (typeof given === 'string') return given
    const { fetchUserInfo } = await library()
    const told = await fetchUserInfo(await discovered(), token, claims.sub).catch(() => null)
    const login = told?.[claim]
    return typeof login === 'string' ? login : null
  }

  const accountOf = async (claims: IDToken, token: string): Promise<Account | null> => {
    const bound = await boundAccount(db, claims.iss, claims.sub)
    if (bound !== null) return accountById(db, bound)
    const login = await loginOf(claims, token)
    const account = login === null ? null : await accountByLogin(db, login.toLowerCase())
    if (!account || account.disabledAt) return null
    if (!(await bindAccount(db, claims.iss, claims.sub, account.id))) return null
    await addAdminEvent(db, programme.region, uuidv7(Date.now()), account.id, 'bind-city-login', {
      account: account.id,
    })
    return account
  }

  return {
    begin: async (back) => {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } =
        await library()
      const configuration = await discovered().catch(() => null)
      if (!configuration) return null
      const journey = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), back }
      const href = buildAuthorizationUrl(configuration, {
        redirect_uri: `${origin}/login/city/back`,
        scope: 'openid profile',
        state: journey.state,
        nonce: journey.nonce,
        code_challenge: await calculatePKCECodeChallenge(journey.verifier),
        code_challenge_method: 'S256',
      }).href
      return { href, journey }
    },
    finish: async (address, { state, nonce, verifier }) => {
      const { authorizationCodeGrant } = await library()
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
      const tokens = await discovered()
        .then((configuration) => authorizationCodeGrant(configuration, address, checks))
        .catch(() => null)
      const claims = tokens?.claims()
      const account = tokens && claims ? await accountOf(claims, tokens.access_token) : null
      return account && !account.disabledAt ? { account, idToken: tokens?.id_token ?? '' } : null
    },
    leave: async (idToken, state) => {
      const { buildEndSessionUrl } = await library()
      const configuration = await discovered().catch(() => null)
      if (configuration?.serverMetadata().end_session_endpoint === undefined) return null
      return buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${origin}/login/city/left`,
        state,
      }).href
    },
  }
}
