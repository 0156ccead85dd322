import pg from 'pg'
import { OLDEST_MAJOR } from './binaries.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { StoreFault } from './fault.ts'
import type { Log } from './log.ts'
import { ensureOwnRoles, ensureServerRoles, type Role, roleNames, sessionOptions } from './roles.ts'

/** Where the data are; `url` (DATABASE_URL) names a server instead of a cluster of our own. */
export interface DatabaseSettings {
  /** LUOSHI_DATA. */
  readonly data: string
  readonly log: Log
  readonly url?: string | undefined
  /** LUOSHI_OWNER_URL: runs migrations; `url` itself where absent. */
  readonly ownerUrl?: string | undefined
}

/** An open database: how each role connects to it. It holds no connection itself. */
export interface Database {
  readonly kind: 'embedded' | 'server'
  /** As PostgreSQL counts: 180004 is 18.4. */
  readonly serverVersion: number
  /** Options for a `pg` Pool or Client of that role. */
  readonly as: (role: Role) => pg.ClientConfig
  /** Settles when the embedded server has died and cannot be brought back; never for a server. */
  readonly failed: Promise<StoreFault>
  /** Stops the embedded server. Close every pool first. */
  readonly close: () => Promise<void>
}

const DATABASE = 'luoshi'

/**
 * Opens the database and sees to its roles; `migrate` comes next. Throws StoreFault for whatever a person can mend, never
 * with a password in its words.
 */
export function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const { url, ownerUrl } = settings
  return url === undefined || url === '' ? openEmbedded(settings) : openServer(url, ownerUrl || url)
}

async function openEmbedded({ data, log }: DatabaseSettings): Promise<Database> {
  const cluster = await startCluster({ data, log })
  try {
    return await databaseIn(cluster, DATABASE)
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** The database `name` of a running cluster, made with its roles where missing. `close` stops the cluster. */
export async function databaseIn(cluster: Omit<Cluster, 'pid'>, name: string): Promise<Database> {
  const { address } = cluster
  const connection = (user: string, database: string): pg.ClientConfig => ({ ...address, user, database, ssl: false })
  const serverVersion = await withClient(connection('postgres', 'postgres'), async (client) => {
    await ensureOwnRoles(client, name, address.password)
    return versionOf(client)
  })
  return {
    kind: 'embedded',
    serverVersion,
    as: (role) => ({
      ...connection(roleNames[role], name),
      application_name: `luoshi-${role}`,
      options: sessionOptions(role),
    }),
    failed: cluster.failed,
    close: cluster.stop,
  }
}

async function openServer(url: string, ownerUrl: string): Promise<Database> {
  const login = await reach(url, 'DATABASE_URL', async (client) => {
    const { rows } = await client.query<{ login: string; encoding: string }>(
      "select session_user::text as login, current_setting('server_encoding') as encoding",
    )
    return { ...(rows[0] ?? { login: '', encoding: '' }), serverVersion: await versionOf(client) }
  })
  mustFit(login)
  await reach(ownerUrl, 'LUOSHI_OWNER_URL', (client) => ensureServerRoles(client, login.login))
  const as: Database['as'] = (role) => ({
    connectionString: withOptions(
      role === 'owner' ? ownerUrl : url,
      sessionOptions(role, role === 'owner' ? undefined : roleNames[role]),
    ),
    application_name: `luoshi-${role}`,
  })
  await withClient(as('app'), mustActAsApp)
  return {
    kind: 'server',
    serverVersion: login.serverVersion,
    as,
    failed: new Promise<never>(() => {}),
    close: async () => {},
  }
}

/** A pooler that drops startup options would leave every connection with all the rights of its login. */
async function mustActAsApp(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select current_user::text as name')
  if (rows[0]?.name === roleNames.app) return
  throw new StoreFault('server-ignores-role', [
    `DATABASE_URL 的连接没有切换到角色 ${roleNames.app}（中间的连接池可能丢弃了启动参数 options）。请直接连接 PostgreSQL。`,
    `Connections of DATABASE_URL do not take the role ${roleNames.app} (a pooler in between may drop the startup parameter options). Connect to PostgreSQL directly.`,
  ])
}

function mustFit({ serverVersion, encoding }: { serverVersion: number; encoding: string }): void {
  const major = Math.floor(serverVersion / 10_000)
  if (major < OLDEST_MAJOR) {
    throw new StoreFault('server-too-old', [
      `DATABASE_URL 指向 PostgreSQL ${major}，需要 ${OLDEST_MAJOR} 或更新版本。`,
      `DATABASE_URL leads to PostgreSQL ${major}; ${OLDEST_MAJOR} or newer is needed.`,
    ])
  }
  if (encoding !== 'UTF8') {
    throw new StoreFault('server-not-utf8', [
      `DATABASE_URL 指向的数据库编码是 ${encoding}，需要 UTF8。请以 encoding 'UTF8' 重新建库。`,
      `The database of DATABASE_URL is encoded as ${encoding}; UTF8 is needed. Create it again with encoding 'UTF8'.`,
    ])
  }
}

/** The same address with more session options than it already had. */
function withOptions(url: string, options: string): string {
  const address = new URL(url)
  const own = address.searchParams.get('options')
  address.searchParams.set('options', own === null ? options : `${own} ${options}`)
  return address.href
}

async function reach<T>(url: string, setting: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  if (!URL.canParse(url)) throw unreachable(setting, 'not a URL of the form postgresql://user@host/database')
  try {
    return await withClient({ connectionString: url, connectionTimeoutMillis: 10_000 }, use)
  } catch (error) {
    if (error instanceof StoreFault) throw error
    throw unreachable(setting, error instanceof Error ? error.message || String(Reflect.get(error, 'code')) : '')
  }
}

function unreachable(setting: string, why: string): StoreFault {
  return new StoreFault('server-unreachable', [
    `无法连接 ${setting} 指向的数据库：${why}`,
    `The database of ${setting} cannot be reached: ${why}`,
  ])
}

/** Runs `use` on a connection of its own and closes it whatever happens. */
export async function withClient<T>(options: pg.ClientConfig, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(options)
  // A connection that breaks while idle is told of by the next query; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
  return Number(rows[0]?.version)
}
