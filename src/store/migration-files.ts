import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One step of the schema: a file `NNNN_name.sql` whose first line says why. */
export interface Migration {
  readonly number: number
  /** The file's name. */
  readonly name: string
  readonly sql: string
  /** Of its text, line ends as `\n` whatever the checkout made of them; lower-case hex. */
  readonly sha256: string
  /** Its first line says `-- breaking`: an older process must not run on the schema afterwards. */
  readonly breaking: boolean
}

/** Where the product's own migrations are. */
export const migrationFolder = join(import.meta.dirname, 'migrations')

/** The migrations of a folder in their order. Throws TypeError where a file's name, number or first line is not as agreed. */
export function migrationsIn(folder: string): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => parseMigration(name, readFileSync(join(folder, name), 'utf8')))
  const twice = migrations.find((each, index) => migrations[index + 1]?.number === each.number)
  if (twice) throw new TypeError(`two migrations have the number of ${twice.name}`)
  return migrations
}

/** One file's text as a migration. */
export function parseMigration(name: string, text: string): Migration {
  const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]
  if (number === undefined) throw new TypeError(`${name}: a migration is named NNNN_name.sql`)
  const sql = text.replaceAll('\r\n', '\n')
  const first = sql.slice(0, sql.indexOf('\n'))
  if (!/^-- (breaking: )?\S.{9}/.test(first)) throw new TypeError(`${name}: the first line of a migration says why`)
  if (/^\s*(begin|commit|rollback|start transaction)( work| transaction)?\s*;/im.test(sql)) {
    throw new TypeError(`${name}: a migration runs in a transaction of its own and must not begin or end one`)
  }
  const sha256 = createHash('sha256').update(sql).digest('hex')
  return { number: Number(number), name, sql, sha256, breaking: first.startsWith('-- breaking') }
}
