import { entryBytes } from '../kernel/log/entry.ts'
import { leafHash } from '../kernel/log/hash.ts'
import type { JsonRecord } from '../kernel/text.ts'
import { addStatement } from '../store/log.ts'
import type { Queryable } from '../store/read.ts'
import { uuidFrom } from './case-write.ts'
import type { Programme } from './programme.ts'
import { uuidv7 } from './random.ts'

/** The id of a statement that is made once under a name. */
export const statementId = (type: string, once: string): string => uuidFrom(`${type}/${once}`)

/**
 * Puts an entry that belongs to no case into the log: a seed's commitment, a heartbeat, a census. With `once`, the same name
 * is entered once however often it is said. Answers the id under which its place in the log is found.
 */
export async function state(
  db: Queryable,
  programme: Programme,
  now: number,
  statement: {
    readonly type: string
    readonly body: JsonRecord
    readonly rule: string
    readonly once?: string
    /** The post that did it; the system unless told. */
    readonly actor?: string
  },
): Promise<string> {
  const bytes = entryBytes({
    type: statement.type,
    at: new Date(now).toISOString(),
    actor: statement.actor ?? 'system',
    rule: statement.rule,
    body: statement.body,
  })
  const id = statement.once === undefined ? uuidv7(now) : statementId(statement.type, statement.once)
  await addStatement(db, programme.region, id, bytes, leafHash(bytes))
  return id
}
