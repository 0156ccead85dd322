import { type Checkpoint, parseCheckpoint } from '../../kernel/log/checkpoint.ts'
import { parseNote } from '../../kernel/log/note.ts'
import { latestCheckpoint } from '../../store/log.ts'
import type { Portal } from './visit.ts'

/** The newest signed statement of the log: how many entries, under which root, and who besides us has signed it. */
export interface LogHeadView extends Checkpoint {
  readonly note: string
  /** Names of the keys of others under it; empty where nobody witnesses this log. */
  readonly witnesses: readonly string[]
}

/** Null before the first checkpoint. Throws TypeError for a note of ours that cannot be read. */
export async function logHead({ engine }: Pick<Portal, 'engine'>): Promise<LogHeadView | null> {
  const latest = await latestCheckpoint(engine.db)
  if (!latest) return null
  const note = parseNote(Buffer.from(latest.note))
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note
  if (!note.ok || !checkpoint.ok) throw new TypeError('the newest checkpoint cannot be read')
  const others = note.value.signatures.map(({ name }) => name).filter((name) => name !== checkpoint.value.origin)
  return { ...checkpoint.value, note: latest.note, witnesses: [...new Set(others)] }
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
