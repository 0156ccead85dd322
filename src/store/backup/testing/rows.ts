import { type Database, withClient } from '../../cluster/database.ts'
import { tablesOf } from '../tables.ts'

/** Every table that a backup holds, with the text of all its rows in a fixed order. */
export function contentsOf(database: Pick<Database, 'as'>): Promise<Readonly<Record<string, unknown>>> {
  return withClient(database.as('owner'), async (client) => {
    const contents: Record<string, unknown> = {}
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query(`select t::text as row from ${name} t order by t::text collate "C"`)
      contents[name] = rows.map(({ row }) => row)
    }
    return contents
  })
}
