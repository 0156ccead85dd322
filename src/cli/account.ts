import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { openAccount } from '../engine/accounts.ts'
import type { Admin } from '../store/accounts.ts'
import type { Command, Terminal } from './command.ts'
import { mendable } from './house.ts'
import { withPeople } from './people.ts'

const usage = `usage: ./luoshi account create --login LOGIN --name NAME [--admin system|security|audit]
  The first administrator: ./luoshi account create --login admin --name 系统管理员 --admin system
`

interface Asked {
  readonly login: string
  readonly name: string
  readonly admin: Admin | null
}

const isAdmin = (text: string): text is Admin => text === 'system' || text === 'security' || text === 'audit'

function askedIn(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { login: { type: 'string' }, name: { type: 'string' }, admin: { type: 'string' } },
    })
    const { login, name, admin } = values
    const isRight = positionals.length === 1 && positionals[0] === 'create' && (admin === undefined || isAdmin(admin))
    return isRight && login !== undefined && name !== undefined ? { login, name, admin: admin ?? null } : null
  } catch {
    return null
  }
}

function create(config: Config, asked: Asked, { out, err }: Terminal): Promise<number> {
  return withPeople(config, async (people) => {
    const result = await openAccount(people, null, asked)
    if (!result.ok) {
      const says = result.refusal.faults?.map((fault) => fault.says) ?? [result.refusal.says]
      for (const [zh, en] of says) err(`luoshi: ${zh}\n        ${en}\n`)
      return 1
    }
    const { account, password } = result.value
    out(`account: ${account.login}\npassword: ${password}\n`)
    out(
      '这个密码只显示这一次，四天内有效；第一次登录时必须换成自己的。\nShown once, valid for four days; it must be changed at the first login.\n',
    )
    return 0
  })
}

/** `account create`: opens an account, above all the first administrator's, and prints its one-time password. */
export const accountCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    const asked = askedIn(args)
    if (asked) return mendable(terminal, () => create(config, asked, terminal))
    terminal.err(usage)
    return 2
  }
