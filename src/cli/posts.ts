import type { Config } from '../config.ts'
import { accountNames } from '../store/accounts.ts'
import type { Command } from './command.ts'
import { mendable } from './house.ts'
import { withPeople } from './people.ts'

/** `posts`: every post that exists today, a line each: id, unit, title, roles, holder; tabs between them. */
export const postsCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    if (args.length > 0) {
      terminal.err('usage: ./luoshi posts\n')
      return 2
    }
    return mendable(terminal, () =>
      withPeople(config, async ({ db, org, today }) => {
        const posts = org.data.posts.filter(({ from, to }) => from <= today && (to === null || to >= today))
        const holders = new Map(posts.map(({ id }) => [id, org.holdingOf(id, today)?.person ?? '']))
        const names = await accountNames(db, [...holders.values()].filter(Boolean))
        for (const { id, unit, title, roles } of posts) {
          const holder = names.get(holders.get(id) ?? '') ?? '-'
          terminal.out(`${[id, org.nameOf(unit, today)[0], title[0], roles.join(',') || '-', holder].join('\t')}\n`)
        }
        return 0
      }),
    )
  }
