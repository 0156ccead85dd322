/** The settings of CONTRACT.md, read from the environment once. */
export interface Config {
  readonly port: number
  readonly host: string
  /** LUOSHI_DATA: embedded database, evidence, keys. */
  readonly data: string
  readonly databaseUrl: string | undefined
  readonly ownerUrl: string | undefined
  /** Folder of the programme. */
  readonly programme: string
  readonly isDemo: boolean
  /** Public address without a trailing slash. */
  readonly origin: string
  /** LUOSHI_CLOCK; unset, a demo starts where its story ends and anything else at real time. */
  readonly clock: string | undefined
  readonly isProduction: boolean
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
      isDemo: demo === '1',
      origin,
      clock: set('LUOSHI_CLOCK'),
      isProduction,
    },
  }
}
