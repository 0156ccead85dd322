import pg from 'pg'
import { StoreFault } from './fault.ts'

/**
 * What a connection may do. `owner` changes the schema and nothing else uses it; `app` writes cases and may only add to
 * the journal and the log; `reader` reads; `vault` alone sees who a complainant is.
 */
export type Role = 'owner' | 'app' | 'reader' | 'vault'

/** The names that migrations grant to. `luoshi_owner` exists only in a cluster of our own. */
export const roleNames: Readonly<Record<Role, string>> = {
  owner: 'luoshi_owner',
  app: 'luoshi_app',
  reader: 'luoshi_reader',
  vault: 'luoshi_vault',
}

const granted = [roleNames.app, roleNames.reader, roleNames.vault] as const

/** Settings of every session: the server's own may be anything. A reader cannot write even where a grant were wrong. */
export function sessionOptions(role: Role, switchTo?: string): string {
  return [
    '-c timezone=UTC',
    '-c search_path=public',
    ...(role === 'reader' ? ['-c default_transaction_read_only=on'] : []),
    ...(switchTo === undefined ? [] : [`-c role=${switchTo}`]),
  ].join(' ')
}

/**
 * Makes the four roles and the database `name` in a cluster of our own, where they are missing. `client` is its superuser;
 * `password` is for clusters that ask for one. Names are constants of ours, never input.
 */
export async function ensureOwnRoles(client: pg.Client, name: string, password: string | undefined): Promise<void> {
  const { rows } = await client.query<{ roles: string[]; has_database: boolean }>(
    `select array(select rolname::text from pg_roles where rolname = any($1)) as roles,
            exists(select from pg_database where datname = $2) as has_database`,
    [Object.values(roleNames), name],
  )
  const found = rows[0] ?? { roles: [], has_database: false }
  const secret = password === undefined ? '' : ` password ${client.escapeLiteral(password)}`
  for (const role of Object.values(roleNames)) {
    if (!found.roles.includes(role)) await client.query(`create role ${role} login${secret}`)
  }
  if (!found.has_database) await client.query(`create database ${name} owner ${roleNames.owner}`)
}

/**
 * Makes the three roles that migrations grant to on somebody else's server, and lets `login` act as each of them. Throws
 * StoreFault `server-roles-missing` with the statements for the administrator when `client` may not do that itself.
 */
export async function ensureServerRoles(client: pg.Client, login: string): Promise<void> {
  const { rows } = await client.query<{ role: string; exists: boolean; member: boolean }>(
    `select wanted.role,
            existing.oid is not null as exists,
            coalesce(pg_has_role($2, existing.oid, 'member'), false) as member
       from unnest($1::text[]) as wanted (role)
       left join pg_roles existing on existing.rolname = wanted.role
      order by wanted.role`,
    [granted, login],
  )
  const missing = rows.flatMap(({ role, exists, member }) => [
    ...(exists ? [] : [`create role ${role} nologin`]),
    ...(member || role === login ? [] : [`grant ${role} to ${client.escapeIdentifier(login)}`]),
  ])
  try {
    for (const statement of missing) await client.query(statement)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    const wanted = `${missing.join('; ')};`
    throw new StoreFault(
      'server-roles-missing',
      [
        `数据库服务器上缺少落实的角色，当前账号无权建立（${error.message}）。请管理员执行：${wanted}`,
        `Roles of Luoshi are missing on the server and this account may not make them (${error.message}). Ask its administrator to run: ${wanted}`,
      ],
      error,
    )
  }
}
