import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { importOf } from '../engine/org-template.ts'
import { uuidv7 } from '../engine/random.ts'
import { isDay } from '../kernel/calendar.ts'
import { addAdminEvent } from '../store/accounts.ts'
import { saveOrg } from '../store/people.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Command, Terminal } from './command.ts'
import { mendable } from './house.ts'
import { withPeople } from './people.ts'

const usage = `usage: ./luoshi org import FILE [--from YYYY-MM-DD] [--check]
  Adds the units and posts of a luoshi-org/1 file that the register does not have yet; --check only says what it would add.
`

interface Asked {
  readonly file: string
  readonly from: string | null
  readonly isCheck: boolean
}

function askedIn(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { from: { type: 'string' }, check: { type: 'boolean' } },
    })
    const [act, file] = positionals
    const isRight = positionals.length === 2 && act === 'import' && (values.from === undefined || isDay(values.from))
    return isRight && file !== undefined ? { file, from: values.from ?? null, isCheck: values.check === true } : null
  } catch {
    return null
  }
}

function textOf(file: string, { err }: Terminal): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    err(`luoshi: 读不到文件 ${file}\n        The file ${file} cannot be read\n`)
    return null
  }
}

function importFile(config: Config, { file, from, isCheck }: Asked, terminal: Terminal): Promise<number> {
  const { out, err } = terminal
  const text = textOf(file, terminal)
  if (text === null) return Promise.resolve(1)
  return withPeople(config, async ({ db, org, programme, today }) => {
    const { region } = programme
    const result = importOf(text, org, region, from ?? today)
    if (!result.ok) {
      for (const fault of result.faults) err(`luoshi: ${file}: ${fault}\n`)
      err('luoshi: 什么也没有导入。Nothing was imported.\n')
      return 1
    }
    const { change, knownUnits, knownPosts } = result
    if (!isCheck) {
      await inTransaction(db, async (tx) => {
        await saveOrg(tx, region, change.units, change.posts)
        const about = { file, units: change.units.length, posts: change.posts.length }
        await addAdminEvent(tx, region, uuidv7(Date.now()), null, 'import-org', about)
      })
    }
    out(`units: ${change.units.length} added, ${knownUnits} known before\n`)
    out(`posts: ${change.posts.length} added, ${knownPosts} known before\n`)
    if (isCheck) out('只是检查，没有写入。Only checked; nothing was written.\n')
    return 0
  })
}

/** `org import`: the bodies and posts of a city, without people, into an instance that is not a demo. */
export const orgCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    const asked = askedIn(args)
    if (!asked) {
      terminal.err(usage)
      return 2
    }
    // A real bureau beside invented figures is a libel.
    if (config.isDemo && !asked.isCheck) {
      terminal.err(
        'luoshi: 演示里只有虚构的单位，真实的单位不能放进演示。请另用数据目录，并设 LUOSHI_DEMO=0\n' +
          '        A demo has invented units only; real ones must not stand among them. Use another data folder with LUOSHI_DEMO=0\n',
      )
      return 1
    }
    return mendable(terminal, () => importFile(config, asked, terminal))
  }
