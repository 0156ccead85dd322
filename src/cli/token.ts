import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Command } from './command.ts'
import { mendable } from './house.ts'
import { withPeople } from './people.ts'

const usage = 'usage: ./luoshi token create --post POST [--days N]   (1 to 366 days; 30 unless told)\n'

/** Days for which a token opens the interface, and the most that may be asked for. */
const daysUnlessTold = 30
const daysMost = 366

function askedIn(args: readonly string[]): { readonly post: string; readonly days: number } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { post: { type: 'string' }, days: { type: 'string' } },
    })
    const days = Number(values.days ?? daysUnlessTold)
    const isRight = positionals.length === 1 && positionals[0] === 'create' && Number.isInteger(days)
    return isRight && values.post !== undefined && days >= 1 && days <= daysMost ? { post: values.post, days } : null
  } catch {
    return null
  }
}

/** `token create`: prints a bearer token for whoever holds the post now. Only the token goes to the output. */
export const tokenCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    const asked = askedIn(args)
    if (!asked) {
      terminal.err(usage)
      return 2
    }
    return mendable(terminal, () =>
      withPeople(config, async ({ access, org }) => {
        const { post, days } = asked
        const token = await access.issueToken(post, days, 'command line')
        if (token !== null) {
          terminal.out(`${token}\n`)
          return 0
        }
        terminal.err(
          org.post(post)
            ? `luoshi: 岗位 ${post} 现在没有人任职，令牌只能发给在任的人\n        Nobody holds the post ${post} now; a token is for whoever holds it\n`
            : `luoshi: 没有岗位 ${post}，用 ./luoshi posts 看有哪些\n        There is no post ${post}; ./luoshi posts lists them\n`,
        )
        return 1
      }),
    )
  }
