/** The settings of CONTRACT.md, read from the environment once. */
export interface Config {
  readonly port: number
  readonly host: string
  /** LUOSHI_DATA: embedded database, evidence, keys. */
  readonly data: string
  readonly databaseUrl: string | undefined
  readonly ownerUrl: string | undefined
  /** Folder of the programme that runs until a plan is published at the desk. */
  readonly programme: string
  /** LUOSHI_PROGRAMME is set: whoever runs the server chose the plan. */
  readonly isProgrammeChosen: boolean
  readonly isDemo: boolean
  /** Public address without a trailing slash. */
  readonly origin: string
  /** LUOSHI_CLOCK; unset, a demo starts where its story ends and anything else at real time. */
  readonly clock: string | undefined
  readonly isProduction: boolean
  /** LUOSHI_OIDC_ISSUER, …_CLIENT, …_SECRET, …_CLAIM: the city's own login; unset where it has none. */
  readonly cityLogin?: {
    readonly issuer: string
    readonly client: string
    readonly secret: string
    readonly claim: string
  }
  /** LUOSHI_SMTP_URL and LUOSHI_MAIL_FROM; unset where nothing is mailed. */
  readonly mail?: { readonly url: string; readonly from: string }
  /** LUOSHI_SIGNER: the socket of a signer that runs under another user; unset, the server starts its own. */
  readonly signer?: string
  /** LUOSHI_WEBHOOK_PRIVATE: events may be told to private addresses and without TLS. */
  readonly allowsPrivate: boolean
}

type Set = (name: string) => string | undefined

/** The city's own login; a fault where only a part of it is set. */
function cityLoginOf(set: Set, faults: string[]): Pick<Config, 'cityLogin'> {
  const [issuer, client, secret] = ['ISSUER', 'CLIENT', 'SECRET'].map((name) => set(`LUOSHI_OIDC_${name}`))
  if (issuer === undefined && client === undefined && secret === undefined) return {}
  if (issuer === undefined || client === undefined || secret === undefined) {
    faults.push('LUOSHI_OIDC_ISSUER, LUOSHI_OIDC_CLIENT and LUOSHI_OIDC_SECRET belong together; set all three or none')
    return {}
  }
  if (!URL.canParse(issuer)) {
    faults.push(`LUOSHI_OIDC_ISSUER is ${issuer}; write an address such as https://login.example.cn`)
    return {}
  }
  return { cityLogin: { issuer, client, secret, claim: set('LUOSHI_OIDC_CLAIM') ?? 'preferred_username' } }
}

/** The mail server; a fault where only half of it is set, or it is no address. The address itself holds a password and is not repeated. */
function mailOf(set: Set, faults: string[]): Pick<Config, 'mail'> {
  const [url, from] = [set('LUOSHI_SMTP_URL'), set('LUOSHI_MAIL_FROM')]
  if (url === undefined && from === undefined) return {}
  if (url === undefined || from === undefined) {
    faults.push('LUOSHI_SMTP_URL and LUOSHI_MAIL_FROM belong together; set both or none')
    return {}
  }
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    faults.push('LUOSHI_SMTP_URL is no address; write one such as smtps://user:password@mail.example.cn')
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from))
    faults.push(`LUOSHI_MAIL_FROM is ${from}; write an address such as luoshi@example.cn`)
  return { mail: { url, from } }
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] }

/** All faults of the environment at once, each with what to write instead. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const faults: string[] = []
  const set = (name: string) => (env[name] === '' ? undefined : env[name])
  const port = Number(set('LUOSHI_PORT') ?? 8420)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    faults.push(`LUOSHI_PORT is ${env.LUOSHI_PORT}; write a port such as 8420`)
  const isProduction = env.NODE_ENV === 'production'
  const demo = set('LUOSHI_DEMO') ?? (isProduction ? '0' : '1')
  if (demo !== '0' && demo !== '1') faults.push(`LUOSHI_DEMO is ${demo}; write 1 or 0`)
  const host = set('LUOSHI_HOST') ?? '127.0.0.1'
  const origin = (set('LUOSHI_ORIGIN') ?? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`).replace(
    /\/+$/,
    '',
  )
  if (!URL.canParse(origin))
    faults.push(`LUOSHI_ORIGIN is ${origin}; write an address such as https://luoshi.example.cn`)
  const cityLogin = cityLoginOf(set, faults)
  const mail = mailOf(set, faults)
  const allowsPrivate = set('LUOSHI_WEBHOOK_PRIVATE') ?? '0'
  if (allowsPrivate !== '0' && allowsPrivate !== '1')
    faults.push(`LUOSHI_WEBHOOK_PRIVATE is ${allowsPrivate}; write 1 or 0`)
  const signer = set('LUOSHI_SIGNER')
  if (signer !== undefined && !signer.startsWith('/'))
    faults.push(`LUOSHI_SIGNER is ${signer}; write the path of a socket such as /run/luoshi-signer/socket`)
  if (faults.length > 0) return { ok: false, faults }
  return {
    ok: true,
    config: {
      port,
      host,
      data: set('LUOSHI_DATA') ?? './data',
      databaseUrl: set('DATABASE_URL'),
      ownerUrl: set('LUOSHI_OWNER_URL'),
      programme: set('LUOSHI_PROGRAMME') ?? 'programmes/jiujiang-2018',
      isProgrammeChosen: set('LUOSHI_PROGRAMME') !== undefined,
      isDemo: demo === '1',
      origin,
      clock: set('LUOSHI_CLOCK'),
      isProduction,
      allowsPrivate: allowsPrivate === '1',
      ...cityLogin,
      ...mail,
      ...(signer !== undefined && { signer }),
    },
  }
}
