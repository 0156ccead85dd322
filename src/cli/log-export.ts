import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import type { Config } from '../config.ts'
import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { parseCheckpoint } from '../kernel/log/checkpoint.ts'
import { hex, sameBytes } from '../kernel/log/hash.ts'
import { parseNote } from '../kernel/log/note.ts'
import { leaves } from '../store/audit.ts'
import { withClient } from '../store/cluster/database.ts'
import { joinDatabase } from '../store/cluster/join.ts'
import { allCheckpoints } from '../store/log.ts'
import { writeLog } from './log-writer.ts'

/** What was exported. */
export interface Exported {
  readonly size: number
  readonly checkpoints: number
}

/** What the operator says about itself, beside the log: the key, whom it asks to witness. Absent files are left out. */
const beside = ['log.vkey', 'policy.txt', 'witness.vkeys'] as const

/**
 * Writes the log of a database as files that any web server, mirror or USB stick can serve (docs/FORMAT.md §4), in one
 * snapshot, up to the newest signed checkpoint. Every root is recomputed from the entries and must be the signed one: what
 * was changed in the database is never exported. The folder may hold an earlier export, which then grows.
 */
export async function exportLog(client: pg.ClientBase, folder: string): Promise<Checked<Exported>> {
  await client.query('begin isolation level repeatable read read only')
  try {
    const notes = await allCheckpoints(client)
    const size = [...notes.keys()].at(-1)
    if (size === undefined) return failed('the log has no checkpoint yet: nothing has been signed')
    let missing: number | null = null
    const entries = async function* () {
      for await (const { idx, entry } of leaves(client, size)) {
        if (entry === null) {
          missing = idx
          return
        }
        yield entry
      }
    }
    const written = await writeLog(folder, {
      entries: entries(),
      sizes: [...notes.keys()],
      partials: 'newest-size',
      noteAt: (at, root) => signedNote(notes.get(at) ?? '', at, root),
    })
    if (missing !== null) return failed(`entry ${String(missing)} is gone from the database`)
    return written.ok ? passed({ size, checkpoints: notes.size }) : written
  } finally {
    await client.query('commit')
  }
}

/** The stored note, if it says of these entries what they are. */
function signedNote(text: string, size: number, root: Uint8Array): Checked<string> {
  const note = parseNote(Buffer.from(text))
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note
  if (!checkpoint.ok) return failed(`the checkpoint of size ${size} cannot be read: ${checkpoint.why}`)
  return checkpoint.value.size === size && sameBytes(checkpoint.value.root, root)
    ? passed(text)
    : failed(`the first ${size} entries have the root ${hex(root)}, which is not the one that was signed`)
}

/** Exports the log of the settings' database, also beside a running server, and what the operator says about itself. */
export async function exportFromDatabase(config: Config, folder: string): Promise<Checked<Exported>> {
  const data = resolve(config.data)
  const quiet = { info: () => {}, warn: () => {} }
  const database = await joinDatabase({ data, log: quiet, url: config.databaseUrl, ownerUrl: config.ownerUrl })
  try {
    const exported = await withClient(database.as('reader'), (client) => exportLog(client, folder))
    if (!exported.ok) return exported
    for (const name of beside) {
      const text = await readFile(join(data, 'published', name)).catch(() => null)
      if (text) await writeFile(join(folder, name), text)
    }
    return exported
  } finally {
    await database.close()
  }
}
