import { existsSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { noLog } from '../engine/log.ts'
import { loadProgramme, type Programme } from '../engine/programme.ts'
import { openSigningDesk } from '../engine/signer-state.ts'
import { state } from '../engine/statement.ts'
import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { type Checkpoint, openCheckpoint } from '../kernel/log/checkpoint.ts'
import { hex, sameBytes } from '../kernel/log/hash.ts'
import { formatVkey, parseVkey, type Verifier } from '../kernel/log/key.ts'
import { type Database, withClient } from '../store/cluster/database.ts'
import { lockFolder } from '../store/cluster/lock.ts'
import { type LogHead, latestCheckpoint, readHead } from '../store/log.ts'
import { closeCheckpoints } from '../store/log-closed.ts'
import type { Queryable } from '../store/read.ts'
import { openMigrated } from './house.ts'

/** What is asked for. */
export interface Succession {
  /** The name of the log that follows. */
  readonly origin: string
  /** The newest checkpoint of the old log that anybody has. */
  readonly last: Uint8Array
}

/** What came of it. */
export interface Succeeded {
  /** Entries of the old log under its last checkpoint. */
  readonly closedAt: number
  /** As many of them stand at the beginning of the log that follows. */
  readonly kept: number
  /** The key of the log that follows; null where a signer of another user will make it. */
  readonly vkey: string | null
}

/** The key under which the server said last that it publishes. */
async function publishedKey(data: string): Promise<Checked<Verifier>> {
  const path = join(data, 'published/log.vkey')
  if (!existsSync(path)) return failed(`${path} is not there: no log was ever published from this folder`)
  return parseVkey((await readFile(path, 'utf8')).trim())
}

/** Whether a checkpoint may be the last of a log of which we hold this much. */
async function faultIn(db: Queryable, last: Checkpoint, head: LogHead): Promise<string | null> {
  const own = await latestCheckpoint(db)
  if (own && own.size > last.size)
    return `we hold a checkpoint of ${own.size} entries: the last one is not of ${last.size}`
  if (last.size < head.size && last.size > 0 && own?.size !== last.size)
    return `the checkpoint is of ${last.size} entries, and we hold ${head.size}: take a newer one`
  return last.size === head.size && !sameBytes(last.root, head.root)
    ? 'the entries here are not those that were signed: this log was rewritten, and none may follow from it'
    : null
}

/** Where the log is kept. */
export interface LogHome {
  readonly database: Database
  readonly programme: Programme
  /** LUOSHI_DATA. */
  readonly data: string
  /** Whether the signer's key lies in `data`; otherwise another user has it. */
  readonly hasKey: boolean
}

/**
 * Closes the log and begins another under a new key: after a restore that lost entries, or when the key may have been stolen.
 * The first entry after those that are kept says which log went before, how far it had come, and how much of it is kept. The
 * old key and its memory stay beside the new ones. Must not run beside a server. May be repeated after a crash.
 */
export async function followLog(home: LogHome, asked: Succession): Promise<Checked<Succeeded>> {
  const key = await publishedKey(home.data)
  if (!key.ok) return key
  const opened = openCheckpoint(asked.last, [key.value])
  if (!opened.ok) return failed(`the last checkpoint: ${opened.why}`)
  if (asked.origin === key.value.name) return failed(`the log that follows needs another name than ${asked.origin}`)
  const { checkpoint } = opened.value
  const closed = await closeAndSay(home, { ...asked, key: key.value, checkpoint })
  if (!closed.ok) return closed
  const vkey = home.hasKey ? await newKey(home.data, asked.origin, checkpoint.size) : null
  return passed({ closedAt: checkpoint.size, kept: closed.value, vkey })
}

/** The same with the database of the settings. */
export async function succeedLog(config: Config, asked: Succession): Promise<Checked<Succeeded>> {
  const database = await openMigrated(config, noLog)
  try {
    const programme = loadProgramme(resolve(config.programme))
    const home = { database, programme, data: resolve(config.data), hasKey: config.signer === undefined }
    return await followLog(home, asked)
  } finally {
    await database.close()
  }
}

interface Closing extends Succession {
  readonly key: Verifier
  readonly checkpoint: Checkpoint
}

/** Lays the old checkpoints aside and enters what went before, in one transaction; answers how many entries are kept. */
async function closeAndSay({ database, programme }: LogHome, closing: Closing): Promise<Checked<number>> {
  const { origin, key, checkpoint } = closing
  return withClient(database.as('owner'), async (client) => {
    await client.query('begin')
    const head = await readHead(client)
    const fault = head ? await faultIn(client, checkpoint, head) : 'the log has no entries'
    if (fault !== null || head === null) {
      await client.query('rollback')
      return failed(fault ?? '')
    }
    await closeCheckpoints(client, key.name)
    await state(client, programme, Date.now(), {
      type: 'log.succeeds',
      body: {
        origin: key.name,
        key: formatVkey(key),
        size: checkpoint.size,
        root: hex(checkpoint.root),
        kept: head.size,
      },
      rule: 'house/log-succession',
      once: origin,
    })
    await client.query('commit')
    return passed(head.size)
  })
}

/** Puts the old key with its memory aside and makes another. Nobody may be signing meanwhile. */
async function newKey(data: string, origin: string, closedAt: number): Promise<string> {
  const folder = join(data, 'signer')
  const aside = join(data, `signer.closed-${closedAt}`)
  if (existsSync(folder) && !existsSync(aside)) {
    lockFolder(folder).release()
    await rename(folder, aside)
  }
  return formatVkey(openSigningDesk(folder, origin).signer.verifier)
}
